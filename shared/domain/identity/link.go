package identity

import (
	"cmp"
	"context"
	"fmt"
	"net/url"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// RequestLink mails a link for signing in, or, for Reset, for a new password.
// An address without an account gets a mail that says so; the caller learns
// nothing. Program is the slug of the sign-in page's brand.
func (d Door) RequestLink(ctx context.Context, kind Kind, email, program string, by Caller) error {
	to, err := ParseEmail(email)
	if err != nil {
		return err
	}
	account := HashEmail(to)
	if err := d.Admit(ctx, string(kind), account, by.Address); err != nil {
		return err
	}
	u, err := d.known(ctx, account)
	if err != nil {
		return err
	}
	m := Mail{To: to, Name: u.Name, Language: cmp.Or(u.Language, by.Language), Program: program, Kind: MailMagic}
	if kind == Reset {
		m.Kind = MailReset
	}
	if u.Status != Active {
		m.Kind = MailNoAccount
	}
	return d.sendToken(ctx, u.ID, kind, m)
}

// InviteUser mails a link by which a user sets the first password, with what the
// inviter says, if anything.
func (d Door) InviteUser(ctx context.Context, u User, program, message string) error {
	return d.sendToken(ctx, u.ID, Invite, Mail{Kind: MailInvite, To: u.Email, Name: u.Name, Language: u.Language, Program: program, Message: message})
}

func (d Door) sendToken(ctx context.Context, u id.User, kind Kind, m Mail) error {
	raw, hash, err := mint(u, d.Entropy)
	if err != nil {
		return err
	}
	if err := d.Tokens.Issue(ctx, Token{User: u, Kind: kind, Hash: hash, ExpiresAt: d.Clock.Now().Add(kind.Life())}); err != nil {
		return err
	}
	m.ExpiresIn, m.Link = kind.Life(), d.link(kind, m.Program, raw)
	if m.Kind == MailNoAccount {
		m.ExpiresIn, m.Link = 0, d.Origin+"/sign-in"
	}
	if err := d.Mail.Send(ctx, m); err != nil {
		return fmt.Errorf("send a %s mail: %w", m.Kind, err)
	}
	return nil
}

// link carries the token behind the #, where no server's log sees it.
func (d Door) link(kind Kind, program, raw string) string {
	path := "/sign-in/link"
	if kind != Magic {
		path = "/reset/new"
	}
	if program != "" {
		path += "?program=" + url.QueryEscape(program)
	}
	return d.Origin + path + "#token=" + raw
}

// ConsumeLink signs in by a magic link's token, once; Gone otherwise.
func (d Door) ConsumeLink(ctx context.Context, raw string, by Caller) (string, Principal, error) {
	u, err := d.consume(ctx, raw, Magic)
	if err != nil {
		return "", Principal{}, err
	}
	if err := d.enter(ctx, u, Magic, by); err != nil {
		return "", Principal{}, err
	}
	return d.start(ctx, u.ID, d.Clock.Now(), by)
}

// CompleteReset sets a new password by a reset or invitation token, once, ends
// all other sessions and signs in. A refused password does not spend the token.
func (d Door) CompleteReset(ctx context.Context, raw, password string, by Caller) (string, Principal, error) {
	if err := CheckPassword(password, ""); err != nil { // whose it is only the token may tell
		return "", Principal{}, err
	}
	u, err := d.consume(ctx, raw, Reset, Invite)
	if err != nil {
		return "", Principal{}, err
	}
	after := u
	if after.Password, err = d.Passwords.Hash(password); err != nil {
		return "", Principal{}, fmt.Errorf("hash a password: %w", err)
	}
	after.Version++
	if err := d.Users.Save(ctx, u, after); err != nil {
		return "", Principal{}, err
	}
	if err := d.Sessions.EndAll(ctx, u.ID); err != nil {
		return "", Principal{}, err
	}
	if u.Password != "" {
		if err := d.tellPassword(ctx, after); err != nil {
			return "", Principal{}, err
		}
	}
	if err := d.enter(ctx, u, Reset, by); err != nil {
		return "", Principal{}, err
	}
	return d.start(ctx, u.ID, d.Clock.Now(), by)
}

func (d Door) enter(ctx context.Context, u User, kind Kind, by Caller) error {
	if err := d.SignOut(ctx, by.Session); err != nil {
		return err
	}
	return d.welcome(ctx, string(kind), HashEmail(u.Email), by.Address)
}

// consume spends a token of one of the kinds.
func (d Door) consume(ctx context.Context, raw string, kinds ...Kind) (User, error) {
	owner, hash, ok := parse(raw)
	if !ok {
		return User{}, errSpent()
	}
	for _, kind := range kinds {
		err := d.Tokens.Consume(ctx, owner, kind, hash, d.Clock.Now())
		if fault.Is(err, fault.Gone) {
			continue
		}
		if err != nil {
			return User{}, err
		}
		us, err := d.Users.Load(ctx, owner)
		if err != nil {
			return User{}, err
		}
		if len(us) == 0 || us[0].Status != Active {
			return User{}, errSpent()
		}
		return us[0], nil
	}
	return User{}, errSpent()
}
