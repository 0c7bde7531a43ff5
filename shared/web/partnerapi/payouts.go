package partnerapi

import (
	"context"
	"net/http"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/payout"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

const payoutsBase = programBase + "/payouts"

func (a api) payouts() httpkit.Noun {
	return httpkit.Noun{Name: "Partner payouts", Patterns: []string{payoutsBase, programBase + "/wallet"}, Register: func(r *httpkit.API) {
		httpkit.Register(r, httpkit.Op{
			ID: "get-wallet", Method: http.MethodGet, Path: programBase + "/wallet", Access: user, KeyScope: payoutsRead,
			Summary: "Where your money stands in a program",
		}, inProgram(a, a.getWallet))
		httpkit.Register(r, httpkit.Op{
			ID: "list-payouts", Method: http.MethodGet, Path: payoutsBase, Access: admin, KeyScope: payoutsRead,
			Summary: "Your payouts in a program, newest first",
		}, inProgram(a, a.listPayouts))
		httpkit.Register(r, httpkit.Op{
			ID: "get-payout", Method: http.MethodGet, Path: payoutsBase + "/{payout}", Access: admin, KeyScope: payoutsRead,
			Summary: "One payout with its lines",
		}, inProgram(a, a.getPayout))
		a.proof(r)
	}}
}

func (a api) getWallet(ctx context.Context, m member, _ *ProgramPath) (*httpkit.Body[Wallet], error) {
	w, err := a.wallet(ctx, m)
	return httpkit.OK(w), err
}

// wallet reads where the partner's money stands, from the ledger itself.
func (a api) wallet(ctx context.Context, m member) (Wallet, error) {
	b, err := a.Accounts.Of(ctx, m.account())
	if err != nil {
		return Wallet{}, err
	}
	method, err := a.Methods.Method(ctx, m.Partner)
	if err != nil {
		return Wallet{}, err
	}
	v := Wallet{
		Currency: string(m.Program.Currency), Pending: m.money(b.Pending), Approved: m.money(b.Approved), Available: m.money(b.Wallet()),
		InTransit: m.money(b.InTransit), Paid: m.money(b.Paid), Minimum: m.money(m.Program.Payouts.MinimumMinor), MethodSet: method.Version > 0,
	}
	if day, ok := m.Program.NextRun(a.Clock.Now()); ok {
		v.NextPayoutOn = clock.Day(day, m.Program.Location())
	}
	return v, nil
}

type listPayoutsInput struct {
	ProgramPath
	httpkit.SearchQuery
	httpkit.PageQuery
}

// pagesAtOnce bounds how many pages are read to find one program's payouts
// among those of all.
const pagesAtOnce = 4

func (a api) listPayouts(ctx context.Context, m member, in *listPayoutsInput) (*httpkit.Body[httpkit.List[Payout]], error) {
	out := page.Of[payout.Payout]{Next: in.Cursor}
	for range pagesAtOnce {
		p, err := a.Payouts.OfPartner(ctx, m.Partner, page.Request{Limit: in.Limit, Cursor: out.Next, Search: in.Search})
		if err != nil {
			return nil, err
		}
		for _, x := range p.Data {
			if x.Account.Program == m.Program.ID && x.Status != payout.Building {
				out.Data = append(out.Data, x)
			}
		}
		if out.Next = p.Next; out.Next == "" || len(out.Data) > 0 {
			break
		}
	}
	return httpkit.OK(httpkit.ListOf(out, payoutOf)), nil
}

// PayoutPath is one payout.
type PayoutPath struct {
	ProgramPath
	Payout string `path:"payout" example:"pay_01JD0000000000000000000000"`
}

func (a api) getPayout(ctx context.Context, m member, in *PayoutPath) (*httpkit.Body[PayoutDetail], error) {
	p, err := a.ownPayout(ctx, m, in.Payout)
	if err != nil {
		return nil, err
	}
	lines, err := a.lines(ctx, p)
	if err != nil {
		return nil, err
	}
	return httpkit.OK(payoutDetailOf(p, lines)), nil
}

// linesShown bounds how many commissions of a payout are shown.
const linesShown = 1000

func (a api) lines(ctx context.Context, p payout.Payout) ([]commission.Commission, error) {
	claims, err := a.Payouts.Claims(ctx, p.ID, 0)
	if err != nil {
		return nil, err
	}
	var out []commission.Commission
	for _, claim := range claims {
		if len(out) >= linesShown {
			break
		}
		found, err := a.Lines.Load(ctx, claim.Commissions)
		if err != nil {
			return nil, err
		}
		out = append(out, found...)
	}
	return out, nil
}

// Wallet is where a partner's money stands in one program.
type Wallet struct {
	Currency     string        `json:"currency"`
	Pending      httpkit.Money `json:"pending" doc:"In holdback or under review"`
	Approved     httpkit.Money `json:"approved" doc:"Approved, not yet available"`
	Available    httpkit.Money `json:"available" doc:"Ready to be paid, less what is owed; may be negative"`
	InTransit    httpkit.Money `json:"in_transit" doc:"In a payout under way"`
	Paid         httpkit.Money `json:"paid" doc:"Paid so far"`
	Minimum      httpkit.Money `json:"minimum" doc:"Below it nothing is paid"`
	NextPayoutOn string        `json:"next_payout_on,omitempty" format:"date" doc:"When the next payout run is expected"`
	MethodSet    bool          `json:"method_set" doc:"A payout method was given"`
}

// Payout is a payout in a list.
type Payout struct {
	ID          string        `json:"id"`
	Status      string        `json:"status" enum:"building,reserved,queued,sending,processing,exported,paid,failed,reconciling,returned,cancelled"`
	Amount      httpkit.Money `json:"amount"`
	Rail        string        `json:"rail"`
	CreatedAt   time.Time     `json:"created_at"`
	PaidAt      time.Time     `json:"paid_at,omitzero"`
	Reference   string        `json:"reference,omitempty"`
	Reason      string        `json:"reason,omitempty"`
	Commissions int64         `json:"commissions" doc:"How many lines"`
	PayoutFacts
}

// PayoutFacts is what a payout costs you, and where it goes.
type PayoutFacts struct {
	Withdrawal bool          `json:"withdrawal" doc:"It was asked for"`
	Awaiting   bool          `json:"awaiting_approval"`
	Fee        httpkit.Money `json:"fee" doc:"What it costs you"`
	Net        httpkit.Money `json:"net" doc:"What is paid"`

	Sent *httpkit.Exchanged `json:"sent,omitempty" doc:"What is sent, where that is in another currency"`
}

func factsOf(p payout.Payout) PayoutFacts {
	return PayoutFacts{p.Withdrawal(), p.Awaiting(), moneyOf(p.Deducted(), p.Account.Currency), moneyOf(p.Minor-p.Deducted(), p.Account.Currency), exchangedOf(p)}
}

// PayoutDetail is one payout with its lines.
type PayoutDetail struct {
	ID          string         `json:"id"`
	Status      string         `json:"status" enum:"building,reserved,queued,sending,processing,exported,paid,failed,reconciling,returned,cancelled"`
	Amount      httpkit.Money  `json:"amount"`
	Rail        string         `json:"rail"`
	CreatedAt   time.Time      `json:"created_at"`
	PaidAt      time.Time      `json:"paid_at,omitzero"`
	Reference   string         `json:"reference,omitempty"`
	Reason      string         `json:"reason,omitempty"`
	Commissions int64          `json:"commissions" doc:"How many lines"`
	Lines       []PayoutLine   `json:"lines" doc:"The first 1,000"`
	Timeline    []TimelineStep `json:"timeline"`
	PayoutFacts
}

// PayoutLine is one commission in a payout; clawbacks are negative.
type PayoutLine struct {
	CommissionID string        `json:"commission_id"`
	Offer        string        `json:"offer"`
	Kind         string        `json:"kind" enum:"sale,recurring,upgrade,lead,signup,click,stage,training,bonus,spiff,referral,store,manual,clawback,reinstated"`
	OccurredAt   time.Time     `json:"occurred_at"`
	Amount       httpkit.Money `json:"amount"`
}

func payoutOf(p payout.Payout) Payout {
	v := Payout{
		ID: string(p.ID), Status: string(p.Status), Amount: moneyOf(p.Minor, p.Account.Currency), Rail: p.Rail,
		CreatedAt: p.CreatedAt, Reference: p.Reference, Reason: p.Reason, Commissions: p.Lines, PayoutFacts: factsOf(p),
	}
	if p.Status == payout.Paid {
		v.PaidAt = p.EndedAt
	}
	return v
}

func payoutDetailOf(p payout.Payout, lines []commission.Commission) PayoutDetail {
	row := payoutOf(p)
	v := PayoutDetail{
		ID: row.ID, Status: row.Status, Amount: row.Amount, Rail: row.Rail, CreatedAt: row.CreatedAt, PaidAt: row.PaidAt,
		Reference: row.Reference, Reason: row.Reason, Commissions: row.Commissions, Lines: []PayoutLine{}, Timeline: payoutTimeline(p), PayoutFacts: row.PayoutFacts,
	}
	for _, c := range lines {
		v.Lines = append(v.Lines, PayoutLine{
			CommissionID: string(c.ID), Offer: c.Basis.OfferName, Kind: string(c.Kind), OccurredAt: c.EventAt, Amount: moneyOf(c.Net(), p.Account.Currency),
		})
	}
	return v
}

// payoutTimeline is what a payout has been through, and what comes next.
func payoutTimeline(p payout.Payout) []TimelineStep {
	steps := []TimelineStep{{State: string(payout.Reserved), At: p.CreatedAt, Done: true}}
	if !p.SentAt.IsZero() {
		steps = append(steps, TimelineStep{State: string(payout.Sending), At: p.SentAt, Done: true})
	}
	if p.Status.Final() {
		return append(steps, TimelineStep{State: string(p.Status), At: p.EndedAt, Done: true, Reason: p.Reason})
	}
	return append(steps, TimelineStep{State: string(payout.Paid)})
}
