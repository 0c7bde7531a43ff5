// Package setup makes what an installation begins with: its first person and
// its programs.
package setup

import (
	"context"
	"crypto/rand"
	"encoding/base32"
	"fmt"
	"io"
	"strings"

	"github.com/tributaryhq/tributary/shared/app"
	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/money"
)

// Owner is the first person of a program.
type Owner struct {
	Email, Name string
	Password    string // made up when empty
}

// Program is what a new program is told.
type Program struct {
	Slug, Name, Website, Currency, Zone string
}

// Create makes a draft program. Its allowed host is that of its website.
func (p Program) Create(ctx context.Context, b app.Backends) (program.Program, error) {
	currency, err := money.ParseCurrency(p.Currency)
	if err != nil {
		return program.Program{}, err
	}
	d := program.New(p.Slug, p.Name, p.Website, currency)
	if p.Zone != "" {
		d.Zone = p.Zone
	}
	d.AllowedHosts = program.HostsOf(p.Website)
	return b.Programs().Create(ctx, d)
}

// Own makes somebody the owner of a program: the user of that address, or a
// new one. It returns the password of a new one, "" otherwise.
func (o Owner) Own(ctx context.Context, b app.Backends, p program.Program) (string, error) {
	door := b.Door()
	email, err := identity.ParseEmail(o.Email)
	if err != nil {
		return "", err
	}
	owns := identity.Membership{Program: p.ID, Role: identity.Owner}
	if u, err := door.Users.ByEmail(ctx, identity.HashEmail(email)); err == nil {
		owns.User = u.ID
		return "", door.Grant(ctx, owns)
	}
	return o.Join(ctx, b, owns)
}

// Join makes an account and returns its password. The first one of an
// installation owns nothing yet: it makes the first program in the portal.
func (o Owner) Join(ctx context.Context, b app.Backends, owns ...identity.Membership) (string, error) {
	if o.Password == "" {
		var err error
		if o.Password, err = Password(rand.Reader); err != nil {
			return "", err
		}
	}
	if _, err := b.Door().Register(ctx, o.Email, o.Name, o.Password, owns...); err != nil {
		return "", err
	}
	return o.Password, nil
}

// Password makes a password of twenty characters in four groups.
func Password(entropy io.Reader) (string, error) {
	b := make([]byte, 20*5/8+1)
	if _, err := io.ReadFull(entropy, b); err != nil {
		return "", fmt.Errorf("make a password: %w", err)
	}
	text := strings.ToLower(base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(b))
	return strings.Join([]string{text[:5], text[5:10], text[10:15], text[15:20]}, "-"), nil
}
