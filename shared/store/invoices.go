package store

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/invoice"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/table"
)

// Invoices keeps the documents of payouts and the counters of their numbers
// (A30).
type Invoices struct{ T table.Table }

type invoiceItem struct {
	ID        id.Invoice     `table:"id"`
	Program   id.Program     `table:"program"`
	Partner   id.Partner     `table:"partner"`
	Payout    id.Payout      `table:"payout"`
	Kind      invoice.Kind   `table:"kind"`
	State     invoice.State  `table:"state"`
	Series    string         `table:"series"`
	Seq       int64          `table:"seq"`
	Date      string         `table:"date"`
	From      string         `table:"from"`
	Until     string         `table:"until"`
	Customer  invoice.Party  `table:"customer"`
	Supplier  invoice.Party  `table:"supplier"`
	Lines     []invoice.Line `table:"lines"`
	Total     money.Amount   `table:"total"`
	Sent      money.Amount   `table:"sent"`
	Rate      string         `table:"rate,omitempty"`
	RateDay   string         `table:"rate_day,omitempty"`
	Rail      string         `table:"rail"`
	Account   string         `table:"account,omitempty"`
	Reference string         `table:"reference,omitempty"`
	Note      invoice.Note   `table:"note,omitempty"`
	Reason    string         `table:"reason,omitempty"`
	IssuedAt  time.Time      `table:"issued_at"`
	VoidedAt  time.Time      `table:"voided_at"`
	Version   int64          `table:"version"`
}

// invoiceRow is an invoice in its lists.
type invoiceRow struct {
	Partner id.Partner    `json:"p"`
	Payout  id.Payout     `json:"y"`
	Kind    invoice.Kind  `json:"k"`
	State   invoice.State `json:"s"`
	Number  string        `json:"n"`
	Date    string        `json:"d"`
	Total   money.Amount  `json:"t"`
}

func encodeInvoice(i invoice.Invoice) (table.Item, error) {
	item := newItem(invoiceKey(i.ID), "invoice", invoiceItem(i))
	item["GSI1PK"], item["GSI1SK"] = enrolledPK(i.Program, i.Partner), invoiceSK(i.IssuedAt, i.ID)
	item["GSI2PK"], item["GSI2SK"] = invoicesPK(i.Program), invoiceSK(i.IssuedAt, i.ID)
	r := i.Row()
	view, err := json.Marshal(invoiceRow{r.Partner, r.Payout, r.Kind, r.State, r.Number, r.Date, r.Total})
	item["view"] = string(view)
	return item, err
}

// Load reads an invoice consistently (A30).
func (s Invoices) Load(ctx context.Context, i id.Invoice) (invoice.Invoice, error) {
	items, err := s.T.Get(ctx, []table.Key{invoiceKey(i)}, true)
	if err != nil {
		return invoice.Invoice{}, fmt.Errorf("read an invoice: %w", err)
	}
	if items[0] == nil {
		return invoice.Invoice{}, fault.New(fault.NotFound, "invoice.unknown", "There is no such invoice.")
	}
	var r invoiceItem
	err = table.Decode(items[0], &r)
	return invoice.Invoice(r), err
}

// Counter reads a series consistently (A30).
func (s Invoices) Counter(ctx context.Context, p id.Program, series string) (invoice.Counter, error) {
	c := invoice.Counter{Program: p, Series: series}
	items, err := s.T.Get(ctx, []table.Key{seriesKey(p, series)}, true)
	if err != nil {
		return c, fmt.Errorf("read a series: %w", err)
	}
	if items[0] == nil {
		return c, nil
	}
	c.Last = items[0].Int("version")
	return c, nil
}

