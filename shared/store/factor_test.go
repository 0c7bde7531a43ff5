package store_test

import (
	"bytes"
	"context"
	"encoding/base32"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
)

// bound seals by turning bits, and opens only where it was sealed for.
type bound struct{}

func (bound) Seal(_ context.Context, place string, plain []byte) ([]byte, error) {
	out := []byte(place + " ")
	for _, b := range plain {
		out = append(out, ^b)
	}
	return out, nil
}

func (bound) Open(_ context.Context, place string, sealed []byte) ([]byte, error) {
	rest, ok := bytes.CutPrefix(sealed, []byte(place+" "))
	if !ok {
		return nil, errors.New("sealed for another place")
	}
	out := make([]byte, len(rest))
	for i, b := range rest {
		out[i] = ^b
	}
	return out, nil
}

// twoStep turns two-step sign-in on for Ann, and returns the app's secret and
// the recovery codes.
func (s *stage) twoStep(t *testing.T) (secret []byte, recovery []string) {
	t.Helper()
	ctx := context.Background()
	_, p, err := s.SignIn(ctx, annMail, annPassword, home)
	if err != nil {
		t.Fatal(err)
	}
	e, err := s.EnrolAuthenticator(ctx, p, "Acme")
	if err != nil {
		t.Fatal(err)
	}
	if secret, err = base32.StdEncoding.WithPadding(base32.NoPadding).DecodeString(e.Secret); err != nil {
		t.Fatal(err)
	}
	recovery, _, _, err = s.ConfirmAuthenticator(ctx, p, s.code(secret), home)
	if err != nil {
		t.Fatal(err)
	}
	s.clock.Advance(30 * time.Second)
	return secret, recovery
}

func (s *stage) code(secret []byte) string { return identity.CodeAt(secret, s.clock.Now()) }

// half signs Ann in by password, and returns the caller who still lacks a
// second factor.
func (s *stage) half(t *testing.T) identity.Caller {
	t.Helper()
	raw, p, err := s.SignIn(context.Background(), annMail, annPassword, home)
	if err != nil || p.Level != identity.Half || s.valid(raw) {
		t.Fatalf("%+v, opens something: %v, %v", p, s.valid(raw), err)
	}
	return identity.Caller{Address: "home", Session: raw}
}

func TestTwoStepSignIn(t *testing.T) {
	t.Parallel()
	s, ctx := newDoor(t), context.Background()
	secret, _ := s.twoStep(t)
	by := s.half(t)
	raw, p, err := s.ShowCode(ctx, s.code(secret), by)
	if err != nil || p.Level != identity.ByCode || !p.Second(s.clock.Now()) || !s.valid(raw) || raw == by.Session {
		t.Fatalf("%+v %v", p, err)
	}
	if _, _, err := s.ShowCode(ctx, s.code(secret), by); !fault.Is(err, fault.Unauthenticated) {
		t.Errorf("the half session goes on: %v", err)
	}
	s.clock.Advance(11 * time.Minute)
	if p, err = s.Authenticate(ctx, raw); err != nil || p.Second(s.clock.Now()) || p.Fresh(s.clock.Now()) {
		t.Errorf("a second factor is good for too long: %+v %v", p, err)
	}
	by.Session = raw
	if raw, p, err = s.ShowCode(ctx, s.code(secret), by); err != nil || !p.Second(s.clock.Now()) || !p.Fresh(s.clock.Now()) || s.valid(by.Session) {
		t.Errorf("shown once more: %+v %v", p, err)
	}
	if _, p, err = s.Reauthenticate(ctx, p, annPassword, home); err != nil || p.Level != identity.ByCode {
		t.Errorf("a password took the second factor away: %+v %v %s", p, err, raw)
	}
}

func TestASignInThatWaitsForItsSecondFactorEnds(t *testing.T) {
	t.Parallel()
	s := newDoor(t)
	secret, _ := s.twoStep(t)
	by := s.half(t)
	s.clock.Advance(10*time.Minute + time.Second)
	if _, _, err := s.ShowCode(context.Background(), s.code(secret), by); !fault.Is(err, fault.Unauthenticated) {
		t.Errorf("%v", err)
	}
}

func TestEveryWayInAsksForTheSecondFactor(t *testing.T) {
	t.Parallel()
	s, ctx := newDoor(t), context.Background()
	s.twoStep(t)
	if err := s.RequestLink(ctx, identity.Magic, annMail, "", home); err != nil {
		t.Fatal(err)
	}
	if raw, p, err := s.ConsumeLink(ctx, s.mail.token(t), home); err != nil || p.Level != identity.Half || s.valid(raw) {
		t.Errorf("by link: %+v %v", p, err)
	}
	if err := s.RequestLink(ctx, identity.Reset, annMail, "", home); err != nil {
		t.Fatal(err)
	}
	if raw, p, err := s.CompleteReset(ctx, s.mail.token(t), "another walrus sings", home); err != nil || p.Level != identity.Half || s.valid(raw) {
		t.Errorf("by reset: %+v %v", p, err)
	}
}

