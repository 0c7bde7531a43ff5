package store

import (
	"github.com/tributaryhq/tributary/shared/domain/fx"
	"github.com/tributaryhq/tributary/shared/kernel/money"
)

// paidRow is how a sale in another currency came into the program's, in a
// commission's row.
type paidRow struct {
	Minor    int64     `json:"a"`
	Currency string    `json:"c"`
	Num      int64     `json:"n"`
	Den      int64     `json:"d"`
	Day      string    `json:"y"`
	Source   fx.Source `json:"s"`
}

func encodePaid(e *fx.Exchange) *paidRow {
	if e == nil {
		return nil
	}
	return &paidRow{e.Given.Minor(), string(e.Given.Currency()), e.Rate.Num, e.Rate.Den, e.Rate.Day, e.Rate.Source}
}

func (r *paidRow) exchange(to money.Currency) (*fx.Exchange, error) {
	if r == nil {
		return nil, nil //nolint:nilnil // most sales are in the program's currency
	}
	given, err := money.New(r.Minor, money.Currency(r.Currency))
	return &fx.Exchange{Given: given, Rate: fx.Rate{From: given.Currency(), To: to, Day: r.Day, Num: r.Num, Den: r.Den, Source: r.Source}}, err
}
