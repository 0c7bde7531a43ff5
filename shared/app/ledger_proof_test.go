package app_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/app"
	"github.com/tributaryhq/tributary/shared/app/apptest"
	"github.com/tributaryhq/tributary/shared/domain/audit"
	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/enrollment"
	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/domain/link"
	"github.com/tributaryhq/tributary/shared/domain/partner"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/domain/proof"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/store"
	"github.com/tributaryhq/tributary/shared/table"
)

const proven = id.Program("prg_01KAJ8QH00000000000000PR0G")

// ledgerWorld is an installation with one program.
type ledgerWorld struct {
	app.Backends
	now *clock.Manual
	t   *testing.T
}

func newLedgerWorld(t *testing.T, at time.Time) ledgerWorld {
	t.Helper()
	b, c := apptest.Backends(t, at)
	p := program.New("northwind", "Northwind", "https://example.com", "EUR")
	p.ID, p.Version, p.CreatedAt = proven, 1, at
	ctx := audit.With(t.Context(), audit.Stamp{Actor: "usr_1", Request: "req_1"})
	if err := (store.Programs{T: b.Table, Clock: b.Clock}).Create(ctx, p); err != nil {
		t.Fatal(err)
	}
	w := ledgerWorld{b, c, t}
	w.open("a", "b", "c")
	return w
}

func accountOf(partner string) ledger.Account {
	return ledger.Account{Program: proven, Partner: id.Partner("ptr_" + partner), Currency: "EUR"}
}

// open opens a partner's account, as its approval does.
func (w ledgerWorld) open(names ...string) {
	w.t.Helper()
	for i, name := range names {
		waiting := enrollment.Enrollment{Program: proven, Partner: accountOf(name).Partner, Status: enrollment.InReview, Ref: uint64(i + 1), AppliedAt: w.now.Now(), Version: 1}
		active := waiting
		active.Status, active.Version = enrollment.Active, 2
		l := link.Link{ID: id.Link("lnk_" + name), Program: proven, Partner: waiting.Partner, Key: name, Ref: uint64(i + 1), CreatedAt: w.now.Now()}
		told := func(what string) event.Event { return event.Event{ID: id.Event("evt_" + what + name), At: w.now.Now()} }
		s := store.Enrollments{T: w.Table, Clock: w.Clock}
		err := errors.Join(
			s.Apply(w.t.Context(), enrollment.Application{Enrollment: waiting, Partner: &partner.Partner{ID: waiting.Partner, Version: 1}, Event: told("apply")}),
			s.Approve(w.t.Context(), enrollment.Approval{Before: waiting, After: active, Currency: "EUR", Link: l, Event: told("approve")}),
		)
		if err != nil {
			w.t.Fatal(err)
		}
	}
}

// post writes one posting to a partner's account.
func (w ledgerWorld) post(partner string, k ledger.Kind, ref string, moves func(b ledger.Balance) []ledger.Move) {
	w.t.Helper()
	s := store.Commissions{T: w.Table}
	b, err := s.Balance(w.t.Context(), accountOf(partner))
	if err != nil {
		w.t.Fatal(err)
	}
	e, err := b.Post(ledger.Note{Kind: k, Refs: []string{ref}, Actor: "usr_1", Reason: "because of " + ref, At: w.now.Now()}, moves(b)...)
	if err == nil {
		err = s.Commit(w.t.Context(), commission.Outcome{Entries: []ledger.Entry{e}, Events: []event.Event{}})
	}
	if err != nil {
		w.t.Fatal(err)
	}
}

func (w ledgerWorld) earn(partner string, minor int64) {
	w.t.Helper()
	w.post(partner, ledger.Earned, "com_"+partner, func(ledger.Balance) []ledger.Move { return ledger.Earn(minor) })
	w.post(partner, ledger.Approval, "com_"+partner, func(b ledger.Balance) []ledger.Move { return b.Approve(minor) })
}

func (w ledgerWorld) pay(partner, payout string, minor int64) {
	w.t.Helper()
	w.post(partner, ledger.Claim, payout, func(b ledger.Balance) []ledger.Move { return b.Claim(minor) })
	w.post(partner, ledger.Settled, payout, func(ledger.Balance) []ledger.Move { return ledger.Settle(minor) })
}

func (w ledgerWorld) sign() error { return w.LedgerProof()(w.t.Context(), w.now.Now()) }

func (w ledgerWorld) proofs() store.Proofs { return store.Proofs{T: w.Table} }

// export returns the whole book, verified.
func (w ledgerWorld) export() (proof.Report, []byte) {
	w.t.Helper()
	var out bytes.Buffer
	root, err := w.proofs().Export(w.t.Context(), proven, &out)
	if err != nil {
		w.t.Fatal(err)
	}
	r, err := proof.Verify(bytes.NewReader(out.Bytes()), root.Key)
	if err != nil {
		w.t.Fatal(err)
	}
	return r, out.Bytes()
}

