package managerapi

import (
	"context"
	"net/http"
	"strings"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/claim"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

func (a api) claims() httpkit.Noun {
	const path = base + "/claims"
	return httpkit.Noun{Name: "Manager claims", Patterns: []string{path}, Register: func(r *httpkit.API) {
		httpkit.Register(r, httpkit.Op{
			ID: "manage-claims", Method: http.MethodGet, Path: path, Access: viewer,
			Summary: "Orders that partners miss, newest first",
		}, in(a, has(program.Claims, a.listClaims)))
		httpkit.Register(r, httpkit.Op{
			ID: "manage-claim", Method: http.MethodGet, Path: path + "/{claim}", Access: viewer,
			Summary: "One claim, with what is found of the order now, and what that speaks for",
		}, in(a, has(program.Claims, a.getClaim)))
		httpkit.Register(r, httpkit.Op{
			ID: "credit-claim", Method: http.MethodPost, Path: path + "/{claim}/credit", Access: manager,
			Summary: "Give the partner the order", Description: "It becomes a conversion by the offers in force at its day, once, and the partner is told.",
		}, in(a, has(program.Claims, a.creditClaim)))
		httpkit.Register(r, httpkit.Op{
			ID: "refuse-claim", Method: http.MethodPost, Path: path + "/{claim}/refuse", Access: manager,
			Summary: "Refuse a claim, with a reason that the partner reads",
		}, in(a, has(program.Claims, a.refuseClaim)))
	}}
}

type listClaimsInput struct {
	ProgramPath
	Status string `query:"status" enum:"open,credited,refused" doc:"Only these"`
	httpkit.PageQuery
}

func (a api) listClaims(ctx context.Context, s staff, in *listClaimsInput) (*httpkit.Body[httpkit.List[Claim]], error) {
	found, err := a.Claims.Store.OfProgram(ctx, s.Program.ID, claim.Filter{Status: claim.Status(in.Status)}, in.Request())
	if err != nil {
		return nil, err
	}
	var partners []id.Partner
	for _, c := range found.Data {
		partners = append(partners, c.Partner)
	}
	names, err := a.names(ctx, partners)
	if err != nil {
		return nil, err
	}
	now := a.Clock.Now()
	return httpkit.OK(httpkit.ListOf(found, func(c claim.Claim) Claim { return claimOf(c, names, now) })), nil
}

// ClaimPath is one claim.
type ClaimPath struct {
	ProgramPath
	Claim string `path:"claim" example:"clm_01JD0000000000000000000000"`
}

func (a api) findClaim(ctx context.Context, s staff, text string) (claim.Claim, error) {
	c, err := parse[id.Claim](text, "claim")
	if err != nil {
		return claim.Claim{}, err
	}
	return a.Claims.Find(ctx, s.Program.ID, c, "")
}

func (a api) getClaim(ctx context.Context, s staff, in *ClaimPath) (*httpkit.Body[ClaimDetail], error) {
	c, err := a.findClaim(ctx, s, in.Claim)
	if err != nil {
		return nil, err
	}
	return a.showClaim(ctx, c)
}

func (a api) showClaim(ctx context.Context, c claim.Claim) (*httpkit.Body[ClaimDetail], error) {
	var found claim.Evidence
	if c.Status == claim.Open {
		var err error
		if found, err = a.Claims.Finder.Look(ctx, c); err != nil {
			return nil, err
		}
	}
	partners, people := []id.Partner{c.Partner}, []id.User{c.By}
	for _, f := range found.Found {
		partners = append(partners, f.Partner)
	}
	if c.AnsweredBy != "" {
		people = append(people, c.AnsweredBy)
	}
	names, err := a.names(ctx, partners)
	if err != nil {
		return nil, err
	}
	persons, err := a.persons(ctx, people)
	if err != nil {
		return nil, err
	}
	v := ClaimDetail{Claim: claimOf(c, names, a.Clock.Now()), Text: c.Text, Customer: c.Masked, CouponCode: c.Coupon, FiledBy: persons[c.By], Proposal: string(found.Proposal), Clues: []ClaimClue{}}
	if by, ok := persons[c.AnsweredBy]; ok {
		v.AnsweredBy = &by
	}
	for _, f := range found.Found {
		clue := ClaimClue{Clue: string(f.Clue), At: f.At, Amount: maybe(f.Amount), ConversionID: string(f.Conversion), Why: f.Why}
		if ref, ok := names[f.Partner]; ok {
			clue.Partner = &ref
		}
		v.Clues = append(v.Clues, clue)
	}
	return httpkit.OK(v), nil
}

type creditClaimInput struct {
	ClaimPath
	Body struct {
		Amount httpkit.Money `json:"amount" doc:"Of the order, as the customer paid it"`
		Reason string        `json:"reason" minLength:"1" maxLength:"500" doc:"The partner reads it"`
	}
}

func (a api) creditClaim(ctx context.Context, s staff, in *creditClaimInput) (*httpkit.Body[ClaimDetail], error) {
	amount, err := in.Body.Amount.Parse()
	if err != nil {
		return nil, err
	}
	c, err := a.findClaim(ctx, s, in.Claim)
	if err != nil {
		return nil, err
	}
	if c, err = a.Claims.Credit(ctx, c, amount, strings.TrimSpace(in.Body.Reason), s.User); err != nil {
		return nil, err
	}
	return a.showClaim(ctx, c)
}

type refuseClaimInput struct {
	ClaimPath
	Body Reason
}

func (a api) refuseClaim(ctx context.Context, s staff, in *refuseClaimInput) (*httpkit.Body[ClaimDetail], error) {
	c, err := a.findClaim(ctx, s, in.Claim)
	if err != nil {
		return nil, err
	}
	if c, err = a.Claims.Refuse(ctx, c, in.Body.Reason, s.User); err != nil {
		return nil, err
	}
	return a.showClaim(ctx, c)
}

// Claim is an order that a partner misses.
type Claim struct {
	ID           string        `json:"id"`
	Number       string        `json:"number" example:"C-7K2M9QXA"`
	Partner      PartnerRef    `json:"partner"`
	OrderID      string        `json:"order_id"`
	OrderedAt    time.Time     `json:"ordered_at"`
	Amount       httpkit.Money `json:"amount"`
	Status       string        `json:"status" enum:"open,credited,refused"`
	FiledAt      time.Time     `json:"filed_at"`
	DueAt        time.Time     `json:"due_at" doc:"By when you promised to answer"`
	Late         bool          `json:"late"`
	AnsweredAt   time.Time     `json:"answered_at,omitzero"`
	Reason       string        `json:"reason,omitempty" doc:"Of the answer"`
	ConversionID string        `json:"conversion_id,omitempty" doc:"What it became"`
}

// ClaimDetail is one claim with the evidence.
type ClaimDetail struct {
	Claim

	Text       string      `json:"text"`
	Customer   string      `json:"customer,omitempty" doc:"Masked"`
	CouponCode string      `json:"coupon_code,omitempty"`
	FiledBy    PersonRef   `json:"filed_by"`
	AnsweredBy *PersonRef  `json:"answered_by,omitempty"`
	Proposal   string      `json:"proposal,omitempty" enum:"credit,refuse,look" doc:"What the evidence speaks for, while it is open"`
	Clues      []ClaimClue `json:"clues"`
}

// ClaimClue is one thing that was found, or looked for and not found.
type ClaimClue struct {
	Clue         string         `json:"clue" enum:"theirs_already,of_another,code_of_partner,code_of_another,customer_theirs,customer_another,touch_outside,touch_lost,touch_near,order_without,other_amount,order_unknown,no_touch"`
	At           time.Time      `json:"at,omitzero"`
	Amount       *httpkit.Money `json:"amount,omitempty"`
	ConversionID string         `json:"conversion_id,omitempty"`
	Partner      *PartnerRef    `json:"partner,omitempty"`
	Why          string         `json:"why,omitempty" doc:"Why it earned nothing"`
}

func claimOf(c claim.Claim, names map[id.Partner]PartnerRef, now time.Time) Claim {
	return Claim{
		ID: string(c.ID), Number: c.Number(), Partner: names[c.Partner], OrderID: c.Order, OrderedAt: c.OrderedAt, Amount: httpkit.MoneyOf(c.Amount), Status: string(c.Status),
		FiledAt: c.FiledAt, DueAt: c.DueAt, Late: c.Late(now), AnsweredAt: c.AnsweredAt, Reason: c.Reason, ConversionID: string(c.Conversion),
	}
}
