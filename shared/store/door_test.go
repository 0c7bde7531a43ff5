package store_test

import (
	"context"
	"crypto/rand"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/store"
	"github.com/tributaryhq/tributary/shared/table/memory"
)

// plain is a deterministic stand-in for a slow hash; it counts its work.
type plain struct {
	mu       sync.Mutex
	verified []string
}

func (p *plain) Hash(password string) (string, error) { return "plain:" + password, nil }

func (p *plain) Verify(password, hash string) (bool, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.verified = append(p.verified, hash)
	return hash == "plain:"+password, nil
}

func (p *plain) Nobody() string { return "nobody" }

type outbox struct {
	mu   sync.Mutex
	sent []identity.Mail
}

func (o *outbox) Send(_ context.Context, m identity.Mail) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.sent = append(o.sent, m)
	return nil
}

// token takes the token out of the last mail.
func (o *outbox) token(t *testing.T) string {
	t.Helper()
	last := o.sent[len(o.sent)-1]
	_, token, ok := strings.Cut(last.Link, "#token=")
	if !ok {
		t.Fatalf("no token in %+v", last)
	}
	return token
}

type stage struct {
	identity.Door
	clock  *clock.Manual
	mail   *outbox
	hasher *plain
	ann    identity.User
}

const (
	annMail     = "ann@example.com"
	annPassword = "ununtrium gilded walrus"
)

var home = identity.Caller{Address: "home"}

func newDoor(t *testing.T, ms ...identity.Membership) *stage {
	t.Helper()
	c := clock.NewManual(time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC))
	tab := memory.New(c)
	s := &stage{clock: c, mail: &outbox{}, hasher: &plain{}}
	s.Door = identity.Door{
		Users: store.Users{T: tab, Clock: c}, Members: store.Members{T: tab, Clock: c}, Sessions: store.Sessions{T: tab},
		Tokens: store.Tokens{T: tab}, Limits: store.Limits{T: tab}, Devices: store.Devices{T: tab}, Moves: store.Moves{T: tab, Clock: c}, Passwords: s.hasher, Mail: s.mail,
		Clock: c, Entropy: rand.Reader, Origin: "https://partners.acme.example",
		Authenticators: store.Authenticators{T: tab, Clock: c}, Sealer: bound{}, Passkeys: store.Passkeys{T: tab, Clock: c}, Slips: store.Slips{T: tab}, Logins: store.Logins{T: tab, Clock: c},
	}
	var err error
	if s.ann, err = s.Register(context.Background(), annMail, "Ann", annPassword, ms...); err != nil {
		t.Fatal(err)
	}
	return s
}

func (s *stage) valid(raw string) bool {
	_, err := s.Authenticate(context.Background(), raw)
	return err == nil
}

func TestSigningInRotatesTheSession(t *testing.T) {
	t.Parallel()
	s, ctx := newDoor(t), context.Background()
	first, p, err := s.SignIn(ctx, " ANN@example.com", annPassword, home)
	if err != nil || p.User != s.ann.ID {
		t.Fatal(p, err)
	}
	second, _, err := s.SignIn(ctx, annMail, annPassword, identity.Caller{Address: "home", Session: first})
	if err != nil || first == second || s.valid(first) || !s.valid(second) {
		t.Errorf("rotated %v, old valid %v, new valid %v, %v", first != second, s.valid(first), s.valid(second), err)
	}
	if err := s.SignOut(ctx, second); err != nil || s.valid(second) {
		t.Error("a signed-out session goes on", err)
	}
	for _, raw := range []string{"", ".", "x", first[:len(first)-1], first + "A", strings.Repeat("A", 5000)} {
		if s.valid(raw) {
			t.Errorf("%.20q is a session", raw)
		}
	}
}

func TestUnknownAndKnownAddressesLookTheSame(t *testing.T) {
	t.Parallel()
	s, ctx := newDoor(t), context.Background()
	if _, err := s.Register(ctx, "linkonly@example.com", "Lin", ""); err != nil {
		t.Fatal(err)
	}
	var faults []string
	for _, email := range []string{annMail, "linkonly@example.com", "nobody@example.com", "no address"} {
		_, _, err := s.SignIn(ctx, email, "a wrong password here", home)
		faults = append(faults, fault.KindOf(err).String()+" "+err.Error())
	}
	for _, f := range faults[1:] {
		if f != faults[0] {
			t.Errorf("%q and %q tell accounts apart", faults[0], f)
		}
	}
	if diff := cmp.Diff([]string{"plain:" + annPassword, "nobody", "nobody", "nobody"}, s.hasher.verified); diff != "" {
		t.Errorf("each attempt costs one verification: %s", diff)
	}
	for _, kind := range []identity.Kind{identity.Magic, identity.Reset} {
		for _, email := range []string{annMail, "nobody@example.com"} {
			if err := s.RequestLink(ctx, kind, email, "acme", home); err != nil {
				t.Errorf("%s for %s: %v", kind, email, err)
			}
		}
	}
	kinds := []identity.MailKind{}
	for _, m := range s.mail.sent {
		kinds = append(kinds, m.Kind)
		if !strings.HasPrefix(m.Link, "https://partners.acme.example/") {
			t.Errorf("a link elsewhere: %s", m.Link)
		}
	}
	want := []identity.MailKind{identity.MailMagic, identity.MailNoAccount, identity.MailReset, identity.MailNoAccount}
	if diff := cmp.Diff(want, kinds); diff != "" {
		t.Error(diff)
	}
}

