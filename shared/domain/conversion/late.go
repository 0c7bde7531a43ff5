package conversion

import (
	"context"
	"maps"
	"strconv"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/click"
	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
	"github.com/tributaryhq/tributary/shared/kernel/queue"
)

// A decision never waits for the click to be recorded: the click's id says whose
// it is. Its sub-ids, device, country and referrer are joined when the click is
// there; after a quarter of an hour they stay unknown.

// joinAfter is how long each try waits for the click.
func joinAfter(try int) (time.Duration, bool) {
	waits := [...]time.Duration{10 * time.Second, time.Minute, 4 * time.Minute, 10 * time.Minute}
	if try < 0 || try >= len(waits) {
		return 0, false
	}
	return waits[try], true
}

// Late hears of conversions whose click was not recorded yet, and has them
// looked at again. It listens to the outbox.
type Late struct{ Queue queue.Sender }

// Hear sends one message per conversion that lacks what its click tells.
func (l Late) Hear(ctx context.Context, es []event.Event) error {
	for _, e := range es {
		if e.Type != event.ConversionRecorded || e.Data[event.ClickID] == "" || e.Data[event.Device] != "" || len(e.Rollups) == 0 {
			continue
		}
		if err := l.send(ctx, event.Encode(e), 0); err != nil {
			return err
		}
	}
	return nil
}

func (l Late) send(ctx context.Context, body string, try int) error {
	wait, more := joinAfter(try)
	if !more {
		return nil
	}
	return l.Queue.Send(ctx, queue.Conversions, queue.Message{
		Body: body, Delay: wait, Attributes: map[string]string{"kind": "join", "try": strconv.Itoa(try)},
	})
}

// Joins writes decisions on commissions.
type Joins interface {
	Commit(ctx context.Context, o commission.Outcome) error
}

// Joiner adds what a click tells to the conversion that came before it.
type Joiner struct {
	Store  Store
	Money  Joins
	Clicks Verifier
	Late   Late
	Clock  clock.Clock
}

// Take joins the conversion of a message, or has it tried again later.
func (j Joiner) Take(ctx context.Context, m queue.Message) error {
	e, err := event.Decode(m.Body)
	if err != nil {
		return err
	}
	for range attempts {
		var found bool
		if found, err = j.join(ctx, e); err == nil && !found {
			try, _ := strconv.Atoi(m.Attributes["try"])
			return j.Late.send(ctx, m.Body, try+1)
		}
		if !fault.IsStale(err) {
			return err
		}
	}
	return err
}

// join tells whether the click is recorded by now; if it is, its facts go to
// the commission, and what the conversion counts moves to where they say.
func (j Joiner) join(ctx context.Context, e event.Event) (bool, error) {
	touch, err := j.Clicks.Verify(ctx, e.Program, e.Data[event.ClickID])
	if err != nil {
		return true, nil //nolint:nilerr // nothing will ever be known of it
	}
	q := PartiesQuery{Program: e.Program, Currency: money.Currency(e.Data[event.Currency]), Who: Who{Visitors: []click.Visitor{touch.Visitor}}}
	if c := e.Data[event.CommissionID]; c != "" {
		q.Commissions = []id.Commission{id.Commission(c)}
	}
	parties, err := j.Store.Parties(ctx, q)
	if err != nil {
		return false, err
	}
	for _, v := range parties.Found.Visits {
		if v.Mark == touch.ID.Mark() {
			return true, j.write(ctx, e, v.Facts, parties.Commissions)
		}
	}
	return false, nil
}

func (j Joiner) write(ctx context.Context, e event.Event, f click.Facts, of []commission.Commission) error {
	var out commission.Outcome
	delta := maps.Clone(e.Rollups[0].Delta)
	for _, c := range of {
		if c.Device != "" {
			return nil // joined before
		}
		n := c
		n.Sub, n.Device, n.Country, n.Referrer = f.Subs[0], string(f.Device), f.Country, f.Referrer
		n.Version++
		out.Changes = append(out.Changes, commission.Change{Before: c, After: n})
		if err := asOfNow(delta, c); err != nil {
			return err
		}
	}
	eid, err := id.Of[id.Event](string(event.ConversionJoined), string(e.ID))
	if err != nil {
		return err
	}
	was := e.Rollups[0]
	less := maps.Clone(delta)
	for k := range less {
		less[k] = -less[k]
	}
	out.Events = []event.Event{{
		ID: eid, Type: event.ConversionJoined, At: j.Clock.Now(), Program: e.Program, Partner: e.Partner, Subject: e.Subject, Version: e.Version,
		Rollups: []event.Rollup{
			{Day: was.Day, Shared: was.Shared, Delta: less}, // the totals have it already
			{Day: was.Day, Shared: was.Shared, Delta: delta, Facets: event.Facets{
				Sub: f.Subs[0], Device: string(f.Device), Country: f.Country, Referrer: f.Referrer,
			}},
		},
	}}
	return j.Money.Commit(ctx, out)
}

// asOfNow takes from what a conversion counted what refunds have taken of its
// commission since.
func asOfNow(delta map[string]int64, c commission.Commission) error {
	taken := c.Reversed + c.Clawed
	if taken == 0 || c.Amount.Minor() == 0 {
		return nil
	}
	base, err := money.New(c.Basis.BaseMinor, c.Account.Currency)
	if err != nil {
		return err
	}
	back, err := base.Proportion(taken, c.Amount.Minor())
	if err != nil {
		return err
	}
	delta["revenue"] -= back.Minor()
	delta["refunded"] += back.Minor()
	delta["earned"] -= taken
	return nil
}

var _ event.Listener = Late{}
