package identity

import (
	"context"
	"time"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// How long the two mails about a new address are good for.
const (
	MoveLife = time.Hour
	BackLife = 7 * 24 * time.Hour
)

// Move takes a user from one e-mail address to another. It is asked for in the
// portal, made by the mail to the new address, and for a week taken back by the
// mail to the old one.
type Move struct {
	User      id.User
	From      string
	To        string
	Hash      string // of the token that makes it
	Back      bool   // takes another one back
	ExpiresAt time.Time
}

// Moves keeps moves and makes them.
type Moves interface {
	// Ask keeps a move, in place of the one that was asked for before.
	Ask(ctx context.Context, m Move) error
	// Find reads a user's move by its token's hash; Gone.
	Find(ctx context.Context, u id.User, hash string) (Move, error)
	// Make makes a move, once: the user becomes after, other tokens for signing
	// in are void, and where there is a way back, the old address is kept for the
	// user until that expires. Gone when the move is spent or somebody has the
	// address.
	Make(ctx context.Context, m Move, before, after User, back *Move, now time.Time) error
}

// RequestMove mails a link to the new address that makes the principal's
// account go by it, and tells the old one. Whether somebody has the new address
// only its owner learns. The caller has seen to it that the principal is fresh.
func (d Door) RequestMove(ctx context.Context, p Principal, email string, by Caller) error {
	to, err := ParseEmail(email)
	if err != nil {
		return err
	}
	u, err := d.Account(ctx, p.User)
	if err != nil {
		return err
	}
	if to == u.Email {
		return fault.New(fault.Invalid, "email.unchanged", "That is your address already.").
			With(fault.Field{Location: "body.email", Message: "is your address already"})
	}
	if err := d.Admit(ctx, "move", HashEmail(u.Email), by.Address); err != nil {
		return err
	}
	_, err = d.Users.ByEmail(ctx, HashEmail(to))
	taken := err == nil
	if err != nil && !fault.Is(err, fault.NotFound) {
		return err
	}
	raw, hash, err := mint(u.ID, d.Entropy)
	if err != nil {
		return err
	}
	if err := d.Moves.Ask(ctx, Move{User: u.ID, From: u.Email, To: to, Hash: hash, ExpiresAt: d.Clock.Now().Add(MoveLife)}); err != nil {
		return err
	}
	there := mailTo(u, MailMove)
	there.To, there.Address, there.Link, there.ExpiresIn = to, u.Email, d.Origin+"/account/email#token="+raw, MoveLife
	if taken {
		there = Mail{Kind: MailTaken, To: to, Language: u.Language, Link: d.Origin + "/sign-in"}
	}
	if err := d.Mail.Send(ctx, there); err != nil {
		return err
	}
	here := mailTo(u, MailMoveAsked)
	here.Address, here.Link = to, d.Origin+"/account"
	return d.Mail.Send(ctx, here)
}

// ConfirmMove makes the move of a mailed token, once; Gone otherwise. The old
// address gets a mail that takes it back.
func (d Door) ConfirmMove(ctx context.Context, raw string) error {
	m, before, err := d.move(ctx, raw, false)
	if err != nil {
		return err
	}
	now := d.Clock.Now()
	rawBack, hash, err := mint(m.User, d.Entropy)
	if err != nil {
		return err
	}
	after := before
	after.Email = m.To
	after.Version++
	back := Move{User: m.User, From: m.To, To: m.From, Hash: hash, Back: true, ExpiresAt: now.Add(BackLife)}
	if err := d.Moves.Make(ctx, m, before, after, &back, now); err != nil {
		return err
	}
	mail := mailTo(before, MailMoved)
	mail.Address, mail.Link, mail.ExpiresIn = m.To, d.Origin+"/account/email?back=true#token="+rawBack, BackLife
	return d.Mail.Send(ctx, mail)
}

// TakeBackMove gives an account its old address again. Whoever moved it may
// know the password, be signed in and have made other ways in: the password is
// gone, all sessions end, what was added since the day before the move is
// removed, and a link to a new password is mailed.
func (d Door) TakeBackMove(ctx context.Context, raw string) error {
	m, before, err := d.move(ctx, raw, true)
	if err != nil {
		return err
	}
	after := before
	after.Email, after.Password = m.To, ""
	after.Version++
	if err := d.Moves.Make(ctx, m, before, after, nil, d.Clock.Now()); err != nil {
		return err
	}
	if err := d.forgetSince(ctx, m.User, m.ExpiresAt.Add(-BackLife-24*time.Hour)); err != nil {
		return err
	}
	if err := d.Sessions.EndAll(ctx, m.User); err != nil {
		return err
	}
	return d.sendToken(ctx, m.User, Reset, mailTo(after, MailReset))
}

// forgetSince removes the ways of signing in that were added since a time.
func (d Door) forgetSince(ctx context.Context, u id.User, since time.Time) error {
	keys, err := d.Passkeys.PasskeysOf(ctx, u)
	if err != nil {
		return err
	}
	for _, k := range keys {
		if k.CreatedAt.Before(since) {
			continue
		}
		if err := d.Passkeys.RemovePasskey(ctx, k); err != nil {
			return err
		}
	}
	logins, err := d.Logins.LoginsOf(ctx, u)
	if err != nil {
		return err
	}
	for _, l := range logins {
		if l.LinkedAt.Before(since) {
			continue
		}
		if err := d.Logins.Unlink(ctx, l); err != nil {
			return err
		}
	}
	a, err := d.Authenticators.Authenticator(ctx, u)
	if err != nil || a.Version == 0 || a.CreatedAt.Before(since) {
		return err
	}
	return d.Authenticators.RemoveAuthenticator(ctx, a)
}

// move reads the move of a token, and its user as it is now.
func (d Door) move(ctx context.Context, raw string, back bool) (Move, User, error) {
	owner, hash, ok := parse(raw)
	if !ok {
		return Move{}, User{}, errSpent()
	}
	m, err := d.Moves.Find(ctx, owner, hash)
	if err != nil {
		return Move{}, User{}, err
	}
	users, err := d.Users.Load(ctx, owner)
	if err != nil {
		return Move{}, User{}, err
	}
	stale := m.Back != back || d.Clock.Now().After(m.ExpiresAt) || len(users) == 0 || users[0].Status != Active
	if stale || !back && users[0].Email != m.From {
		return Move{}, User{}, errSpent()
	}
	return m, users[0], nil
}