func TestAMagicLinkWorksOnceWithinFifteenMinutes(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name  string
		after time.Duration
		ok    bool
	}{
		{"at once", 0, true},
		{"after 14:59", 14*time.Minute + 59*time.Second, true},
		{"after 15:01", 15*time.Minute + time.Second, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s, ctx := newDoor(t), context.Background()
			if err := s.RequestLink(ctx, identity.Magic, annMail, "", home); err != nil {
				t.Fatal(err)
			}
			s.clock.Advance(c.after)
			raw, p, err := s.ConsumeLink(ctx, s.mail.token(t), home)
			if (err == nil) != c.ok || c.ok && (p.User != s.ann.ID || !s.valid(raw)) {
				t.Fatalf("%v %+v", err, p)
			}
			if _, _, err := s.ConsumeLink(ctx, s.mail.token(t), home); !fault.Is(err, fault.Gone) {
				t.Errorf("the second use: %v", err)
			}
		})
	}
}

func TestOfParallelConsumersExactlyOneGetsIn(t *testing.T) {
	t.Parallel()
	s, ctx := newDoor(t), context.Background()
	if err := s.RequestLink(ctx, identity.Magic, annMail, "", home); err != nil {
		t.Fatal(err)
	}
	token := s.mail.token(t)
	var wg sync.WaitGroup
	results := make([]error, 50)
	for i := range results {
		wg.Go(func() { _, _, results[i] = s.ConsumeLink(ctx, token, identity.Caller{Address: fmt.Sprint(i)}) })
	}
	wg.Wait()
	in := 0
	for _, err := range results {
		if err == nil {
			in++
		} else if !fault.Is(err, fault.Gone) && !fault.Is(err, fault.Unavailable) {
			t.Error(err)
		}
	}
	if in != 1 {
		t.Errorf("%d got in", in)
	}
}

func TestANewLinkVoidsTheOneBefore(t *testing.T) {
	t.Parallel()
	s, ctx := newDoor(t), context.Background()
	if err := s.RequestLink(ctx, identity.Magic, annMail, "", home); err != nil {
		t.Fatal(err)
	}
	old := s.mail.token(t)
	if err := s.RequestLink(ctx, identity.Magic, annMail, "", home); err != nil {
		t.Fatal(err)
	}
	if _, _, err := s.ConsumeLink(ctx, old, home); !fault.Is(err, fault.Gone) {
		t.Errorf("the void link: %v", err)
	}
	if _, _, err := s.CompleteReset(ctx, s.mail.token(t), "another walrus sings", home); !fault.Is(err, fault.Gone) {
		t.Errorf("a magic link sets a password: %v", err)
	}
	if _, _, err := s.ConsumeLink(ctx, s.mail.token(t), home); err != nil {
		t.Errorf("the new link: %v", err)
	}
}

func TestAResetChangesThePasswordAndEndsOtherSessions(t *testing.T) {
	t.Parallel()
	s, ctx := newDoor(t), context.Background()
	elsewhere, _, err := s.SignIn(ctx, annMail, annPassword, home)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.RequestLink(ctx, identity.Reset, annMail, "acme", home); err != nil {
		t.Fatal(err)
	}
	if link := s.mail.sent[0].Link; !strings.HasPrefix(link, "https://partners.acme.example/reset/new?program=acme#token=") {
		t.Errorf("link %s", link)
	}
	if _, _, err := s.CompleteReset(ctx, s.mail.token(t), "too short", home); !fault.Is(err, fault.Invalid) {
		t.Errorf("a short password: %v", err)
	}
	raw, _, err := s.CompleteReset(ctx, s.mail.token(t), "another walrus sings", home)
	if err != nil || !s.valid(raw) || s.valid(elsewhere) {
		t.Errorf("%v, new session %v, old session %v", err, s.valid(raw), s.valid(elsewhere))
	}
	if _, _, err := s.SignIn(ctx, annMail, annPassword, home); !fault.Is(err, fault.Unauthenticated) {
		t.Errorf("the old password: %v", err)
	}
	if _, _, err := s.SignIn(ctx, annMail, "another walrus sings", home); err != nil {
		t.Errorf("the new password: %v", err)
	}
}

