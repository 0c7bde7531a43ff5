package managerapi

import (
	"context"
	"net/http"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/enrollment"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/domain/tax"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
	"github.com/tributaryhq/tributary/shared/web/sheet"
)

func (a api) taxForms() httpkit.Noun {
	const path = base + "/tax"
	return httpkit.Noun{Name: "Manager tax", Patterns: []string{path}, Register: func(r *httpkit.API) {
		httpkit.Register(r, httpkit.Op{
			ID: "get-tax-policy", Method: http.MethodGet, Path: path + "/policy", Access: viewer,
			Summary: "Whether partners must give a tax form before they are paid",
		}, in(a, a.getTaxPolicy))
		httpkit.Register(r, httpkit.Op{
			ID: "put-tax-policy", Method: http.MethodPut, Path: path + "/policy", Access: owner,
			Summary: "Say whether partners must give a tax form before they are paid",
		}, in(a, a.putTaxPolicy))
		httpkit.Register(r, httpkit.Op{
			ID: "list-tax-years", Method: http.MethodGet, Path: path + "/years/{year}", Access: finance,
			Summary: "Partners, their tax forms and what they were paid in a year",
		}, in(a, a.listTaxYear))
		httpkit.Register(r, httpkit.Op{
			ID: "export-tax-year", Method: http.MethodGet, Path: path + "/years/{year}/totals.csv", Access: finance, Produces: "text/csv",
			Summary: "A year's totals as CSV, without tax numbers", Description: "At most 2,000 partners.",
		}, in(a, a.exportTaxYear))
		httpkit.Register(r, httpkit.Op{
			ID: "verify-tax-form", Method: http.MethodPost, Path: path + "/forms/{partner}/verify", Access: finance,
			Summary: "Say that a partner's tax form is in order",
		}, in(a, a.verifyTaxForm))
		httpkit.Register(r, httpkit.Op{
			ID: "reject-tax-form", Method: http.MethodPost, Path: path + "/forms/{partner}/reject", Access: finance,
			Summary: "Ask a partner for another tax form, with a reason", Description: "Nothing is paid until there is another.",
		}, in(a, a.rejectTaxForm))
	}}
}

// TaxPolicy says whether a program pays without tax forms.
type TaxPolicy struct {
	Policy string `json:"policy" enum:"auto,required,off" doc:"auto: where the legal data names a company of the United States"`
}

// TaxPolicyView adds what follows from it.
type TaxPolicyView struct {
	TaxPolicy
	Asks          bool          `json:"asks" doc:"Partners are not paid without a form"`
	Threshold     httpkit.Money `json:"threshold" doc:"From which sum on a year's payments are reported on Form 1099-NEC, this year"`
	ThresholdYear int           `json:"threshold_year" doc:"The year whose figure it is"`
}

func (a api) getTaxPolicy(ctx context.Context, s staff, _ *ProgramPath) (*httpkit.Body[TaxPolicyView], error) {
	return a.taxPolicyOf(ctx, s.Program)
}

func (a api) taxPolicyOf(ctx context.Context, p program.Program) (*httpkit.Body[TaxPolicyView], error) {
	asks, err := a.TaxRules.TaxForms(ctx, p.ID)
	policy := p.Payouts.TaxForms
	if policy == "" {
		policy = string(tax.Auto)
	}
	least, known := tax.Threshold(a.Clock.Now().In(p.Location()).Year())
	return httpkit.OK(TaxPolicyView{TaxPolicy{policy}, asks, moneyOf(least.Minor(), least.Currency()), known}), err
}

type putTaxPolicyInput struct {
	ProgramPath
	Body TaxPolicy
}

func (a api) putTaxPolicy(ctx context.Context, s staff, in *putTaxPolicyInput) (*httpkit.Body[TaxPolicyView], error) {
	p, err := a.Programs.Change(ctx, s.Program.ID, s.Program.Version, func(p *program.Program) { p.Payouts.TaxForms = in.Body.Policy })
	if err != nil {
		return nil, err
	}
	return a.taxPolicyOf(ctx, p)
}

// TaxYearPath is a calendar year in the program's time zone.
type TaxYearPath struct {
	ProgramPath
	Year int `path:"year" minimum:"2020" maximum:"2100" example:"2026"`
}

type listTaxYearInput struct {
	TaxYearPath
	httpkit.PageQuery
}

// TaxLine is a partner in a year.
type TaxLine struct {
	Partner    PartnerRef    `json:"partner"`
	Form       TaxFormState  `json:"form"`
	Direct     httpkit.Money `json:"paid_direct" doc:"By bank, by hand or by transfer, less what came back"`
	Network    httpkit.Money `json:"paid_network" doc:"Through PayPal, which reports by itself (1099-K)"`
	Reportable bool          `json:"reportable" doc:"Belongs on a Form 1099-NEC"`
}

// TaxFormState is a partner's form as managers see it.
type TaxFormState struct {
	Status         string    `json:"status" enum:"missing,submitted,verified,rejected,expired"`
	Kind           string    `json:"kind,omitempty" enum:"w9,w8ben,w8bene"`
	Name           string    `json:"name,omitempty"`
	Country        string    `json:"country,omitempty"`
	Classification string    `json:"classification,omitempty"`
	Last4          string    `json:"last4,omitempty" doc:"Of the tax number"`
	SignedAt       time.Time `json:"signed_at,omitzero"`
	ExpiresAt      time.Time `json:"expires_at,omitzero"`
	Reason         string    `json:"reason,omitempty"`
}

