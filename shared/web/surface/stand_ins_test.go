package surface_test

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/click"
	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/queue"
)

// plain seals nothing: what is sealed is proven where sealing is.
type plain struct{}

func (plain) Seal(_ context.Context, _ string, b []byte) ([]byte, error) { return b, nil }
func (plain) Open(_ context.Context, _ string, b []byte) ([]byte, error) { return b, nil }

type plainPayee struct{}

func (plainPayee) Seal(_ context.Context, _ id.Partner, s string) ([]byte, error) {
	return []byte(s), nil
}

func (plainPayee) Open(_ context.Context, _ id.Partner, b []byte) (string, error) {
	return string(b), nil
}

// drain takes messages and forgets them.
type drain struct{}

func (drain) Send(context.Context, queue.Name, ...queue.Message) error { return nil }

// nobody sends no mail.
type nobody struct{}

func (nobody) Send(context.Context, identity.Mail) error { return nil }

// plainClicks reads click ids "<ref>@<unix seconds>", padded.
type plainClicks struct{}

func (plainClicks) Verify(_ context.Context, _ id.Program, text string) (click.Touch, error) {
	var ref uint64
	var at int64
	if _, err := fmt.Sscanf(text, "%d@%d", &ref, &at); err != nil {
		return click.Touch{}, fault.New(fault.Invalid, "click.bad_signature", "no")
	}
	return click.Touch{ID: click.ID(text), At: time.Unix(at, 0).UTC(), LinkRef: ref}, nil
}

func clickID(ref uint64, at time.Time) string {
	s := fmt.Sprintf("%d@%d_", ref, at.Unix())
	return s + strings.Repeat("x", max(0, click.Length-len(s)))
}

// codes draws a code as its text.
type codes struct{}

func (codes) SVG(text string) ([]byte, error) { return []byte("<svg>" + text + "</svg>"), nil }
func (codes) PNG(text string) ([]byte, error) { return []byte(text), nil }

// cookies are user ids, "@" and a program behind those that are bound to it:
// sessions are proven where they are made.
type cookies struct{ clock clock.Clock }

func (c cookies) Authenticate(_ context.Context, raw string) (identity.Principal, error) {
	raw, program, _ := strings.Cut(raw, "@")
	text, stale := strings.CutSuffix(raw, "/stale")
	text, second := strings.CutSuffix(text, "/second")
	u, err := id.Parse[id.User](text)
	if err != nil {
		return identity.Principal{}, fault.New(fault.Unauthenticated, "auth.required", "Sign in first.")
	}
	p := identity.Principal{User: u, Session: "s", AuthAt: c.clock.Now(), EndsAt: c.clock.Now().Add(time.Hour), Program: id.Program(program)}
	if stale {
		p.AuthAt = p.AuthAt.Add(-time.Hour)
	}
	if second {
		p.Level, p.SecondAt = identity.ByCode, p.AuthAt
	}
	return p, nil
}
