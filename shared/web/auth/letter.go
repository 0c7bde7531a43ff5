package auth

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/domain/notice"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
)

// Brands finds whose look a mail has.
type Brands interface {
	Find(ctx context.Context, n program.Name) (program.Program, error)
	Only(ctx context.Context) (program.Program, error)
}

// Letters writes the mails of sign-in, in the look of the program at whose
// door the person stands.
type Letters struct {
	Renderer notice.Renderer
	Mailer   notice.Mailer
	Brands   Brands
	Origin   string
}

// Send writes and sends a mail. An address that can never be reached counts as
// reached: the caller must not learn the difference.
func (l Letters) Send(ctx context.Context, m identity.Mail) error {
	look, err := l.look(ctx, m.Program)
	if err != nil {
		return err
	}
	mail, err := l.Renderer.Render(look, letterOf(m, look.Name))
	if err != nil {
		return err
	}
	mail.To = m.To
	if err := l.Mailer.Send(ctx, mail); err != nil && !fault.Is(err, fault.Invalid) {
		return fmt.Errorf("send a sign-in mail: %w", err)
	}
	return nil
}

// look is the named program's, else the only one's, else the instance's own.
func (l Letters) look(ctx context.Context, slug string) (notice.Look, error) {
	p, err := l.Brands.Find(ctx, program.Name{Slug: slug})
	if slug == "" || fault.Is(err, fault.NotFound) {
		p, err = l.Brands.Only(ctx)
	}
	if fault.Is(err, fault.NotFound) {
		p, err = program.Program{Name: "Partner portal"}, nil
	}
	return notice.LookOf(p, l.Origin), err
}

func letterOf(m identity.Mail, from string) notice.Letter {
	l := notice.Letter{Button: notice.Button{URL: m.Link}, Foot: "If you did not ask for this, you need not do anything."}
	switch m.Kind {
	case identity.MailMagic:
		l.Subject = "Sign in to " + from
		l.Lines = []string{greeting(m.Name), "Use this button to sign in. It works once, for " + span(m.ExpiresIn) + "."}
		l.Button.Label = "Sign in"
	case identity.MailReset:
		l.Subject = "Choose a new password for " + from
		l.Lines = []string{greeting(m.Name), "Use this button to choose a new password. It works once, for " + span(m.ExpiresIn) + ". Until then the old one stays as it is."}
		l.Button.Label = "Choose a password"
	case identity.MailInvite:
		l.Subject = "You are invited to " + from
		l.Lines = []string{greeting(m.Name), from + " has made an account for you. Use this button to choose a password and come in. It works once, for " + span(m.ExpiresIn) + "."}
		l.Button.Label = "Accept the invitation"
		l.Foot = "If you do not know " + from + ", you need not do anything."
	case identity.MailNoAccount:
		l.Subject = "Your sign-in at " + from
		l.Lines = []string{greeting(""), "Somebody, perhaps you, wanted to sign in with this address, but there is no account with it. You may have used another address."}
		l.Button.Label = "Open the sign-in page"
	}
	return l
}

func greeting(name string) string {
	if name == "" {
		return "Hello,"
	}
	return "Hello " + name + ","
}

func span(d time.Duration) string {
	if d >= 48*time.Hour {
		return strconv.Itoa(int(d/(24*time.Hour))) + " days"
	}
	return strconv.Itoa(int(d/time.Minute)) + " minutes"
}

var _ identity.Mailer = Letters{}
