package secret_test

import (
	"context"
	"errors"
	"log/slog"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/aws/secret"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
)

func TestAnOldValueServesUntilANewOneIsTaken(t *testing.T) {
	t.Parallel()
	stored, away, reads, taken := "one", false, 0, ""
	source := secret.ReaderFunc(func(context.Context, string) (string, error) {
		reads++
		if away {
			return "", errors.New("away")
		}
		return stored, nil
	})
	take := func(v string) error {
		if v == "broken" {
			return errors.New("unreadable")
		}
		taken = v
		return nil
	}
	now := clock.NewManual(time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC))
	w, err := secret.Watch(context.Background(), source, "name", now, take)
	if err != nil || taken != "one" {
		t.Fatalf("took %q, %v", taken, err)
	}
	for _, step := range []struct {
		name   string
		move   time.Duration
		stored string
		away   bool
		want   string
		reads  int
	}{
		{"within five minutes nothing is read", 4 * time.Minute, "two", false, "one", 1},
		{"after five minutes the new value is taken", 2 * time.Minute, "two", false, "two", 2},
		{"when the store is away the old value serves", 6 * time.Minute, "three", true, "two", 3},
		{"and the store is left alone for five minutes", time.Minute, "three", false, "two", 3},
		{"then the new value is taken", 5 * time.Minute, "three", false, "three", 4},
		{"a value that cannot be read replaces none", 6 * time.Minute, "broken", false, "three", 5},
		{"and is tried again", 6 * time.Minute, "four", false, "four", 6},
	} {
		now.Advance(step.move)
		stored, away = step.stored, step.away
		if done := w.Check(context.Background(), slog.New(slog.DiscardHandler)); done != nil {
			<-done
		}
		if taken != step.want || reads != step.reads {
			t.Errorf("%s: %q after %d reads", step.name, taken, reads)
		}
	}
	away = true
	if _, err := secret.Watch(context.Background(), source, "name", now, take); err == nil {
		t.Error("a function started without its secret")
	}
}
