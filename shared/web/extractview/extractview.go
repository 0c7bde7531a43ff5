// Package extractview shows an account at one version as tables: what partners
// and managers take away as files. Each row says at which version it was read.
package extractview

import (
	"strconv"
	"strings"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/extract"
	"github.com/tributaryhq/tributary/shared/domain/payout"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/money"
	"github.com/tributaryhq/tributary/shared/web/sheet"
)

// Most bounds the lines of one file.
const Most = 20_000

// View is how an account is shown: in which days, and which reasons of
// commissions may be read.
type View struct {
	Zone   *time.Location
	Reason func(commission.Status, string) string
}

// Tables returns Account, Commissions, Payouts and Ledger.
func (v View) Tables(e extract.Extract) []sheet.Table {
	return []sheet.Table{v.account(e), v.commissions(e), v.payouts(e), v.ledger(e)}
}

// Named returns the table of that name.
func Named(ts []sheet.Table, name string) sheet.Table {
	for _, t := range ts {
		if t.Name == name {
			return t
		}
	}
	return sheet.Table{Name: name}
}

func (v View) account(e extract.Extract) sheet.Table {
	b := e.Balance
	t := table("Account",
		text("currency"), number("pending"), number("approved"), number("available"), number("in_transit"), number("paid"), number("earned"), number("taken_back"))
	in := decimals(b.Account.Currency)
	return with(t, e, string(b.Account.Currency), in(b.Pending), in(b.Approved), in(b.Wallet()), in(b.InTransit), in(b.Paid), in(b.Earned), in(b.Reversed))
}

func (v View) commissions(e extract.Extract) sheet.Table {
	t := table("Commissions",
		text("date"), text("commission"), text("kind"), text("offer"), text("customer"), text("status"), text("reason"),
		number("amount"), number("taken_back"), number("net"), text("currency"), text("hold_until"), text("payout"))
	in := decimals(e.Balance.Account.Currency)
	for _, c := range e.Commissions {
		t = with(t, e, v.day(c.EventAt), string(c.ID), string(c.Kind), c.Basis.OfferName, c.Masked, string(c.Status), v.Reason(c.Status, c.Reason),
			in(c.Amount.Minor()), in(c.Reversed), in(c.Net()), string(c.Account.Currency), v.day(c.DueAt), string(c.Payout))
	}
	return t
}

func (v View) payouts(e extract.Extract) sheet.Table {
	t := table("Payouts",
		text("created"), text("payout"), text("status"), text("method"), number("amount"), text("currency"), text("paid_on"), text("reference"), number("commissions"),
		number("sent"), text("sent_currency"), text("rate"), text("rate_of"))
	in := decimals(e.Balance.Account.Currency)
	for _, p := range e.Payouts {
		paid := ""
		if p.Status == payout.Paid {
			paid = v.day(p.EndedAt)
		}
		t = with(t, e, v.day(p.CreatedAt), string(p.ID), string(p.Status), p.Rail, in(p.Minor), string(p.Account.Currency), paid, p.Reference, strconv.FormatInt(p.Lines, 10),
			p.Sent().Decimal(), string(p.Sent().Currency()), p.Rate.Decimal(), p.Rate.Day)
	}
	return t
}

func (v View) ledger(e extract.Extract) sheet.Table {
	t := table("Ledger",
		number("posting"), text("at"), text("kind"), text("about"), text("from"), text("to"), number("amount"), text("currency"), text("hash"))
	in := decimals(e.Balance.Account.Currency)
	for _, p := range e.Postings {
		for _, m := range p.Moves {
			t = with(t, e, strconv.FormatInt(p.Seq, 10), p.At.UTC().Format(time.RFC3339), string(p.Kind), strings.Join(p.Refs, " "),
				string(m.From), string(m.To), in(m.Minor), string(p.Account.Currency), p.Hash)
		}
	}
	return t
}

func text(title string) sheet.Column { return sheet.Column{Title: title} }

func number(title string) sheet.Column { return sheet.Column{Title: title, Number: true} }

func table(name string, columns ...sheet.Column) sheet.Table {
	return sheet.Table{Name: name, Columns: append(columns, number("account_version"), number("account_posting"))}
}

// with adds a row, and at which version of the account it was read.
func with(t sheet.Table, e extract.Extract, cells ...string) sheet.Table {
	t.Rows = append(t.Rows, append(cells, strconv.FormatInt(e.Balance.Version, 10), strconv.FormatInt(e.Balance.Seq, 10)))
	return t
}

// decimals writes minor units of a currency. An unknown one, which no account
// has, keeps its minor units.
func decimals(c money.Currency) func(int64) string {
	return func(minor int64) string {
		a, err := money.New(minor, c)
		if err != nil {
			return strconv.FormatInt(minor, 10)
		}
		return a.Decimal()
	}
}

func (v View) day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return clock.Day(t, v.Zone)
}
