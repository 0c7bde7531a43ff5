package secret_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/aws/secret"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
)

func TestAStaleValueOutlivesTheStore(t *testing.T) {
	t.Parallel()
	value, away, reads := "one", false, 0
	source := secret.ReaderFunc(func(context.Context, string) (string, error) {
		reads++
		if away {
			return "", errors.New("away")
		}
		return value, nil
	})
	now := clock.NewManual(time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC))
	c := secret.NewCached(source, now)
	for _, step := range []struct {
		name  string
		move  time.Duration
		value string
		away  bool
		want  string
		reads int
	}{
		{"the first read asks the store", 0, "one", false, "one", 1},
		{"within five minutes memory answers", 4 * time.Minute, "two", false, "one", 1},
		{"after five minutes the store is asked again", 2 * time.Minute, "two", false, "two", 2},
		{"when the store is away the old value serves", 6 * time.Minute, "three", true, "two", 3},
		{"and the store is left alone for five minutes", time.Minute, "three", false, "two", 3},
		{"then the new value is seen", 5 * time.Minute, "three", false, "three", 4},
	} {
		now.Advance(step.move)
		value, away = step.value, step.away
		got, err := c.Read(context.Background(), "name")
		if err != nil || got != step.want || reads != step.reads {
			t.Errorf("%s: got %q after %d reads, %v", step.name, got, reads, err)
		}
	}
	away = true
	if _, err := c.Read(context.Background(), "other"); err == nil {
		t.Error("a value never read was served")
	}
}
