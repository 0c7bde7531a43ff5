package managerapi

import (
	"context"
	"net/http"

	"github.com/tributaryhq/tributary/shared/domain/report"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
	"github.com/tributaryhq/tributary/shared/web/sheet"
)

const reportBase = base + "/report"

func (a api) reports() httpkit.Noun {
	return httpkit.Noun{Name: "Manager reports", Patterns: []string{reportBase, reportBase + ".csv"}, Register: func(r *httpkit.API) {
		httpkit.Register(r, httpkit.Op{
			ID: "manage-report", Method: http.MethodGet, Path: reportBase, Access: viewer,
			Summary:     "The program's figures of a period, by day, month, partner or what they came from",
			Description: "Days are those of the event, in the program's time zone. A period has 366 days at most. Sub-ids and links are a partner's: ask for them with partner.",
		}, in(a, a.getReport))
		httpkit.Register(r, httpkit.Op{
			ID: "manage-export-report", Method: http.MethodGet, Path: reportBase + ".csv", Access: viewer, Produces: "text/csv",
			Summary: "The same as CSV, with every line",
		}, in(a, a.exportReport))
	}}
}

// ReportQuery says what a report's lines are, and what it is narrowed to.
type ReportQuery struct {
	PeriodQuery
	By       string `query:"by" enum:"day,month,partner,link,offer,sub,device,country,referrer" default:"day" doc:"What the lines are"`
	Compare  string `query:"compare" enum:"previous" doc:"Beside the equal period right before"`
	Partner  string `query:"partner" maxLength:"100" doc:"Only this partner; goes with everything else"`
	Link     string `query:"link" maxLength:"100" doc:"Only this link, by day or month; one filter besides partner"`
	Offer    string `query:"offer" maxLength:"100" doc:"Only this offer"`
	Sub      string `query:"sub" maxLength:"200" doc:"Only this sub-id"`
	Device   string `query:"device" maxLength:"20" doc:"Only this device"`
	Country  string `query:"country" maxLength:"2" doc:"Only this country"`
	Referrer string `query:"referrer" maxLength:"255" doc:"Only this referrer's host"`
}

// question is what the reader is asked. One partner's figures are those that
// the partner sees, with the classes of clicks.
func (a api) question(s staff, q ReportQuery) (report.Question, error) {
	out := report.Question{Scope: report.Whole, Compare: q.Compare != ""}
	var err error
	if out.Asked, err = a.asked(s.Program, q.PeriodQuery); err != nil {
		return out, err
	}
	by := report.Dim(q.By)
	switch {
	case q.Partner == "" && (by == report.Link || by == report.Sub || q.Link != "" || q.Sub != ""):
		return out, fault.New(fault.Invalid, "report.needs_partner", "Links and sub-ids are a partner's: choose one.").
			With(fault.Field{Location: "query.partner", Message: "is needed"})
	case q.Partner != "" && by == report.Partner:
		return out, fault.New(fault.Invalid, "report.bad_filter", "A report of one partner has no lines by partner.")
	case q.Partner != "":
		p, err := parse[id.Partner](q.Partner, "partner")
		if err != nil {
			return out, err
		}
		out.Scope = report.Of(p)
	}
	return out.Ask(by, map[report.Dim]string{
		report.Link: q.Link, report.Offer: q.Offer, report.Sub: q.Sub, report.Device: q.Device, report.Country: q.Country, report.Referrer: q.Referrer,
	})
}

type reportInput struct {
	ProgramPath
	ReportQuery
}

func (a api) getReport(ctx context.Context, s staff, in *reportInput) (*httpkit.Body[Report], error) {
	q, err := a.question(s, in.ReportQuery)
	if err != nil {
		return nil, err
	}
	r, err := a.Reports.Report(ctx, q)
	if err != nil {
		return nil, err
	}
	limit := maxLines
	if q.By == report.Partner {
		limit = maxPartners
	}
	more := max(0, len(r.Lines)-limit)
	r.Lines = r.Lines[:len(r.Lines)-more]
	names, err := a.lineNames(ctx, s, q, r)
	if err != nil {
		return nil, err
	}
	v, err := s.report(r, q, names)
	v.By, v.More = in.By, more
	return httpkit.OK(v), err
}

