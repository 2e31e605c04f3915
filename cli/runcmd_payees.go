package main

import (
	"slices"
	"strconv"
	"strings"

	"github.com/tallystick/tallystick/bindings/client"
	"github.com/tallystick/tallystick/cli/intake"
)

// shownGuesses is for how many unknown names it is searched what they may have meant: each is compared with every company's.
const shownGuesses = 50

// payees finds companies by what a row of a file of payments calls them.
type payees struct {
	self uint32
	byID map[uint32]client.Company
	// By what each can be called, names in small letters; two companies may have one name.
	called map[intake.Naming]map[string][]uint32
	names  []string
	// guesses are what unknown names may have meant.
	guesses map[string]string
}

// payeesOf knows all companies, and by number those that the one who pays calls its vendors.
func payeesOf(all []client.Company, self *client.Company) *payees {
	p := &payees{
		self: self.ID, byID: make(map[uint32]client.Company, len(all)), guesses: make(map[string]string),
		called: map[intake.Naming]map[string][]uint32{intake.ByID: {}, intake.ByName: {}, intake.ByRegistration: {}, intake.ByVendor: {}},
	}
	call := func(by intake.Naming, text string, id uint32) {
		if same := p.called[by]; text != "" && !slices.Contains(same[text], id) {
			same[text] = append(same[text], id)
		}
	}
	for _, one := range all {
		p.byID[one.ID] = one
		p.names = append(p.names, one.Name)
		call(intake.ByID, strconv.FormatUint(uint64(one.ID), 10), one.ID)
		call(intake.ByName, strings.ToLower(one.Name), one.ID)
		call(intake.ByRegistration, one.Registration, one.ID)
	}
	for _, vendor := range self.Vendors {
		call(intake.ByVendor, vendor.Number, vendor.Supplier.ID)
	}
	return p
}

// find is the company that a row means; the reason has a text where it means none that can be paid.
func (p *payees) find(row intake.Payment) (uint32, intake.Reason) {
	var found uint32
	var by intake.Name
	for _, name := range row.Payee {
		id, wrong := p.meant(name)
		if wrong.Text != "" {
			return 0, wrong
		}
		if found != 0 && found != id {
			return 0, intake.Because("%q is %s, and %q is %s: correct one of the two", by.Text, p.byID[found].Name, name.Text, p.byID[id].Name)
		}
		found, by = id, name
	}
	switch company := p.byID[found]; {
	case found == p.self:
		return 0, intake.Because("%s is the company that pays", company.Name)
	case company.Status == "suspended":
		return 0, intake.Because("%s is suspended, and takes nothing until it is admitted again", company.Name)
	}
	return found, intake.Reason{}
}

// meant is the company that one name means.
func (p *payees) meant(name intake.Name) (uint32, intake.Reason) {
	ways := []intake.Naming{name.By}
	if name.By == intake.ByAny {
		ways = []intake.Naming{intake.ByName, intake.ByRegistration, intake.ByVendor, intake.ByID}
	}
	var ids []uint32
	for _, way := range ways {
		text := name.Text
		if way == intake.ByName {
			text = strings.ToLower(text)
		}
		for _, id := range p.called[way][text] {
			if _, known := p.byID[id]; known && !slices.Contains(ids, id) {
				ids = append(ids, id)
			}
		}
	}
	switch len(ids) {
	case 0:
		if near := p.guess(name); near != "" {
			return 0, intake.Because("there is no company %q; did you mean %s?", name.Text, near)
		}
		return 0, intake.Because("there is no company %q by name, id, registration number or the payer's vendor number", name.Text)
	case 1:
		return ids[0], intake.Reason{}
	}
	var several []string
	for _, id := range ids {
		several = append(several, strconv.FormatUint(uint64(id), 10)+" "+p.byID[id].Name)
	}
	return 0, intake.Because("%q may be any of: %s; name the column id, name, registration or vendor, or write the registration number",
		name.Text, strings.Join(several, ", "))
}

// guess is the name that an unknown one may have meant.
func (p *payees) guess(name intake.Name) string {
	if name.By != intake.ByAny && name.By != intake.ByName {
		return ""
	}
	near, known := p.guesses[name.Text]
	if !known && len(p.guesses) < shownGuesses {
		near = nearest(name.Text, p.names)
		p.guesses[name.Text] = near
	}
	return near
}
