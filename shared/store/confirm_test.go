package store_test

import (
	"context"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
)

// byLink makes Bob, who has no password, and signs him in by a link.
func (s *stage) byLink(t *testing.T) (identity.Principal, string) {
	t.Helper()
	ctx := context.Background()
	if _, err := s.bob(ctx); err != nil {
		t.Fatal(err)
	}
	if err := s.RequestLink(ctx, identity.Magic, "bob@example.com", "", home); err != nil {
		t.Fatal(err)
	}
	raw, p, err := s.ConsumeLink(ctx, s.mail.token(t), home)
	if err != nil {
		t.Fatal(err)
	}
	return p, raw
}

// bob returns Bob, made when he is not there yet.
func (s *stage) bob(ctx context.Context) (identity.User, error) {
	u, err := s.Users.ByEmail(ctx, identity.HashEmail("bob@example.com"))
	if fault.Is(err, fault.NotFound) {
		return s.Register(ctx, "bob@example.com", "Bob", "")
	}
	return u, err
}

func TestSomebodyWithoutAPasswordConfirmsByAMailedCode(t *testing.T) {
	t.Parallel()
	s, ctx := newDoor(t), context.Background()
	p, raw := s.byLink(t)
	s.clock.Advance(20 * time.Minute)
	if err := s.MailCode(ctx, p, home); err != nil {
		t.Fatal(err)
	}
	code := s.mail.sent[len(s.mail.sent)-1].Code
	if len(code) != 6 {
		t.Fatalf("%q", code)
	}
	other, _ := s.byLink(t)
	if _, _, err := s.ShowMailedCode(ctx, other, code, home); fault.CodeOf(err) != "second_factor.wrong" {
		t.Errorf("in another browser: %v", err)
	}
	next, fresh, err := s.ShowMailedCode(ctx, p, code, home)
	if err != nil || !fresh.Fresh(s.clock.Now()) || fresh.Second(s.clock.Now()) || s.valid(raw) || !s.valid(next) {
		t.Errorf("%+v %v", fresh, err)
	}
	if _, _, err := s.ShowMailedCode(ctx, fresh, code, home); fault.CodeOf(err) != "second_factor.wrong" {
		t.Errorf("a second time: %v", err)
	}
}

func TestAMailedCodeThatIsLateOrWrong(t *testing.T) {
	t.Parallel()
	s, ctx := newDoor(t), context.Background()
	p, _ := s.byLink(t)
	if err := s.MailCode(ctx, p, home); err != nil {
		t.Fatal(err)
	}
	code := s.mail.sent[len(s.mail.sent)-1].Code
	if _, _, err := s.ShowMailedCode(ctx, p, "nonsense", home); fault.CodeOf(err) != "second_factor.wrong" {
		t.Errorf("wrong: %v", err)
	}
	s.clock.Advance(10*time.Minute + time.Second)
	if _, _, err := s.ShowMailedCode(ctx, p, code, home); fault.CodeOf(err) != "second_factor.wrong" {
		t.Errorf("late: %v", err)
	}
}

func TestWhoHasAPasswordGetsNoCode(t *testing.T) {
	t.Parallel()
	s, ctx := newDoor(t), context.Background()
	_, p, err := s.SignIn(ctx, annMail, annPassword, home)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.MailCode(ctx, p, home); fault.CodeOf(err) != "auth.has_password" {
		t.Errorf("%v", err)
	}
}
