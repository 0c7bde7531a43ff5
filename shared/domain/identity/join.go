package identity

import (
	"context"
	"fmt"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
)

// Newcomer returns a user with a password, not kept yet, for somebody whose
// address is proven. Faults are Invalid.
func (d Door) Newcomer(email, name, password string) (User, error) {
	u, err := d.NewUser(email, name)
	if err != nil {
		return User{}, err
	}
	if err := CheckPassword(password, u.Email); err != nil {
		return User{}, err
	}
	if u.Password, err = d.Passwords.Hash(password); err != nil {
		return User{}, fmt.Errorf("hash a password: %w", err)
	}
	return u, nil
}

// Welcome starts the first session of a newcomer.
func (d Door) Welcome(ctx context.Context, u User, by Caller) (string, Principal, error) {
	if err := d.enter(ctx, u, Invite, by); err != nil {
		return "", Principal{}, err
	}
	return d.start(ctx, u.ID, d.Clock.Now(), by)
}

// Visitor returns who is signed in, if anybody is.
func (d Door) Visitor(ctx context.Context, by Caller) (User, bool, error) {
	p, err := d.Authenticate(ctx, by.Session)
	if fault.Is(err, fault.Unauthenticated) {
		return User{}, false, nil
	}
	if err != nil || p.Level == Half { // who owes a second factor is not in yet
		return User{}, false, err
	}
	us, err := d.Users.Load(ctx, p.User)
	if err != nil || len(us) == 0 {
		return User{}, false, err
	}
	return us[0], true, nil
}