func (a api) listTaxYear(ctx context.Context, s staff, in *listTaxYearInput) (*httpkit.Body[httpkit.List[TaxLine]], error) {
	lines, next, err := a.taxLines(ctx, s, in.Year, in.Request())
	return httpkit.OK(httpkit.ListOf(page.Of[TaxLine]{Data: lines, Next: next}, func(l TaxLine) TaxLine { return l })), err
}

// taxLines reads a page of partners with their forms and what they were paid.
func (a api) taxLines(ctx context.Context, s staff, year int, r page.Request) ([]TaxLine, string, error) {
	places, err := a.Places.OfProgram(ctx, s.Program.ID, enrollment.Filter{}, r)
	if err != nil {
		return nil, "", err
	}
	var ids []id.Partner
	for _, row := range places.Data {
		if row.Status != enrollment.InReview && row.Status != enrollment.Rejected {
			ids = append(ids, row.Partner)
		}
	}
	forms, err := a.Tax.Store.Forms(ctx, ids)
	if err != nil {
		return nil, "", err
	}
	names, err := a.names(ctx, ids)
	if err != nil {
		return nil, "", err
	}
	lines := []TaxLine{}
	for i, p := range ids {
		paid, err := a.paidIn(ctx, s.Program, p, year)
		if err != nil {
			return nil, "", err
		}
		lines = append(lines, TaxLine{
			Partner: names[p], Form: taxFormStateOf(forms[i], a.Clock.Now()), Direct: s.money(paid.Direct), Network: s.money(paid.Network),
			Reportable: tax.Reportable(forms[i], paid, s.Program.Currency, year),
		})
	}
	return lines, places.Next, nil
}

func taxFormStateOf(f tax.Form, now time.Time) TaxFormState {
	return TaxFormState{
		Status: string(f.State(now)), Kind: string(f.Kind), Name: f.Name, Country: f.Country, Classification: f.Classification, Last4: f.Last4,
		SignedAt: f.Signature.At, ExpiresAt: f.Expires, Reason: f.Reason,
	}
}

// taxPartners bounds a year's file.
const taxPartners = 2000

func (a api) exportTaxYear(ctx context.Context, s staff, in *TaxYearPath) (*httpkit.File, error) {
	out := sheet.New("partner", "partner_id", "form", "state", "name", "country", "classification", "tin_last4", "currency", "paid_direct", "paid_network", "reportable")
	cursor, n := "", 0
	for {
		lines, next, err := a.taxLines(ctx, s, in.Year, page.Request{Limit: 100, Cursor: cursor})
		if err != nil {
			return nil, err
		}
		for _, l := range lines {
			out.Row(sheet.Text(l.Partner.Name), sheet.Text(l.Partner.ID), sheet.Text(l.Form.Kind), sheet.Text(l.Form.Status), sheet.Text(l.Form.Name), sheet.Text(l.Form.Country),
				sheet.Text(l.Form.Classification), sheet.Text(l.Form.Last4), sheet.Text(l.Direct.Currency), s.cell(l.Direct), s.cell(l.Network), sheet.Text(yes(l.Reportable)))
		}
		if n += len(lines); n > taxPartners {
			return nil, fault.New(fault.Invalid, "export.too_large", "More than %d partners; ask for the pages instead.", taxPartners)
		}
		if cursor = next; cursor == "" {
			return httpkit.Attachment(sheet.ContentType, "tax-"+s.Program.Slug+"-"+itoa(in.Year)+".csv", out.Bytes()), nil
		}
	}
}

func (a api) verifyTaxForm(ctx context.Context, s staff, in *PartnerPath) (*httpkit.Body[TaxFormState], error) {
	p, err := a.taxPartner(ctx, s, in.Partner)
	if err != nil {
		return nil, err
	}
	f, err := a.Tax.Verify(ctx, p, s.Program.ID, s.User)
	return httpkit.OK(taxFormStateOf(f, a.Clock.Now())), err
}

type rejectTaxFormInput struct {
	PartnerPath
	Body struct {
		Reason string `json:"reason" minLength:"1" maxLength:"500" doc:"The partner reads it"`
	}
}

func (a api) rejectTaxForm(ctx context.Context, s staff, in *rejectTaxFormInput) (*httpkit.Body[TaxFormState], error) {
	p, err := a.taxPartner(ctx, s, in.Partner)
	if err != nil {
		return nil, err
	}
	f, err := a.Tax.Reject(ctx, p, s.Program.ID, s.User, in.Body.Reason)
	return httpkit.OK(taxFormStateOf(f, a.Clock.Now())), err
}

// taxPartner is a partner of the program; another's is not found.
func (a api) taxPartner(ctx context.Context, s staff, text string) (id.Partner, error) {
	p, err := parse[id.Partner](text, "partner")
	if err != nil {
		return "", err
	}
	_, err = a.Enrollments.Store.Load(ctx, s.Program.ID, p)
	return p, err
}
