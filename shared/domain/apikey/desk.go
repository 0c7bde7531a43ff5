package apikey

import (
	"context"
	"io"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// MaxLive is how many working keys an owner has at most.
const MaxLive = 25

// Store keeps keys.
type Store interface {
	// Add writes a new key and the way from its hash to it.
	Add(ctx context.Context, k Key) error
	// Of returns an owner's keys, oldest first, revoked ones too.
	Of(ctx context.Context, o Owner) ([]Key, error)
	// Find returns the key with the hash; NotFound.
	Find(ctx context.Context, hash string) (Key, error)
	// Revoke ends a key; its hash leads nowhere from then on.
	Revoke(ctx context.Context, k Key, at time.Time) error
	// End lets a key that works be over at a time.
	End(ctx context.Context, k Key, at time.Time) error
	// Used notes the time of a use, unless one within every was noted.
	Used(ctx context.Context, k Key, at time.Time, every time.Duration) error
}

// Desk is where keys are made, listed, revoked and recognised.
type Desk struct {
	Store   Store
	Clock   clock.Clock
	Entropy io.Reader
}

// Draft is what the maker of a key decides.
type Draft struct {
	Kind      Kind
	Name      string
	Scopes    []Scope
	ExpiresAt time.Time // zero: never
}

// Make makes a key. The text of a secret one is never seen again.
func (d Desk) Make(ctx context.Context, o Owner, draft Draft, by string) (Key, string, error) {
	now := d.Clock.Now()
	draft.Name = strings.TrimSpace(draft.Name)
	if err := draft.check(o, now); err != nil {
		return Key{}, "", err
	}
	have, err := d.Store.Of(ctx, o)
	if err != nil {
		return Key{}, "", err
	}
	live := 0
	for _, k := range have {
		if k.Works(now) {
			live++
		}
	}
	if live >= MaxLive {
		return Key{}, "", fault.New(fault.Conflict, "key.too_many", "There are %d working keys already. Revoke one first.", MaxLive)
	}
	text, err := newText(draft.Kind, d.Entropy)
	if err != nil {
		return Key{}, "", err
	}
	kid, err := id.New[id.Key](now, d.Entropy)
	if err != nil {
		return Key{}, "", err
	}
	k := Key{
		ID: kid, Owner: o, Kind: draft.Kind, Name: draft.Name, Scopes: draft.Scopes, Hint: text[:hintLength], Hash: HashOf(text),
		MadeBy: by, MadeAt: now, ExpiresAt: draft.ExpiresAt,
	}
	if k.Kind == Publishable {
		k.Text = text
	}
	return k, text, d.Store.Add(ctx, k)
}

func (d Draft) check(o Owner, now time.Time) error {
	var fields []fault.Field
	bad := func(location, message string) {
		fields = append(fields, fault.Field{Location: "body." + location, Message: message})
	}
	if d.Name == "" || utf8.RuneCountInString(d.Name) > 60 || strings.ContainsFunc(d.Name, unicode.IsControl) {
		bad("name", "must have 1 to 60 characters")
	}
	switch d.Kind {
	case Secret:
		if len(d.Scopes) == 0 {
			bad("scopes", "must name what the key may do")
		}
	case Publishable:
		if len(d.Scopes) > 0 {
			bad("scopes", "a publishable key has none")
		}
	default:
		bad("kind", "must be secret or publishable")
	}
	if d.Kind == Publishable && o.Partner != "" {
		bad("kind", "a partner's keys are secret")
	}
	for _, s := range d.Scopes {
		if !slices.Contains(o.Scopes(), s) {
			bad("scopes", string(s)+" is none of a key's scopes here")
		}
	}
	if !d.ExpiresAt.IsZero() && !d.ExpiresAt.After(now) {
		bad("expires_at", "must lie ahead")
	}
	if len(fields) > 0 {
		return fault.New(fault.Invalid, "key.invalid", "The key cannot be made like this.").With(fields...)
	}
	return nil
}

// List returns an owner's keys, oldest first.
func (d Desk) List(ctx context.Context, o Owner) ([]Key, error) { return d.Store.Of(ctx, o) }

// find returns one of an owner's keys; NotFound.
func (d Desk) find(ctx context.Context, o Owner, kid id.Key) (Key, error) {
	have, err := d.Store.Of(ctx, o)
	if err != nil {
		return Key{}, err
	}
	i := slices.IndexFunc(have, func(k Key) bool { return k.ID == kid })
	if i < 0 {
		return Key{}, fault.New(fault.NotFound, "key.not_found", "There is no such key.")
	}
	return have[i], nil
}

// Revoke ends an owner's key at once; NotFound. Revoking it again does nothing.
func (d Desk) Revoke(ctx context.Context, o Owner, kid id.Key) error {
	k, err := d.find(ctx, o, kid)
	if err != nil || !k.RevokedAt.IsZero() {
		return err
	}
	return d.Store.Revoke(ctx, k, d.Clock.Now())
}

// usedEvery is how often a use is written down at most.
const usedEvery = 5 * time.Minute

// Authenticate returns the key with that text; Unauthenticated when there is
// none that works.
func (d Desk) Authenticate(ctx context.Context, text string) (Key, error) {
	if !Shaped(text) {
		return Key{}, Unknown()
	}
	k, err := d.Store.Find(ctx, HashOf(text))
	if fault.Is(err, fault.NotFound) {
		return Key{}, Unknown()
	}
	if err != nil {
		return Key{}, err
	}
	now := d.Clock.Now()
	if !k.Works(now) {
		return Key{}, Unknown()
	}
	if err := d.Store.Used(ctx, k, now, usedEvery); err != nil && !fault.Is(err, fault.Unavailable) {
		return Key{}, err
	}
	return k, nil // a use that cannot be noted just now is no reason to refuse it
}
