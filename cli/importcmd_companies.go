package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math/big"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/urfave/cli/v2"

	"github.com/tallystick/tallystick/bindings/act"
	"github.com/tallystick/tallystick/bindings/client"
	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/cli/intake"
)

// applicantColumns are those of a file of applications, in the order in which tally writes them.
func applicantColumns() []string {
	return []string{"id", "name", "reg_no", "capacity", "vendor_no", "key", "nonce", "deadline", "consent"}
}

// companyImportCommand is `tally company import`.
func companyImportCommand(s *session) *cli.Command {
	return &cli.Command{
		Name:  "import",
		Usage: "admit the companies of a CSV file of signed applications (operator's desk), or name them as vendors",
		UsageText: "tally company import suppliers.csv --account desk\n" +
			"tally company import suppliers.csv --vendors --as \"Northern Steel\"",
		ArgsUsage: "FILE",
		Description: "The file has the columns " + strings.Join(applicantColumns(), ", ") + ". Each company's own key has signed\n" +
			"its application (`tally company apply`): nobody can be admitted who did not ask. What is there already is \"already\" and sends nothing;\n" +
			"a row that is refused does not stop the others, and exit code 8 says that there were some. With --vendors the obligor that acts names\n" +
			"each company by the number under which its books know it.",
		Flags: []cli.Flag{
			&cli.BoolFlag{Name: "vendors", Usage: "name them as vendors of the acting obligor, by vendor_no"},
			&cli.StringFlag{Name: "report", Usage: "write the refused rows to this CSV `FILE`"},
			deadlineFlag(),
		},
		Action: s.companyImport,
	}
}

// applicant is one row of a file of applications.
type applicant struct {
	number      int
	application act.Signed // with consent, without the desk's signature
	vendor      string
}

func (a applicant) admission() contracts.AdmitCompany {
	return a.application.Message.(contracts.AdmitCompany)
}

// readApplicants reads a file of applications.
func readApplicants(path string, content []byte) ([]applicant, []intake.Refused, error) {
	records := intake.NewRecords(bytes.TrimPrefix(content, []byte("\xef\xbb\xbf")), ',')
	header, err := records.Next()
	if err != nil {
		return nil, nil, usagef("%s", path).because(err)
	}
	for _, name := range applicantColumns() {
		if !slices.Contains(header, name) {
			return nil, nil, usagef("%s has no column %q", path, name).hintf("it needs: %s", strings.Join(applicantColumns(), ", "))
		}
	}
	var applicants []applicant
	var refused []intake.Refused
	for number := 2; ; number++ {
		record, err := records.Next()
		if errors.Is(err, io.EOF) {
			return applicants, refused, nil
		}
		if err == nil && len(record) != len(header) {
			err = intake.Because("has %d fields, the first record %d", len(record), len(header))
		}
		if err == nil {
			fields := make(map[string]string, len(header))
			for i, name := range header {
				fields[name] = strings.TrimSpace(record[i])
			}
			var one applicant
			if one, err = readApplicant(number, fields); err == nil {
				applicants = append(applicants, one)
			}
		}
		if err != nil {
			refused = append(refused, intake.Refused{Number: number, Reason: intake.Because("%s", err)})
		}
	}
}

func readApplicant(number int, fields map[string]string) (applicant, error) {
	bad := func(field string) (applicant, error) {
		return applicant{}, intake.Because("%s %q cannot be", field, fields[field])
	}
	id, err := strconv.ParseUint(fields["id"], 10, 32)
	if err != nil || id == 0 {
		return bad("id")
	}
	nonce, err := strconv.ParseUint(fields["nonce"], 10, 64)
	if err != nil {
		return bad("nonce")
	}
	deadline, err := strconv.ParseUint(fields["deadline"], 10, 40)
	if err != nil {
		return bad("deadline")
	}
	consent, err := hexutil.Decode(fields["consent"])
	if err != nil {
		return bad("consent")
	}
	if !common.IsHexAddress(fields["key"]) {
		return bad("key")
	}
	message := contracts.AdmitCompany{
		Company: desk, Id: uint32(id), Name: fields["name"], Registration: fields["reg_no"],
		Key: common.HexToAddress(fields["key"]), DualAbove: big.NewInt(unlimited),
	}
	for _, word := range strings.Fields(fields["capacity"]) {
		bit, known := capacityBits()[word]
		if !known {
			return bad("capacity")
		}
		message.Capacities |= bit
	}
	if message.Name == "" || message.Registration == "" {
		return applicant{}, intake.Because("name or reg_no is missing")
	}
	signed := act.Signed{Message: message, Nonce: nonce, Deadline: deadline, Consent: consent}
	return applicant{number, signed, fields["vendor_no"]}, nil
}

// writeApplicants writes a file of applications.
func writeApplicants(path string, applicants []applicant) error {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	records := [][]string{applicantColumns()}
	for _, each := range applicants {
		message := each.admission()
		var words []string
		for _, word := range sortedKeys(capacityBits()) {
			if message.Capacities&capacityBits()[word] != 0 {
				words = append(words, word)
			}
		}
		records = append(records, []string{
			strconv.FormatUint(uint64(message.Id), 10), message.Name, message.Registration, strings.Join(words, " "), each.vendor,
			message.Key.Hex(), strconv.FormatUint(each.application.Nonce, 10), strconv.FormatUint(each.application.Deadline, 10),
			hexutil.Encode(each.application.Consent),
		})
	}
	if err := w.WriteAll(records); err != nil {
		return fmt.Errorf("write the applications: %w", err)
	}
	if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
		return fmt.Errorf("write the applications: %w", err)
	}
	return nil
}