func (a api) exportReport(ctx context.Context, s staff, in *reportInput) (*httpkit.File, error) {
	q, err := a.question(s, in.ReportQuery)
	if err != nil {
		return nil, err
	}
	r, err := a.Reports.Report(ctx, q)
	if err != nil {
		return nil, err
	}
	names, err := a.lineNames(ctx, s, q, r)
	if err != nil {
		return nil, err
	}
	header := append([]string{in.By, "name"}, figureColumns("")...)
	if q.Compare {
		header = append(header, figureColumns("_before")...)
	}
	file := sheet.New(append(header, "currency")...)
	for _, l := range r.Lines {
		now, err := s.figureCells(&l.Now)
		if err != nil {
			return nil, err
		}
		cells := append([]sheet.Cell{sheet.Text(l.Value), sheet.Text(names[l.Value])}, now...)
		if q.Compare {
			then, err := s.figureCells(l.Then)
			if err != nil {
				return nil, err
			}
			cells = append(cells, then...)
		}
		file.Row(append(cells, sheet.Text(string(s.Program.Currency)))...)
	}
	return httpkit.Attachment(sheet.ContentType, "report-"+s.Program.Slug+"-"+in.By+".csv", file.Bytes()), nil
}

// figureColumns names the columns of figures in a CSV.
func figureColumns(suffix string) []string {
	names := []string{
		"clicks", "unique_clicks", "duplicate_clicks", "invalid_clicks", "conversions", "signups", "leads", "paid_customers", "sales", "intercepted_sales",
		"revenue", "refunded", "commission", "epc", "conversion_rate", "aov",
	}
	for i := range names {
		names[i] += suffix
	}
	return names
}

// figureCells are the cells of the columns, empty ones for no figures.
func (s staff) figureCells(c *report.Counters) ([]sheet.Cell, error) {
	if c == nil {
		return make([]sheet.Cell, len(figureColumns(""))), nil
	}
	f, err := c.Figures(s.Program.Currency)
	if err != nil {
		return nil, err
	}
	return []sheet.Cell{
		sheet.Count(c.Gross), sheet.Count(c.Unique), sheet.Count(c.Duplicate), sheet.Count(c.Invalid),
		sheet.Count(f.Conversions), sheet.Count(f.Referred), sheet.Count(f.Leads), sheet.Count(f.Customers), sheet.Count(f.Sales), sheet.Count(c.Intercepted),
		sheet.Number(f.Sold.Decimal()), sheet.Number(f.Refunded.Decimal()), sheet.Number(f.Earnings.Decimal()),
		sheet.Amount(f.EPC), sheet.Share(f.CR), sheet.Amount(f.AOV),
	}, nil
}

// lineNames is what the report's lines are called, by their values.
func (a api) lineNames(ctx context.Context, s staff, q report.Question, r report.Report) (map[string]string, error) {
	out := map[string]string{}
	switch q.By {
	case report.Partner:
		var ids []id.Partner
		for _, l := range r.Lines {
			if l.Value != "" && l.Value != report.Others {
				ids = append(ids, id.Partner(l.Value))
			}
		}
		names, err := a.names(ctx, ids)
		if err != nil {
			return nil, err
		}
		for p, ref := range names {
			out[string(p)] = ref.Name
		}
	case report.Offer:
		offers, _, err := a.Offers.Store.List(ctx, s.Program.ID)
		if err != nil {
			return nil, err
		}
		for _, o := range offers {
			out[string(o.ID)] = o.Name
		}
	case report.Link:
		return a.linkNames(ctx, s, id.Partner(q.Scope))
	case report.Total, report.QR, report.Sub, report.Device, report.Country, report.Referrer, report.Rule, report.Day, report.Month:
	}
	return out, nil
}
