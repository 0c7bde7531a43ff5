package auth_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/domain/notice"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/web/auth"
)

type post struct {
	sent []notice.Mail
	fail error
}

func (p *post) Send(_ context.Context, m notice.Mail) error {
	p.sent = append(p.sent, m)
	return p.fail
}

// brands knows one program, which may be the only one.
type brands struct{ only bool }

func (b brands) Find(_ context.Context, n program.Name) (program.Program, error) {
	if n.Slug == "acme" {
		return program.New("acme", "Acme", "https://acme.example", "EUR"), nil
	}
	return program.Program{}, fault.New(fault.NotFound, "program.unknown", "none")
}

func (b brands) Only(ctx context.Context) (program.Program, error) {
	if b.only {
		return b.Find(ctx, program.Name{Slug: "acme"})
	}
	return b.Find(ctx, program.Name{})
}

var _ auth.Brands = brands{}

func TestMailsBearTheProgramsNameAndTheLink(t *testing.T) {
	t.Parallel()
	renderer, err := notice.NewRenderer()
	if err != nil {
		t.Fatal(err)
	}
	const link = "https://partners.acme.example/sign-in/link#token=abc.def"
	for _, c := range []struct {
		name    string
		mail    identity.Mail
		only    bool
		subject string
		says    []string
	}{
		{"a magic link", identity.Mail{Kind: identity.MailMagic, Program: "acme", Name: "Ann", Link: link, ExpiresIn: 15 * time.Minute}, false, "Sign in to Acme", []string{"Hello Ann,", link, "15 minutes"}},
		{"a code", identity.Mail{Kind: identity.MailConfirm, Code: "012345", ExpiresIn: 10 * time.Minute}, true, "012345 is your code for Acme", []string{"012345", "10 minutes"}},
		{"two-step sign-in off", identity.Mail{Kind: identity.MailSecurity, Change: identity.TwoStepOff, Link: link}, true, "Two-step sign-in was turned off at Acme", []string{"turned off", link}},
		{"an invitation into a team", identity.Mail{Kind: identity.MailTeam, By: "Ann", Team: "Northern Reviews", Link: link, ExpiresIn: 7 * 24 * time.Hour}, true, "Join the team of Northern Reviews", []string{"Ann invites you to the team of Northern Reviews", link, "7 days"}},
		{"a new browser", identity.Mail{Kind: identity.MailNewDevice, Name: "Ann", Browser: "Firefox", System: "Windows", At: time.Date(2026, 11, 21, 9, 30, 0, 0, time.UTC), Link: "https://partners.acme.example/account"}, true, "A new sign-in at Acme", []string{"Firefox", "Windows", "21 November 2026 09:30 UTC", "/account"}},
		{"a new password", identity.Mail{Kind: identity.MailPassword, Link: "https://partners.acme.example/reset"}, true, "Your password at Acme was changed", []string{"ask for a new password", "/reset"}},
		{"to a new address", identity.Mail{Kind: identity.MailMove, Address: "old@example.com", Link: link, ExpiresIn: time.Hour}, true, "Confirm your new e-mail address at Acme", []string{"old@example.com", link}},
		{"to an address that is taken", identity.Mail{Kind: identity.MailTaken, Link: link}, true, "Your e-mail address at Acme", []string{"nothing was changed"}},
		{"another address was asked for", identity.Mail{Kind: identity.MailMoveAsked, Address: "new@example.com", Link: link}, true, "A new e-mail address was asked for at Acme", []string{"new@example.com"}},
		{"an address was changed", identity.Mail{Kind: identity.MailMoved, Address: "new@example.com", Link: link, ExpiresIn: 7 * 24 * time.Hour}, true, "Your e-mail address at Acme was changed", []string{"new@example.com", "7 days", link}},
		{"a reset without program, but there is one only", identity.Mail{Kind: identity.MailReset, Link: link, ExpiresIn: 15 * time.Minute}, true, "Choose a new password for Acme", []string{link}},
		{"an invitation", identity.Mail{Kind: identity.MailInvite, Program: "acme", Link: link, ExpiresIn: 72 * time.Hour}, false, "You are invited to Acme", []string{link, "3 days"}},
		{"the network turns somebody away", identity.Mail{Kind: identity.MailNetworkNo, Message: "Too young a site.", Link: link}, false, "Partner portal did not let you in", []string{"Too young a site.", link}},
		{"in German", identity.Mail{Kind: identity.MailMagic, Language: "de", Name: "Ann", Link: link, ExpiresIn: 15 * time.Minute}, true, "Bei Acme anmelden", []string{"Guten Tag, Ann,", link, "15 Minuten"}},
		{"in French, a changed sign-in", identity.Mail{Kind: identity.MailSecurity, Language: "fr", Change: identity.PasskeyAdded, Link: link}, true, "Une clé d’accès a été ajoutée chez Acme", []string{link}},
		{"in Spanish, of no program", identity.Mail{Kind: identity.MailNoAccount, Language: "es", Link: link}, false, "Su acceso en Portal de socios", []string{"no hay ninguna cuenta"}},
		{"in a language that is not spoken", identity.Mail{Kind: identity.MailMagic, Language: "xx", Link: link, ExpiresIn: 15 * time.Minute}, true, "Sign in to Acme", nil},
		{"no account, and an unknown program", identity.Mail{Kind: identity.MailNoAccount, Program: "other", Link: "https://partners.acme.example/sign-in"}, false, "Your sign-in at Partner portal", []string{"there is no account"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			p := &post{}
			c.mail.To = "ann@example.com"
			if err := (auth.Letters{Renderer: renderer, Mailer: p, Brands: brands{c.only}, Origin: "https://partners.acme.example"}).Send(context.Background(), c.mail); err != nil {
				t.Fatal(err)
			}
			m := p.sent[0]
			if m.Subject != c.subject || m.To != "ann@example.com" {
				t.Errorf("%q to %q", m.Subject, m.To)
			}
			for _, want := range c.says {
				if !strings.Contains(m.Text, want) {
					t.Errorf("the text does not say %q:\n%s", want, m.Text)
				}
			}
			if strings.Contains(m.Text+m.HTML, "Tributary") {
				t.Error("the mail names another product")
			}
		})
	}
}

