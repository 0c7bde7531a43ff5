package invoice

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
	"github.com/tributaryhq/tributary/shared/kernel/page"
)

// Counter is the last number that a series of a program has given away.
type Counter struct {
	Program id.Program
	Series  string
	Last    int64
}

// Store keeps invoices and counters.
type Store interface {
	// Load reads an invoice consistently; NotFound.
	Load(ctx context.Context, i id.Invoice) (Invoice, error)
	// Counter reads a series consistently; one of Last 0 when there is none yet.
	Counter(ctx context.Context, p id.Program, series string) (Counter, error)
	// Issue writes a new invoice with its number, and the counter that was read;
	// stale when the counter moved or the invoice is there.
	Issue(ctx context.Context, before Counter, i Invoice) error
	// Save replaces an invoice that is still of the version before; stale.
	Save(ctx context.Context, i Invoice) error
}

// Lists finds invoices.
type Lists interface {
	// OfPartner and OfProgram list them, newest first.
	OfPartner(ctx context.Context, p id.Program, o id.Partner, f Filter, r page.Request) (page.Of[Row], error)
	OfProgram(ctx context.Context, p id.Program, f Filter, r page.Request) (page.Of[Row], error)
}

// Filter narrows a list; the zero value is everything.
type Filter struct {
	State  State
	Number string // begins so
}

// Keeps tells whether a row passes the filter.
func (f Filter) Keeps(r Row) bool {
	return (f.State == "" || f.State == r.State) && strings.HasPrefix(r.Number, f.Number)
}

// Row is an invoice in a list.
type Row struct {
	ID      id.Invoice
	Partner id.Partner
	Payout  id.Payout
	Kind    Kind
	State   State
	Number  string
	Date    string
	Total   money.Amount
}

// Row is the invoice as lists show it.
func (i Invoice) Row() Row {
	return Row{i.ID, i.Partner, i.Payout, i.Kind, i.State, i.Number(), i.Date, i.Total}
}

// Draft is what a document is made of.
type Draft struct {
	Program   id.Program
	Partner   id.Partner
	Payout    id.Payout
	PaidAt    time.Time
	Zone      *time.Location
	Customer  Party
	Supplier  Party
	Items     []Item
	Fee       int64 // taken off, in minor units of Total
	Total     money.Amount
	Sent      money.Amount
	Rate      string
	RateDay   string
	Rail      string
	Account   string
	Reference string
}

// Item is one thing that the payout pays.
type Item struct {
	Kind  string
	Text  string
	At    time.Time
	Minor int64
}

// Desk issues documents.
type Desk struct {
	Store Store
	Clock clock.Clock
}

// attempts is how often a number is tried: each failure is another document that
// got it.
const attempts = 200

// Issue makes the document of a paid payout, once: made again, it is the one
// that is there. The number is taken in the transaction that writes it, so that
// no number is lost.
func (d Desk) Issue(ctx context.Context, draft Draft) (Invoice, error) {
	i, err := draft.invoice()
	if err != nil {
		return i, err
	}
	for range attempts {
		found, err := d.Store.Load(ctx, i.ID)
		if !fault.Is(err, fault.NotFound) {
			return found, err
		}
		before, err := d.Store.Counter(ctx, i.Program, i.Series)
		if err != nil {
			return i, err
		}
		i.Seq = before.Last + 1
		if err = d.Store.Issue(ctx, before, i); !fault.IsStale(err) {
			return i, err
		}
	}
	return i, fault.New(fault.Unavailable, "invoice.busy", "Too many documents are issued at once. It is tried again.")
}

// Void says that the money of a document came back. Without a document there is
// nothing to do.
func (d Desk) Void(ctx context.Context, p id.Payout, reason string) error {
	iid, err := Of(p)
	if err != nil {
		return err
	}
	i, err := d.Store.Load(ctx, iid)
	if fault.Is(err, fault.NotFound) {
		return nil
	}
	if err != nil || i.State == Void {
		return err
	}
	i.State, i.Reason, i.VoidedAt = Void, reason, d.Clock.Now()
	i.Version++
	return d.Store.Save(ctx, i)
}

func (d Draft) invoice() (Invoice, error) {
	iid, err := Of(d.Payout)
	if err != nil {
		return Invoice{}, err
	}
	day := func(t time.Time) string { return clock.Day(t, d.Zone) }
	i := Invoice{
		ID: iid, Program: d.Program, Partner: d.Partner, Payout: d.Payout, Kind: Statement, State: Paid, Date: day(d.PaidAt), Series: day(d.PaidAt)[:4],
		Customer: d.Customer, Supplier: d.Supplier, Lines: d.lines(), Total: d.Total, Sent: d.Sent, Rate: d.Rate, RateDay: d.RateDay, Rail: d.Rail, Account: d.Account, Reference: d.Reference,
		Note: NoteFor(d.Supplier, d.Customer), IssuedAt: d.PaidAt, Version: 1,
	}
	if d.Customer.Complete() && d.Supplier.Complete() {
		i.Kind = SelfBilling
	}
	i.From, i.Until = i.Date, i.Date
	if len(d.Items) > 0 {
		byTime := func(a, b Item) int { return a.At.Compare(b.At) }
		i.From, i.Until = day(slices.MinFunc(d.Items, byTime).At), day(slices.MaxFunc(d.Items, byTime).At)
	}
	return i, i.check()
}

// lines groups the items by what they are, in a fixed order: what adds before
// what takes away, the largest first.
func (d Draft) lines() []Line {
	type group struct{ kind, text string }
	at := map[group]int{}
	var lines []Line
	for _, item := range d.Items {
		g := group{item.Kind, item.Text}
		n, seen := at[g]
		if !seen {
			n = len(lines)
			at[g] = n
			lines = append(lines, Line{Kind: g.kind, Text: g.text})
		}
		lines[n].Count++
		lines[n].Minor += item.Minor
	}
	slices.SortFunc(lines, func(a, b Line) int {
		return cmp.Or(cmp.Compare(b.Minor, a.Minor), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Text, b.Text))
	})
	if len(lines) > maxLines {
		rest := Line{Kind: "other"}
		for _, l := range lines[maxLines-1:] {
			rest.Count += l.Count
			rest.Minor += l.Minor
		}
		lines = append(lines[:maxLines-1:maxLines-1], rest)
	}
	if d.Fee != 0 {
		lines = append(lines, Line{Kind: Fee, Count: 1, Minor: -d.Fee})
	}
	return lines
}
