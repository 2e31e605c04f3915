package api

import (
	"errors"
	"net/http"
	"strconv"
	"strings"

	"github.com/tallystick/tallystick/bindings/calendar"
	"github.com/tallystick/tallystick/bindings/ref"
	"github.com/tallystick/tallystick/bindings/report"
	"github.com/tallystick/tallystick/relayer/chain"
	"github.com/tallystick/tallystick/relayer/index"
)

// reports are the routes of the reports.
func (s *Server) reports() map[string]endpoint {
	return map[string]endpoint{
		"GET /v1/reports/maturity":      s.getMaturity,
		"GET /v1/reports/cash-forecast": s.getForecast,
		"GET /v1/reports/exposure":      s.getExposure,
		"GET /v1/reports/holdings":      s.getHoldings,
		"GET /v1/reports/financed":      s.getFinanced,
		"GET /v1/reports/regulator":     s.getRegulator,
		"GET /v1/companies/{id}/record": s.getRecord,
	}
}

// past is the facts at the end of the day that a request names.
type past struct {
	*report.State
	date   calendar.Day
	moment index.Moment
}

// past winds back to the end of the day of parameter date, today without it. A company, where one is named, must be known by then.
func (s *Server) past(r *http.Request, q *query, company uint32) (past, error) {
	date := q.day("date", s.today())
	if date > s.today() {
		q.fail("date=%s has not come; today is %s", date, s.today())
	}
	if q.err != nil {
		return past{}, q.err
	}
	if err := s.mayReport(r, company); err != nil {
		return past{}, err
	}
	p := past{date: date}
	err := s.history.Before(r.Context(), s.cfg.Deployment.Clock.Start(date+1), func(v index.View, at index.Moment) error {
		if _, known := v.CompanyByID(company); company != 0 && !known {
			return problem(codeNotFound, "/v1/companies lists those that there are now", "there was no company %d on %s", company, date)
		}
		p.State, p.moment = show{View: v, clock: s.cfg.Deployment.Clock, today: date}.books(s.cfg.Deployment, at), at
		return nil
	})
	return p, err
}

// mayReport refuses a reader whose report it is not: a company's are its own, its payment record also its creditors'.
func (s *Server) mayReport(r *http.Request, company uint32) error {
	err := whoAsks(r).about(company)
	if err == nil || !strings.HasSuffix(r.URL.Path, "/record") {
		return err
	}
	unseen := s.look(r, ref.Obligation{}, func(v show) error {
		if v.seesRecord(company) {
			return nil
		}
		return errUnseen
	})
	if errors.Is(unseen, errUnseen) {
		return err
	}
	return unseen
}

// day is a day; the default if none is given.
func (q *query) day(name string, otherwise calendar.Day) calendar.Day {
	text := q.text(name)
	if text == "" {
		return otherwise
	}
	day, err := calendar.ParseDay(text)
	if err != nil {
		q.fail("%s: %v", name, err)
	}
	return day
}

// whose is the company of a report that must have one.
func (q *query) whose() uint32 {
	company := q.company("company")
	if company == 0 {
		q.fail("company is missing: whose report?")
	}
	return company
}

func (s *Server) getMaturity(r *http.Request) (int, any, error) {
	q := parameters(r, "company", "date", "by")
	company, by := q.whose(), report.Step(q.one("by", string(report.ByDay), string(report.ByMonth)))
	if by == "" {
		by = report.ByMonth
	}
	p, err := s.past(r, q, company)
	if err != nil {
		return 0, nil, err
	}
	return http.StatusOK, p.Maturity(company, p.date, by), nil
}

func (s *Server) getForecast(r *http.Request) (int, any, error) {
	q := parameters(r, "company", "date")
	company := q.whose()
	p, err := s.past(r, q, company)
	if err != nil {
		return 0, nil, err
	}
	return http.StatusOK, p.Forecast(company, p.date), nil
}

func (s *Server) getExposure(r *http.Request) (int, any, error) {
	q := parameters(r, "company", "date")
	company := q.whose()
	p, err := s.past(r, q, company)
	if err != nil {
		return 0, nil, err
	}
	return http.StatusOK, p.Exposure(company, p.date), nil
}

func (s *Server) getHoldings(r *http.Request) (int, any, error) {
	q := parameters(r, "company", "date", "purpose")
	company, purpose := q.whose(), report.Purpose(q.one("purpose", string(report.ToCollect), string(report.ToSell)))
	if purpose == "" {
		purpose = report.ToCollect
	}
	p, err := s.past(r, q, company)
	if err != nil {
		return 0, nil, err
	}
	return http.StatusOK, p.Holdings(company, p.date, purpose), nil
}

func (s *Server) getFinanced(r *http.Request) (int, any, error) {
	q := parameters(r, "company", "date")
	company := q.company("company")
	p, err := s.past(r, q, company)
	if err != nil {
		return 0, nil, err
	}
	return http.StatusOK, p.Financed(company, p.date), nil
}

func (s *Server) getRecord(r *http.Request) (int, any, error) {
	q := parameters(r, "date")
	id, err := strconv.ParseUint(r.PathValue("id"), 10, 32)
	if err != nil || id == 0 {
		return 0, nil, problem(codeBadRequest, "/v1/companies?name= finds companies by name", "%q is not a company's id", r.PathValue("id"))
	}
	p, err := s.past(r, q, uint32(id))
	if err != nil {
		return 0, nil, err
	}
	return http.StatusOK, p.Record(uint32(id), p.date), nil
}

func (s *Server) getRegulator(r *http.Request) (int, any, error) {
	q := parameters(r, "date", "compare")
	compare := q.flag("compare")
	p, err := s.past(r, q, 0)
	if err != nil {
		return 0, nil, err
	}
	doc, err := p.Regulator(p.date, report.BlockID{Number: p.moment.SameBlock, Hash: p.moment.SameHash})
	if err != nil || !compare {
		return http.StatusOK, doc, err
	}
	doc.Comparison, err = p.Compare(r.Context(), s.chain, s.cfg.Deployment, doc.Same)
	if err == nil {
		return http.StatusOK, doc, nil
	}
	// The report stands without the contracts' word, and says so.
	var refused *chain.Error
	doc.NotCompared = "the contracts did not answer in time; compare with a node of your own"
	if errors.As(err, &refused) && refused.Class != chain.Unreachable && refused.Class != chain.NotReady {
		doc.NotCompared = "the relayer's node no longer has the state of that block; compare with one that keeps all of them"
	}
	s.cfg.Log.Warn().Err(err).Uint64("block", p.moment.SameBlock).Msg("api: a report could not be compared with the contracts")
	return http.StatusOK, doc, nil
}
