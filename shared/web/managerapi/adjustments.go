package managerapi

import (
	"cmp"
	"context"
	"net/http"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

func (a api) adjustments() httpkit.Noun {
	const path = base + "/adjustments"
	return httpkit.Noun{Name: "Manager adjustments", Patterns: []string{path}, Register: func(r *httpkit.API) {
		httpkit.Register(r, httpkit.Op{
			ID: "list-adjustments", Method: http.MethodGet, Path: path, Access: viewer,
			Summary: "Corrections by hand, newest first",
		}, in(a, a.listAdjustments))
		httpkit.Register(r, httpkit.Op{
			ID: "create-adjustment", Method: http.MethodPost, Path: path, Access: manager, Status: http.StatusCreated, Idempotent: true,
			Summary: "Give a partner something, or take it back", Description: "Up to the program's limit it is given at once; above it another person must approve. The same key answers the same.",
		}, in(a, a.createAdjustment))
		httpkit.Register(r, httpkit.Op{
			ID: "approve-adjustment", Method: http.MethodPost, Path: path + "/{adjustment}/approve", Access: finance, Idempotent: true,
			Summary: "Approve an adjustment that somebody else made", Description: "An only approver may approve their own, after a fresh sign-in; it is marked.",
		}, in(a, a.approveAdjustment))
		httpkit.Register(r, httpkit.Op{
			ID: "reject-adjustment", Method: http.MethodPost, Path: path + "/{adjustment}/reject", Access: finance, Idempotent: true,
			Summary: "Reject an adjustment that waits",
		}, in(a, a.rejectAdjustment))
	}}
}

// AdjustmentInput is a correction to make.
type AdjustmentInput struct {
	Key     string        `json:"key" minLength:"8" maxLength:"100" doc:"Your own name for it: the same key makes it once only"`
	Partner string        `json:"partner" doc:"Id of the partner" example:"ptr_01JD0000000000000000000000"`
	Amount  httpkit.Money `json:"amount" doc:"Below zero to take something back"`
	Name    string        `json:"name" minLength:"1" maxLength:"80" doc:"The partner reads it where a sale names its offer" example:"Goodwill"`
	Reason  string        `json:"reason" minLength:"1" maxLength:"500" doc:"The partner reads it"`
	OrderID string        `json:"order_id,omitempty" maxLength:"255"`
	Kind    string        `json:"kind,omitempty" enum:"manual,bonus" doc:"A correction, or a bonus, which partners find among their rewards; manual when left out"`
}

// Adjustment is a correction by hand.
type Adjustment struct {
	ID           string        `json:"id"`
	Status       string        `json:"status" enum:"waiting,given,rejected"`
	Partner      PartnerRef    `json:"partner"`
	Amount       httpkit.Money `json:"amount"`
	Kind         string        `json:"kind" enum:"manual,bonus"`
	Name         string        `json:"name"`
	Reason       string        `json:"reason"`
	OrderID      string        `json:"order_id,omitempty"`
	MadeBy       PersonRef     `json:"made_by"`
	MadeAt       time.Time     `json:"made_at"`
	DecidedBy    *PersonRef    `json:"decided_by,omitempty"`
	DecidedAt    time.Time     `json:"decided_at,omitzero"`
	Note         string        `json:"note,omitempty" doc:"Why it was rejected"`
	SelfApproved bool          `json:"self_approved" doc:"By the only person who may approve"`
	CommissionID string        `json:"commission_id,omitempty"`
	Mine         bool          `json:"mine" doc:"You made it"`
}

// PersonRef names somebody who works for the program.
type PersonRef struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

type listAdjustmentsInput struct {
	ProgramPath
	httpkit.PageQuery
}

func (a api) listAdjustments(ctx context.Context, s staff, in *listAdjustmentsInput) (*httpkit.Body[httpkit.List[Adjustment]], error) {
	p, err := a.Adjuster.Book.OfProgram(ctx, s.Program.ID, in.Request())
	if err != nil {
		return nil, err
	}
	show, err := a.adjustmentViews(ctx, s, p.Data...)
	if err != nil {
		return nil, err
	}
	return httpkit.OK(httpkit.ListOf(p, show)), nil
}

// adjustmentViews returns how to show some adjustments, with the names of who
// is in them.
func (a api) adjustmentViews(ctx context.Context, s staff, all ...commission.Adjustment) (func(commission.Adjustment) Adjustment, error) {
	var partners []id.Partner
	var people []id.User
	for _, n := range all {
		partners = append(partners, n.Account.Partner)
		people = append(people, id.User(n.MadeBy))
		if n.DecidedBy != "" {
			people = append(people, id.User(n.DecidedBy))
		}
	}
	names, err := a.names(ctx, partners)
	if err != nil {
		return nil, err
	}
	persons, err := a.persons(ctx, people)
	return func(n commission.Adjustment) Adjustment {
		v := Adjustment{
			ID: string(n.ID), Status: string(n.Status), Partner: names[n.Account.Partner], Amount: httpkit.MoneyOf(n.Amount), Kind: cmp.Or(string(n.Kind), string(commission.Manual)), Name: n.Name, Reason: n.Reason,
			OrderID: n.Order, MadeBy: persons[id.User(n.MadeBy)], MadeAt: n.MadeAt, DecidedAt: n.DecidedAt, Note: n.Note, SelfApproved: n.SelfApproved,
			CommissionID: string(n.Commission), Mine: n.MadeBy == string(s.User),
		}
		if by, ok := persons[id.User(n.DecidedBy)]; ok {
			v.DecidedBy = &by
		}
		return v
	}, err
}

// persons reads what people are called; one who is gone is called by the id.
func (a api) persons(ctx context.Context, ids []id.User) (map[id.User]PersonRef, error) {
	out := map[id.User]PersonRef{}
	var distinct []id.User
	for _, u := range ids {
		if _, seen := out[u]; !seen {
			out[u] = PersonRef{string(u), string(u)}
			distinct = append(distinct, u)
		}
	}
	if len(distinct) == 0 {
		return out, nil
	}
	users, err := a.Users.Load(ctx, distinct...)
	for _, u := range users {
		out[u.ID] = PersonRef{string(u.ID), u.Name}
	}
	return out, err
}

type createAdjustmentInput struct {
	ProgramPath
	Body AdjustmentInput
}

func (a api) createAdjustment(ctx context.Context, s staff, in *createAdjustmentInput) (*httpkit.Body[Adjustment], error) {
	b := in.Body
	o, err := parse[id.Partner](b.Partner, "partner")
	if err != nil {
		return nil, err
	}
	amount, err := money.New(b.Amount.Amount, money.Currency(b.Amount.Currency))
	if err != nil {
		return nil, err
	}
	n, err := a.Adjuster.Adjust(ctx, commission.Adjustment{
		Account: ledger.Account{Program: s.Program.ID, Partner: o, Currency: s.Program.Currency}, Kind: commission.Kind(b.Kind), Amount: amount,
		Name: b.Name, Reason: b.Reason, Order: b.OrderID, MadeBy: string(s.User),
	}, b.Key, commission.Limits{Minor: s.Program.Approval.AdjustMinor, Zone: s.Program.Location()})
	return a.adjustmentOutput(ctx, s, n, err)
}

// AdjustmentPath is one adjustment.
type AdjustmentPath struct {
	ProgramPath
	Adjustment string `path:"adjustment" example:"adj_01JD0000000000000000000000"`
}

func (a api) approveAdjustment(ctx context.Context, s staff, in *AdjustmentPath) (*httpkit.Body[Adjustment], error) {
	aid, err := parse[id.Adjustment](in.Adjustment, "adjustment")
	if err != nil {
		return nil, err
	}
	others, err := a.otherApprovers(ctx, s)
	if err != nil {
		return nil, err
	}
	if !others {
		if err := s.NeedFresh(a.Clock.Now()); err != nil {
			return nil, err
		}
	}
	n, err := a.Adjuster.Allow(ctx, s.Program.ID, aid, string(s.User), others, s.Program.Location())
	return a.adjustmentOutput(ctx, s, n, err)
}

type rejectAdjustmentInput struct {
	AdjustmentPath
	Body Reason
}

func (a api) rejectAdjustment(ctx context.Context, s staff, in *rejectAdjustmentInput) (*httpkit.Body[Adjustment], error) {
	aid, err := parse[id.Adjustment](in.Adjustment, "adjustment")
	if err != nil {
		return nil, err
	}
	n, err := a.Adjuster.Refuse(ctx, s.Program.ID, aid, string(s.User), in.Body.Reason)
	return a.adjustmentOutput(ctx, s, n, err)
}

func (a api) adjustmentOutput(ctx context.Context, s staff, n commission.Adjustment, err error) (*httpkit.Body[Adjustment], error) {
	if err != nil {
		return nil, err
	}
	show, err := a.adjustmentViews(ctx, s, n)
	if err != nil {
		return nil, err
	}
	return httpkit.OK(show(n)), nil
}