func TestANightSignsTheBookAsItStoodAtMidnight(t *testing.T) {
	t.Parallel()
	w := newLedgerWorld(t, time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC))
	w.earn("a", 1000)
	w.earn("b", 500)
	if _, err := w.proofs().Latest(t.Context(), proven); !fault.Is(err, fault.NotFound) {
		t.Fatalf("before the first night: %v", err)
	}
	w.now.Set(time.Date(2026, 11, 21, 0, 10, 0, 0, time.UTC))
	w.earn("a", 70) // after midnight, before the book is signed
	w.earn("c", 1)
	if err := w.sign(); err != nil {
		t.Fatal(err)
	}
	first, _ := w.proofs().Latest(t.Context(), proven)
	if first.Day != "2026-11-19" { // ten past: the day that has just ended is not complete yet
		t.Errorf("signed %s", first.Day)
	}
	w.now.Set(time.Date(2026, 11, 21, 1, 0, 0, 0, time.UTC))
	if err := w.sign(); err != nil {
		t.Fatal(err)
	}
	r, _ := w.export()
	if r.Day != "2026-11-20" || r.Accounts != 2 || r.Postings != 4 || r.Previous != first.Root() {
		t.Errorf("the book: %+v", r)
	}
	if err := w.sign(); err != nil { // nothing is missing
		t.Fatal(err)
	}
	if all, err := w.proofs().All(t.Context(), proven); err != nil || len(all) != 2 || all[1].Log.Entries != 7 { // the program, three applications and three approvals
		t.Errorf("%+v, %v", all, err)
	}
	for _, day := range []string{"2026-11-19", "2026-11-20"} {
		if len(w.Vault.(apptest.Vault)["roots/"+string(proven)+"/"+day+".ndjson"]) == 0 {
			t.Errorf("%s is not in the vault", day)
		}
	}
}

func TestMissedNightsAreMadeUpExactly(t *testing.T) {
	t.Parallel()
	start := time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)
	play := func(every int) []proof.Kept {
		w := newLedgerWorld(t, start)
		w.now.Set(start.AddDate(0, 0, 0))
		for day := range 6 {
			w.now.Set(start.AddDate(0, 0, day))
			w.earn("a", 100)
			if day%2 == 0 {
				w.earn("b", 7)
			}
			w.now.Set(start.AddDate(0, 0, day).Add(14 * time.Hour))
			if day == 0 || day%every == every-1 {
				if err := w.sign(); err != nil {
					t.Fatal(err)
				}
			}
		}
		all, err := w.proofs().All(t.Context(), proven)
		if err != nil {
			t.Fatal(err)
		}
		return all
	}
	daily, rarely := play(1), play(6)
	if len(daily) != 6 || len(rarely) != 6 {
		t.Fatalf("%d and %d roots", len(daily), len(rarely))
	}
	for i := range daily {
		if daily[i].Root() != rarely[i].Root() {
			t.Errorf("the root of %s depends on when it was made", daily[i].Day)
		}
	}
}

func TestABrokenBookIsNotSigned(t *testing.T) {
	t.Parallel()
	w := newLedgerWorld(t, time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC))
	w.earn("a", 1000)
	_, _, err := w.Table.Update(t.Context(), table.Update{Key: table.Key{PK: "LED" + "#" + string(proven) + "#ptr_a#EUR", SK: "000000000001"}, Set: map[string]any{"kind": "bonus"}})
	if err != nil {
		t.Fatal(err)
	}
	w.now.Advance(24 * time.Hour)
	if err := w.sign(); err == nil || !strings.Contains(err.Error(), "faults") {
		t.Fatalf("it was signed: %v", err)
	}
	if _, err := w.proofs().Latest(t.Context(), proven); !fault.Is(err, fault.NotFound) {
		t.Errorf("there is a root: %v", err)
	}
}

func TestAPartnersProofOfAPayout(t *testing.T) {
	t.Parallel()
	w := newLedgerWorld(t, time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC))
	w.earn("a", 1000)
	w.earn("b", 500)
	if _, err := w.proofs().OfPayout(t.Context(), accountOf("a"), "pay_1"); !fault.Is(err, fault.NotFound) {
		t.Errorf("before the first night: %v", err)
	}
	w.pay("a", "pay_1", 600)
	w.pay("b", "pay_2", 500)
	w.now.Advance(24 * time.Hour)
	if err := w.sign(); err != nil {
		t.Fatal(err)
	}
	w.pay("a", "pay_3", 400)
	doc, err := w.proofs().OfPayout(t.Context(), accountOf("a"), "pay_1")
	if err != nil {
		t.Fatal(err)
	}
	r, err := proof.Verify(bytes.NewReader(doc), nil)
	if err != nil || r.Payout != "pay_1" || r.Paid != 600 || r.Currency != "EUR" || r.Whole {
		t.Errorf("%+v, %v", r, err)
	}
	for _, other := range []string{"ptr_b", "pay_2", "com_b", "because", "usr_1", "500"} {
		if bytes.Contains(doc, []byte(other)) {
			t.Errorf("the proof of a names %s:\n%s", other, doc)
		}
	}
	if _, err := w.proofs().OfPayout(t.Context(), accountOf("a"), "pay_3"); fault.CodeOf(err) != "proof.not_yet" {
		t.Errorf("a payout of today: %v", err)
	}
	if _, err := w.proofs().OfPayout(t.Context(), accountOf("a"), "pay_2"); fault.CodeOf(err) != "proof.not_yet" {
		t.Errorf("a payout of another: %v", err)
	}
}
