package store_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
)

const newMail = "ann@example.org"

// principal signs Ann in and returns who that is.
func (s *stage) principal(t *testing.T, by identity.Caller) (string, identity.Principal) {
	t.Helper()
	raw, p, err := s.SignIn(context.Background(), annMail, annPassword, by)
	if err != nil {
		t.Fatal(err)
	}
	return raw, p
}

// mailed returns the last mail of a kind, and the token in it.
func (s *stage) mailed(t *testing.T, kind identity.MailKind) (identity.Mail, string) {
	t.Helper()
	for i := len(s.mail.sent) - 1; i >= 0; i-- {
		if m := s.mail.sent[i]; m.Kind == kind {
			_, token, _ := strings.Cut(m.Link, "#token=")
			return m, token
		}
	}
	t.Fatalf("no %s mail in %+v", kind, s.mail.sent)
	return identity.Mail{}, ""
}

func TestAnAddressMovesWhenTheNewOneConfirms(t *testing.T) {
	t.Parallel()
	s, ctx := newDoor(t), context.Background()
	_, p := s.principal(t, home)
	if err := s.RequestMove(ctx, p, newMail, home); err != nil {
		t.Fatal(err)
	}
	asked, token := s.mailed(t, identity.MailMove)
	if told, _ := s.mailed(t, identity.MailMoveAsked); asked.To != newMail || told.To != annMail || told.Address != newMail {
		t.Errorf("%+v %+v", asked, told)
	}
	if _, _, err := s.SignIn(ctx, newMail, annPassword, home); !fault.Is(err, fault.Unauthenticated) {
		t.Errorf("the address counts before it is confirmed: %v", err)
	}
	if err := s.RequestLink(ctx, identity.Magic, annMail, "", home); err != nil {
		t.Fatal(err)
	}
	_, magic := s.mailed(t, identity.MailMagic)
	if err := s.ConfirmMove(ctx, token); err != nil {
		t.Fatal(err)
	}
	if err := s.ConfirmMove(ctx, token); !fault.Is(err, fault.Gone) {
		t.Errorf("a second time: %v", err)
	}
	if _, _, err := s.ConsumeLink(ctx, magic, home); !fault.Is(err, fault.Gone) {
		t.Errorf("a link that was mailed to the old address still signs in: %v", err)
	}
	if _, _, err := s.SignIn(ctx, newMail, annPassword, home); err != nil {
		t.Error(err)
	}
	if _, _, err := s.SignIn(ctx, annMail, annPassword, home); !fault.Is(err, fault.Unauthenticated) {
		t.Errorf("the old address still signs in: %v", err)
	}
	if _, err := s.Register(ctx, annMail, "Eve", ""); !fault.Is(err, fault.Conflict) {
		t.Errorf("somebody else takes the old address while there is a way back: %v", err)
	}
}

func TestAMoveIsTakenBackFromTheOldAddress(t *testing.T) {
	t.Parallel()
	s, ctx := newDoor(t), context.Background()
	own := identity.Passkey{User: s.ann.ID, ID: "own", Version: 1, CreatedAt: s.clock.Now()}
	s.clock.Advance(48 * time.Hour)
	thief, p := s.principal(t, identity.Caller{Address: "elsewhere"})
	theirs := identity.Passkey{User: s.ann.ID, ID: "theirs", Version: 1, CreatedAt: s.clock.Now()}
	for _, k := range []identity.Passkey{own, theirs} {
		if err := s.Passkeys.SavePasskey(ctx, k, "passkey.add"); err != nil {
			t.Fatal(err)
		}
	}
	for _, to := range []string{newMail, "eve@example.net"} { // twice, to shake the owner off
		if err := s.RequestMove(ctx, p, to, home); err != nil {
			t.Fatal(err)
		}
		_, token := s.mailed(t, identity.MailMove)
		if err := s.ConfirmMove(ctx, token); err != nil {
			t.Fatal(err)
		}
	}
	var back string
	for _, m := range s.mail.sent {
		if m.Kind == identity.MailMoved && m.To == annMail {
			_, back, _ = strings.Cut(m.Link, "#token=")
		}
	}
	if err := s.ConfirmMove(ctx, back); !fault.Is(err, fault.Gone) {
		t.Errorf("a way back is no way there: %v", err)
	}
	if err := s.TakeBackMove(ctx, back); err != nil {
		t.Fatal(err)
	}
	if s.valid(thief) {
		t.Error("the thief is still signed in")
	}
	if keys, err := s.Passkeys.PasskeysOf(ctx, s.ann.ID); err != nil || len(keys) != 1 || keys[0].ID != "own" {
		t.Errorf("passkeys that are left: %+v %v", keys, err)
	}
	for _, email := range []string{annMail, newMail, "eve@example.net"} {
		if _, _, err := s.SignIn(ctx, email, annPassword, home); !fault.Is(err, fault.Unauthenticated) {
			t.Errorf("%s with the password that the thief knew: %v", email, err)
		}
	}
	if m, _ := s.mailed(t, identity.MailReset); m.To != annMail {
		t.Errorf("the new password goes to %s", m.To)
	}
	if err := s.TakeBackMove(ctx, back); !fault.Is(err, fault.Gone) {
		t.Errorf("a second time: %v", err)
	}
}

