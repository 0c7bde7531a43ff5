package identity

import (
	"context"
	"encoding/binary"
	"fmt"
	"io"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// MailCode mails six digits by which a signed-in person without a password
// proves to be there. They are good in this session only.
func (d Door) MailCode(ctx context.Context, p Principal, by Caller) error {
	u, err := d.withoutPassword(ctx, p.User)
	if err != nil {
		return err
	}
	if err := d.Admit(ctx, string(Confirm), HashEmail(u.Email), by.Address); err != nil {
		return err
	}
	b := make([]byte, 8)
	if _, err := io.ReadFull(d.Entropy, b); err != nil {
		return fmt.Errorf("make a code: %w", err)
	}
	code := fmt.Sprintf("%06d", binary.BigEndian.Uint64(b)%1_000_000)
	t := Token{User: u.ID, Kind: Confirm, Hash: hashCode(p, code), ExpiresAt: d.Clock.Now().Add(Confirm.Life())}
	if err := d.Tokens.Issue(ctx, t); err != nil {
		return err
	}
	m := mailTo(u, MailConfirm)
	m.Code, m.ExpiresIn = code, Confirm.Life()
	if err := d.Mail.Send(ctx, m); err != nil {
		return fmt.Errorf("send a %s mail: %w", m.Kind, err)
	}
	return nil
}

// ShowMailedCode proves by a mailed code, once, that the signed-in person is
// there. The session is replaced by one that is fresh.
func (d Door) ShowMailedCode(ctx context.Context, p Principal, code string, by Caller) (string, Principal, error) {
	u, err := d.withoutPassword(ctx, p.User)
	if err != nil {
		return "", Principal{}, err
	}
	account := HashEmail(u.Email)
	if err := d.Admit(ctx, byMailedCode, account, by.Address); err != nil {
		return "", Principal{}, err
	}
	err = d.Tokens.Consume(ctx, u.ID, Confirm, hashCode(p, tidy(code)), d.Clock.Now())
	if fault.Is(err, fault.Gone) {
		return "", Principal{}, errWrongCode()
	}
	if err != nil {
		return "", Principal{}, err
	}
	old, err := d.Sessions.Get(ctx, p.User, p.Session)
	if err != nil {
		return "", Principal{}, err
	}
	if err := d.welcome(ctx, byMailedCode, account, by.Address); err != nil {
		return "", Principal{}, err
	}
	return d.renew(ctx, old)
}

// withoutPassword is the user, unless there is a password: that is asked for
// then, since a mailbox that stands open must not be enough.
func (d Door) withoutPassword(ctx context.Context, who id.User) (User, error) {
	us, err := d.Users.Load(ctx, who)
	switch {
	case err != nil:
		return User{}, err
	case len(us) == 0 || us[0].Status != Active:
		return User{}, errNoSession()
	case us[0].Password != "":
		return User{}, fault.New(fault.Conflict, "auth.has_password", "Confirm with your password that it is you.")
	}
	return us[0], nil
}

// hashCode binds a mailed code to the session that asked for it.
func hashCode(p Principal, code string) string {
	return hashToken("confirm " + p.Session + " " + code)
}
