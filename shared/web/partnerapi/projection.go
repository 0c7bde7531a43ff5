package partnerapi

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

const projectionPath = programBase + "/projection"

func (a api) projection() httpkit.Noun {
	return httpkit.Noun{Name: "Partner projection", Patterns: []string{projectionPath}, Register: func(r *httpkit.API) {
		httpkit.Register(r, httpkit.Op{
			ID: "get-projection", Method: http.MethodGet, Path: projectionPath, Access: user, KeyScope: payoutsRead,
			Summary: "What is available, and what is expected to become so, by week and by day",
		}, inProgram(a, a.getProjection))
	}}
}

type projectionInput struct {
	ProgramPath
	Weeks int `query:"weeks" minimum:"1" maximum:"53" default:"8" doc:"How many weeks ahead, this one included; they begin on Monday in the program's zone"`
}

// Projection is what a partner may expect of a program.
type Projection struct {
	Currency     string          `json:"currency"`
	Available    httpkit.Money   `json:"available" doc:"Ready now, less what is owed"`
	InTransit    httpkit.Money   `json:"in_transit"`
	Weeks        []ProjectedSpan `json:"weeks"`
	Days         []ProjectedSpan `json:"days" doc:"Of these weeks, those on which something is expected"`
	Later        httpkit.Money   `json:"later" doc:"Expected after these weeks"`
	Undated      httpkit.Money   `json:"undated" doc:"Waits for a decision or for the program's money; nobody can say when"`
	NextPayoutOn string          `json:"next_payout_on,omitempty" format:"date"`
	Partial      bool            `json:"partial" doc:"There is more than was added up"`
}

// ProjectedSpan is what is expected to become available in some days.
type ProjectedSpan struct {
	From   string        `json:"from" format:"date"`
	To     string        `json:"to" format:"date"`
	Amount httpkit.Money `json:"amount"`
	Count  int           `json:"count"`
}

// How much is added up: pages of commissions, of the last months.
const (
	projectedPages = 25
	projectedSince = 13 // months: the longest holdback and a month
)

func (a api) getProjection(ctx context.Context, m member, in *projectionInput) (*httpkit.Body[Projection], error) {
	b, err := a.Accounts.Of(ctx, m.account())
	if err != nil {
		return nil, err
	}
	now := a.Clock.Now()
	zero := m.money(0)
	out := Projection{
		Currency: string(m.Program.Currency), Available: m.money(b.Wallet()), InTransit: m.money(b.InTransit), Weeks: weeksFrom(now, m, in.Weeks),
		Days: []ProjectedSpan{}, Later: zero, Undated: zero,
	}
	if run, ok := runsOf(m.Program)(now); ok {
		out.NextPayoutOn = clock.Day(run, m.Program.Location())
	}
	days := map[string]*ProjectedSpan{}
	out.Partial, err = a.pendingRows(ctx, m, now, func(r commission.Row) { out.add(r, m, days) })
	for _, d := range days {
		out.Days = append(out.Days, *d)
	}
	slices.SortFunc(out.Days, func(a, b ProjectedSpan) int { return strings.Compare(a.From, b.From) })
	return httpkit.OK(out), err
}

// pendingRows calls found for each commission that is not available yet; partial
// says that there are more.
func (a api) pendingRows(ctx context.Context, m member, now time.Time, found func(commission.Row)) (partial bool, err error) {
	f := commission.Filter{Statuses: []commission.Status{commission.Pending, commission.Held, commission.Approved}, From: now.AddDate(0, -projectedSince, 0)}
	cursor := ""
	for range projectedPages {
		p, err := a.Commissions.OfPartner(ctx, m.Program.ID, m.Partner, f, page.Request{Limit: page.MaxLimit, Cursor: cursor})
		if err != nil {
			return false, err
		}
		for _, r := range p.Data {
			found(r)
		}
		if cursor = p.Next; cursor == "" {
			return false, nil
		}
	}
	return true, nil
}

// add puts a commission where it is expected. What should have become available
// before today does so today.
func (out *Projection) add(r commission.Row, m member, days map[string]*ProjectedSpan) {
	net := r.Amount.Minor() - r.Reversed
	if r.Status != commission.Pending || r.DueAt.IsZero() {
		out.Undated.Amount += net
		return
	}
	day := max(clock.Day(r.DueAt, m.Program.Location()), out.Weeks[0].From)
	i := slices.IndexFunc(out.Weeks, func(w ProjectedSpan) bool { return w.From <= day && day <= w.To })
	if i < 0 {
		out.Later.Amount += net
		return
	}
	out.Weeks[i].Amount.Amount += net
	out.Weeks[i].Count++
	if days[day] == nil {
		days[day] = &ProjectedSpan{From: day, To: day, Amount: m.money(0)}
	}
	days[day].Amount.Amount += net
	days[day].Count++
}

// weeksFrom returns n weeks, the first being what is left of this one.
func weeksFrom(now time.Time, m member, n int) []ProjectedSpan {
	zone := m.Program.Location()
	t := now.In(zone)
	out := make([]ProjectedSpan, 0, n)
	for range n {
		left := (7 - int(t.Weekday())) % 7 // days to Sunday
		end := t.AddDate(0, 0, left)
		out = append(out, ProjectedSpan{From: clock.Day(t, zone), To: clock.Day(end, zone), Amount: m.money(0)})
		t = end.AddDate(0, 0, 1)
	}
	return out
}
