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
	case identity.MailMove:
		l.Subject = "Confirm your new e-mail address at " + from
		l.Lines = []string{greeting(m.Name), "The account that goes by " + m.Address + " shall go by this address. Confirm that it is yours; the link works once, for an hour."}
		l.Button.Label = "Confirm the address"
	case identity.MailTaken:
		l.Subject = "Your e-mail address at " + from
		l.Lines = []string{greeting(""), "Somebody, perhaps you, wanted another account to go by this address. It has an account already, so nothing was changed."}
		l.Button.Label = "Open the sign-in page"
	case identity.MailMoveAsked:
		l.Subject = "A new e-mail address was asked for at " + from
		l.Lines = []string{greeting(m.Name), "Your account shall go by the address below as soon as that is confirmed.", "If you did not ask for this, choose a new password."}
		l.Facts = factsOf("New address", m.Address)
		l.Button.Label = "Open your account"
		l.Foot = "This mail is always sent when another address is asked for."
	case identity.MailMoved:
		l.Subject = "Your e-mail address at " + from + " was changed"
		l.Lines = []string{greeting(m.Name), "Your account goes by the address below from now on.", "If that was not you, take it back within " + span(m.ExpiresIn) + ": all browsers are signed out then, and you choose a new password."}
		l.Facts = factsOf("New address", m.Address)
		l.Button.Label = "Take it back"
		l.Foot = "This mail is always sent when an address was changed."
	case identity.MailConfirm:
		l.Subject = m.Code + " is your code for " + from
		l.Lines = []string{greeting(m.Name), "Type this code in to confirm that it is you. It works once, for " + span(m.ExpiresIn) + ", in the browser that asked for it."}
		l.Facts = factsOf("Code", m.Code)
		l.Foot = "Give this code to nobody. If you did not ask for it, sign out all browsers in your account."
	case identity.MailSecurity:
		l.Subject = changed(m.Change) + " at " + from
		l.Lines = []string{greeting(m.Name), changed(m.Change) + ". If that was you, all is well.", "If it was not you, sign out all browsers in your account and choose a new password."}
		l.Button.Label = "Open your security page"
		l.Foot = "This mail is always sent when a way of signing in changes."
	case identity.MailPassword:
		l.Subject = "Your password at " + from + " was changed"
		l.Lines = []string{greeting(m.Name), "A new password was set for your account. Other browsers were signed out.", "If that was not you, ask for a new password at once."}
		l.Button = notice.Button{Label: "Open the sign-in page", URL: m.Link}
		l.Foot = "This mail is always sent when a password is changed."
	case identity.MailNewDevice:
		l.Subject = "A new sign-in at " + from
		l.Lines = []string{greeting(m.Name), "Somebody has just signed in to your account with a browser that was not used before. If that was you, all is well.", "If it was not you, end that session in your account and choose a new password."}
		l.Facts = factsOf("Browser", m.Browser, "System", m.System, "Country", m.Country, "Time", m.At.UTC().Format("2 January 2006 15:04 UTC"))
		l.Button.Label = "See your sessions"
		l.Foot = "This mail is sent whenever a new browser signs in to your account."
	case identity.MailTeam:
		l.Subject = "Join the team of " + m.Team
		l.Lines = []string{greeting(""), inviter(m) + " invites you to the team of " + m.Team + " in the partner portal of " + from + ". Use this button to accept, with a new account or with the one that you have. It works for " + span(m.ExpiresIn) + "."}
		l.Button.Label = "Accept the invitation"
		l.Foot = "If you do not know " + m.Team + ", you need not do anything."
	case identity.MailNoAccount:
		l.Subject = "Your sign-in at " + from
		l.Lines = []string{greeting(""), "Somebody, perhaps you, wanted to sign in with this address, but there is no account with it. You may have used another address."}
		l.Button.Label = "Open the sign-in page"
	}
	return l
}

// changed tells what became of a way of signing in.
func changed(c identity.Change) string {
	switch c {
	case identity.TwoStepOn:
		return "Two-step sign-in was turned on"
	case identity.TwoStepOff:
		return "Two-step sign-in was turned off"
	case identity.RecoveryNew:
		return "New recovery codes were made"
	case identity.PasskeyAdded:
		return "A passkey was added"
	case identity.PasskeyRemoved:
		return "A passkey was removed"
	case identity.LoginLinked:
		return "Another sign-in was linked"
	case identity.LoginUnlinked:
		return "A linked sign-in was removed"
	}
	return "Your sign-in was changed"
}

// factsOf makes rows of names and values, leaving out what has no value.
func factsOf(pairs ...string) []notice.Fact {
	var out []notice.Fact
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			out = append(out, notice.Fact{Name: pairs[i], Value: pairs[i+1]})
		}
	}
	return out
}

// inviter is who asks somebody into a team.
func inviter(m identity.Mail) string {
	if m.By == "" {
		return "An admin"
	}
	return m.By
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
