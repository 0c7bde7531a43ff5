package identity

import (
	"context"
	"time"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
)

// What attempts are made with; other attempts go by their kind.
const (
	byPassword   = "password"
	bySecond     = "second"
	byMailedCode = "mailed-code"
)

// trustLasts is how long an address from which the account was entered is not
// shut out by what others do elsewhere.
const trustLasts = 30 * 24 * time.Hour

// rule is one limit on attempts.
type rule struct {
	bucket  string
	limit   int64
	window  time.Duration
	account bool // over all addresses: does not bind trusted ones
}

// rules grow the waiting time in steps, from a minute to an hour. For
// passwords: five tries from one address in a minute, twenty in an hour, forty
// on one account from all strange addresses together, so that nobody gets more
// than a hundred in any hour, and two hundred from one address on all accounts.
// For links, which cost the receiver a mail, fewer.
func rules(what, account, address string) []rule {
	minute, pair, all, place := int64(5), int64(20), int64(40), int64(200)
	if what != byPassword {
		minute, pair, all, place = 3, 5, 10, 60
	}
	return []rule{
		{what + "/address/" + address, place, time.Hour, false},
		{what + "/pair-minute/" + account + "/" + address, minute, time.Minute, false},
		{what + "/pair/" + account + "/" + address, pair, time.Hour, false},
		{what + "/account/" + account, all, time.Hour, true},
	}
}

// Admit counts an attempt at something, by the hashes of the e-mail address and
// of the network address, and refuses it with TooMany when there were too many.
// An account is never locked: whoever entered it before from the same address,
// or has its mail, gets in.
func (d Door) Admit(ctx context.Context, what, account, address string) error {
	now := d.Clock.Now()
	for _, r := range rules(what, account, address) {
		if r.account {
			trusted, err := d.Limits.Trusted(ctx, account, address, now)
			if err != nil {
				return err
			}
			if trusted {
				continue
			}
		}
		ok, err := d.Limits.Take(ctx, r.bucket, r.limit, r.window, now)
		if err != nil {
			return err
		}
		if !ok {
			return tooManyError{
				fault.New(fault.TooMany, "auth.too_many", "Too many attempts. Wait a little, or sign in by a link."),
				now.Truncate(r.window).Add(r.window).Sub(now),
			}
		}
	}
	return nil
}

// welcome gives a rightful attempt back and remembers the address.
func (d Door) welcome(ctx context.Context, what, account, address string) error {
	now := d.Clock.Now()
	for _, r := range rules(what, account, address) {
		if r.account {
			continue
		}
		if err := d.Limits.Give(ctx, r.bucket, r.window, now); err != nil {
			return err
		}
	}
	return d.Limits.Trust(ctx, account, address, now.Add(trustLasts))
}

// tooManyError is a fault that knows when to come back.
type tooManyError struct {
	error
	after time.Duration
}

// Unwrap returns the fault.
func (t tooManyError) Unwrap() error { return t.error }

// RetryAfter says how long to wait.
func (t tooManyError) RetryAfter() time.Duration { return t.after }
