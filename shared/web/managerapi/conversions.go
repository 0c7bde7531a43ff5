package managerapi

import (
	"context"
	"net/http"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

func (a api) conversions() httpkit.Noun {
	const path = base + "/conversions"
	return httpkit.Noun{Name: "Manager conversions", Patterns: []string{path}, Register: func(r *httpkit.API) {
		httpkit.Register(r, httpkit.Op{
			ID: "list-conversions", Method: http.MethodGet, Path: path, Access: viewer,
			Summary: "What was reported, newest first",
		}, in(a, a.listConversions))
		httpkit.Register(r, httpkit.Op{
			ID: "get-conversion", Method: http.MethodGet, Path: path + "/{conversion}", Access: viewer,
			Summary: "One report: the verdict, and why it came out so",
		}, in(a, a.getConversion))
		a.registerByHand(r)
	}}
}

type listConversionsInput struct {
	ProgramPath
	Verdict string `query:"verdict" enum:"accepted,unattributed,parked,rejected,claimed" doc:"Only those with this verdict. A page may be empty and have more"`
	httpkit.SearchQuery
	httpkit.PageQuery
}

func (a api) listConversions(ctx context.Context, s staff, in *listConversionsInput) (*httpkit.Body[httpkit.List[Conversion]], error) {
	p, err := a.Conversions.OfProgram(ctx, s.Program.ID, conversion.Result(in.Verdict), in.In(in.PageQuery))
	if err != nil {
		return nil, err
	}
	ids := make([]id.Partner, 0, len(p.Data))
	for _, r := range p.Data {
		ids = append(ids, r.Partner)
	}
	names, err := a.names(ctx, ids)
	if err != nil {
		return nil, err
	}
	return httpkit.OK(httpkit.ListOf(p, func(r conversion.Row) Conversion { return conversionOf(r, names) })), nil
}

// ConversionPath is one conversion.
type ConversionPath struct {
	ProgramPath
	Conversion string `path:"conversion" example:"cnv_01JD0000000000000000000000"`
}

func (a api) getConversion(ctx context.Context, s staff, in *ConversionPath) (*httpkit.Body[ConversionDetail], error) {
	cid, err := parse[id.Conversion](in.Conversion, "conversion")
	if err != nil {
		return nil, err
	}
	rec, err := a.Conversions.Get(ctx, s.Program.ID, cid)
	if err != nil {
		return nil, err
	}
	return a.showConversion(ctx, rec)
}

func (a api) showConversion(ctx context.Context, rec conversion.Record) (*httpkit.Body[ConversionDetail], error) {
	var partners []id.Partner
	for _, c := range rec.Candidates {
		partners = append(partners, c.Partner)
	}
	names, err := a.names(ctx, append(partners, rec.Partner))
	if err != nil {
		return nil, err
	}
	var people []id.User
	if rec.Report.By != "" {
		people = append(people, rec.Report.By)
	}
	for _, c := range rec.Corrections {
		people = append(people, c.By)
	}
	persons, err := a.persons(ctx, people)
	if err != nil {
		return nil, err
	}
	v := conversionDetailOf(rec, names)
	v.Corrections = correctionsOf(rec, persons)
	if by, ok := persons[rec.Report.By]; ok {
		v.AddedBy, v.AddedFor = &by, rec.Report.Reason
	}
	return httpkit.OK(v), nil
}

// Conversion is a report in a list.
type Conversion struct {
	ID            string         `json:"id"`
	Kind          string         `json:"kind" enum:"signup,lead,sale,recurring,upgrade,refund,chargeback,reinstated"`
	Verdict       string         `json:"verdict" enum:"accepted,unattributed,parked,rejected,claimed"`
	Reason        string         `json:"reason,omitempty"`
	TransactionID string         `json:"transaction_id"`
	OrderID       string         `json:"order_id"`
	Source        string         `json:"source" enum:"postback,api,stripe,shopify,csv,browser,manual"`
	OccurredAt    time.Time      `json:"occurred_at"`
	Amount        *httpkit.Money `json:"amount,omitempty"`
	Partner       *PartnerRef    `json:"partner,omitempty"`
	Customer      string         `json:"customer,omitempty" doc:"Masked"`
	Doubtful      bool           `json:"possible_double" doc:"The customer paid the same amount within 15 minutes under another order"`
}

// ConversionDetail is one report with the decision's trace.
type ConversionDetail struct {
	ID            string           `json:"id"`
	Kind          string           `json:"kind" enum:"signup,lead,sale,recurring,upgrade,refund,chargeback,reinstated"`
	Verdict       string           `json:"verdict" enum:"accepted,unattributed,parked,rejected,claimed"`
	Reason        string           `json:"reason,omitempty"`
	TransactionID string           `json:"transaction_id"`
	OrderID       string           `json:"order_id"`
	Source        string           `json:"source" enum:"postback,api,stripe,shopify,csv,browser,manual"`
	OccurredAt    time.Time        `json:"occurred_at"`
	ReceivedAt    time.Time        `json:"received_at"`
	DecidedAt     time.Time        `json:"decided_at"`
	Amount        *httpkit.Money   `json:"amount,omitempty" doc:"Of a decided sale in the program's currency"`
	Paid          *httpkit.Paid    `json:"paid,omitempty" doc:"What the customer paid, where it was in another currency"`
	Partner       *PartnerRef      `json:"partner,omitempty"`
	LinkID        string           `json:"link_id,omitempty"`
	Customer      string           `json:"customer,omitempty" doc:"Masked"`
	CustomerID    string           `json:"customer_id,omitempty"`
	Commissions   []CommissionLine `json:"commissions" doc:"What it made, or changed, with the state right after"`
	Coupons       []string         `json:"coupon_codes" doc:"That the customer used"`
	Signals       []string         `json:"signals" doc:"What may be worth a look: new_customer, returning_customer, coupon_interception, possible_double, refund_in_other_currency, self_referral"`
	Touches       []WeighedTouch   `json:"touches" doc:"Every touch that might have earned, the best first, and why it did or did not"`
	AddedBy       *PersonRef       `json:"added_by,omitempty" doc:"Who added it by hand"`
	AddedFor      string           `json:"added_for,omitempty" doc:"Why it was added by hand"`
	Corrections   []Correction     `json:"corrections" doc:"What managers changed of it, oldest first"`
	Current       *httpkit.Money   `json:"current,omitempty" doc:"What it comes to now, as the customer paid it"`
	Cancelled     bool             `json:"cancelled" doc:"A manager took it back as none"`
	Steps         []TraceStep      `json:"steps" doc:"What followed from the touches: the offer, the amount, the holdback"`
}

// WeighedTouch is one touch that might have earned the event.
type WeighedTouch struct {
	How       string      `json:"how" enum:"click,visit,coupon,customer,claim,hand" doc:"A given click id, another click of the visitor, a code, who brought the customer before, what a browser claimed, or the program's own word"`
	Finding   string      `json:"finding" enum:"won,shares,lost,same_partner,link_unknown,after_event,outside_window,partner_not_active,coupon_not_valid,test_click"`
	Partner   *PartnerRef `json:"partner,omitempty"`
	LinkID    string      `json:"link_id,omitempty"`
	Click     string      `json:"click_id,omitempty"`
	Coupon    string      `json:"coupon_code,omitempty"`
	At        time.Time   `json:"at"`
	OwnedByIt bool        `json:"self_referral" doc:"The customer belongs to the partner"`
}

// CommissionLine is a commission that a report made or changed.
type CommissionLine struct {
	ID     string        `json:"id"`
	Amount httpkit.Money `json:"amount"`
	Status string        `json:"status" enum:"pending,held,approved,available,paid,declined,reversed"`
}

// TraceStep is one step of a decision: what was looked at and what was found.
type TraceStep struct {
	Step    string            `json:"step"`
	Finding string            `json:"finding"`
	Values  map[string]string `json:"values,omitempty"`
}

func conversionOf(r conversion.Row, names map[id.Partner]PartnerRef) Conversion {
	v := Conversion{
		ID: string(r.ID), Kind: string(r.Kind), Verdict: string(r.Result), Reason: r.Reason, TransactionID: r.Transaction, OrderID: r.Order,
		Source: string(r.Source), OccurredAt: r.OccurredAt, Amount: maybe(r.Amount), Customer: r.Masked, Doubtful: r.Doubtful,
	}
	if ref, ok := names[r.Partner]; ok {
		v.Partner = &ref
	}
	return v
}

func conversionDetailOf(rec conversion.Record, names map[id.Partner]PartnerRef) ConversionDetail {
	r := rec.Report
	v := ConversionDetail{
		ID: string(rec.ID), Kind: string(r.Kind), Verdict: string(rec.Verdict.Result), Reason: rec.Verdict.Reason,
		TransactionID: r.Transaction, OrderID: r.Order, Source: string(r.Source), OccurredAt: r.OccurredAt, ReceivedAt: r.ReceivedAt, DecidedAt: rec.DecidedAt,
		Amount: maybe(r.Amount), Paid: paidOf(r.Exchanged), LinkID: string(rec.Link), Customer: r.Masked, CustomerID: string(rec.Customer),
		Commissions: linesOf(rec.Verdict), Steps: traceOf(rec.Trace), Current: maybe(rec.Current()), Cancelled: rec.Cancelled(), Coupons: append([]string{}, r.Coupons...), Signals: []string{}, Touches: []WeighedTouch{},
	}
	refOf := func(p id.Partner) *PartnerRef {
		if ref, ok := names[p]; ok {
			return &ref
		}
		return nil
	}
	v.Partner = refOf(rec.Partner)
	for _, s := range rec.Signals {
		v.Signals = append(v.Signals, string(s))
	}
	for _, c := range rec.Candidates {
		v.Touches = append(v.Touches, WeighedTouch{
			How: string(c.How), Finding: string(c.Finding), Partner: refOf(c.Partner), LinkID: string(c.Link), Click: c.Click, Coupon: c.Coupon, At: c.At, OwnedByIt: c.Self,
		})
	}
	return v
}

func linesOf(v conversion.Verdict) []CommissionLine {
	out := []CommissionLine{}
	for _, l := range v.Commissions {
		out = append(out, CommissionLine{ID: string(l.ID), Amount: httpkit.MoneyOf(l.Amount), Status: l.Status})
	}
	return out
}

func traceOf(steps []conversion.Step) []TraceStep {
	out := []TraceStep{}
	for _, x := range steps {
		out = append(out, TraceStep{Step: x.Name, Finding: x.Finding, Values: x.Values})
	}
	return out
}