func TestCodesThatAreRefused(t *testing.T) {
	t.Parallel()
	for name, code := range map[string]func(s *stage, secret []byte, recovery []string) string{
		"no code":      func(*stage, []byte, []string) string { return "" },
		"a wrong code": func(*stage, []byte, []string) string { return "000000" },
		"the code that turned it on": func(s *stage, k []byte, _ []string) string {
			return identity.CodeAt(k, s.clock.Now().Add(-30*time.Second))
		},
		"a code of a minute ago": func(s *stage, k []byte, _ []string) string {
			return identity.CodeAt(k, s.clock.Now().Add(-time.Minute))
		},
		"a code of in a minute":       func(s *stage, k []byte, _ []string) string { return identity.CodeAt(k, s.clock.Now().Add(time.Minute)) },
		"a code of another app":       func(s *stage, _ []byte, _ []string) string { return identity.CodeAt([]byte("another"), s.clock.Now()) },
		"a recovery code less a sign": func(_ *stage, _ []byte, r []string) string { return r[0][:len(r[0])-1] },
		"an unknown recovery code":    func(*stage, []byte, []string) string { return "aaaa-bbbb-cccc-dddd" },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newDoor(t)
			secret, recovery := s.twoStep(t)
			by := s.half(t)
			if _, _, err := s.ShowCode(context.Background(), code(s, secret, recovery), by); fault.CodeOf(err) != "second_factor.wrong" {
				t.Errorf("%v", err)
			}
		})
	}
}

func TestACodeIsUsedOnce(t *testing.T) {
	t.Parallel()
	s := newDoor(t)
	secret, _ := s.twoStep(t)
	code := s.code(secret)
	var wg sync.WaitGroup
	results := make([]error, 3)
	for i := range results {
		by := s.half(t)
		wg.Go(func() { _, _, results[i] = s.ShowCode(context.Background(), code, by) })
	}
	wg.Wait()
	in := 0
	for _, err := range results {
		if err == nil {
			in++
		} else if fault.CodeOf(err) != "second_factor.wrong" {
			t.Error(err)
		}
	}
	if in != 1 {
		t.Errorf("%d came in with one code: %v", in, results)
	}
}

func TestARecoveryCodeIsUsedOnce(t *testing.T) {
	t.Parallel()
	s, ctx := newDoor(t), context.Background()
	_, recovery := s.twoStep(t)
	if len(recovery) != identity.RecoveryCodes {
		t.Fatal(recovery)
	}
	spoken := strings.ToUpper(strings.ReplaceAll(recovery[3], "-", " "))
	if _, p, err := s.ShowCode(ctx, spoken, s.half(t)); err != nil || p.Level != identity.ByRecovery {
		t.Errorf("%+v %v", p, err)
	}
	if _, _, err := s.ShowCode(ctx, recovery[3], s.half(t)); fault.CodeOf(err) != "second_factor.wrong" {
		t.Errorf("a second time: %v", err)
	}
	raw, p, err := s.ShowCode(ctx, recovery[4], s.half(t))
	if err != nil || !s.valid(raw) {
		t.Error(err)
	}
	if _, err := s.RenewRecovery(ctx, p); err != nil {
		t.Fatal(err)
	}
	s.clock.Advance(time.Hour)
	if _, _, err := s.ShowCode(ctx, recovery[5], s.half(t)); fault.CodeOf(err) != "second_factor.wrong" {
		t.Errorf("one that was replaced: %v", err)
	}
}

func TestGuessingCodesIsThrottled(t *testing.T) {
	t.Parallel()
	s := newDoor(t)
	s.twoStep(t)
	by, tries := s.half(t), 0
	for range 200 {
		s.clock.Advance(15 * time.Second)
		if s.clock.Now().Minute()%8 == 0 {
			by = s.half(t)
		}
		_, _, err := s.ShowCode(context.Background(), "000000", by)
		if fault.CodeOf(err) == "second_factor.wrong" {
			tries++
		}
	}
	if tries > 10 {
		t.Errorf("%d guesses in %s", tries, 200*15*time.Second)
	}
}

func TestTurningTwoStepSignInOff(t *testing.T) {
	t.Parallel()
	s, ctx := newDoor(t), context.Background()
	s.twoStep(t)
	p := identity.Principal{User: s.ann.ID}
	if _, err := s.EnrolAuthenticator(ctx, p, "Acme"); fault.CodeOf(err) != "authenticator.on" {
		t.Errorf("another app beside the one: %v", err)
	}
	if err := s.ForgetAuthenticator(ctx, s.ann.ID); err != nil {
		t.Fatal(err)
	}
	if raw, p, err := s.SignIn(ctx, annMail, annPassword, home); err != nil || p.Level != identity.Single || !s.valid(raw) {
		t.Errorf("%+v %v", p, err)
	}
	if err := s.ForgetAuthenticator(ctx, s.ann.ID); err != nil {
		t.Errorf("nothing to turn off: %v", err)
	}
}
