package store_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
)

func TestGuessingIsSlowedButTheOwnerGetsIn(t *testing.T) {
	t.Parallel()
	s, ctx := newDoor(t), context.Background()
	if _, _, err := s.SignIn(ctx, annMail, annPassword, home); err != nil {
		t.Fatal(err)
	}
	s.hasher.verified = nil
	refused := 0
	for i := range 10_000 {
		if i%100 == 0 {
			s.clock.Advance(36 * time.Second) // an hour in all, 100 tries from each address
		}
		_, _, err := s.SignIn(ctx, annMail, "a wrong password here", identity.Caller{Address: fmt.Sprint("bot", i%100)})
		if fault.Is(err, fault.TooMany) {
			refused++
		}
	}
	if n := len(s.hasher.verified); n > 100 || refused != 10_000-n {
		t.Errorf("%d guesses were looked at, %d refused", n, refused)
	}
	if _, _, err := s.SignIn(ctx, annMail, annPassword, home); err != nil {
		t.Errorf("the owner at home: %v", err)
	}
	if _, _, err := s.SignIn(ctx, annMail, annPassword, identity.Caller{Address: "hotel"}); !fault.Is(err, fault.TooMany) {
		t.Errorf("the owner elsewhere, meanwhile: %v", err)
	}
	if err := s.RequestLink(ctx, identity.Magic, annMail, "", identity.Caller{Address: "hotel"}); err != nil {
		t.Errorf("the owner elsewhere asks for a link: %v", err)
	}
	if _, _, err := s.ConsumeLink(ctx, s.mail.token(t), identity.Caller{Address: "hotel"}); err != nil {
		t.Errorf("and enters by it: %v", err)
	}
}

func TestAPersonWhoMistypesMayGoOn(t *testing.T) {
	t.Parallel()
	s, ctx := newDoor(t), context.Background()
	for i := range 60 {
		if _, _, err := s.SignIn(ctx, annMail, annPassword, home); err != nil {
			t.Fatalf("sign-in %d: %v", i, err)
		}
	}
	for range 5 {
		_, _, _ = s.SignIn(ctx, annMail, "a wrong password here", home)
	}
	_, _, err := s.SignIn(ctx, annMail, annPassword, home)
	later, ok := err.(interface{ RetryAfter() time.Duration }) //nolint:errorlint // the outermost error carries it
	if !ok || later.RetryAfter() <= 0 || later.RetryAfter() > time.Minute {
		t.Fatalf("no time to come back: %v", err)
	}
	s.clock.Advance(later.RetryAfter())
	if _, _, err := s.SignIn(ctx, annMail, annPassword, home); err != nil {
		t.Error(err)
	}
}
