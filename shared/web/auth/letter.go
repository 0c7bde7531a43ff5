package auth

import (
	"context"
	"fmt"

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
	words, err := notice.WordsOf(m.Language)
	if err != nil {
		return err
	}
	look, err := l.look(ctx, m.Program, words)
	if err != nil {
		return err
	}
	mail, err := l.Renderer.Render(look, letterOf(words, m, look.Name))
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
func (l Letters) look(ctx context.Context, slug string, words notice.Words) (notice.Look, error) {
	p, err := l.Brands.Find(ctx, program.Name{Slug: slug})
	if slug == "" || fault.Is(err, fault.NotFound) {
		p, err = l.Brands.Only(ctx)
	}
	if fault.Is(err, fault.NotFound) {
		p, err = program.Program{Name: words.Say("portal")}, nil
	}
	return notice.LookOf(p, l.Origin), err
}

// letterOf composes the letter of a kind of the words that bear the kind's name.
func letterOf(w notice.Words, m identity.Mail, from string) notice.Letter {
	kind := string(m.Kind)
	say := func(name string) string {
		return w.Say(name, "program", from, "span", w.Span(m.ExpiresIn), "address", m.Address, "code", m.Code,
			"change", changed(w, m.Change), "team", m.Team, "inviter", inviter(w, m))
	}
	l := notice.Letter{Language: m.Language, Subject: say(kind + ".subject"), Lines: []string{w.Hello(m.Name), say(kind + ".text")}}
	if m.Message != "" {
		l.Lines = append(l.Lines, m.Message)
	}
	if w.Has(kind + ".not_you") {
		l.Lines = append(l.Lines, say(kind+".not_you"))
	}
	l.Button = notice.Button{Label: say(button(m.Kind)), URL: m.Link}
	l.Facts = w.Facts("address", newAddress(m), "code", m.Code, "browser", m.Browser, "system", m.System, "country", m.Country, "time", at(w, m))
	l.Foot = foot(w, m, from)
	return l
}

// button names what the button says.
func button(kind identity.MailKind) string {
	switch kind {
	case identity.MailPassword, identity.MailTaken, identity.MailNoAccount, identity.MailConfirm:
		return "open.sign_in"
	case identity.MailTeam:
		return "invite.button"
	case identity.MailMagic, identity.MailReset, identity.MailInvite, identity.MailMove, identity.MailMoveAsked, identity.MailMoved, identity.MailSecurity, identity.MailNewDevice,
		identity.MailNetworkIn, identity.MailNetworkNo, identity.MailNetworkOut:
	}
	return string(kind) + ".button"
}

func foot(w notice.Words, m identity.Mail, from string) string {
	switch {
	case w.Has(string(m.Kind) + ".foot"):
		return w.Say(string(m.Kind) + ".foot")
	case m.Kind == identity.MailInvite:
		return w.Say("not_known", "name", from)
	case m.Kind == identity.MailTeam:
		return w.Say("not_known", "name", m.Team)
	}
	return w.Say("not_asked")
}

// newAddress is the address that the mail's table names; the letter to the new
// address itself names the old one in its text.
func newAddress(m identity.Mail) string {
	if m.Kind == identity.MailMove {
		return ""
	}
	return m.Address
}

func at(w notice.Words, m identity.Mail) string {
	if m.At.IsZero() {
		return ""
	}
	return w.Time(m.At)
}

// changed tells what became of a way of signing in.
func changed(w notice.Words, c identity.Change) string {
	if name := "change." + string(c); w.Has(name) {
		return w.Say(name)
	}
	return w.Say("change.other")
}

// inviter is who asks somebody into a team.
func inviter(w notice.Words, m identity.Mail) string {
	if m.By == "" {
		return w.Say("team.somebody")
	}
	return m.By
}

var _ identity.Mailer = Letters{}