func TestAMoveDoesNotTellWhoHasAnAddress(t *testing.T) {
	t.Parallel()
	s, ctx := newDoor(t), context.Background()
	if _, err := s.Register(ctx, "bob@example.com", "Bob", ""); err != nil {
		t.Fatal(err)
	}
	_, p := s.principal(t, home)
	for _, to := range []string{newMail, "bob@example.com"} {
		before := len(s.mail.sent)
		if err := s.RequestMove(ctx, p, to, home); err != nil || len(s.mail.sent)-before != 2 {
			t.Errorf("%s: %v, %d mails", to, err, len(s.mail.sent)-before)
		}
	}
	if m, token := s.mailed(t, identity.MailTaken); m.To != "bob@example.com" || token != "" || m.Address != "" {
		t.Errorf("Bob gets %+v", m)
	}
}

func TestAMoveExpires(t *testing.T) {
	t.Parallel()
	s, ctx := newDoor(t), context.Background()
	_, p := s.principal(t, home)
	if err := s.RequestMove(ctx, p, newMail, home); err != nil {
		t.Fatal(err)
	}
	_, first := s.mailed(t, identity.MailMove)
	s.clock.Advance(time.Minute)
	if err := s.RequestMove(ctx, p, newMail, home); err != nil {
		t.Fatal(err)
	}
	_, second := s.mailed(t, identity.MailMove)
	if err := s.ConfirmMove(ctx, first); !fault.Is(err, fault.Gone) {
		t.Errorf("a new request voids the one before: %v", err)
	}
	s.clock.Advance(identity.MoveLife + time.Second)
	if err := s.ConfirmMove(ctx, second); !fault.Is(err, fault.Gone) {
		t.Errorf("after an hour: %v", err)
	}
}

func TestANewBrowserIsToldByMail(t *testing.T) {
	t.Parallel()
	s := newDoor(t)
	const firefox = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:143.0) Gecko/20100101 Firefox/143.0"
	_, first := s.principal(t, identity.Caller{Address: "home", Agent: firefox})
	if len(s.mail.sent) != 0 {
		t.Errorf("the very first sign-in is told: %+v", s.mail.sent)
	}
	if _, again := s.principal(t, identity.Caller{Address: "home", Device: first.Device}); again.Device != first.Device || len(s.mail.sent) != 0 {
		t.Errorf("a known browser is told, or gets another cookie: %+v", s.mail.sent)
	}
	s.principal(t, identity.Caller{Address: "cafe", Device: "made up", Agent: firefox, Country: "FR"})
	m, _ := s.mailed(t, identity.MailNewDevice)
	if m.To != annMail || m.Browser != "Firefox" || m.System != "Windows" || m.Country != "FR" || !m.At.Equal(s.clock.Now()) {
		t.Errorf("%+v", m)
	}
}

func TestSessionsAreListedAndRevoked(t *testing.T) {
	t.Parallel()
	s, ctx := newDoor(t), context.Background()
	here, p := s.principal(t, home)
	there, other := s.principal(t, identity.Caller{Address: "cafe", Country: "FR"})
	third, _ := s.principal(t, identity.Caller{Address: "train"})
	list, err := s.SessionsOf(ctx, p.User)
	if err != nil || len(list) != 3 {
		t.Fatal(list, err)
	}
	if err := s.Revoke(ctx, p, identity.Session{Hash: other.Session}.Name()); err != nil || s.valid(there) || !s.valid(third) {
		t.Error("one", err, s.valid(there), s.valid(third))
	}
	if err := s.Revoke(ctx, p, "nothing"); !fault.Is(err, fault.NotFound) {
		t.Error(err)
	}
	if err := s.ChangePassword(ctx, p, "another gilded walrus 7"); err != nil || !s.valid(here) || s.valid(third) {
		t.Errorf("a new password ends the others only: %v, here %v, third %v", err, s.valid(here), s.valid(third))
	}
	if m, _ := s.mailed(t, identity.MailPassword); m.To != annMail {
		t.Errorf("%+v", m)
	}
	s.clock.Advance(identity.IdlePartner + time.Minute)
	if list, err = s.SessionsOf(ctx, p.User); err != nil || len(list) != 0 {
		t.Errorf("sessions that have ended are listed: %v %v", list, err)
	}
}

func TestAProfileIsChecked(t *testing.T) {
	t.Parallel()
	s, ctx := newDoor(t), context.Background()
	got, err := s.ChangeProfile(ctx, s.ann.ID, identity.Profile{Name: " Ann Lee ", Contact: "+44 20 7946 0000", Language: "de"})
	if err != nil || got.Name != "Ann Lee" || got.Language != "de" {
		t.Fatal(got, err)
	}
	if stored, err := s.Account(ctx, s.ann.ID); err != nil || stored != got {
		t.Error(stored, err)
	}
	for _, bad := range []identity.Profile{{}, {Name: "Ann", Language: "xx"}, {Name: "Ann", Contact: strings.Repeat("x", 201)}, {Name: "A\nB"}} {
		if _, err := s.ChangeProfile(ctx, s.ann.ID, bad); !fault.Is(err, fault.Invalid) {
			t.Errorf("%+v: %v", bad, err)
		}
	}
}
