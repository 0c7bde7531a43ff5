package managerapi

import (
	"context"
	"net/http"
	"strings"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/domain/customer"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

// registerByHand registers what managers do with conversions themselves.
func (a api) registerByHand(r *httpkit.API) {
	const path = base + "/conversions"
	httpkit.Register(r, httpkit.Op{
		ID: "add-conversion", Method: http.MethodPost, Path: path, Access: manager, Status: http.StatusCreated,
		Summary:     "Add a conversion by hand",
		Description: "Decided like any other report: by the offers in force when it happened, with the usual holdback. Name the partner, or a code or customer by which the partner is found. One order is added once: the same again is answered with what it made; another amount is refused. What would earn nobody anything is refused too, and nothing is written.",
	}, in(a, a.addConversion))
	httpkit.Register(r, httpkit.Op{
		ID: "correct-conversion", Method: http.MethodPost, Path: path + "/{conversion}/correct", Access: manager,
		Summary:     "Give a conversion another amount",
		Description: "What it earned is taken back and what the new amount earns is given, with postings that say so. No longer possible once a payout holds the commission, or the program's money for it has come.",
	}, in(a, a.correctConversion))
	httpkit.Register(r, httpkit.Op{
		ID: "cancel-conversion", Method: http.MethodPost, Path: path + "/{conversion}/cancel", Access: manager,
		Summary:     "Cancel a conversion that was none",
		Description: "All that it earned is taken back; what was paid out already is taken from later earnings.",
	}, in(a, a.cancelConversion))
}

// HandConversion is a conversion that a manager adds.
type HandConversion struct {
	Kind       string         `json:"kind" enum:"sale,recurring,lead,signup"`
	OrderID    string         `json:"order_id" minLength:"1" maxLength:"255" doc:"By which it is known for ever"`
	PartnerID  string         `json:"partner_id,omitempty" doc:"Whose it is; else the code or the customer says so"`
	CouponCode string         `json:"coupon_code,omitempty" maxLength:"64"`
	Customer   string         `json:"customer,omitempty" maxLength:"255" doc:"Your id of the customer, or an e-mail address"`
	Amount     *httpkit.Money `json:"amount,omitempty" doc:"What the customer paid; none for a lead or a signup"`
	OccurredAt time.Time      `json:"occurred_at,omitzero" doc:"Now, when left out"`
	Reason     string         `json:"reason" minLength:"1" maxLength:"500" doc:"Why it is added by hand; kept with it"`
}

// HandVerdict is what became of a conversion that was added by hand.
type HandVerdict struct {
	ID          string           `json:"id"`
	Verdict     string           `json:"verdict" enum:"accepted,duplicate"`
	Commissions []CommissionLine `json:"commissions"`
}

type addConversionInput struct {
	ProgramPath
	Body HandConversion
}

func (a api) addConversion(ctx context.Context, s staff, in *addConversionInput) (*httpkit.Body[HandVerdict], error) {
	r, err := in.Body.report(s)
	if err != nil {
		return nil, err
	}
	v, err := a.decideByHand(ctx, r)
	if err != nil {
		return nil, err
	}
	return httpkit.OK(HandVerdict{ID: string(v.Conversion), Verdict: string(v.Result), Commissions: linesOf(v)}), nil
}

// decideByHand tries a report, and decides it only if somebody earns by it.
func (a api) decideByHand(ctx context.Context, r conversion.Report) (conversion.Verdict, error) {
	tried, err := a.Processor.Try(ctx, r)
	if err != nil {
		return conversion.Verdict{}, err
	}
	if err := tried.Verdict.ByHand(); err != nil {
		return conversion.Verdict{}, err
	}
	v, err := a.Intake.Process(ctx, r)
	if err != nil {
		return v, err
	}
	return v, v.ByHand()
}

func (h HandConversion) report(s staff) (conversion.Report, error) {
	r := conversion.Report{
		Program: s.Program.ID, Source: conversion.Manual, Kind: conversion.Kind(h.Kind), Transaction: strings.TrimSpace(h.OrderID), OccurredAt: h.OccurredAt,
		Reason: strings.TrimSpace(h.Reason), By: s.User,
	}
	bad := func(field, text string) error {
		return fault.New(fault.Invalid, "conversion.invalid", "The conversion cannot be added like this.").With(fault.Field{Location: "body." + field, Message: text})
	}
	if h.PartnerID != "" {
		p, err := id.Parse[id.Partner](h.PartnerID)
		if err != nil {
			return r, bad("partner_id", "is no partner of this program")
		}
		r.Partner = p
	}
	if h.CouponCode != "" {
		r.Coupons = []string{h.CouponCode}
	}
	switch who := strings.TrimSpace(h.Customer); {
	case strings.Contains(who, "@"):
		r.Customer = []customer.Identity{{Kind: customer.Email, Value: customer.HashEmail(who)}}
		r.Masked = customer.MaskEmail(who)
	case who != "":
		r.Customer = []customer.Identity{{Kind: customer.External, Value: who}}
	}
	if r.Partner == "" && len(r.Coupons) == 0 && len(r.Customer) == 0 {
		return r, bad("partner_id", "a partner, a code or a customer is needed")
	}
	if h.Amount == nil {
		if r.Kind == conversion.Sale || r.Kind == conversion.Recurring {
			return r, bad("amount", "is missing")
		}
		return r, nil
	}
	amount, err := h.Amount.Parse()
	if err != nil || amount.Sign() <= 0 {
		return r, bad("amount", "must be above zero, in a known currency")
	}
	r.Amount = &amount
	return r, nil
}

type correctConversionInput struct {
	ConversionPath
	Body struct {
		Amount httpkit.Money `json:"amount" doc:"What the customer paid, in the currency of the order"`
		Reason string        `json:"reason" minLength:"1" maxLength:"500" doc:"The partner reads it"`
	}
}

func (a api) correctConversion(ctx context.Context, s staff, in *correctConversionInput) (*httpkit.Body[ConversionDetail], error) {
	amount, err := in.Body.Amount.Parse()
	if err != nil {
		return nil, err
	}
	return a.corrected(ctx, s, in.Conversion, &amount, in.Body.Reason)
}

type cancelConversionInput struct {
	ConversionPath
	Body Reason
}

func (a api) cancelConversion(ctx context.Context, s staff, in *cancelConversionInput) (*httpkit.Body[ConversionDetail], error) {
	return a.corrected(ctx, s, in.Conversion, nil, in.Body.Reason)
}

func (a api) corrected(ctx context.Context, s staff, text string, amount *money.Amount, reason string) (*httpkit.Body[ConversionDetail], error) {
	cid, err := parse[id.Conversion](text, "conversion")
	if err != nil {
		return nil, err
	}
	rec, err := a.Corrector.Correct(ctx, conversion.Asked{Program: s.Program.ID, Conversion: cid, Amount: amount, Reason: strings.TrimSpace(reason), By: s.User})
	if err != nil {
		return nil, err
	}
	return a.showConversion(ctx, rec)
}

// Correction is what a manager changed of a conversion.
type Correction struct {
	At        time.Time      `json:"at"`
	By        PersonRef      `json:"by"`
	Reason    string         `json:"reason"`
	From      *httpkit.Money `json:"from,omitempty"`
	To        *httpkit.Money `json:"to,omitempty"`
	Cancelled bool           `json:"cancelled"`
}

func correctionsOf(rec conversion.Record, people map[id.User]PersonRef) []Correction {
	out := []Correction{}
	for _, c := range rec.Corrections {
		out = append(out, Correction{At: c.At, By: people[c.By], Reason: c.Reason, From: maybe(c.From), To: maybe(c.To), Cancelled: c.Cancelled})
	}
	return out
}
