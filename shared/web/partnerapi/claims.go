package partnerapi

import (
	"context"
	"net/http"
	"strings"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/claim"
	"github.com/tributaryhq/tributary/shared/domain/customer"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

func (a api) claims() httpkit.Noun {
	const path = programBase + "/claims"
	return httpkit.Noun{Name: "Partner claims", Patterns: []string{path}, Register: func(r *httpkit.API) {
		httpkit.Register(r, httpkit.Op{
			ID: "list-claims", Method: http.MethodGet, Path: path, Access: user,
			Summary: "Orders that you missed and asked for, newest first",
		}, inProgram(a, needs(program.Claims, a.listClaims)))
		httpkit.Register(r, httpkit.Op{
			ID: "file-claim", Method: http.MethodPost, Path: path, Access: user, Status: http.StatusCreated,
			Summary: "Ask for an order that you miss", Description: "Those who run the program look at it and answer within the time that they promise. One order is claimed once.",
		}, inProgram(a, needs(program.Claims, a.fileClaim)))
		httpkit.Register(r, httpkit.Op{
			ID: "get-claim", Method: http.MethodGet, Path: path + "/{claim}", Access: user,
			Summary: "One claim and its answer",
		}, inProgram(a, needs(program.Claims, a.getClaim)))
	}}
}

type listClaimsInput struct {
	ProgramPath
	httpkit.PageQuery
}

func (a api) listClaims(ctx context.Context, m member, in *listClaimsInput) (*httpkit.Body[httpkit.List[Claim]], error) {
	found, err := a.Claims.Store.OfPartner(ctx, m.Program.ID, m.Partner, in.Request())
	if err != nil {
		return nil, err
	}
	return httpkit.OK(httpkit.ListOf(found, claimOf)), nil
}

type fileClaimInput struct {
	ProgramPath
	Body struct {
		OrderID    string        `json:"order_id" minLength:"1" maxLength:"255" doc:"The order's number, as the customer was told it"`
		OrderedOn  string        `json:"ordered_on" format:"date" doc:"The day of the order, in the program's time zone"`
		Amount     httpkit.Money `json:"amount" doc:"What the customer paid"`
		Email      string        `json:"customer_email,omitempty" maxLength:"254" doc:"The customer's address, if you know it; only a fingerprint of it is kept"`
		CouponCode string        `json:"coupon_code,omitempty" maxLength:"64" doc:"The code that the customer used"`
		Text       string        `json:"text" minLength:"1" maxLength:"2000" doc:"How you brought the customer, and what shows it"`
	}
}

func (a api) fileClaim(ctx context.Context, m member, in *fileClaimInput) (*httpkit.Body[Claim], error) {
	wrong := func(field, text string) error {
		return fault.New(fault.Invalid, "claim.invalid", "The claim cannot be filed like this.").With(fault.Field{Location: "body." + field, Message: text})
	}
	day, err := clock.ParseDay(in.Body.OrderedOn, m.Program.Location())
	if err != nil {
		return nil, wrong("ordered_on", "must be a day")
	}
	amount, err := in.Body.Amount.Parse()
	if err != nil {
		return nil, wrong("amount", "must be in a known currency")
	}
	c := claim.Claim{
		Program: m.Program.ID, Partner: m.Partner, By: m.User, Order: in.Body.OrderID, OrderedAt: day, Amount: amount, Coupon: in.Body.CouponCode, Text: in.Body.Text,
	}
	if email := strings.TrimSpace(in.Body.Email); email != "" {
		if c.Masked = customer.MaskEmail(email); c.Masked == "" {
			return nil, wrong("customer_email", "must be an address")
		}
		c.Email = customer.HashEmail(email)
	}
	if c, err = a.Claims.File(ctx, c, m.Program.ClaimDays); err != nil {
		return nil, err
	}
	return httpkit.OK(claimOf(c)), nil
}

// ClaimPath is one claim.
type ClaimPath struct {
	ProgramPath
	Claim string `path:"claim" example:"clm_01JD0000000000000000000000"`
}

func (a api) getClaim(ctx context.Context, m member, in *ClaimPath) (*httpkit.Body[Claim], error) {
	cid, err := parse[id.Claim](in.Claim, "claim")
	if err != nil {
		return nil, err
	}
	c, err := a.Claims.Find(ctx, m.Program.ID, cid, m.Partner)
	if err != nil {
		return nil, err
	}
	return httpkit.OK(claimOf(c)), nil
}

// Claim is an order that you miss.
type Claim struct {
	ID         string        `json:"id"`
	Number     string        `json:"number" example:"C-7K2M9QXA"`
	OrderID    string        `json:"order_id"`
	OrderedAt  time.Time     `json:"ordered_at"`
	Amount     httpkit.Money `json:"amount"`
	Customer   string        `json:"customer,omitempty" doc:"Masked"`
	CouponCode string        `json:"coupon_code,omitempty"`
	Text       string        `json:"text"`
	Status     string        `json:"status" enum:"open,credited,refused"`
	FiledAt    time.Time     `json:"filed_at"`
	DueAt      time.Time     `json:"due_at" doc:"By when the program answers"`
	AnsweredAt time.Time     `json:"answered_at,omitzero"`
	Reason     string        `json:"reason,omitempty" doc:"Of the answer"`
}

func claimOf(c claim.Claim) Claim {
	return Claim{
		ID: string(c.ID), Number: c.Number(), OrderID: c.Order, OrderedAt: c.OrderedAt, Amount: httpkit.MoneyOf(c.Amount), Customer: c.Masked, CouponCode: c.Coupon, Text: c.Text,
		Status: string(c.Status), FiledAt: c.FiledAt, DueAt: c.DueAt, AnsweredAt: c.AnsweredAt, Reason: c.Reason,
	}
}
