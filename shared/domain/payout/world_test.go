package payout_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/domain/payout"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
)

const (
	shopID id.Program = "prg_1"
	maya   id.Partner = "ptr_maya" // has 39 commissions, 3 debts that cover them in part, and one too young
	noah   id.Partner = "ptr_noah" // has one commission of 19.99
)

var today = time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC)

// world is a program with two partners and a rail of each sort.
type world struct {
	*book
	rail  *rail
	paper *papers
	run   payout.Runner
	prog  program.Program
}

func account(o id.Partner) ledger.Account {
	return ledger.Account{Program: shopID, Partner: o, Currency: "EUR"}
}

func newWorld(by string) *world {
	b := &book{
		clock: clock.NewManual(today), batches: map[id.Batch]payout.Batch{}, payouts: map[id.Payout]payout.Payout{}, claims: map[id.Payout][]payout.Claim{},
		tries: map[id.Payout][]payout.Attempt{}, slots: map[ledger.Account]payout.Slot{}, days: map[string]time.Time{}, todo: map[id.Payout]bool{}, accounts: map[ledger.Account]ledger.Balance{},
		commissions: map[id.Commission]commission.Commission{}, methods: map[id.Partner]payout.Method{},
	}
	w := &world{book: b, rail: &rail{book: b, pay: payout.Reply{Answer: payout.Done, Reference: "ref"}}, paper: &papers{b}}
	w.run = payout.Runner{
		Store: b, Money: b, Methods: b, Open: opener{b}, Papers: w.paper, Clock: b.clock,
		Rails: payout.Rails{Online: map[string]payout.Provider{payout.PayPal: w.rail}, Files: map[string]payout.FileRail{payout.Manual: list{b}}},
	}
	w.prog = program.Program{ID: shopID, Currency: "EUR", Zone: "UTC", Payouts: program.Payouts{Rail: by, Withdrawals: true}}
	for i := range 38 {
		w.earn(maya, fmt.Sprintf("com_m%02d", i), 1000, today.AddDate(0, 0, -i))
	}
	w.earn(maya, "com_m38", 1000, today)
	w.earn(maya, "com_m39", 7000, today.Add(time.Second))
	for i := range 3 {
		w.earn(maya, fmt.Sprintf("com_a%d", i), -300, today.Add(time.Hour))
	}
	w.earn(noah, "com_n", 1999, today)
	for _, o := range []id.Partner{maya, noah} {
		w.methods[o] = payout.Method{Partner: o, Rail: by, PayeeName: string(o), Masked: "••••", Sealed: []byte("me"), ChangedBy: "usr_m", ChangedAt: today, First: true, Version: 1}
	}
	return w
}

func (w *world) earn(o id.Partner, name string, minor int64, at time.Time) {
	a := account(o)
	w.commissions[id.Commission(name)] = commission.Commission{
		ID: id.Commission(name), Account: a, Status: commission.Available, Amount: money.Must(minor, "EUR"), ApprovedAt: at, Day: "2026-11-01", Version: 1,
		Basis: commission.Basis{By: map[bool]string{true: "usr_gave", false: commission.System}[name == "com_m20"]},
	}
	x := w.accounts[a]
	x.Account, x.Version = a, 1
	x.Available += minor
	x.Earned += max(minor, 0)
	x.Reversed += max(-minor, 0)
	w.accounts[a] = x
}

// owe lets a partner come to owe what a refund takes back.
func (w *world) owe(t *testing.T, o id.Partner, name string, minor int64) {
	t.Helper()
	before := w.accounts[account(o)]
	entry, err := before.Post(ledger.Note{At: today}, before.Take(minor)...)
	if err != nil {
		t.Fatal(err)
	}
	w.earn(o, name, -minor, today)
	w.accounts[account(o)] = entry.After
}

// rail pays online, and can take back.
type rail struct {
	*book
	pay, status, recall payout.Reply
	gone                bool // there is nothing to take back
}

func (r *rail) say(call string, a payout.Attempt, reply payout.Reply) payout.Reply {
	fmt.Fprintf(&r.told, "  %s %s of %v to %s %q of %s %s\n", call, a.Key, a.Amount, a.Payee.FreeText, a.Reference, a.Program, a.Partner)
	return reply
}

func (r *rail) Pay(_ context.Context, a payout.Attempt) payout.Reply { return r.say("pay", a, r.pay) }

func (r *rail) Status(_ context.Context, a payout.Attempt) payout.Reply {
	return r.say("status", a, r.status)
}

func (r *rail) Recall(_ context.Context, a payout.Attempt) (payout.Reply, error) {
	if r.gone {
		return payout.Reply{}, fault.New(fault.Conflict, "rail.gone", "nothing to take back")
	}
	return r.say("recall", a, r.recall), r.call()
}

func (r *rail) Window() time.Duration { return 23 * time.Hour }

// list is a file rail.
type list struct{ *book }

func (l list) Export(_ context.Context, b payout.Batch, lines []payout.Line) (payout.File, error) {
	body := fmt.Sprintln(b.Rail, b.Status, b.Planned, b.CreatedBy, len(b.Approval.By))
	for _, x := range lines {
		body += fmt.Sprintln(x.Partner, x.Payee, x.Account.FreeText, x.Amount, x.Note)
	}
	return payout.File{Name: "list", Body: []byte(body)}, l.call()
}

type opener struct{ *book }

func (o opener) Open(_ context.Context, _ id.Partner, sealed []byte) (string, error) {
	return string(sealed), o.call()
}

type papers struct{ *book }

func (p papers) Ended(_ context.Context, x payout.Payout) error {
	fmt.Fprintf(&p.told, "  paper of %s, %s\n", x.Account.Partner, x.Status)
	return p.call()
}

// only returns the newest payout of a partner.
func (w *world) newest(o id.Partner) payout.Payout {
	var got payout.Payout
	for _, k := range w.order {
		if w.payouts[k].Account.Partner == o {
			got = w.payouts[k]
		}
	}
	return got
}

func (w *world) batchID() id.Batch {
	for k := range w.batches {
		return k
	}
	return ""
}

func (w *world) terms() payout.Terms { return payout.TermsOf(w.prog) }
