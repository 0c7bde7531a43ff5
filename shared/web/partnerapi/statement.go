package partnerapi

import (
	"context"
	"net/http"
	"slices"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/invoice"
	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
	"github.com/tributaryhq/tributary/shared/web/sheet"
)

// Postings reads an account's postings in order.
type Postings interface {
	Walk(ctx context.Context, a ledger.Account, from, to int64, each func(ledger.Posting) error) error
}

const statementPath = programBase + "/statement"

func (a api) statements() httpkit.Noun {
	return httpkit.Noun{Name: "Partner statement", Patterns: []string{statementPath}, Register: func(r *httpkit.API) {
		httpkit.Register(r, httpkit.Op{
			ID: "get-statement", Method: http.MethodGet, Path: statementPath, Access: admin, KeyScope: payoutsRead,
			Summary: "Your account over a period: what was owed before, earned, taken back and paid, and what is owed after", Description: "A fold of the ledger's postings. Pending commissions count as earned.",
		}, inProgram(a, a.getStatement))
		httpkit.Register(r, httpkit.Op{
			ID: "export-statement", Method: http.MethodGet, Path: statementPath + "/export.csv", Access: admin, KeyScope: payoutsRead, Produces: "text/csv",
			Summary: "The same as a CSV file",
		}, inProgram(a, a.exportStatement))
	}}
}

type statementInput struct {
	ProgramPath
	PeriodQuery
}

// statementRows bounds how many entries a statement has.
const statementRows = 5000

// statement folds the partner's postings up to the end of the period.
func (a api) statement(ctx context.Context, m member, q PeriodQuery) (invoice.Report, error) {
	asked, err := a.asked(m.Program, q)
	if err != nil {
		return invoice.Report{}, err
	}
	zone := m.Program.Location()
	out := invoice.Report{Program: m.Program.Name, Partner: m.Enrollment.Name, First: asked.Period.From, Last: asked.Period.To, Zone: zone}
	from, err := time.ParseInLocation(time.DateOnly, out.First, zone)
	if err != nil {
		return out, fault.Wrap(err, fault.Invalid, "period.invalid", "The period is not one.")
	}
	last, err := time.ParseInLocation(time.DateOnly, out.Last, zone)
	if err != nil {
		return out, fault.Wrap(err, fault.Invalid, "period.invalid", "The period is not one.")
	}
	balance, err := a.Accounts.Of(ctx, m.account())
	if err != nil {
		return out, err
	}
	fold := invoice.NewAccount(m.Program.Currency, from, last.AddDate(0, 0, 1))
	err = a.Postings.Walk(ctx, m.account(), 1, balance.Seq, func(p ledger.Posting) error {
		fold.Add(p)
		if len(fold.Entries) > statementRows {
			return fault.New(fault.Invalid, "statement.too_long", "The statement would have more than 5,000 lines. Ask for a shorter period.")
		}
		return nil
	})
	if err != nil {
		return out, err
	}
	out.Account = *fold
	out.Whats, err = a.whats(ctx, fold.Entries)
	return out, err
}

// whats says what each entry was for.
func (a api) whats(ctx context.Context, entries []invoice.Entry) ([]string, error) {
	var ids []id.Commission
	for _, e := range entries {
		if c, ok := commissionOf(e); ok {
			ids = append(ids, c)
		}
	}
	names := map[id.Commission]commission.Commission{}
	for some := range slices.Chunk(ids, 100) {
		found, err := a.Lines.Load(ctx, some)
		if err != nil {
			return nil, err
		}
		for _, c := range found {
			names[c.ID] = c
		}
	}
	out := make([]string, len(entries))
	for i, e := range entries {
		out[i] = what(e, names)
		if e.Kind != ledger.Settled || len(e.Refs) == 0 {
			continue
		}
		p, err := a.Payouts.Payout(ctx, id.Payout(e.Refs[0]))
		if err != nil {
			return nil, err
		}
		if p.Exchanged() {
			out[i] += " (" + p.Sent().String() + " at " + p.Rate.Decimal() + ", the rate of " + p.Rate.Day + ")"
		}
	}
	return out, nil
}

func commissionOf(e invoice.Entry) (id.Commission, bool) {
	for _, ref := range e.Refs {
		if c, err := id.Parse[id.Commission](ref); err == nil {
			return c, true
		}
	}
	return "", false
}