// Issue writes a new invoice with the series' next number, in one transaction.
func (s Invoices) Issue(ctx context.Context, before invoice.Counter, i invoice.Invoice) error {
	item, err := encodeInvoice(i)
	if err != nil {
		return fmt.Errorf("write invoice %s: %w", i.ID, err)
	}
	counter := table.Item{"version": i.Seq}
	stamp(counter, seriesKey(i.Program, i.Series), "series")
	number := table.Item{"invoice": string(i.ID)}
	stamp(number, invoiceNumberKey(i.Program, i.Number()), "invoice_number")
	absent := []table.Condition{table.Absent("")}
	return commit(ctx, s.T, []table.Op{
		table.Put{Item: counter, If: ifVersion(before.Last)},
		table.Put{Item: number, If: absent},
		table.Put{Item: item, If: absent},
	})
}

// Save replaces an invoice that still is of the version before.
func (s Invoices) Save(ctx context.Context, i invoice.Invoice) error {
	item, err := encodeInvoice(i)
	if err != nil {
		return fmt.Errorf("write invoice %s: %w", i.ID, err)
	}
	return commit(ctx, s.T, []table.Op{table.Put{Item: item, If: ifVersion(i.Version - 1)}})
}

// OfPartner lists a partner's invoices in a program, newest first (A30).
func (s Invoices) OfPartner(ctx context.Context, p id.Program, o id.Partner, f invoice.Filter, r page.Request) (page.Of[invoice.Row], error) {
	return s.list(ctx, table.Query{Index: table.Gsi1, PK: enrolledPK(p, o), Prefix: invoicePrefix()}, s.rows, f, r)
}

// OfProgram lists a program's invoices, newest first; those whose number begins
// in some way by their numbers, the highest first (A30).
func (s Invoices) OfProgram(ctx context.Context, p id.Program, f invoice.Filter, r page.Request) (page.Of[invoice.Row], error) {
	if f.Number != "" {
		k := invoiceNumberKey(p, f.Number)
		return s.list(ctx, table.Query{PK: k.PK, Prefix: k.SK}, s.numbered, f, r)
	}
	return s.list(ctx, table.Query{Index: table.Gsi2, PK: invoicesPK(p), Prefix: invoicePrefix()}, s.rows, f, r)
}

func (s Invoices) list(
	ctx context.Context, q table.Query, read func(context.Context, []table.Item) ([]invoice.Row, error), f invoice.Filter, r page.Request,
) (page.Of[invoice.Row], error) {
	out, err := sieve[invoice.Row]{
		t: s.T, q: q, sparse: q.Index == table.Gsi1 && f.Number != "" || f.State == invoice.Void, most: getMax, read: read,
		keeps: func(row invoice.Row) bool { return row.ID != "" && f.Keeps(row) },
	}.page(ctx, r)
	if err != nil {
		return out, fmt.Errorf("list invoices: %w", err)
	}
	return out, nil
}

// rows reads what the indexes carry of invoices.
func (s Invoices) rows(ctx context.Context, items []table.Item) ([]invoice.Row, error) {
	return itemwise(func(item table.Item) (invoice.Row, error) {
		var v invoiceRow
		err := json.Unmarshal([]byte(item.String("view")), &v)
		iid := id.Invoice(splitKey(cmp.Or(item.String("GSI1SK"), item.String("GSI2SK")), 3)[2])
		return invoice.Row{ID: iid, Partner: v.Partner, Payout: v.Payout, Kind: v.Kind, State: v.State, Number: v.Number, Date: v.Date, Total: v.Total}, err
	})(ctx, items)
}

// numbered reads the invoices that have numbers.
func (s Invoices) numbered(ctx context.Context, items []table.Item) ([]invoice.Row, error) {
	keys := make([]table.Key, len(items))
	for i, item := range items {
		keys[i] = invoiceKey(id.Invoice(item.String("invoice")))
	}
	if len(keys) == 0 {
		return nil, nil
	}
	found, err := s.T.Get(ctx, keys, false)
	if err != nil {
		return nil, err
	}
	return itemwise(func(item table.Item) (invoice.Row, error) {
		if item == nil {
			return invoice.Row{}, nil
		}
		var i invoiceItem
		err := table.Decode(item, &i)
		return invoice.Invoice(i).Row(), err
	})(ctx, found)
}

var (
	_ invoice.Store = Invoices{}
	_ invoice.Lists = Invoices{}
)
