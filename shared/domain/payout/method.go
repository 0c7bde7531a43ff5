package payout

import (
	"context"
	"strings"

	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Sealer seals a payee's account, so that only the functions that pay read it.
type Sealer interface {
	Seal(ctx context.Context, p id.Partner, plain string) ([]byte, error)
}

// MethodStore keeps methods.
type MethodStore interface {
	Methods
	SaveMethod(ctx context.Context, m Method) error
}

// Desk is where a partner sets its payout method.
type Desk struct {
	Store MethodStore
	Seal  Sealer
	Clock clock.Clock
}

// Manual is the rail that pays by hand: a list to work through at the bank.
const Manual = "manual"

// SetMethod replaces the partner's payout method. The first is good at once, a
// change after 72 hours. The caller has checked that the sign-in is fresh.
func (d Desk) SetMethod(ctx context.Context, p id.Partner, name, account string, by id.User) (Method, error) {
	name, account = strings.TrimSpace(name), strings.TrimSpace(account)
	var fields []fault.Field
	if name == "" || len(name) > 140 || strings.ContainsAny(name, "\r\n\t") {
		fields = append(fields, fault.Field{Location: "body.payee_name", Message: "must have 1 to 140 characters on one line"})
	}
	if len(account) < 4 || len(account) > 200 || strings.ContainsAny(account, "\r\n\t") {
		fields = append(fields, fault.Field{Location: "body.account", Message: "must have 4 to 200 characters on one line"})
	}
	if len(fields) > 0 {
		return Method{}, fault.New(fault.Invalid, "payout_method.invalid", "The payout method is not complete.").With(fields...)
	}
	before, err := d.Store.Method(ctx, p)
	if err != nil {
		return Method{}, err
	}
	sealed, err := d.Seal.Seal(ctx, p, account)
	if err != nil {
		return Method{}, err
	}
	m := Method{
		Partner: p, Rail: Manual, PayeeName: name, Masked: mask(account), Sealed: sealed, ChangedBy: by, ChangedAt: d.Clock.Now(),
		First: before.Version == 0, Version: before.Version + 1,
	}
	return m, d.Store.SaveMethod(ctx, m)
}

// mask keeps the last four characters of an account number, and the domain of
// an address.
func mask(account string) string {
	if at := strings.LastIndexByte(account, '@'); at > 0 {
		return account[:1] + "•••" + account[at:]
	}
	r := []rune(account)
	return "•••• " + string(r[len(r)-4:])
}