// what says in a few words what an entry was for.
func what(e invoice.Entry, names map[id.Commission]commission.Commission) string {
	word := map[ledger.Kind]string{
		ledger.Earned: "Commission", ledger.Declined: "Declined", ledger.Reversal: "Taken back", ledger.Clawback: "Taken back after payment",
		ledger.Settled: "Payout", ledger.Returned: "Payout came back",
	}[e.Kind]
	if word == "" {
		word = "Other"
	}
	cid, ok := commissionOf(e)
	if !ok {
		if len(e.Refs) > 0 {
			return word + " " + e.Refs[0]
		}
		return word
	}
	if c, known := names[cid]; known && c.Basis.OfferName != "" {
		return word + ": " + c.Basis.OfferName + " (" + string(c.Kind) + ")"
	}
	return word + " " + string(cid)
}

func (a api) getStatement(ctx context.Context, m member, in *statementInput) (*httpkit.Body[Statement], error) {
	s, err := a.statement(ctx, m, in.PeriodQuery)
	if err != nil {
		return nil, err
	}
	v := Statement{
		From: s.First, To: s.Last, Currency: string(s.Currency), Opening: m.money(s.Opening), Earned: m.money(s.Earned), Reversed: m.money(s.Reversed),
		Paid: m.money(s.Paid), Closing: m.money(s.Closing), Entries: []StatementEntry{},
	}
	for i, e := range s.Entries {
		v.Entries = append(v.Entries, StatementEntry{At: e.At, Kind: string(e.Kind), What: s.Whats[i], Refs: append([]string{}, e.Refs...), Amount: m.money(e.Minor), Balance: m.money(e.Balance)})
	}
	return httpkit.OK(v), nil
}

func (a api) exportStatement(ctx context.Context, m member, in *statementInput) (*httpkit.File, error) {
	s, err := a.statement(ctx, m, in.PeriodQuery)
	if err != nil {
		return nil, err
	}
	zone := m.Program.Location()
	decimal := func(n int64) sheet.Cell {
		v, err := money.New(n, s.Currency)
		if err != nil {
			return ""
		}
		return sheet.Number(v.Decimal())
	}
	file := sheet.New("date", "kind", "what", "reference", "amount", "balance", "currency")
	line := func(at time.Time, kind, what, ref string, amount, balance sheet.Cell) {
		file.Row(sheet.Day(at, zone), sheet.Text(kind), sheet.Text(what), sheet.Text(ref), amount, balance, sheet.Text(string(s.Currency)))
	}
	line(s.From, "opening", "Opening balance", "", "", decimal(s.Opening))
	for i, e := range s.Entries {
		ref := ""
		if len(e.Refs) > 0 {
			ref = e.Refs[0]
		}
		line(e.At, string(e.Kind), s.Whats[i], ref, decimal(e.Minor), decimal(e.Balance))
	}
	line(s.Until.Add(-time.Second), "closing", "Closing balance", "", "", decimal(s.Closing))
	return httpkit.Attachment(sheet.ContentType, "statement-"+m.Program.Slug+"-"+s.First+".csv", file.Bytes()), nil
}

// Statement is an account over a period.
type Statement struct {
	From     string           `json:"from" format:"date"`
	To       string           `json:"to" format:"date"`
	Currency string           `json:"currency"`
	Opening  httpkit.Money    `json:"opening" doc:"Owed before the period"`
	Earned   httpkit.Money    `json:"earned"`
	Reversed httpkit.Money    `json:"reversed" doc:"Declined, refunded or disputed"`
	Paid     httpkit.Money    `json:"paid" doc:"Less what came back"`
	Closing  httpkit.Money    `json:"closing" doc:"Owed after the period: opening + earned − reversed − paid"`
	Entries  []StatementEntry `json:"entries"`
}

// StatementEntry is a posting that changed what is owed.
type StatementEntry struct {
	At      time.Time     `json:"at"`
	Kind    string        `json:"kind" doc:"Of the posting: earned, declined, reversal, clawback, settled or returned"`
	What    string        `json:"what"`
	Refs    []string      `json:"refs" doc:"Ids of commissions, or of the payout"`
	Amount  httpkit.Money `json:"amount"`
	Balance httpkit.Money `json:"balance"`
}
