package store

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
	"github.com/tributaryhq/tributary/shared/table"
)

type commissionRow struct {
	Partner  string `json:"p"`
	Status   string `json:"s"`
	Kind     string `json:"k"`
	Minor    int64  `json:"a"`
	Currency string `json:"c"`
	Reversed int64  `json:"r,omitempty"`
	Reason   string `json:"w,omitempty"`
	Offer    string `json:"o,omitempty"`
	Masked   string `json:"m,omitempty"`
	Due      int64  `json:"d,omitempty"`
	Payout   string `json:"y,omitempty"`

	Paid *paidRow `json:"x,omitempty"`
}

func encodeCommissionRow(c commission.Commission) string {
	r := commissionRow{
		Partner: string(c.Account.Partner), Status: string(c.Status), Kind: string(c.Kind),
		Minor: c.Amount.Minor(), Currency: string(c.Amount.Currency()), Reversed: c.Reversed, Reason: cut(c.Reason, 60),
		Offer: cut(c.Basis.OfferName, 40), Masked: cut(c.Masked, 40), Payout: string(paidBy(c)), Paid: encodePaid(c.Basis.Exchanged),
	}
	if !c.DueAt.IsZero() {
		r.Due = c.DueAt.UnixMilli()
	}
	text, err := json.Marshal(r)
	if err != nil {
		return "{}" // strings and numbers always marshal
	}
	return string(text)
}

// paidBy is the payout that a row names: only the one that has paid. While one
// merely holds the commission its lists stay as they are, which claims a
// thousand commissions without writing their two rows.
func paidBy(c commission.Commission) id.Payout {
	if c.Status != commission.Paid {
		return ""
	}
	return c.Payout
}

// decodeCommissionRow reads a row of either list; whose and when it is stands
// in its keys.
func decodeCommissionRow(p id.Program, item table.Item) (commission.Row, error) {
	var r commissionRow
	if err := json.Unmarshal([]byte(item.String("view")), &r); err != nil {
		return commission.Row{}, fmt.Errorf("decode a commission's row: %w", err)
	}
	amount, err := money.New(r.Minor, money.Currency(r.Currency))
	if err != nil {
		return commission.Row{}, err
	}
	sk := item.String("GSI1SK")
	if sk == "" {
		sk = item.String("GSI2SK")
	}
	what := splitKey(sk, 3)
	at, err := time.Parse(table.TimeLayout, what[1])
	if err != nil {
		return commission.Row{}, fmt.Errorf("decode when a commission was earned: %w", err)
	}
	row := commission.Row{
		ID: id.Commission(what[2]), Program: p, Partner: id.Partner(r.Partner), Status: commission.Status(r.Status), Kind: commission.Kind(r.Kind),
		Amount: amount, Reversed: r.Reversed, Reason: r.Reason, Offer: r.Offer, Masked: r.Masked, EventAt: at, Payout: id.Payout(r.Payout),
	}
	if r.Due != 0 {
		row.DueAt = time.UnixMilli(r.Due).UTC()
	}
	row.Exchanged, err = r.Paid.exchange(amount.Currency())
	return row, err
}
