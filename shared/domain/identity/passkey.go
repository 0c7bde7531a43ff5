package identity

import (
	"context"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Passkey is a key that a device or a password manager holds for a user.
type Passkey struct {
	User      id.User
	ID        string // the credential's, base64url
	Name      string // as its owner calls it
	Record    []byte // what the verifier keeps: public key, counter, flags
	Synced    bool   // it is copied between devices
	Version   int64
	CreatedAt time.Time
	UsedAt    time.Time
}

// Passkeys keeps users' passkeys.
type Passkeys interface {
	// PasskeysOf lists a user's, oldest first.
	PasskeysOf(ctx context.Context, u id.User) ([]Passkey, error)
	// SavePasskey replaces the one of the version before; a stale fault when that
	// is not what is stored. The act is for the audit log.
	SavePasskey(ctx context.Context, p Passkey, act string) error
	RemovePasskey(ctx context.Context, p Passkey) error
}

// Ceremony is a question to an authenticator.
type Ceremony struct {
	Challenge string
	Options   []byte // JSON for the browser
	State     []byte // what the verifier needs to know again
}

// Verifier speaks WebAuthn, for the main origin alone. An answer is the JSON of
// the browser's PublicKeyCredential; one that does not hold is Forbidden.
type Verifier interface {
	// Enrol asks for a new passkey that is none of those.
	Enrol(u User, have []Passkey) (Ceremony, error)
	Enrolled(u User, state, answer []byte) (Passkey, error)
	// Ask asks for any passkey.
	Ask() (Ceremony, error)
	// Read tells what an answer claims: to which challenge, and whose it is.
	Read(answer []byte) (challenge string, claimed id.User, err error)
	// Answered returns the passkey that was used, with its counter moved on.
	Answered(u User, have []Passkey, state, answer []byte) (Passkey, error)
}

const (
	ceremonyLasts = 5 * time.Minute
	mostPasskeys  = 20
)

// EnrolPasskey begins with a new passkey.
func (d Door) EnrolPasskey(ctx context.Context, p Principal) ([]byte, error) {
	u, have, err := d.passkeys(ctx, p.User)
	if err != nil {
		return nil, err
	}
	if len(have) >= mostPasskeys {
		return nil, fault.New(fault.Conflict, "passkey.many", "You have %d passkeys. Remove one first.", len(have))
	}
	c, err := d.Verifier.Enrol(u, have)
	if err != nil {
		return nil, err
	}
	return c.Options, d.keep(ctx, SlipPasskey, c.Challenge, c.State, ceremonyLasts)
}

// AddPasskey keeps the passkey that the browser has made.
func (d Door) AddPasskey(ctx context.Context, p Principal, name string, answer []byte) (Passkey, error) {
	name, err := passkeyName(name)
	if err != nil {
		return Passkey{}, err
	}
	us, err := d.Users.Load(ctx, p.User)
	if err != nil || len(us) == 0 {
		return Passkey{}, errNoSession()
	}
	state, err := d.challenged(ctx, answer)
	if err != nil {
		return Passkey{}, err
	}
	k, err := d.Verifier.Enrolled(us[0], state, answer)
	if err != nil {
		return Passkey{}, err
	}
	k.User, k.Name, k.Version, k.CreatedAt = p.User, name, 1, d.Clock.Now()
	if err := d.Passkeys.SavePasskey(ctx, k, "passkey.add"); err != nil {
		return Passkey{}, err
	}
	return k, d.tell(ctx, us[0], PasskeyAdded)
}

// RenamePasskey changes what its owner calls it.
func (d Door) RenamePasskey(ctx context.Context, p Principal, key, name string) (Passkey, error) {
	k, err := d.passkey(ctx, p, key)
	if err != nil {
		return k, err
	}
	if k.Name, err = passkeyName(name); err != nil {
		return k, err
	}
	k.Version++
	return k, d.Passkeys.SavePasskey(ctx, k, "passkey.rename")
}

// RemovePasskey forgets a passkey.
func (d Door) RemovePasskey(ctx context.Context, p Principal, key string) error {
	k, err := d.passkey(ctx, p, key)
	if err != nil {
		return err
	}
	if err := d.Passkeys.RemovePasskey(ctx, k); err != nil {
		return err
	}
	us, err := d.Users.Load(ctx, p.User)
	if err != nil || len(us) == 0 {
		return err
	}
	return d.tell(ctx, us[0], PasskeyRemoved)
}

// AskPasskey begins to sign in, or to confirm who it is.
func (d Door) AskPasskey(ctx context.Context) ([]byte, error) {
	c, err := d.Verifier.Ask()
	if err != nil {
		return nil, err
	}
	return c.Options, d.keep(ctx, SlipPasskey, c.Challenge, c.State, ceremonyLasts)
}

// EnterByPasskey signs in by a passkey, which is both factors at once: the
// device, and what it asked its owner for.
func (d Door) EnterByPasskey(ctx context.Context, answer []byte, by Caller) (string, Principal, error) {
	u, err := d.proven(ctx, answer)
	if err != nil {
		return "", Principal{}, err
	}
	if err := d.SignOut(ctx, by.Session); err != nil {
		return "", Principal{}, err
	}
	if err := d.Limits.Trust(ctx, HashEmail(u.Email), by.Address, d.Clock.Now().Add(trustLasts)); err != nil {
		return "", Principal{}, err
	}
	_, p, err := d.start(ctx, u.ID, d.Clock.Now(), by)
	if err != nil {
		return "", Principal{}, err
	}
	raw, next, err := d.raise(ctx, p, ByPasskey)
	next.Device = p.Device
	return raw, next, err
}

// ShowPasskey shows a passkey as the second factor of a session, half or whole.
func (d Door) ShowPasskey(ctx context.Context, answer []byte, by Caller) (string, Principal, error) {
	s, err := d.lookUp(ctx, by.Session)
	if err != nil {
		return "", Principal{}, err
	}
	u, err := d.proven(ctx, answer)
	if err != nil {
		return "", Principal{}, err
	}
	if u.ID != s.User {
		return "", Principal{}, errPasskey()
	}
	return d.raise(ctx, s.principal(s.LastSeen), ByPasskey)
}

// proven returns whose passkey has answered one of our challenges, once.
func (d Door) proven(ctx context.Context, answer []byte) (User, error) {
	_, claimed, err := d.Verifier.Read(answer)
	if err != nil {
		return User{}, err
	}
	state, err := d.challenged(ctx, answer)
	if err != nil {
		return User{}, err
	}
	u, have, err := d.passkeys(ctx, claimed)
	if fault.Is(err, fault.Unauthenticated) {
		return User{}, errPasskey()
	}
	if err != nil {
		return User{}, err
	}
	k, err := d.Verifier.Answered(u, have, state, answer)
	if err != nil {
		return User{}, err
	}
	k.UsedAt = d.Clock.Now()
	k.Version++
	if err := d.Passkeys.SavePasskey(ctx, k, "passkey.use"); fault.IsStale(err) {
		return User{}, errPasskey()
	} else if err != nil {
		return User{}, err
	}
	return u, nil
}

// challenged takes the challenge that the answer is to.
func (d Door) challenged(ctx context.Context, answer []byte) ([]byte, error) {
	challenge, _, err := d.Verifier.Read(answer)
	if err != nil {
		return nil, err
	}
	return d.take(ctx, SlipPasskey, challenge)
}

func (d Door) passkeys(ctx context.Context, who id.User) (User, []Passkey, error) {
	us, err := d.Users.Load(ctx, who)
	if err != nil {
		return User{}, nil, err
	}
	if len(us) == 0 || us[0].Status != Active {
		return User{}, nil, errNoSession()
	}
	have, err := d.Passkeys.PasskeysOf(ctx, who)
	return us[0], have, err
}

func (d Door) passkey(ctx context.Context, p Principal, key string) (Passkey, error) {
	all, err := d.Passkeys.PasskeysOf(ctx, p.User)
	for _, k := range all {
		if k.ID == key {
			return k, err
		}
	}
	if err != nil {
		return Passkey{}, err
	}
	return Passkey{}, fault.New(fault.NotFound, "passkey.unknown", "There is no such passkey.")
}

func passkeyName(name string) (string, error) {
	name = strings.TrimSpace(name)
	if n := utf8.RuneCountInString(name); n < 1 || n > 60 || strings.ContainsFunc(name, unicode.IsControl) {
		return "", fault.New(fault.Invalid, "passkey.bad_name", "A passkey's name has 1 to 60 characters.").
			With(fault.Field{Location: "body.name", Message: "must have 1 to 60 characters"})
	}
	return name, nil
}

func errPasskey() error {
	return fault.New(fault.Forbidden, "passkey.refused", "That passkey is not known here. Sign in another way.")
}