func TestAnAddressThatCannotBeReachedLooksReached(t *testing.T) {
	t.Parallel()
	renderer, err := notice.NewRenderer()
	if err != nil {
		t.Fatal(err)
	}
	send := func(fail error) error {
		l := auth.Letters{Renderer: renderer, Mailer: &post{fail: fail}, Brands: brands{true}, Origin: "https://partners.acme.example"}
		return l.Send(context.Background(), identity.Mail{Kind: identity.MailMagic, To: "x@y.z"})
	}
	if err := send(fault.New(fault.Invalid, "mail.rejected", "no such mailbox")); err != nil {
		t.Error(err)
	}
	if err := send(fault.New(fault.Unavailable, "mail.unavailable", "later")); !fault.Is(err, fault.Unavailable) {
		t.Error(err)
	}
}

func TestEveryMailIsWrittenInEveryLanguage(t *testing.T) {
	t.Parallel()
	renderer, err := notice.NewRenderer()
	if err != nil {
		t.Fatal(err)
	}
	kinds := []identity.MailKind{
		identity.MailMagic, identity.MailReset, identity.MailInvite, identity.MailNoAccount, identity.MailTeam, identity.MailMove, identity.MailTaken,
		identity.MailMoveAsked, identity.MailMoved, identity.MailConfirm, identity.MailSecurity, identity.MailPassword, identity.MailNewDevice,
		identity.MailNetworkIn, identity.MailNetworkNo, identity.MailNetworkOut,
	}
	for _, kind := range kinds {
		seen := map[string]string{}
		for _, language := range notice.Spoken() {
			p := &post{}
			m := identity.Mail{Kind: kind, Language: language, To: "ann@example.com", Link: "https://x.example/", Team: "Team", Address: "new@example.com", Code: "012345"}
			if err := (auth.Letters{Renderer: renderer, Mailer: p, Brands: brands{true}, Origin: "https://x.example"}).Send(context.Background(), m); err != nil {
				t.Fatal(err)
			}
			text := p.sent[0].Text
			if other, ok := seen[text]; ok {
				t.Errorf("%s: %s says what %s says", kind, language, other)
			}
			seen[text] = language
			if p.sent[0].Subject == "" || strings.ContainsAny(text, "{}") || strings.Contains(text, "\n: ") {
				t.Errorf("%s in %s: %s\n%s", kind, language, p.sent[0].Subject, text)
			}
		}
	}
}
