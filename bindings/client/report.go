package client

import (
	"context"
	"net/url"
	"strconv"

	"github.com/tallystick/tallystick/bindings/report"
)

// A report is of the end of a local day; day zero is today. A day that has not come is refused.

// Maturity is what falls due to a company and by it, by day or by month.
func (c *Client) Maturity(ctx context.Context, company uint32, date Day, by report.Step) (*report.Maturity, error) {
	q := dated(company, date)
	q.Set("by", string(by))
	return one[report.Maturity](ctx, c, "/v1/reports/maturity", q)
}

// Forecast is the money that a company will get and pay, day by day, and in which bank's deposits.
func (c *Client) Forecast(ctx context.Context, company uint32, date Day) (*report.Forecast, error) {
	return one[report.Forecast](ctx, c, "/v1/reports/cash-forecast", dated(company, date))
}

// Exposure is by whom a company is owed, with their lines and payment records.
func (c *Client) Exposure(ctx context.Context, company uint32, date Day) (*report.Exposure, error) {
	return one[report.Exposure](ctx, c, "/v1/reports/exposure", dated(company, date))
}

// Holdings are the lots that a company holds for a purpose, which decides their accounting class.
func (c *Client) Holdings(ctx context.Context, company uint32, date Day, purpose report.Purpose) (*report.Holdings, error) {
	q := dated(company, date)
	q.Set("purpose", string(purpose))
	return one[report.Holdings](ctx, c, "/v1/reports/holdings", q)
}

// Financed lists a company's sales to banks, or everybody's for company zero, and what is financed without a registration number.
func (c *Client) Financed(ctx context.Context, company uint32, date Day) (*report.Financed, error) {
	return one[report.Financed](ctx, c, "/v1/reports/financed", dated(company, date))
}

// Regulator is the whole state with totals and a digest; with compare, the relayer asks the contracts for every number. Check the
// digest with State.Digest, and the numbers by a node of your own with State.Compare.
func (c *Client) Regulator(ctx context.Context, date Day, compare bool) (*report.Regulator, error) {
	q := dated(0, date)
	q.Set("compare", strconv.FormatBool(compare))
	return one[report.Regulator](ctx, c, "/v1/reports/regulator", q)
}

// Record is how an obligor has paid its debts.
func (c *Client) Record(ctx context.Context, obligor uint32, date Day) (*report.Record, error) {
	return one[report.Record](ctx, c, "/v1/companies/"+strconv.FormatUint(uint64(obligor), 10)+"/record", dated(0, date))
}

func dated(company uint32, date Day) url.Values {
	q := Filter{Company: company}.values()
	if date != 0 {
		q.Set("date", date.String())
	}
	return q
}
