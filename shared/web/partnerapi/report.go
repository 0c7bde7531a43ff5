package partnerapi

import (
	"context"
	"net/http"

	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/domain/report"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
	"github.com/tributaryhq/tributary/shared/web/sheet"
)

const reportBase = programBase + "/report"

func (a api) reports() httpkit.Noun {
	return httpkit.Noun{Name: "Partner reports", Patterns: []string{reportBase, reportBase + ".csv"}, Register: func(r *httpkit.API) {
		httpkit.Register(r, httpkit.Op{
			ID: "get-report", Method: http.MethodGet, Path: reportBase, Access: user, KeyScope: reportsRead,
			Summary:     "Your figures of a period, by day, month or what they came from",
			Description: "Days are those of the event, in the program's time zone. A period has 366 days at most.",
		}, inProgram(a, a.getReport))
		httpkit.Register(r, httpkit.Op{
			ID: "export-report", Method: http.MethodGet, Path: reportBase + ".csv", Access: user, KeyScope: reportsRead, Produces: "text/csv",
			Summary: "The same as CSV, with every line",
		}, inProgram(a, a.exportReport))
	}}
}

// ReportQuery says what a report's lines are, and what it is narrowed to.
type ReportQuery struct {
	PeriodQuery
	By       string `query:"by" enum:"day,month,link,offer,sub,device,country,referrer" default:"day" doc:"What the lines are"`
	Compare  string `query:"compare" enum:"previous" doc:"Beside the equal period right before"`
	Link     string `query:"link" maxLength:"100" doc:"Only this link, by day or month; one filter at most"`
	Offer    string `query:"offer" maxLength:"100" doc:"Only this offer"`
	Sub      string `query:"sub" maxLength:"200" doc:"Only this sub-id"`
	Device   string `query:"device" maxLength:"20" doc:"Only this device"`
	Country  string `query:"country" maxLength:"2" doc:"Only this country"`
	Referrer string `query:"referrer" maxLength:"255" doc:"Only this referrer's host"`
}

// question is what the reader is asked.
func (a api) question(m member, q ReportQuery) (report.Question, error) {
	out := report.Question{Scope: report.Of(m.Partner), Compare: q.Compare != ""}
	var err error
	if out.Asked, err = a.asked(m.Program, q.PeriodQuery); err != nil {
		return out, err
	}
	if q.By == string(report.Link) || q.By == string(report.Referrer) {
		if err := m.Program.Need(program.Links); err != nil {
			return out, err
		}
	}
	return out.Ask(report.Dim(q.By), map[report.Dim]string{
		report.Link: q.Link, report.Offer: q.Offer, report.Sub: q.Sub, report.Device: q.Device, report.Country: q.Country, report.Referrer: q.Referrer,
	})
}

type reportInput struct {
	ProgramPath
	ReportQuery
}

func (a api) getReport(ctx context.Context, m member, in *reportInput) (*httpkit.Body[Report], error) {
	q, err := a.question(m, in.ReportQuery)
	if err != nil {
		return nil, err
	}
	r, names, err := a.report(ctx, m, q)
	if err != nil {
		return nil, err
	}
	v, err := m.report(r, q, names)
	v.By = in.By
	return httpkit.OK(v), err
}

func (a api) exportReport(ctx context.Context, m member, in *reportInput) (*httpkit.File, error) {
	q, err := a.question(m, in.ReportQuery)
	if err != nil {
		return nil, err
	}
	r, names, err := a.report(ctx, m, q)
	if err != nil {
		return nil, err
	}
	header := append([]string{in.By, "name"}, figureColumns("")...)
	if q.Compare {
		header = append(header, figureColumns("_before")...)
	}
	file := sheet.New(append(header, "currency")...)
	for _, l := range r.Lines {
		now, err := m.figureCells(&l.Now)
		if err != nil {
			return nil, err
		}
		cells := append([]sheet.Cell{sheet.Text(l.Value), sheet.Text(names[l.Value])}, now...)
		if q.Compare {
			then, err := m.figureCells(l.Then)
			if err != nil {
				return nil, err
			}
			cells = append(cells, then...)
		}
		file.Row(append(cells, sheet.Text(string(m.Program.Currency)))...)
	}
	return httpkit.Attachment(sheet.ContentType, "report-"+m.Program.Slug+"-"+in.By+".csv", file.Bytes()), nil
}

// figureColumns names the columns of figures in a CSV.
func figureColumns(suffix string) []string {
	names := []string{"clicks", "conversions", "signups", "leads", "paid_customers", "sales", "revenue", "commission", "epc", "conversion_rate", "aov"}
	for i := range names {
		names[i] += suffix
	}
	return names
}

// figureCells are the cells of the columns, empty ones for no figures.
func (m member) figureCells(c *report.Counters) ([]sheet.Cell, error) {
	if c == nil {
		return make([]sheet.Cell, len(figureColumns(""))), nil
	}
	f, err := c.Figures(m.Program.Currency)
	if err != nil {
		return nil, err
	}
	cells := []sheet.Cell{
		sheet.Count(f.Clicks), sheet.Count(f.Conversions), sheet.Count(f.Referred), sheet.Count(f.Leads), sheet.Count(f.Customers), sheet.Count(f.Sales),
		sheet.Number(f.Sold.Decimal()), sheet.Number(f.Earnings.Decimal()), sheet.Amount(f.EPC), sheet.Share(f.CR), sheet.Amount(f.AOV),
	}
	if !m.Program.Has(program.Links) {
		cells[0], cells[8], cells[9] = "", "", ""
	}
	return cells, nil
}

// report reads the figures and what their lines are called.
func (a api) report(ctx context.Context, m member, q report.Question) (report.Report, map[string]string, error) {
	r, err := a.Reports.Report(ctx, q)
	if err != nil {
		return r, nil, err
	}
	names := map[string]string{}
	switch q.By {
	case report.Link:
		rows, err := a.allLinks(ctx, m)
		if err != nil {
			return r, nil, err
		}
		for _, l := range rows {
			names[string(l.ID)] = nameOf(l)
		}
	case report.Offer:
		offers, _, err := a.Offers.List(ctx, m.Program.ID)
		if err != nil {
			return r, nil, err
		}
		for _, o := range offers {
			names[string(o.ID)] = o.Name
		}
	case report.Total, report.QR, report.Sub, report.Device, report.Country, report.Referrer, report.Partner, report.Rule, report.Day, report.Month:
	}
	return r, names, nil
}