func TestAnInvitationSetsTheFirstPassword(t *testing.T) {
	t.Parallel()
	s, ctx := newDoor(t), context.Background()
	bob, err := s.Register(ctx, "bob@example.com", "Bob", "")
	if err != nil {
		t.Fatal(err)
	}
	if err := s.InviteUser(ctx, bob, "", ""); err != nil {
		t.Fatal(err)
	}
	s.clock.Advance(70 * time.Hour)
	if _, p, err := s.CompleteReset(ctx, s.mail.token(t), "another walrus sings", home); err != nil || p.User != bob.ID {
		t.Error(p, err)
	}
}

func TestSessionsEndByIdlenessAndByAge(t *testing.T) {
	t.Parallel()
	partner := identity.Membership{Partner: "ptr_1", Role: identity.Admin}
	staff := identity.Membership{Program: "prg_1", Role: identity.Manager}
	for _, c := range []struct {
		name string
		ms   []identity.Membership
		idle time.Duration
	}{
		{"a partner's after a day", []identity.Membership{partner}, 24 * time.Hour},
		{"a manager's after half an hour", []identity.Membership{staff}, 30 * time.Minute},
		{"the shorter of two", []identity.Membership{partner, staff}, 30 * time.Minute},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s := newDoor(t, c.ms...)
			raw, _, err := s.SignIn(context.Background(), annMail, annPassword, home)
			if err != nil {
				t.Fatal(err)
			}
			s.clock.Advance(c.idle)
			if !s.valid(raw) {
				t.Fatal("ended too early")
			}
			s.clock.Advance(c.idle + time.Millisecond)
			if s.valid(raw) {
				t.Error("goes on when idle")
			}
			raw, _, err = s.SignIn(context.Background(), annMail, annPassword, home)
			if err != nil {
				t.Fatal(err)
			}
			began := s.clock.Now()
			for s.clock.Now().Sub(began) < 30*24*time.Hour {
				if !s.valid(raw) {
					t.Fatalf("a session in use ended after %s", s.clock.Now().Sub(began))
				}
				s.clock.Advance(c.idle - time.Minute)
			}
			if s.valid(raw) {
				t.Error("goes on after 30 days")
			}
		})
	}
}

func TestReauthenticationMakesAFreshSessionOfTheSameAge(t *testing.T) {
	t.Parallel()
	s, ctx := newDoor(t), context.Background()
	raw, p, err := s.SignIn(ctx, annMail, annPassword, home)
	if err != nil || !p.Fresh(s.clock.Now()) {
		t.Fatal(p, err)
	}
	s.clock.Advance(11 * time.Minute)
	if p, err = s.Authenticate(ctx, raw); err != nil || p.Fresh(s.clock.Now()) {
		t.Fatal("fresh for too long", err)
	}
	if _, _, err := s.Reauthenticate(ctx, p, "a wrong password here", home); !fault.Is(err, fault.Unauthenticated) {
		t.Errorf("a wrong password: %v", err)
	}
	next, p, err := s.Reauthenticate(ctx, p, annPassword, home)
	if err != nil || !p.Fresh(s.clock.Now()) || s.valid(raw) || !s.valid(next) {
		t.Errorf("%+v %v", p, err)
	}
}

func TestADisabledUserStaysOut(t *testing.T) {
	t.Parallel()
	s, ctx := newDoor(t), context.Background()
	if err := s.RequestLink(ctx, identity.Magic, annMail, "", home); err != nil {
		t.Fatal(err)
	}
	off := s.ann
	off.Status, off.Version = identity.Disabled, 2
	if err := s.Users.Save(ctx, s.ann, off); err != nil {
		t.Fatal(err)
	}
	if _, _, err := s.SignIn(ctx, annMail, annPassword, home); !fault.Is(err, fault.Unauthenticated) {
		t.Errorf("by password: %v", err)
	}
	if _, _, err := s.ConsumeLink(ctx, s.mail.token(t), home); !fault.Is(err, fault.Gone) {
		t.Errorf("by link: %v", err)
	}
	if err := s.Users.Save(ctx, s.ann, off); !fault.IsStale(err) {
		t.Errorf("a stale save: %v", err)
	}
}
