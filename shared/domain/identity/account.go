package identity

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Languages are those of the portal and its mails.
func Languages() []string { return []string{"en", "de", "fr", "es"} }

// Profile is what people say of themselves.
type Profile struct {
	Name     string
	Contact  string
	Language string
}

// Account reads the user of a session.
func (d Door) Account(ctx context.Context, u id.User) (User, error) {
	users, err := d.Users.Load(ctx, u)
	if err != nil {
		return User{}, err
	}
	if len(users) == 0 {
		return User{}, errNoSession()
	}
	return users[0], nil
}

// ChangeProfile keeps what a user says of themselves. Faults are Invalid.
func (d Door) ChangeProfile(ctx context.Context, u id.User, p Profile) (User, error) {
	name, err := parseName(p.Name)
	if err != nil {
		return User{}, err
	}
	contact := strings.TrimSpace(p.Contact)
	if utf8.RuneCountInString(contact) > 200 || strings.ContainsFunc(contact, unicode.IsControl) {
		return User{}, fault.New(fault.Invalid, "user.bad_contact", "The contact has at most 200 characters on one line.").
			With(fault.Field{Location: "body.contact", Message: "must have at most 200 characters on one line"})
	}
	if p.Language != "" && !slices.Contains(Languages(), p.Language) {
		return User{}, fault.New(fault.Invalid, "user.bad_language", "The portal does not speak that language.").
			With(fault.Field{Location: "body.language", Message: "must be one of " + strings.Join(Languages(), ", ")})
	}
	before, err := d.Account(ctx, u)
	if err != nil {
		return User{}, err
	}
	after := before
	after.Name, after.Contact, after.Language = name, contact, p.Language
	after.Version++
	return after, d.Users.Save(ctx, before, after)
}

// ChangePassword gives the principal a password, in place of another or for the
// first time, and ends the other sessions. The caller has seen to it that the
// principal is fresh.
func (d Door) ChangePassword(ctx context.Context, p Principal, password string) error {
	before, err := d.Account(ctx, p.User)
	if err != nil {
		return err
	}
	if err := CheckPassword(password, before.Email); err != nil {
		return err
	}
	after := before
	if after.Password, err = d.Passwords.Hash(password); err != nil {
		return fault.Wrap(err, fault.Internal, "password.not_hashed", "the password could not be hashed")
	}
	after.Version++
	if err := d.Users.Save(ctx, before, after); err != nil {
		return err
	}
	if err := d.RevokeOthers(ctx, p); err != nil {
		return err
	}
	return d.tellPassword(ctx, after)
}

// tellPassword mails that a new password took the place of another.
func (d Door) tellPassword(ctx context.Context, u User) error {
	m := mailTo(u, MailPassword)
	m.Link = d.Origin + "/reset"
	if err := d.Mail.Send(ctx, m); err != nil {
		return fmt.Errorf("tell of a new password: %w", err)
	}
	return nil
}
