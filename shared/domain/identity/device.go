package identity

import (
	"context"
	"encoding/base64"
	"fmt"
	"io"
	"time"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// DeviceLasts is how long a browser is known that nobody signs in with.
const DeviceLasts = 400 * 24 * time.Hour

// Device is a browser that somebody signed in with, by the hash of the text
// that it keeps in a cookie.
type Device struct {
	User    id.User
	Hash    string
	Browser string
	System  string
	Seen    time.Time
}

// Devices remembers browsers.
type Devices interface {
	// Meet remembers a user's browser, and tells whether it is a stranger: not
	// known, although another one is.
	Meet(ctx context.Context, d Device) (bool, error)
}

// meet remembers the browser and mails its user when it is a new one. It
// returns what the browser is to keep in its cookie.
func (d Door) meet(ctx context.Context, u id.User, by Caller) (string, error) {
	raw := by.Device
	if !wellFormed(raw) {
		b := make([]byte, tokenBytes)
		if _, err := io.ReadFull(d.Entropy, b); err != nil {
			return "", fmt.Errorf("make a name of a browser: %w", err)
		}
		raw = base64.RawURLEncoding.EncodeToString(b)
	}
	now := d.Clock.Now()
	dev := Device{User: u, Hash: hashToken(raw), Browser: browserOf(by.Agent), System: systemOf(by.Agent), Seen: now}
	stranger, err := d.Devices.Meet(ctx, dev)
	if err != nil || !stranger {
		return raw, err
	}
	users, err := d.Users.Load(ctx, u)
	if err != nil || len(users) == 0 {
		return raw, err
	}
	m := mailTo(users[0], MailNewDevice)
	m.Browser, m.System, m.Country, m.At, m.Link = dev.Browser, dev.System, by.Country, now, d.Origin+"/account"
	if err := d.Mail.Send(ctx, m); err != nil {
		return raw, fmt.Errorf("tell of a new browser: %w", err)
	}
	return raw, nil
}

func wellFormed(device string) bool {
	b, err := base64.RawURLEncoding.Strict().DecodeString(device)
	return err == nil && len(b) == tokenBytes
}

// mailTo addresses a mail to a user, in the user's language.
func mailTo(u User, kind MailKind) Mail {
	return Mail{Kind: kind, To: u.Email, Name: u.Name, Language: u.Language}
}

// SessionsOf lists the sessions of a user that have not ended.
func (d Door) SessionsOf(ctx context.Context, u id.User) ([]Session, error) {
	all, err := d.Sessions.OfUser(ctx, u)
	if err != nil {
		return nil, err
	}
	now := d.Clock.Now()
	live := all[:0]
	for _, s := range all {
		if !now.After(s.EndsAt(s.LastSeen)) {
			live = append(live, s)
		}
	}
	return live, nil
}

// RevokeOthers ends all of the principal's sessions but the present one.
func (d Door) RevokeOthers(ctx context.Context, p Principal) error {
	all, err := d.Sessions.OfUser(ctx, p.User)
	if err != nil {
		return err
	}
	for _, s := range all {
		if s.Hash == p.Session || s.Hash == p.Parent {
			continue
		}
		if err := d.Sessions.End(ctx, p.User, s.Hash); err != nil {
			return err
		}
	}
	return nil
}

// Name is what a session is called where it is listed: enough of its hash to
// tell it from the others.
func (s Session) Name() string { return s.Hash[:min(len(s.Hash), 16)] }

// Revoke ends the principal's session of that name; NotFound when there is none.
func (d Door) Revoke(ctx context.Context, p Principal, name string) error {
	all, err := d.Sessions.OfUser(ctx, p.User)
	if err != nil {
		return err
	}
	for _, s := range all {
		if s.Name() == name {
			return d.Sessions.End(ctx, p.User, s.Hash)
		}
	}
	return fault.New(fault.NotFound, "session.unknown", "There is no such session.")
}
