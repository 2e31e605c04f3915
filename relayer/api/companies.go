package api

import (
	"net/http"
	"strconv"
	"strings"

	"github.com/tallystick/tallystick/bindings/client"
	"github.com/tallystick/tallystick/relayer/index"
)

// listCompanies lists companies: all, those whose name contains a text (whatever the case of its letters), the one with a registration
// number, the one that an obligor's books know under a vendor number.
func (s *Server) listCompanies(r *http.Request) (int, any, error) {
	q := parameters(r, "name", "registration", "obligor", "vendor", "limit", "cursor")
	name, registration, vendor, obligor := strings.ToLower(q.text("name")), q.text("registration"), q.text("vendor"), q.company("obligor")
	if (vendor == "") != (obligor == 0) {
		q.fail("vendor and obligor belong together: a vendor number is one in an obligor's books")
	}
	if q.err != nil {
		return 0, nil, q.err
	}
	var p page[client.Company]
	var err error
	s.viewAs(r, func(v show) {
		supplier, _ := v.Vendor(obligor, vendor)
		if !v.who.may(obligor) && !v.who.may(supplier) {
			// A vendor number is its obligor's and the supplier's own.
			supplier = 0
		}
		var found []index.Company
		for _, c := range v.Companies() {
			if strings.Contains(strings.ToLower(c.Name), name) && (registration == "" || c.Registration == registration) &&
				(vendor == "" || c.ID == supplier) {
				found = append(found, c)
			}
		}
		p, err = pageOf(q, found, v.company)
	})
	return http.StatusOK, p, err
}

func (s *Server) getCompany(r *http.Request) (int, any, error) {
	id, err := companyID(r)
	if err != nil {
		return 0, nil, err
	}
	var doc client.Company
	var known bool
	s.viewAs(r, func(v show) {
		var c index.Company
		if c, known = v.CompanyByID(id); known {
			doc = v.company(c)
		}
	})
	if !known {
		return 0, nil, problem(codeNotFound, "/v1/companies lists all", "there is no company %d", id)
	}
	return http.StatusOK, doc, nil
}

// companyID is the company that the path names by its id.
func companyID(r *http.Request) (uint32, error) {
	id, err := strconv.ParseUint(r.PathValue("id"), 10, 32)
	if err != nil {
		return 0, problem(codeBadRequest, "/v1/companies?name= finds companies by name", "%q is not a company's id", r.PathValue("id"))
	}
	return uint32(id), nil
}
