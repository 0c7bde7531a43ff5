package commission

import (
	"maps"
	"strconv"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
)

// conclude makes the outcome of changes of one account: one posting, one event.
func conclude(b ledger.Balance, changes []Change, n ledger.Note, moves []ledger.Move, t event.Type) (Outcome, error) {
	for _, ch := range changes {
		n.Refs = append(n.Refs, string(ch.After.ID))
	}
	entry, err := b.Post(n, moves...)
	if err != nil {
		return Outcome{}, err
	}
	amount, err := money.New(Concerned(changes), b.Account.Currency)
	if err != nil {
		return Outcome{}, err
	}
	data, several := changes[0].After.facts(), concerning(changes)
	if several > 1 { // no facts but those that all of them share: Each tells the rest
		data = map[string]string{event.CommissionID: data[event.CommissionID], event.Currency: data[event.Currency], event.Status: data[event.Status]}
	}
	data[event.Payout], data[event.Reason], data[event.Count] = amount.Decimal(), n.Reason, strconv.Itoa(several)
	e, err := Told(entry, t, n.At, data, Rollups(changes))
	if err != nil {
		return Outcome{}, err
	}
	return Outcome{Changes: changes, Entries: []ledger.Entry{entry}, Events: []event.Event{e}}, nil
}

// concerning is how many commissions changes are about: the line that a
// clawback adds is about the one it takes from.
func concerning(changes []Change) int {
	n := 0
	for _, ch := range changes {
		if ch.After.Kind != Clawback {
			n++
		}
	}
	return max(n, 1)
}

// facts is what an event tells of one commission.
func (c Commission) facts() map[string]string {
	return map[string]string{
		event.CommissionID: string(c.ID), event.Payout: c.Amount.Decimal(), event.Currency: string(c.Amount.Currency()),
		event.ClickID: c.Click, event.TransactionID: c.Transaction, event.Sub1: c.Sub, event.Status: string(c.Status),
		event.ConversionID: string(c.Conversion), event.OfferID: string(c.Basis.Offer), event.OfferName: c.Basis.OfferName,
		event.LinkID: string(c.Link), event.Country: c.Country, event.Device: c.Device,
	}
}

// Told returns the event of a ledger entry: an account's posting happens once,
// so its number makes the event's id.
func Told(e ledger.Entry, t event.Type, at time.Time, data map[string]string, rs []event.Rollup) (event.Event, error) {
	a := e.Posting.Account
	subject, err := id.Of[id.Posting](string(a.Program), string(a.Partner), string(a.Currency), strconv.FormatInt(e.Posting.Seq, 10))
	if err != nil {
		return event.Event{}, err
	}
	eid, err := id.Of[id.Event](string(t), string(subject))
	if err != nil {
		return event.Event{}, err
	}
	return event.Event{
		ID: eid, Type: t, At: at, Program: a.Program, Partner: a.Partner, Subject: string(subject), Version: e.Posting.Seq, Data: known(data), Rollups: rs,
	}, nil
}

// known drops what has no value.
func known(data map[string]string) map[string]string {
	for k, v := range data {
		if v == "" {
			delete(data, k)
		}
	}
	return data
}

// Each returns what an event that tells of several commissions tells of each of
// them, as they are: a hook gets one message per commission.
func Each(e event.Event, cs []Commission) ([]event.Event, error) {
	out := make([]event.Event, 0, len(cs))
	for _, c := range cs {
		eid, err := id.Of[id.Event](string(e.ID), string(c.ID))
		if err != nil {
			return nil, err
		}
		left, err := money.New(c.Net(), c.Amount.Currency())
		if err != nil {
			return nil, err
		}
		one := e
		one.ID, one.Rollups, one.Data = eid, nil, maps.Clone(e.Data)
		maps.Copy(one.Data, c.facts())
		one.Data[event.Payout], one.Data[event.Count] = left.Decimal(), "1"
		if s := e.Data[event.Status]; s != "" {
			one.Data[event.Status] = s // as it was told, whatever happened since
		}
		one.Data = known(one.Data)
		out = append(out, one)
	}
	return out, nil
}
