package identity

import (
	"context"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// NewUser returns a user without password. Faults are Invalid.
func (d Door) NewUser(email, name string) (User, error) {
	e, err := ParseEmail(email)
	if err != nil {
		return User{}, err
	}
	if name, err = parseName(name); err != nil {
		return User{}, err
	}
	now := d.Clock.Now()
	uid, err := id.New[id.User](now, d.Entropy)
	return User{ID: uid, Email: e, Name: name, Status: Active, Version: 1, CreatedAt: now}, err
}

func parseName(text string) (string, error) {
	name := strings.TrimSpace(text)
	if n := utf8.RuneCountInString(name); n < 1 || n > 100 || strings.ContainsFunc(name, unicode.IsControl) {
		return "", fault.New(fault.Invalid, "user.bad_name", "A name has 1 to 100 characters.").
			With(fault.Field{Location: "body.name", Message: "must have 1 to 100 characters"})
	}
	return name, nil
}

// Register makes a user with a password, which may be empty, and memberships
// whose user is filled in. Conflict when the address is taken: for operators
// and managers only, since it tells that the account exists.
func (d Door) Register(ctx context.Context, email, name, password string, ms ...Membership) (User, error) {
	u, err := d.NewUser(email, name)
	if err != nil {
		return User{}, err
	}
	if password != "" {
		if err := CheckPassword(password, u.Email); err != nil {
			return User{}, err
		}
		if u.Password, err = d.Passwords.Hash(password); err != nil {
			return User{}, err
		}
	}
	for i := range ms {
		ms[i].User, ms[i].Since = u.ID, u.CreatedAt
		if err := ms[i].Validate(); err != nil {
			return User{}, err
		}
	}
	return u, d.Users.Create(ctx, u, ms...)
}

// SetPassword gives a user a password; the operator's way, without a token.
func (d Door) SetPassword(ctx context.Context, u User, password string) (User, error) {
	if err := CheckPassword(password, u.Email); err != nil {
		return User{}, err
	}
	after := u
	var err error
	if after.Password, err = d.Passwords.Hash(password); err != nil {
		return User{}, err
	}
	after.Version++
	if err := d.Users.Save(ctx, u, after); err != nil {
		return User{}, err
	}
	return after, d.Sessions.EndAll(ctx, u.ID)
}

// Grant adds a membership. The user's sessions end, so that the next one has
// the idle time that goes with the role.
func (d Door) Grant(ctx context.Context, m Membership) error {
	m.Since = d.Clock.Now()
	if err := m.Validate(); err != nil {
		return err
	}
	if err := d.Members.Grant(ctx, m); err != nil {
		return err
	}
	return d.Sessions.EndAll(ctx, m.User)
}
