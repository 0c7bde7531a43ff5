package payout

import (
	"context"
	"strings"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
)

// Method is how a partner wants to be paid. Sealed is the account in full,
// which only the functions that pay can open.
type Method struct {
	Partner   id.Partner
	Rail      string
	Currency  money.Currency // of what is sent; empty is the program's own
	PayeeName string
	Masked    string // the account's last characters
	Sealed    []byte
	Email     string // the account's address, where it has one
	OldEmail  string // of the account before
	ChangedBy id.User
	ChangedAt time.Time
	First     bool // there was none before: no waiting time
	Version   int64
}

// changeHold is how long nothing is paid to a changed method (S-7).
const changeHold = 72 * time.Hour

// Usable tells whether the method may be paid to at now.
func (m Method) Usable(now time.Time) bool {
	return m.Version > 0 && (m.First || !now.Before(m.UsableFrom()))
}

// UsableFrom is when a changed method's waiting time is over.
func (m Method) UsableFrom() time.Time {
	if m.First {
		return m.ChangedAt
	}
	return m.ChangedAt.Add(changeHold)
}

// Sealer seals a payee's account, so that only the functions that pay read it.
type Sealer interface {
	Seal(ctx context.Context, p id.Partner, plain string) ([]byte, error)
}

// Opener opens a payee's sealed account.
type Opener interface {
	Open(ctx context.Context, p id.Partner, sealed []byte) (string, error)
}

// MethodStore keeps methods.
type MethodStore interface {
	Methods
	// SaveMethod replaces the method that it was read from, and tells of it where
	// there is something to tell.
	SaveMethod(ctx context.Context, m Method, told []event.Event) error
}

// Homes names the program in whose name a partner is written to; empty when it
// is in none.
type Homes interface {
	Home(ctx context.Context, o id.Partner) (id.Program, error)
}

// Desk is where a partner sets its payout method.
type Desk struct {
	Store MethodStore
	Seal  Sealer
	Homes Homes // nil tells nobody
	Clock clock.Clock
}

// SetMethod replaces the partner's payout method, which pays each program in its
// own currency.
func (d Desk) SetMethod(ctx context.Context, p id.Partner, rail string, account Details, by id.User) (Method, error) {
	return d.SetMethodIn(ctx, p, rail, "", account, by)
}

// SetMethodIn replaces the partner's payout method; what programs owe is paid in
// the currency c, empty for their own. The first is good at once, a change after
// 72 hours. The caller has checked that the sign-in is fresh.
func (d Desk) SetMethodIn(ctx context.Context, p id.Partner, rail string, c money.Currency, account Details, by id.User) (Method, error) {
	if c != "" && !Carries(rail, c) {
		return Method{}, fault.New(fault.Invalid, "payout_method.currency", "This payout method does not pay in %s.", c).
			With(fault.Field{Location: "body.currency", Message: "must be a currency that the payout method pays in"})
	}
	account = account.Normal(rail)
	if err := account.Validate(rail); err != nil {
		return Method{}, err
	}
	before, err := d.Store.Method(ctx, p)
	if err != nil {
		return Method{}, err
	}
	plain, err := account.Encode()
	if err != nil {
		return Method{}, err
	}
	sealed, err := d.Seal.Seal(ctx, p, plain)
	if err != nil {
		return Method{}, err
	}
	m := Method{
		Partner: p, Rail: rail, Currency: c, PayeeName: strings.TrimSpace(account.Holder), Masked: account.Masked(rail), Sealed: sealed, ChangedBy: by, ChangedAt: d.Clock.Now(),
		Email: account.Email, OldEmail: before.Email, First: before.Version == 0, Version: before.Version + 1,
	}
	told, err := d.tell(ctx, before, m)
	if err != nil {
		return Method{}, err
	}
	return m, d.Store.SaveMethod(ctx, m, told)
}

// tell makes the event by which the old and the new address hear of a change.
func (d Desk) tell(ctx context.Context, before, m Method) ([]event.Event, error) {
	if d.Homes == nil {
		return nil, nil
	}
	home, err := d.Homes.Home(ctx, m.Partner)
	if err != nil || home == "" {
		return nil, err
	}
	e, err := event.New(event.MethodChanged, m.ChangedAt, home, m.Partner, string(m.Partner), m.Version)
	e.Data = map[string]string{"account": m.Masked}
	if before.Masked != "" {
		e.Data["old_account"] = before.Masked
	}
	return []event.Event{e}, err
}
