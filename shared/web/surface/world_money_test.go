package surface_test

import (
	"time"

	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/kernel/money"
	"github.com/tributaryhq/tributary/shared/store"
)

// adjust asks for a correction that a second person must approve.
func (w *world) adjust(s *side, o *someone) {
	w.t.Helper()
	n, err := commission.Adjuster{Decider: w.decider, Book: store.Adjustments{T: w.table}}.Adjust(w.ctx, commission.Adjustment{
		Account: ledger.Account{Program: s.ID, Partner: o.partner, Currency: s.Currency}, Amount: money.Must(100, s.Currency),
		Name: "Goodwill", Reason: "A lost sale", MadeBy: "usr_00000000000000000000000000",
	}, "first", commission.Limits{Zone: time.UTC})
	w.must(err)
	s.adjustment = n.ID
}

// tell brings what happened to counters and activity, as the relay does.
func (w *world) tell() {
	w.t.Helper()
	raws, err := store.Events{T: w.table}.Minute(w.ctx, w.clock.Now())
	w.must(err)
	var es []event.Event
	for _, r := range raws {
		e, err := event.Decode(r.Text)
		w.must(err)
		es = append(es, e)
	}
	w.must(store.Activity{T: w.table}.Hear(w.ctx, es))
	w.must(store.Stats{T: w.table}.RollUp(w.ctx, es))
}
