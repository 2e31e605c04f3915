package main

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"github.com/tallystick/tallystick/bindings/client"
	"github.com/tallystick/tallystick/bindings/phrase"
	"github.com/tallystick/tallystick/bindings/ref"
)

// names knows what companies are called and what obligations are in, asking the relayer once for
// each. A company that cannot be asked for is called by its number.
type names struct {
	ctx        context.Context
	s          *session
	known      phrase.Directory
	currencies map[ref.Obligation]string
}

// Company is phrase.Names.
func (n *names) Company(id uint32) string {
	if name, ok := n.known[id]; ok || id == 0 {
		return name
	}
	n.known[id] = ""
	if relayer, err := n.s.Client(); err == nil {
		if company, err := relayer.Company(n.ctx, id); err == nil {
			n.known[id] = company.Name
		}
	}
	return n.known[id]
}

// Currency is phrase.Currencies: the letters of an obligation's currency, if it can be asked for.
func (n *names) Currency(o ref.Obligation) string {
	if code, ok := n.currencies[o]; ok {
		return code
	}
	n.currencies[o] = ""
	if relayer, err := n.s.Client(); err == nil {
		if found, err := relayer.Obligation(n.ctx, o); err == nil {
			n.currencies[o] = found.Currency.String()
		}
	}
	return n.currencies[o]
}

// speaker says acts and refusals in the user's language with companies' names.
func (s *session) speaker(ctx context.Context) phrase.Speaker {
	if s.names == nil {
		s.names = &names{ctx: ctx, s: s, known: make(phrase.Directory), currencies: make(map[ref.Obligation]string)}
	}
	return phrase.Speaker{Language: phrase.Language(s.lang), Names: s.names}
}

// companyID finds a company by id, registration number or legal name. A name must be whole: one
// that is only near to another's is refused with what it may have meant.
func (s *session) companyID(ctx context.Context, text string) (uint32, error) {
	company, err := s.company(ctx, text)
	return company.ID, err
}

func (s *session) company(ctx context.Context, text string) (client.Company, error) {
	text = strings.TrimSpace(text)
	if id, err := strconv.ParseUint(text, 10, 32); err == nil && len(text) <= 10 {
		return s.companyByID(ctx, uint32(id))
	}
	relayer, err := s.Client()
	if err != nil {
		return client.Company{}, err
	}
	for _, exactly := range []client.Filter{{Registration: text}, {Name: text}} {
		found, err := relayer.Companies(ctx, exactly)
		if err != nil {
			return client.Company{}, err
		}
		for _, candidate := range found {
			if candidate.Registration == text || strings.EqualFold(candidate.Name, text) {
				return candidate, nil
			}
		}
	}
	return client.Company{}, s.noCompany(ctx, relayer, text)
}

// noCompany refuses a name with the names that it may have meant.
func (s *session) noCompany(ctx context.Context, relayer *client.Client, text string) error {
	all, err := relayer.Companies(ctx, client.Filter{})
	if err != nil {
		return err
	}
	var near []string
	for _, candidate := range all {
		if strings.Contains(strings.ToLower(candidate.Name), strings.ToLower(text)) || nearest(text, []string{candidate.Name}) != "" {
			near = append(near, candidate.Name)
		}
	}
	refusal := exitf(ExitNotFound, "there is no company %q", text)
	switch len(near) {
	case 0:
		return refusal.hintf("all of them: %s", "tally company list")
	case 1:
		return refusal.hintf("did you mean %s?", near[0])
	default:
		return refusal.hintf("one of: %s", strings.Join(near[:min(len(near), 5)], ", "))
	}
}

// companyByID asks for the company of a number. With --direct and no relayer the number is taken
// as it is: the chain refuses one that it does not know.
func (s *session) companyByID(ctx context.Context, id uint32) (client.Company, error) {
	if s.switched("direct") && s.get("relayer") == "" {
		return client.Company{Party: client.Party{ID: id}}, nil
	}
	relayer, err := s.Client()
	if err != nil {
		return client.Company{}, err
	}
	company, err := relayer.Company(ctx, id)
	if errors.Is(err, client.ErrNotFound) {
		return client.Company{}, exitf(ExitNotFound, "there is no company %d", id).hintf("all of them: %s", "tally company list")
	}
	if err != nil {
		return client.Company{}, err
	}
	return *company, nil
}

// acting answers the company that acts: --as, else the one that the account is an operator of.
func (s *session) acting(ctx context.Context) (uint32, error) {
	if wanted := s.get("as"); wanted != "" {
		return s.companyID(ctx, wanted)
	}
	a, err := s.account()
	if err != nil {
		return 0, usagef("no company is named").because(err).hintf("name one with --as COMPANY, or an account with --account NAME")
	}
	relayer, err := s.Client()
	if err != nil {
		return 0, err
	}
	key, err := relayer.Key(ctx, a.Address, 0)
	if err != nil {
		return 0, err
	}
	if key.Operator == nil || key.Operator.Company == 0 {
		return 0, exitf(ExitKey, "the account %s is no company's operator", a.Name).
			hintf("name a company to look at with --as COMPANY")
	}
	return key.Operator.Company, nil
}
