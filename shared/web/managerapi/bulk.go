package managerapi

import (
	"cmp"
	"context"
	"net/http"
	"slices"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

// atOnce is how many commissions one call decides: a longer list takes several
// calls, so that each answers in time.
const atOnce = 200

const bulkText = "Up to 1,000 ids. One call decides 200 of them; call again with the same ids and from = next until there is no next. " +
	"What was decided before is answered as done, so a call that died is simply made again."

func (a api) registerBulk(r *httpkit.API, path string) {
	httpkit.Register(r, httpkit.Op{
		ID: "approve-commissions", Method: http.MethodPost, Path: path + "/approve", Access: manager, Idempotent: true,
		Summary: "Approve pending or held commissions before their holdback ends", Description: bulkText,
	}, in(a, a.approve))
	httpkit.Register(r, httpkit.Op{
		ID: "decline-commissions", Method: http.MethodPost, Path: path + "/decline", Access: manager, Idempotent: true,
		Summary: "Decline pending or held commissions, with a reason", Description: bulkText,
	}, in(a, a.decline))
	httpkit.Register(r, httpkit.Op{
		ID: "hold-commissions", Method: http.MethodPost, Path: path + "/hold", Access: manager, Idempotent: true,
		Summary: "Keep pending commissions from being approved", Description: "Partners are told that they are under review, not why. " + bulkText,
	}, in(a, a.hold))
	httpkit.Register(r, httpkit.Op{
		ID: "release-commissions", Method: http.MethodPost, Path: path + "/release", Access: manager, Idempotent: true,
		Summary: "End a hold", Description: "The rest of the holdback goes on; where it is past, the commission is approved. " + bulkText,
	}, in(a, a.release))
	httpkit.Register(r, httpkit.Op{
		ID: "reverse-commissions", Method: http.MethodPost, Path: path + "/reverse", Access: manager, Idempotent: true,
		Summary: "Take approved commissions back, with a reason", Description: "What a payout holds or has paid is not edited: a clawback is added and netted against later earnings. " + bulkText,
	}, in(a, a.reverse))
	httpkit.Register(r, httpkit.Op{
		ID: "fund-commissions", Method: http.MethodPost, Path: path + "/fund", Access: finance,
		Summary: "Mark as funded what was approved until a day", Description: "For programs that pay through a network: the money has come, and what was approved becomes available. Call again while there is more.",
	}, in(a, a.fund))
	httpkit.Register(r, httpkit.Op{
		ID: "shorten-holdback", Method: http.MethodPost, Path: path + "/shorten-holdback", Access: manager,
		Summary: "Apply a shorter holdback to pending commissions", Description: "A changed holdback is for new commissions only; this applies it to those that wait. Nothing gets longer. Call again with cursor = next until there is no next.",
	}, in(a, a.shortenHoldback))
}

// Selection names commissions.
type Selection struct {
	IDs  []string `json:"ids" minItems:"1" maxItems:"1000"`
	From int      `json:"from,omitempty" minimum:"0" maximum:"1000" doc:"How many of the ids were answered already"`
}

// Decision names commissions and says why.
type Decision struct {
	IDs    []string `json:"ids" minItems:"1" maxItems:"1000"`
	From   int      `json:"from,omitempty" minimum:"0" maximum:"1000" doc:"How many of the ids were answered already"`
	Reason string   `json:"reason" minLength:"1" maxLength:"500" doc:"The partner reads it, but for a hold"`
}

// BulkResult says what became of each one.
type BulkResult struct {
	Data   []BulkLine `json:"data"`
	Done   int        `json:"done" doc:"As asked, now or before"`
	Failed int        `json:"failed"`
	Next   int        `json:"next,omitempty" doc:"How many of the ids are answered; from for the next call"`
}

// BulkLine says what became of one; code says why not.
type BulkLine struct {
	ID   string `json:"id"`
	OK   bool   `json:"ok"`
	Code string `json:"code,omitempty"`
}

type selectionInput struct {
	ProgramPath
	Body Selection
}

type decisionInput struct {
	ProgramPath
	Body Decision
}

func (a api) approve(ctx context.Context, s staff, in *selectionInput) (*httpkit.Body[BulkResult], error) {
	return in.Body.decide(func(ids []id.Commission) (commission.Report, error) {
		return a.Adjuster.Approve(ctx, s.Program.ID, ids, string(s.User))
	})
}

func (a api) release(ctx context.Context, s staff, in *selectionInput) (*httpkit.Body[BulkResult], error) {
	return in.Body.decide(func(ids []id.Commission) (commission.Report, error) {
		return a.Adjuster.Release(ctx, s.Program.ID, ids, string(s.User))
	})
}

func (a api) decline(ctx context.Context, s staff, in *decisionInput) (*httpkit.Body[BulkResult], error) {
	return in.Body.selection().decide(func(ids []id.Commission) (commission.Report, error) {
		return a.Adjuster.Decline(ctx, s.Program.ID, ids, in.Body.Reason, string(s.User))
	})
}

func (a api) hold(ctx context.Context, s staff, in *decisionInput) (*httpkit.Body[BulkResult], error) {
	return in.Body.selection().decide(func(ids []id.Commission) (commission.Report, error) {
		return a.Adjuster.Hold(ctx, s.Program.ID, ids, in.Body.Reason, string(s.User))
	})
}

func (a api) reverse(ctx context.Context, s staff, in *decisionInput) (*httpkit.Body[BulkResult], error) {
	return in.Body.selection().decide(func(ids []id.Commission) (commission.Report, error) {
		return a.Adjuster.Reverse(ctx, s.Program.ID, ids, in.Body.Reason, string(s.User))
	})
}

func (d Decision) selection() Selection { return Selection{d.IDs, d.From} }

// decide hands the next part of what are ids to the decision, and answers for
// each of it.
func (sel Selection) decide(decision func([]id.Commission) (commission.Report, error)) (*httpkit.Body[BulkResult], error) {
	from := min(sel.From, len(sel.IDs))
	to := min(from+atOnce, len(sel.IDs))
	var ids []id.Commission
	for _, text := range sel.IDs[from:to] {
		if c, err := id.Parse[id.Commission](text); err == nil {
			ids = append(ids, c)
		}
	}
	r, err := decision(ids)
	if err != nil {
		return nil, err
	}
	out := BulkResult{Data: []BulkLine{}, Done: len(r.Done)}
	for _, text := range sel.IDs[from:to] {
		line := BulkLine{ID: text, OK: slices.Contains(r.Done, id.Commission(text))}
		if !line.OK {
			line.Code = cmp.Or(r.Refused[id.Commission(text)], "commission.unknown")
			out.Failed++
		}
		out.Data = append(out.Data, line)
	}
	if to < len(sel.IDs) {
		out.Next = to
	}
	return httpkit.OK(out), nil
}

type fundInput struct {
	ProgramPath
	Body struct {
		Until string `json:"until" format:"date" doc:"Last day of approval whose money has come, in the program's time zone"`
	}
}

// FundResult says how far the money has got.
type FundResult struct {
	Done int  `json:"done" doc:"Commissions that are available now"`
	More bool `json:"more" doc:"Call again for the rest"`
}

func (a api) fund(ctx context.Context, s staff, in *fundInput) (*httpkit.Body[FundResult], error) {
	day, err := clock.ParseDay(in.Body.Until, s.Program.Location())
	if err != nil {
		return nil, badDay("body.until")
	}
	until := day.AddDate(0, 0, 1).Add(-time.Millisecond)
	if now := a.Clock.Now(); until.After(now) {
		until = now
	}
	n, err := a.Adjuster.Fund(ctx, s.Program.ID, until, atOnce, string(s.User))
	return httpkit.OK(FundResult{Done: n, More: n == atOnce}), err
}

type shortenInput struct {
	ProgramPath
	Body struct {
		Days   int    `json:"days" minimum:"0" maximum:"365"`
		Cursor string `json:"cursor,omitempty" maxLength:"400"`
	}
}

// ShortenResult says how far the shorter holdback has been applied.
type ShortenResult struct {
	Done int    `json:"done" doc:"Pending commissions that were looked at"`
	Next string `json:"next,omitempty" doc:"Cursor for the next call"`
}

func (a api) shortenHoldback(ctx context.Context, s staff, in *shortenInput) (*httpkit.Body[ShortenResult], error) {
	p, err := a.Commissions.OfProgram(ctx, s.Program.ID, commission.Filter{Statuses: []commission.Status{commission.Pending}}, page.Request{Limit: page.MaxLimit, Cursor: in.Body.Cursor})
	if err != nil {
		return nil, err
	}
	ids := make([]id.Commission, 0, len(p.Data))
	for _, r := range p.Data {
		ids = append(ids, r.ID)
	}
	r, err := a.Adjuster.Shorten(ctx, s.Program.ID, ids, in.Body.Days, s.Program.Location(), string(s.User))
	return httpkit.OK(ShortenResult{Done: len(r.Done), Next: p.Next}), err
}
