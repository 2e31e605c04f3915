package main

import (
	"strings"
	"testing"

	"github.com/tallystick/tallystick/bindings/client"
	"github.com/tallystick/tallystick/cli/intake"
)

// companyOf is one in few words.
func companyOf(id uint32, name, registration string) client.Company {
	return client.Company{Party: client.Party{ID: id, Name: name}, Registration: registration, Status: "active"}
}

func TestPayeesAreFoundByEveryNameThatTheyHave(t *testing.T) {
	self := companyOf(31, "Northern Steel", "91-31")
	self.Vendors = []client.Vendor{
		{Number: "V-42", Supplier: client.Party{ID: 42}}, {Number: "43", Supplier: client.Party{ID: 42}}, {Number: "V-9", Supplier: client.Party{ID: 99}},
	}
	suspended := companyOf(50, "Gone Ltd", "91-50")
	suspended.Status = "suspended"
	p := payeesOf([]client.Company{
		self, companyOf(41, "Acme Parts", "91-41"), companyOf(42, "Bolt Metal", "91-42"), companyOf(43, "华云精密", "91-43"),
		companyOf(44, "Twin", "91-44"), companyOf(45, "twin", "91-45"), companyOf(46, "91-41", "91-46"), suspended,
	}, &self)
	name := func(by intake.Naming, text string) intake.Name { return intake.Name{By: by, Text: text} }
	for _, test := range []struct {
		names []intake.Name
		id    uint32
		want  string
	}{
		{[]intake.Name{name(intake.ByAny, "bolt metal")}, 42, ""},
		{[]intake.Name{name(intake.ByAny, "91-42")}, 42, ""},
		{[]intake.Name{name(intake.ByAny, "42")}, 42, ""},
		{[]intake.Name{name(intake.ByAny, "V-42")}, 42, ""},
		{[]intake.Name{name(intake.ByVendor, "43")}, 42, ""},
		{[]intake.Name{name(intake.ByID, "43")}, 43, ""},
		{[]intake.Name{name(intake.ByRegistration, "91-41")}, 41, ""},
		{[]intake.Name{name(intake.ByName, "91-41")}, 46, ""},
		{[]intake.Name{name(intake.ByName, "华云精密"), name(intake.ByID, "43")}, 43, ""},
		{[]intake.Name{name(intake.ByAny, "43")}, 0, `"43" may be any of: 42 Bolt Metal, 43 华云精密; name the column`},
		{[]intake.Name{name(intake.ByAny, "91-41")}, 0, "may be any of: 46 91-41, 41 Acme Parts"},
		{[]intake.Name{name(intake.ByName, "TWIN")}, 0, "may be any of: 44 Twin, 45 twin"},
		{[]intake.Name{name(intake.ByName, "Bolt Metal"), name(intake.ByID, "43")}, 0, `"Bolt Metal" is Bolt Metal, and "43" is 华云精密`},
		{[]intake.Name{name(intake.ByAny, "Bolt Metla")}, 0, "did you mean Bolt Metal?"},
		{[]intake.Name{name(intake.ByAny, "nobody at all")}, 0, "by name, id, registration number or the payer's vendor number"},
		{[]intake.Name{name(intake.ByID, "042")}, 0, "no company"},
		{[]intake.Name{name(intake.ByVendor, "V-9")}, 0, "no company"},
		{[]intake.Name{name(intake.ByAny, "Gone Ltd")}, 0, "Gone Ltd is suspended"},
		{[]intake.Name{name(intake.ByAny, "Northern Steel")}, 0, "Northern Steel is the company that pays"},
	} {
		id, reason := p.find(intake.Payment{Payee: test.names})
		if id != test.id || !strings.Contains(reason.Error(), test.want) || (test.want == "") != (reason.Text == "") {
			t.Errorf("%v: company %d, %q; want %d, …%s…", test.names, id, reason.Error(), test.id, test.want)
		}
	}
}
