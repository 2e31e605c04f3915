//go:build !windows

package main

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"errors"
	"fmt"
	"math/big"
	"os"
	"path/filepath"
	"strings"

	"github.com/ethereum/go-ethereum/crypto"
	"github.com/urfave/cli/v2"

	"github.com/tallystick/tallystick/bindings/act"
	"github.com/tallystick/tallystick/bindings/amount"
	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/bindings/client"
	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/bindings/deployment"
	"github.com/tallystick/tallystick/cli/intake"
	"github.com/tallystick/tallystick/devnet"
)

// firstSupplier is the company number of the first supplier that is made for a file.
const firstSupplier = 1001

// devnetSuppliersCommand is `tally devnet suppliers`.
func devnetSuppliersCommand(s *session, where []cli.Flag) *cli.Command {
	return &cli.Command{
		Name:  "suppliers",
		Usage: "make suppliers for a file of invoices, each with a key of its own",
		UsageText: "tally devnet suppliers --from invoices.csv --column customerID\n" +
			"tally devnet suppliers --from invoices.csv --column customerID --apply-only --out suppliers.csv",
		Description: "For each vendor number in the column: an account in the devnet's keystore, whose key signs an application. Then the desk\n" +
			"admits them, Northern Steel names each by its vendor number, and each signs a standing acceptance of what Northern Steel issues. With\n" +
			"--apply-only it ends with the file of applications, for `tally company import`; run it again without, and the acceptances are signed.",
		Flags: append([]cli.Flag{
			&cli.StringFlag{Name: "from", Required: true, Usage: "the CSV `FILE` with the invoices"},
			&cli.StringFlag{Name: "column", Required: true, Usage: "the column that has the vendor number: `NAME`"},
			&cli.StringFlag{Name: "mapping", Usage: "the `FILE` that says which column is what; of it, encoding and separator count here"},
			&cli.StringFlag{Name: "out", Usage: "where the applications go; suppliers.csv in the devnet's folder by default: `FILE`"},
			&cli.BoolFlag{Name: "apply-only", Usage: "only make keys and sign applications"},
			deadlineFlag(),
		}, where...),
		Action: s.devnetSuppliers,
	}
}

// crowd is the suppliers of a file, with their keys.
type crowd struct {
	b          bulk
	net        *devnet.Network
	password   string
	deadline   uint64
	applicants []applicant
	signers    []act.KeySigner
}

func (s *session) devnetSuppliers(c *cli.Context) error {
	n, err := s.openDevnet(c)
	if err != nil {
		return err
	}
	vendors, err := vendorsOf(c)
	if err != nil {
		return err
	}
	crowd := crowd{net: n}
	if crowd.b, err = s.bulkOn(n); err != nil {
		return err
	}
	if crowd.deadline, err = s.deadline(c); err != nil {
		return err
	}
	if crowd.password, err = passwordFromFile(n.PasswordFile()); err != nil {
		return err
	}
	if err := crowd.apply(c.Context, vendors); err != nil {
		return err
	}
	out := c.String("out")
	if out == "" {
		out = filepath.Join(n.Dir(), "suppliers.csv")
	}
	if err := writeApplicants(out, crowd.applicants); err != nil {
		return err
	}
	s.note("the applications of %d suppliers are in %s", len(crowd.applicants), out)
	if c.Bool("apply-only") {
		return nil
	}
	return crowd.settleIn(c.Context)
}

// vendorsOf reads the distinct vendor numbers of the file.
func vendorsOf(c *cli.Context) ([]string, error) {
	path := c.String("from")
	content, err := os.ReadFile(path)
	if err != nil {
		return nil, exitf(ExitNotFound, "the file %s cannot be read", path).because(errors.Unwrap(err))
	}
	mapping := intake.Mapping{}
	if file := c.String("mapping"); file != "" {
		if mapping, err = readMapping(file); err != nil {
			return nil, err
		}
	}
	vendors, err := intake.Column(bytes.NewReader(content), mapping, c.String("column"))
	if err != nil {
		return nil, usagef("%s", path).because(err)
	}
	return vendors, nil
}

// bulkOn works through the relayer of a devnet.
func (s *session) bulkOn(n *devnet.Network) (bulk, error) {
	url, err := n.RelayerURL()
	if err != nil {
		return bulk{}, err
	}
	if url == "" {
		return bulk{}, exitf(ExitNotFound, "the devnet has no relayer yet").hintf("start one with: tally devnet up")
	}
	relayer, err := client.New(url)
	if err != nil {
		return bulk{}, err
	}
	network, err := deployment.Load(n.DeploymentFile())
	if err != nil {
		return bulk{}, err
	}
	// Northern Steel sees which number it gave whom, and who takes what it issues.
	obligor, err := n.Key(devnet.Obligor)
	if err != nil {
		return bulk{}, err
	}
	return bulk{s, relayer.As(act.KeySigner{Private: obligor}, network.ChainID), network}, nil
}

