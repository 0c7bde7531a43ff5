package payout

import (
	"time"

	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
)

// CarriedOver is what the two lines are called by which a payout leaves the part
// that its rail does not send.
const CarriedOver = "Carried over"

const carriedWhy = "The payout method sends whole amounts only. The rest stays in the balance for the next payout."

// carry takes minor units out of a full payout, because its rail does not send
// so small a part. No commission is ever split: a line of the payout takes the
// part off, and a commission of the same amount waits for the next one.
func carry(o *Outcome, b ledger.Balance, minor int64, now time.Time) error {
	p := &o.Payout.After
	off, err := carried(*p, -minor, "off", now)
	if err != nil {
		return err
	}
	stays, err := carried(*p, minor, "stays", now)
	if err != nil {
		return err
	}
	off.Payout = p.ID
	moves := append([]ledger.Move{{From: ledger.Expense, To: ledger.Available, Minor: minor}, {From: ledger.Available, To: ledger.Expense, Minor: minor}}, b.Claim(-minor)...)
	entry, err := b.Post(ledger.Note{Kind: ledger.CarriedOver, Refs: []string{string(stays.ID), string(off.ID)}, Actor: commission.System, Reason: carriedWhy, At: now}, moves...)
	if err != nil {
		return err
	}
	o.Claim = &Claim{Payout: p.ID, Number: p.Chunks, Commissions: []id.Commission{off.ID}, Minor: -minor}
	o.Money = commission.Outcome{Changes: []commission.Change{{After: off}, {After: stays}}, Entries: []ledger.Entry{entry}}
	p.Minor -= minor
	p.Lines++
	p.Chunks++
	return nil
}

func carried(p Payout, minor int64, which string, now time.Time) (commission.Commission, error) {
	cid, err := id.Of[id.Commission](string(p.ID), "carried", which)
	if err != nil {
		return commission.Commission{}, err
	}
	amount, err := money.New(minor, p.Account.Currency)
	return commission.Commission{
		ID: cid, Account: p.Account, Kind: commission.Manual, Status: commission.Available, Reason: carriedWhy, Amount: amount,
		Basis: commission.Basis{OfferName: CarriedOver, Type: commission.Awarded, By: commission.System, Why: carriedWhy},
		Day:   now.UTC().Format(time.DateOnly), EventAt: now, RecordedAt: now, ApprovedAt: now, Version: 1,
	}, err
}
