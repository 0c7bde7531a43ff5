package integration

import (
	"context"
	"regexp"
	"strings"
	"time"
	"unicode"

	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Desk is where connections are made, changed and ended.
type Desk struct {
	Store  Store
	Sealer Sealer // nil where nothing is sealed
	Opener Opener // nil where nothing may be opened
	Prober Prober // of API keys; nil where none is taken
	Clock  clock.Clock
}

// Setup is what to change of a connection; nil stays as it is.
type Setup struct {
	Secret   *string
	Account  *string
	Key      *string // "" forgets the key
	OrderKey *string
	ClickKey *string
	Tests    *bool // whether payments in test mode count
}

// rotation is how many signing secrets are valid at once.
const rotation = 2

// Load reads a connection, its zero value when there is none.
func (d Desk) Load(ctx context.Context, p id.Program, of Provider) (Connection, error) {
	return d.Store.Load(ctx, p, of)
}

// Set makes a connection or changes it. A new signing secret goes before the
// one that was there, which stays valid beside it, so that a rolled secret
// loses no event.
func (d Desk) Set(ctx context.Context, p id.Program, of Provider, s Setup) (Connection, error) {
	c, err := d.Store.Load(ctx, p, of)
	if err != nil {
		return c, err
	}
	if err := s.check(of, c); err != nil {
		return c, err
	}
	c.Program, c.Provider = p, of
	if c.ConnectedAt.IsZero() {
		c.ConnectedAt = d.Clock.Now()
	}
	c.EndedAt, c.EndedBy = time.Time{}, ""
	set(&c.Account, s.Account, strings.ToLower)
	set(&c.OrderKey, s.OrderKey, strings.TrimSpace)
	set(&c.ClickKey, s.ClickKey, strings.TrimSpace)
	if s.Tests != nil {
		c.CountTests = *s.Tests
	}
	if s.Secret != nil {
		sealed, err := d.seal(ctx, secretPlace(of, p), *s.Secret)
		if err != nil {
			return c, err
		}
		c.Secrets = append([]Secret{sealed}, c.Secrets...)
		c.Secrets = c.Secrets[:min(len(c.Secrets), rotation)]
	}
	if err := d.setKey(ctx, &c, s.Key); err != nil {
		return c, err
	}
	c.Version++
	return c, d.Store.Save(ctx, c, "integration.set_"+string(of))
}

func (d Desk) setKey(ctx context.Context, c *Connection, key *string) error {
	if key == nil {
		return nil
	}
	if *key == "" {
		c.Key = Secret{}
		return nil
	}
	if err := d.Prober.Probe(ctx, *key); err != nil {
		return err
	}
	sealed, err := d.seal(ctx, keyPlace(c.Provider, c.Program), *key)
	c.Key = sealed
	return err
}

func (d Desk) seal(ctx context.Context, place, text string) (Secret, error) {
	sealed, err := d.Sealer.Seal(ctx, place, []byte(text))
	return Secret{Sealed: sealed, Hint: text[len(text)-4:], AddedAt: d.Clock.Now()}, err
}

// Secrets returns the signing secrets that are valid, newest first.
func (d Desk) Secrets(ctx context.Context, p id.Program, of Provider) ([]string, error) {
	c, err := d.Store.Load(ctx, p, of)
	if err != nil {
		return nil, err
	}
	out := make([]string, 0, len(c.Secrets))
	for _, s := range c.Secrets {
		plain, err := d.Opener.Open(ctx, secretPlace(of, p), s.Sealed)
		if err != nil {
			return nil, err
		}
		out = append(out, string(plain))
	}
	return out, nil
}

// Key returns the connection's API key, "" without one.
func (d Desk) Key(ctx context.Context, c Connection) (string, error) {
	if len(c.Key.Sealed) == 0 {
		return "", nil
	}
	plain, err := d.Opener.Open(ctx, keyPlace(c.Provider, c.Program), c.Key.Sealed)
	return string(plain), err
}

// Ended notes that the provider ended the connection. Its secrets stay, so that
// the provider's last words can be proved.
func (d Desk) Ended(ctx context.Context, p id.Program, of Provider, how Ending) error {
	c, err := d.Store.Load(ctx, p, of)
	if err != nil || c.Version == 0 || c.EndedBy == how {
		return err
	}
	c.EndedAt, c.EndedBy = d.Clock.Now(), how
	c.Version++
	return d.Store.Save(ctx, c, "integration.ended_"+string(of))
}

// Disconnect forgets the connection, its secrets, and what was noted of it.
// What it reported stays.
func (d Desk) Disconnect(ctx context.Context, p id.Program, of Provider) error {
	c, err := d.Store.Load(ctx, p, of)
	if err != nil || c.Version == 0 {
		return err
	}
	return d.Store.Delete(ctx, c, "integration.disconnect_"+string(of))
}

func secretPlace(of Provider, p id.Program) string { return string(of) + "/" + string(p) }

func keyPlace(of Provider, p id.Program) string { return string(of) + "-key/" + string(p) }

func set(to, v *string, as func(string) string) {
	if v != nil {
		*to = as(*v)
	}
}

// What shops and fields are called, and how long those names are at most.
var (
	shopShape  = regexp.MustCompile(`^[a-z0-9][a-z0-9-]*\.myshopify\.com$`)
	fieldShape = regexp.MustCompile(`^[A-Za-z0-9_. -]*$`)
)

const (
	maxShop  = 60 + len(".myshopify.com")
	maxField = 40
)

func isShop(s string) bool { return len(s) <= maxShop && shopShape.MatchString(s) }

func isField(s string) bool { return len(s) <= maxField && fieldShape.MatchString(s) }

func (s Setup) check(of Provider, c Connection) error {
	var fields []fault.Field
	bad := func(field, message string) {
		fields = append(fields, fault.Field{Location: "body." + field, Message: message})
	}
	switch {
	case s.Secret == nil && !c.Connected():
		bad("secret", "is needed to prove the events")
	case s.Secret == nil:
	case !plainText(*s.Secret):
		bad("secret", "must have 12 to 200 characters, without spaces")
	case of == Stripe && !strings.HasPrefix(*s.Secret, "whsec_"):
		bad("secret", "must begin with whsec_")
	}
	if s.Account != nil && of == Shopify && !isShop(strings.ToLower(*s.Account)) {
		bad("account", "must be the shop's own domain, such as acme.myshopify.com")
	}
	if s.Account == nil && of == Shopify && c.Account == "" {
		bad("account", "is needed: the shop's own domain, such as acme.myshopify.com")
	}
	if s.Account != nil && of == Stripe && *s.Account != "" {
		bad("account", "is not asked for with Stripe")
	}
	if s.Key != nil && *s.Key != "" && (of != Stripe || !plainText(*s.Key) || !strings.HasPrefix(*s.Key, "rk_")) {
		bad("api_key", "must be a restricted key of Stripe; it begins with rk_")
	}
	if s.OrderKey != nil && !isField(strings.TrimSpace(*s.OrderKey)) {
		bad("order_key", "must have 40 letters, digits, _ . or - at most")
	}
	if s.ClickKey != nil && !isField(strings.TrimSpace(*s.ClickKey)) {
		bad("click_key", "must have 40 letters, digits, _ . or - at most")
	}
	if len(fields) > 0 {
		return fault.New(fault.Invalid, "integration.invalid", "The connection cannot be saved like this.").With(fields...)
	}
	return nil
}

func plainText(s string) bool {
	return len(s) >= 12 && len(s) <= 200 && strings.IndexFunc(s, func(r rune) bool { return r <= ' ' || r > unicode.MaxASCII }) < 0
}