func (s *session) companyImport(c *cli.Context) error {
	path, content, err := readFile(c)
	if err != nil {
		return err
	}
	applicants, refused, err := readApplicants(path, content)
	if err != nil {
		return err
	}
	deadline, err := s.deadline(c)
	if err != nil {
		return err
	}
	b, err := s.bulkOf(c.Context)
	if err != nil {
		return err
	}
	by, err := s.signer(c.Context)
	if err != nil {
		return err
	}
	question, do := "Sign and send the admission of %d companies?", func() (tally, error) {
		return b.admit(c.Context, by, applicants)
	}
	if c.Bool("vendors") {
		obligor, err := s.acting(c.Context)
		if err != nil {
			return err
		}
		question, do = "Sign and send the vendor numbers of %d companies?", func() (tally, error) {
			return b.nameVendors(c.Context, by, obligor, deadline, applicants)
		}
	}
	if s.switched("dry-run") {
		s.note("%d rows can be read, %d cannot; nothing was sent", len(applicants), len(refused))
		return nil
	}
	if err := s.confirm(question, len(applicants)); err != nil {
		return err
	}
	t, err := do()
	if err != nil {
		return err
	}
	t.refused = append(t.refused, refused...)
	return s.printTally(c.String("report"), len(applicants)+len(refused), t)
}

// tally counts what came of the rows of a file.
type tally struct {
	fresh, already int
	refused        []intake.Refused
}

// count adds the outcomes of the jobs of rows.
func (t *tally) count(rows []int, jobs []*job) {
	for i, j := range jobs {
		switch {
		case j.refusal != nil:
			t.refused = append(t.refused, intake.Refused{Number: rows[i], Reason: intake.Because("%s", j.refusal)})
		case j.known:
			t.already++
		default:
			t.fresh++
		}
	}
}

func (s *session) printTally(report string, rows int, t tally) error {
	if report != "" {
		if err := s.writeRefused(report, t.refused); err != nil {
			return err
		}
	}
	for _, one := range t.refused[:min(shownRefusals, len(t.refused))] {
		s.note("row %d: %s", one.Number, s.reason(one.Reason))
	}
	err := s.print.record([]column{{key: "rows"}, {key: "new"}, {key: "already"}, {key: "refused"}},
		[]any{rows, t.fresh, t.already, len(t.refused)})
	if err == nil && len(t.refused) > 0 {
		return exitf(ExitRefused, "%d of %d rows were refused; the rest went on", len(t.refused), rows).
			hintf("correct them and import the file again: the others are known")
	}
	return err
}

// admit signs, as the desk, the applications of companies that are not there, and sends them.
func (b bulk) admit(ctx context.Context, by act.Signer, applicants []applicant) (tally, error) {
	var t tally
	known, err := b.relayer.Companies(ctx, client.Filter{})
	if err != nil {
		return t, err
	}
	byRegistration := make(map[string]client.Company, len(known))
	for _, company := range known {
		byRegistration[company.Registration] = company
	}
	var rows []int
	var jobs []*job
	for _, each := range applicants {
		message := each.admission()
		if there, found := byRegistration[message.Registration]; found {
			if there.ID == message.Id && there.Name == message.Name {
				t.already++
			} else {
				t.refused = append(t.refused, intake.Refused{Number: each.number, Reason: intake.Because(
					"registration number %s is company %d's, %s", message.Registration, there.ID, there.Name)})
			}
			continue
		}
		signed, err := act.Sign(by, b.network.Domain(), message, each.application.Nonce, each.application.Deadline)
		if err != nil {
			return t, fmt.Errorf("sign: %w", err)
		}
		signed.Consent = each.application.Consent
		if err := signed.Verify(b.network.Domain()); err != nil && !errors.Is(err, act.ErrContractKey) {
			t.refused = append(t.refused, intake.Refused{Number: each.number, Reason: intake.Because("%s", err)})
			continue
		}
		rows, jobs = append(rows, each.number), append(jobs, &job{signed: signed})
	}
	err = b.runSigned(ctx, jobs)
	t.count(rows, jobs)
	return t, err
}

// nameVendors names companies by their numbers in the obligor's books.
func (b bulk) nameVendors(ctx context.Context, by act.Signer, obligor uint32, deadline uint64, applicants []applicant) (tally, error) {
	var t tally
	company, err := b.relayer.Company(ctx, obligor)
	if err != nil {
		return t, err
	}
	named := stockOf(company, nil, nil).vendors
	var rows []int
	var messages []any
	for _, each := range applicants {
		supplier := each.admission().Id
		switch there, found := named[each.vendor]; {
		case each.vendor == "":
			t.refused = append(t.refused, intake.Refused{Number: each.number, Reason: intake.Because("vendor_no is missing")})
		case found && there.ID == supplier:
			t.already++
		default:
			rows = append(rows, each.number)
			messages = append(messages, contracts.NameVendor{Company: obligor, Supplier: supplier, Number: each.vendor})
		}
	}
	jobs, err := b.run(ctx, by, deadline, messages)
	t.count(rows, jobs)
	return t, err
}
