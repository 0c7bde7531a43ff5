package store

import (
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
func (s Invoices) OfPartner(ctx context.Context, p id.Program, o id.Partner, r page.Request) (page.Of[invoice.Row], error) {
	return s.list(ctx, table.Query{Index: table.Gsi1, PK: enrolledPK(p, o), Prefix: invoicePrefix()}, "GSI1SK", r)
}

// OfProgram lists a program's invoices, newest first (A30).
func (s Invoices) OfProgram(ctx context.Context, p id.Program, r page.Request) (page.Of[invoice.Row], error) {
	return s.list(ctx, table.Query{Index: table.Gsi2, PK: invoicesPK(p), Prefix: invoicePrefix()}, "GSI2SK", r)
}

func (s Invoices) list(ctx context.Context, q table.Query, sk string, r page.Request) (page.Of[invoice.Row], error) {
	q.Reverse, q.Limit, q.Cursor = true, r.Size(), r.Cursor
	out := page.Of[invoice.Row]{Data: []invoice.Row{}}
	got, err := s.T.Query(ctx, q)
	if err != nil {
		return out, fmt.Errorf("list invoices: %w", err)
	}
	for _, item := range got.Items {
		var v invoiceRow
		if err := json.Unmarshal([]byte(item.String("view")), &v); err != nil {
			return out, fmt.Errorf("read an invoice's row: %w", err)
		}
		iid := id.Invoice(splitKey(item.String(sk), 3)[2])
		out.Data = append(out.Data, invoice.Row{ID: iid, Partner: v.Partner, Payout: v.Payout, Kind: v.Kind, State: v.State, Number: v.Number, Date: v.Date, Total: v.Total})
	}
	out.Next = got.Next
	return out, nil
}

// numbersAtOnce is how many numbers one search finds.
const numbersAtOnce = 20

// ByNumber nominates the invoices whose numbers begin so (A30).
func (s Invoices) ByNumber(ctx context.Context, p id.Program, prefix string) ([]id.Invoice, error) {
	k := invoiceNumberKey(p, prefix)
	got, err := s.T.Query(ctx, table.Query{PK: k.PK, Prefix: k.SK, Limit: numbersAtOnce, Reverse: true})
	if err != nil {
		return nil, fmt.Errorf("find invoices by number: %w", err)
	}
	out := make([]id.Invoice, 0, len(got.Items))
	for _, item := range got.Items {
		out = append(out, id.Invoice(item.String("invoice")))
	}
	return out, nil
}

var (
	_ invoice.Store = Invoices{}
	_ invoice.Lists = Invoices{}
)
