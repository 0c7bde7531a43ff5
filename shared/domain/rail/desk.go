package rail

import (
	"context"
	"strings"
	"unicode"

	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Vault seals secrets for the place that will hold them, and opens them there.
// Each function has the vaults that it may use.
type Vault interface {
	Seal(ctx context.Context, place string, plain []byte) ([]byte, error)
	Open(ctx context.Context, place string, sealed []byte) ([]byte, error)
}

// Vaults are where the three kinds of secret are kept: apart, so that whoever
// proves an event or makes an account cannot pay.
type Vaults struct {
	Paying     Vault
	Signing    Vault
	Onboarding Vault
}

// Prober tries credentials at their provider; Invalid when they do not do.
type Prober interface {
	Probe(ctx context.Context, k Kind, c Credentials, onboarding string) error
}

// Desk is where connections are made, used and ended.
type Desk struct {
	Store  Store
	Vaults Vaults
	Prober Prober // nil where nothing is set
	Clock  clock.Clock
}

// Setup is what to set of a connection; nil stays as it is.
type Setup struct {
	Sandbox    *bool
	ClientID   *string
	Secret     *string // PayPal's secret, or Stripe's restricted key
	Onboarding *string // "" forgets it
	Webhook    *string
	Signing    *string
}

// rotation is how many signing secrets are valid at once.
const rotation = 2

// Load reads a connection, its zero value when there is none.
func (d Desk) Load(ctx context.Context, p id.Program, k Kind) (Connection, error) {
	return d.Store.Load(ctx, p, k)
}

// Set makes a connection or changes it. Credentials are tried at the provider
// first; what it does not take is not kept.
func (d Desk) Set(ctx context.Context, p id.Program, k Kind, s Setup) (Connection, error) {
	c, err := d.Store.Load(ctx, p, k)
	if err != nil {
		return c, err
	}
	if err := s.check(k, c); err != nil {
		return c, err
	}
	c.Program, c.Kind = p, k
	if c.ConnectedAt.IsZero() {
		c.ConnectedAt = d.Clock.Now()
	}
	set(&c.ClientID, s.ClientID)
	set(&c.Webhook, s.Webhook)
	if s.Sandbox != nil {
		c.Sandbox = *s.Sandbox
	}
	if err := d.keys(ctx, &c, s); err != nil {
		return c, err
	}
	if s.Signing != nil {
		sealed, err := d.seal(ctx, d.Vaults.Signing, signingPlace(p, k), *s.Signing)
		if err != nil {
			return c, err
		}
		c.Signing = append([]Secret{sealed}, c.Signing...)
		c.Signing = c.Signing[:min(len(c.Signing), rotation)]
	}
	c.Version++
	return c, d.Store.Save(ctx, c, "rail.set_"+string(k))
}

// Test tries what would be set, and keeps nothing.
func (d Desk) Test(ctx context.Context, p id.Program, k Kind, s Setup) error {
	c, err := d.Store.Load(ctx, p, k)
	if err != nil {
		return err
	}
	if err := s.check(k, c); err != nil {
		return err
	}
	c.Kind = k
	set(&c.ClientID, s.ClientID)
	if s.Sandbox != nil {
		c.Sandbox = *s.Sandbox
	}
	return d.probe(ctx, c, s)
}

// probe tries the keys that are new.
func (d Desk) probe(ctx context.Context, c Connection, s Setup) error {
	tried, onboarding := Credentials{ClientID: c.ClientID, Sandbox: c.Sandbox}, ""
	if s.Secret != nil {
		tried.Secret = *s.Secret
	}
	if s.Onboarding != nil {
		onboarding = *s.Onboarding
	}
	return d.Prober.Probe(ctx, c.Kind, tried, onboarding)
}

// keys tries the keys that are new, and seals each for those who use it.
func (d Desk) keys(ctx context.Context, c *Connection, s Setup) (err error) {
	if c.Kind == Stripe && s.Secret != nil {
		c.Sandbox = testKey(*s.Secret)
	}
	if err := d.probe(ctx, *c, s); err != nil {
		return err
	}
	if s.Secret != nil {
		if c.Key, err = d.seal(ctx, d.Vaults.Paying, keyPlace(c.Program, c.Kind), *s.Secret); err != nil {
			return err
		}
	}
	switch {
	case s.Onboarding == nil:
	case *s.Onboarding == "":
		c.Onboarding = Secret{}
	default:
		c.Onboarding, err = d.seal(ctx, d.Vaults.Onboarding, onboardingPlace(c.Program, c.Kind), *s.Onboarding)
	}
	return err
}

func (d Desk) seal(ctx context.Context, v Vault, place, text string) (Secret, error) {
	sealed, err := v.Seal(ctx, place, []byte(text))
	return Secret{Sealed: sealed, Hint: text[len(text)-4:], AddedAt: d.Clock.Now()}, err
}

// Disconnect forgets the connection and its secrets. Payouts that are on their
// way keep their state, but nobody can ask after them any more.
func (d Desk) Disconnect(ctx context.Context, p id.Program, k Kind) error {
	c, err := d.Store.Load(ctx, p, k)
	if err != nil || c.Version == 0 {
		return err
	}
	return d.Store.Delete(ctx, c, "rail.disconnect_"+string(k))
}

func keyPlace(p id.Program, k Kind) string     { return "rail/" + string(k) + "/" + string(p) }
func signingPlace(p id.Program, k Kind) string { return "rail-signing/" + string(k) + "/" + string(p) }

func onboardingPlace(p id.Program, k Kind) string {
	return "rail-onboarding/" + string(k) + "/" + string(p)
}

func set(to, v *string) {
	if v != nil {
		*to = strings.TrimSpace(*v)
	}
}

func testKey(key string) bool { return strings.HasPrefix(key, "rk_test_") }

func (s Setup) check(k Kind, c Connection) error {
	var fields []fault.Field
	bad := func(field, message string) {
		fields = append(fields, fault.Field{Location: "body." + field, Message: message})
	}
	secret := func(field string, v *string, begins string) {
		switch {
		case v == nil || *v == "" && field == "onboarding_key":
		case !plainText(*v):
			bad(field, "must have 12 to 300 characters, without spaces")
		case !strings.HasPrefix(*v, begins):
			bad(field, "must begin with "+begins)
		}
	}
	if s.Secret == nil && !c.Connected() {
		bad("secret", "is needed to pay")
	}
	switch k {
	case PayPal:
		s.checkPayPal(c, bad)
		secret("secret", s.Secret, "")
	case Stripe:
		if s.ClientID != nil || s.Webhook != nil || s.Sandbox != nil {
			bad("client_id", "is not asked for with Stripe, nor are a webhook id and an environment")
		}
		secret("secret", s.Secret, "rk_")
		secret("onboarding_key", s.Onboarding, "rk_")
		secret("signing_secret", s.Signing, "whsec_")
	}
	if len(fields) > 0 {
		return fault.New(fault.Invalid, "rail.invalid", "The connection cannot be saved like this.").With(fields...)
	}
	return nil
}

func (s Setup) checkPayPal(c Connection, bad func(field, message string)) {
	if s.ClientID == nil && c.ClientID == "" || s.ClientID != nil && !plainText(strings.TrimSpace(*s.ClientID)) {
		bad("client_id", "is needed: that of your app at PayPal, 12 to 300 characters without spaces")
	}
	changes := s.ClientID != nil && strings.TrimSpace(*s.ClientID) != c.ClientID || s.Sandbox != nil && *s.Sandbox != c.Sandbox
	if changes && s.Secret == nil && c.Connected() {
		bad("secret", "is needed again with another client id or environment")
	}
	if w := s.Webhook; w != nil && strings.TrimSpace(*w) != "" && !isWord(strings.TrimSpace(*w)) {
		bad("webhook_id", "must be the id of the webhook at PayPal: letters and digits")
	}
	if s.Signing != nil || s.Onboarding != nil {
		bad("signing_secret", "is not asked for with PayPal, nor is an onboarding key")
	}
}

func isWord(s string) bool {
	return len(s) <= 50 && strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) || r > unicode.MaxASCII }) < 0
}

func plainText(s string) bool {
	return len(s) >= 12 && len(s) <= 300 && strings.IndexFunc(s, func(r rune) bool { return r <= ' ' || r > unicode.MaxASCII }) < 0
}
