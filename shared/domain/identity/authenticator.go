package identity

import (
	"context"
	"crypto/sha256"
	"encoding/base32"
	"encoding/hex"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Authenticator is the authenticator app of a user, as it is stored.
type Authenticator struct {
	User      id.User
	Sealed    []byte // its secret
	On        bool   // a code of it was shown: it is asked for from then on
	Since     time.Time
	Step      int64    // the period of the last code used; that and older ones are refused
	Recovery  []string // hashes of the recovery codes that are left
	Version   int64
	CreatedAt time.Time
}

// Authenticators keeps at most one authenticator per user.
type Authenticators interface {
	// Authenticator reads a user's; one of version 0 when there is none.
	Authenticator(ctx context.Context, u id.User) (Authenticator, error)
	// SaveAuthenticator replaces the one of the version before; a stale fault
	// when that is not what is stored. The act is for the audit log.
	SaveAuthenticator(ctx context.Context, a Authenticator, act string) error
	// RemoveAuthenticator forgets it; a stale fault as above.
	RemoveAuthenticator(ctx context.Context, a Authenticator) error
}

// Sealer encrypts a secret for the place that will hold it, and decrypts it
// there.
type Sealer interface {
	Seal(ctx context.Context, place string, plain []byte) ([]byte, error)
	Open(ctx context.Context, place string, sealed []byte) ([]byte, error)
}

// RecoveryCodes is how many recovery codes somebody has to begin with.
const RecoveryCodes = 10

// Enrolment is what an authenticator app takes in, once.
type Enrolment struct {
	Secret  string // base32
	Address string // what the QR code says
}

// EnrolAuthenticator makes a secret for an app, in place of one that was never
// confirmed. Nothing is asked of anybody before a code of it is shown.
func (d Door) EnrolAuthenticator(ctx context.Context, p Principal, issuer string) (Enrolment, error) {
	u, a, err := d.authenticator(ctx, p.User)
	if err != nil {
		return Enrolment{}, err
	}
	if a.On {
		return Enrolment{}, fault.New(fault.Conflict, "authenticator.on", "Two-step sign-in is on already. Turn it off first to use another app.")
	}
	secret := make([]byte, otpSecret)
	if _, err := io.ReadFull(d.Entropy, secret); err != nil {
		return Enrolment{}, fmt.Errorf("make a secret: %w", err)
	}
	next := Authenticator{User: u.ID, Version: a.Version + 1, CreatedAt: d.Clock.Now()}
	if next.Sealed, err = d.Sealer.Seal(ctx, string(u.ID), secret); err != nil {
		return Enrolment{}, err
	}
	text := base32Text(secret)
	return Enrolment{text, otpAddress(issuer, u.Email, text)}, d.Authenticators.SaveAuthenticator(ctx, next, "authenticator.enrol")
}

// ConfirmAuthenticator turns the enrolled app on by a first code, and returns
// the recovery codes, which are never shown again, with a session that has
// shown a second factor.
func (d Door) ConfirmAuthenticator(ctx context.Context, p Principal, code string, by Caller) ([]string, string, Principal, error) {
	u, a, err := d.authenticator(ctx, p.User)
	if err != nil {
		return nil, "", Principal{}, err
	}
	if a.Version == 0 || a.On {
		return nil, "", Principal{}, fault.New(fault.Conflict, "authenticator.none", "There is nothing to confirm. Begin again.")
	}
	if err := d.Admit(ctx, bySecond, HashEmail(u.Email), by.Address); err != nil {
		return nil, "", Principal{}, err
	}
	if a, err = d.spendCode(ctx, a, code); err != nil {
		return nil, "", Principal{}, err
	}
	a.On, a.Since = true, d.Clock.Now()
	codes, err := d.recovery(&a)
	if err != nil {
		return nil, "", Principal{}, err
	}
	raw, next, err := d.keepSecond(ctx, p, u, a, ByCode, "authenticator.on", by)
	if err != nil {
		return nil, "", Principal{}, err
	}
	return codes, raw, next, d.tell(ctx, u, TwoStepOn)
}

// RenewRecovery replaces the recovery codes.
func (d Door) RenewRecovery(ctx context.Context, p Principal) ([]string, error) {
	u, a, err := d.authenticator(ctx, p.User)
	if err != nil {
		return nil, err
	}
	if !a.On {
		return nil, errNoFactor()
	}
	codes, err := d.recovery(&a)
	if err != nil {
		return nil, err
	}
	a.Version++
	if err := d.Authenticators.SaveAuthenticator(ctx, a, "authenticator.recovery"); err != nil {
		return nil, err
	}
	return codes, d.tell(ctx, u, RecoveryNew)
}

// ForgetAuthenticator turns two-step sign-in off.
func (d Door) ForgetAuthenticator(ctx context.Context, u id.User) error {
	user, a, err := d.authenticator(ctx, u)
	if err != nil || a.Version == 0 {
		return err
	}
	if err := d.Authenticators.RemoveAuthenticator(ctx, a); err != nil {
		return err
	}
	return d.tell(ctx, user, TwoStepOff)
}

// tell mails that a way of signing in was added or taken away.
func (d Door) tell(ctx context.Context, u User, c Change) error {
	m := mailTo(u, MailSecurity)
	m.Change, m.Link = c, d.Origin+"/account/security"
	if err := d.Mail.Send(ctx, m); err != nil {
		return fmt.Errorf("tell of a change of sign-in: %w", err)
	}
	return nil
}

// ShowCode shows a second factor: a code of the app, or a recovery code. The
// caller's session, half or whole, is replaced by one of the higher level.
func (d Door) ShowCode(ctx context.Context, code string, by Caller) (string, Principal, error) {
	s, err := d.lookUp(ctx, by.Session)
	if err != nil {
		return "", Principal{}, err
	}
	u, a, err := d.authenticator(ctx, s.User)
	if err != nil {
		return "", Principal{}, err
	}
	if !a.On {
		return "", Principal{}, errNoFactor()
	}
	if err := d.Admit(ctx, bySecond, HashEmail(u.Email), by.Address); err != nil {
		return "", Principal{}, err
	}
	level := ByCode
	if code = tidy(code); len(code) > otpDigits {
		level = ByRecovery
		a, err = spendRecovery(a, code)
	} else {
		a, err = d.spendCode(ctx, a, code)
	}
	if err != nil {
		return "", Principal{}, err
	}
	return d.keepSecond(ctx, s.principal(s.LastSeen), u, a, level, "authenticator.show", by)
}

// keepSecond writes down that a code is spent, and only then raises the session.
func (d Door) keepSecond(ctx context.Context, p Principal, u User, a Authenticator, level Level, act string, by Caller) (string, Principal, error) {
	a.Version++
	if err := d.Authenticators.SaveAuthenticator(ctx, a, act); fault.IsStale(err) {
		return "", Principal{}, errWrongCode() // somebody else showed the same code at the same time
	} else if err != nil {
		return "", Principal{}, err
	}
	if err := d.welcome(ctx, bySecond, HashEmail(u.Email), by.Address); err != nil {
		return "", Principal{}, err
	}
	return d.raise(ctx, p, level)
}

func (d Door) authenticator(ctx context.Context, who id.User) (User, Authenticator, error) {
	us, err := d.Users.Load(ctx, who)
	if err != nil {
		return User{}, Authenticator{}, err
	}
	if len(us) == 0 || us[0].Status != Active {
		return User{}, Authenticator{}, errNoSession()
	}
	a, err := d.Authenticators.Authenticator(ctx, who)
	return us[0], a, err
}

func (d Door) spendCode(ctx context.Context, a Authenticator, code string) (Authenticator, error) {
	secret, err := d.Sealer.Open(ctx, string(a.User), a.Sealed)
	if err != nil {
		return a, err
	}
	step, ok := otpStep(secret, tidy(code), a.Step, d.Clock.Now())
	if !ok {
		return a, errWrongCode()
	}
	a.Step = step
	return a, nil
}

func spendRecovery(a Authenticator, code string) (Authenticator, error) {
	at := slices.Index(a.Recovery, hashRecovery(a.User, code))
	if at < 0 {
		return a, errWrongCode()
	}
	a.Recovery = slices.Delete(slices.Clone(a.Recovery), at, at+1)
	return a, nil
}

// recovery gives the authenticator new recovery codes of 80 random bits.
func (d Door) recovery(a *Authenticator) ([]string, error) {
	codes := make([]string, RecoveryCodes)
	a.Recovery = make([]string, RecoveryCodes)
	for i := range codes {
		b := make([]byte, 10)
		if _, err := io.ReadFull(d.Entropy, b); err != nil {
			return nil, fmt.Errorf("make recovery codes: %w", err)
		}
		text := strings.ToLower(base32.StdEncoding.EncodeToString(b))
		codes[i] = text[:4] + "-" + text[4:8] + "-" + text[8:12] + "-" + text[12:]
		a.Recovery[i] = hashRecovery(a.User, text)
	}
	return codes, nil
}

func hashRecovery(u id.User, code string) string {
	sum := sha256.Sum256([]byte("recovery " + string(u) + " " + code))
	return hex.EncodeToString(sum[:])
}

// tidy takes away what people put between the signs of a code.
func tidy(code string) string {
	return strings.Map(func(r rune) rune {
		if r == ' ' || r == '-' {
			return -1
		}
		return r
	}, strings.ToLower(strings.TrimSpace(code)))
}

func errWrongCode() error {
	return fault.New(fault.Forbidden, "second_factor.wrong", "That code is not right, or it was used already. Wait for the next one.").
		With(fault.Field{Location: "body.code", Message: "is not right"})
}

func errNoFactor() error {
	return fault.New(fault.Conflict, "second_factor.none", "You have no authenticator app yet. Turn on two-step sign-in on your security page.")
}
