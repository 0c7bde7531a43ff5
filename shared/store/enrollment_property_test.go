package store_test

import (
	"context"
	"testing"

	"pgregory.net/rapid"

	"github.com/tributaryhq/tributary/shared/domain/enrollment"
	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/store"
)

// Whatever is decided in whatever order: only listed moves happen, each raises
// the version by one, an account exists from the approval on and mirrors the
// state, and what is not an approval has a reason.
func TestDecisionsInAnyOrder(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		o, ctx := newOffice(t, nil), context.Background()
		now, err := o.newcomer(t, "ann@example.com")
		if err != nil {
			rt.Fatal(err)
		}
		p, who := o.prg.ID, now.Partner
		approved := false
		for range rapid.IntRange(1, 8).Draw(rt, "steps") {
			want := rapid.SampledFrom([]enrollment.Status{enrollment.Active, enrollment.Rejected, enrollment.Suspended, enrollment.Banned, enrollment.Left}).Draw(rt, "to")
			var got enrollment.Enrollment
			switch {
			case want == enrollment.Rejected:
				got, err = o.Reject(ctx, p, who, "No", "usr_b")
			case want == enrollment.Suspended:
				got, err = o.Suspend(ctx, p, who, "No", "usr_b")
			case want == enrollment.Banned:
				got, err = o.Ban(ctx, p, who, "No", "usr_b")
			case want == enrollment.Left:
				got, err = o.Leave(ctx, p, who, "No", "usr_b")
			case now.Status.Opened():
				got, err = o.Resume(ctx, p, who, "usr_b")
			default:
				got, err = o.Approve(ctx, p, who, "usr_b")
			}
			if legal := enrollment.CanMove(now.Status, want); legal != (err == nil) || err != nil && !fault.Is(err, fault.Conflict) {
				rt.Fatalf("%s → %s: %v", now.Status, want, err)
			}
			if err == nil {
				if got.Version != now.Version+1 || got.Status != want || (got.Reason == "") != (want == enrollment.Active) {
					rt.Fatalf("%+v after %+v", got, now)
				}
				now = got
				approved = approved || want == enrollment.Active
			}
			account, err := store.Ledgers{T: o.tab}.Of(ctx, ledger.Account{Program: p, Partner: who, Currency: "EUR"})
			if err != nil {
				rt.Fatal(err)
			}
			if (account.Version > 0) != approved || approved && account.Status != ledger.Status(now.Status) {
				rt.Fatalf("account %+v of %+v", account, now)
			}
		}
	})
}
