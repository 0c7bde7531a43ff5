package app

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/domain/notice"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/queue"
	"github.com/tributaryhq/tributary/shared/store"
)

// signInKind marks a message of the notices queue that holds a mail of sign-in
// rather than an event.
const signInKind = "sign_in"

// signInMails puts mails of sign-in on the notices queue: how long an answer
// takes does not tell whether a mail was sent.
type signInMails struct{ queue queue.Sender }

// Send queues the mail.
func (s signInMails) Send(ctx context.Context, m identity.Mail) error {
	body, err := json.Marshal(m)
	if err != nil {
		return fmt.Errorf("write a mail of sign-in: %w", err)
	}
	return s.queue.Send(ctx, queue.Notices, queue.Message{Body: string(body), Attributes: map[string]string{"kind": signInKind}})
}

// postman sends the mails of sign-in that the notices queue brings.
type postman struct {
	programs store.Programs
	renderer notice.Renderer
	mailer   notice.Mailer
	origin   string
}

func (p postman) deliver(ctx context.Context, body string) error {
	var m identity.Mail
	if err := json.Unmarshal([]byte(body), &m); err != nil {
		return fault.Wrap(err, fault.Invalid, "mail.unreadable", "The message holds no mail.")
	}
	look := notice.Look{Name: "Tributary", Initial: "T", Color: "#1f2937", Ink: "#ffffff"}
	if m.Program != "" {
		if id, err := p.programs.Find(ctx, program.Name{Slug: m.Program}); err == nil {
			if ps, err := p.programs.Load(ctx, id); err == nil && len(ps) == 1 {
				look = notice.LookOf(ps[0], p.origin)
			}
		}
	}
	mail, err := p.renderer.Render(look, signInLetter(m, look.Name))
	if err != nil {
		return err
	}
	mail.To = m.To
	return p.mailer.Send(ctx, mail)
}

// signInLetter says what a mail of sign-in has to say.
func signInLetter(m identity.Mail, sender string) notice.Letter {
	l := notice.Letter{Foot: "You get this mail because somebody gave this address at " + sender + ". If it was not you, there is nothing to do."}
	if m.ExpiresIn > 0 {
		l.Foot = "The link works once, for " + span(m.ExpiresIn) + ". " + l.Foot
	}
	switch m.Kind {
	case identity.MailMagic:
		l.Subject, l.Lines = "Your sign-in link", []string{"Here is your link to sign in to " + sender + "."}
		l.Button = notice.Button{Label: "Sign in", URL: m.Link}
	case identity.MailReset:
		l.Subject, l.Lines = "Choose a new password", []string{"You asked to choose a new password for " + sender + "."}
		l.Button = notice.Button{Label: "Choose a password", URL: m.Link}
	case identity.MailInvite:
		l.Subject, l.Lines = "You are invited to "+sender, []string{"You are invited to " + sender + ". Choose a password, and you are in."}
		l.Button = notice.Button{Label: "Accept the invitation", URL: m.Link}
	case identity.MailNoAccount:
		l.Subject, l.Lines = "Somebody tried to sign in", []string{"Somebody asked for a way into " + sender + " with this address, but there is no account for it."}
	}
	if m.Link == "" {
		l.Button = notice.Button{}
	}
	return l
}

func span(d time.Duration) string {
	if d >= 48*time.Hour {
		return fmt.Sprintf("%d days", int(d.Hours())/24)
	}
	if d > time.Hour {
		return fmt.Sprintf("%d hours", int(d.Hours()))
	}
	return fmt.Sprintf("%d minutes", int(d.Minutes()))
}

var _ identity.Mailer = signInMails{}