// apply makes the accounts that are missing, and has every key sign its company's application.
func (w *crowd) apply(ctx context.Context, vendors []string) error {
	known, err := patiently(ctx, w.b, func(ctx context.Context) ([]client.Company, error) {
		return w.b.relayer.Companies(ctx, client.Filter{})
	})
	if err != nil {
		return err
	}
	ids, next := make(map[string]uint32), uint32(firstSupplier)
	for _, company := range known {
		ids[company.Registration] = company.ID
		next = max(next, company.ID+1)
	}
	bar := w.b.s.beginProgress(len(vendors), "making keys")
	defer bar.end()
	for i, vendor := range vendors {
		key, err := w.key(vendor)
		if err != nil {
			return err
		}
		signer := act.KeySigner{Private: key}
		registration := "VENDOR-" + vendor
		id, admitted := ids[registration]
		if !admitted {
			id = next
			next++
		}
		application := act.Signed{Deadline: w.deadline, Message: contracts.AdmitCompany{
			Company: desk, Id: id, Name: "Supplier " + vendor, Registration: registration, Key: signer.Address(), DualAbove: big.NewInt(unlimited),
		}}
		if application.Nonce, err = randomNonce(); err != nil {
			return err
		}
		if application, err = application.AddConsent(signer, w.b.network.Domain()); err != nil {
			return fmt.Errorf("sign the application of %s: %w", vendor, err)
		}
		w.applicants = append(w.applicants, applicant{i + 2, application, vendor})
		w.signers = append(w.signers, signer)
		bar.step(1)
	}
	return nil
}

// key opens the account of a vendor in the devnet's keystore, made where it is not there.
func (w *crowd) key(vendor string) (*ecdsa.PrivateKey, error) {
	name := "vendor-" + strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '-' || r == '.' {
			return r
		}
		return '_'
	}, strings.ToLower(vendor))
	ring := keyring{w.net.Keystore()}
	found, err := ring.find(name)
	if err == nil {
		return ring.unlock(found, w.password)
	}
	key, err := crypto.GenerateKey()
	if err != nil {
		return nil, fmt.Errorf("make a key: %w", err)
	}
	_, err = ring.put(name, key, w.password, lightScrypt())
	return key, err
}

// settleIn admits the suppliers, names them, and has them sign their standing acceptances.
func (w *crowd) settleIn(ctx context.Context) error {
	obligor, err := devnet.MemberNamed(devnet.Obligor)
	if err != nil {
		return err
	}
	deskKey, err := w.net.Key(devnet.Desk)
	if err != nil {
		return err
	}
	obligorKey, err := w.net.Key(devnet.Obligor)
	if err != nil {
		return err
	}
	var t tally
	for _, step := range []func() (tally, error){
		func() (tally, error) { return w.b.admit(ctx, act.KeySigner{Private: deskKey}, w.applicants) },
		func() (tally, error) {
			return w.b.nameVendors(ctx, act.KeySigner{Private: obligorKey}, obligor.Company, w.deadline, w.applicants)
		},
		func() (tally, error) { return w.accept(ctx, obligor.Company) },
	} {
		if t, err = step(); err != nil {
			return err
		}
		if len(t.refused) > 0 {
			break
		}
	}
	return w.b.s.printTally("", len(w.applicants), t)
}

// accept signs the standing acceptances that are missing.
func (w *crowd) accept(ctx context.Context, obligor uint32) (tally, error) {
	forever, err := calendar.ParseDay("9999-12-31")
	if err != nil {
		return tally{}, err
	}
	var t tally
	var rows []int
	var jobs []*job
	bar := w.b.s.beginProgress(len(w.applicants), "signing standing acceptances")
	defer bar.end()
	for i, each := range w.applicants {
		supplier := each.admission().Id
		company, err := w.b.relayer.Company(ctx, supplier)
		if err != nil {
			return t, err
		}
		bar.step(1)
		if standsFor(company, obligor) {
			t.already++
			continue
		}
		signed, err := w.b.sign(ctx, w.signers[i], w.deadline, []any{contracts.AcceptFrom{
			Company: supplier, Sender: obligor, Obligor: obligor, Min: amount.Unit.Big(), Max: amount.MaxFace.Big(), Until: uint32(forever),
		}})
		if err != nil {
			return t, err
		}
		rows, jobs = append(rows, each.number), append(jobs, signed...)
	}
	bar.end()
	err = w.b.runSigned(ctx, jobs)
	t.count(rows, jobs)
	return t, err
}

// standsFor reports whether a company takes what the obligor issues.
func standsFor(company *client.Company, obligor uint32) bool {
	for _, standing := range company.Standing {
		if standing.Sender.ID == obligor && standing.Max == amount.MaxFace {
			return true
		}
	}
	return false
}
