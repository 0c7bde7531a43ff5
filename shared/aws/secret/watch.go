package secret

import (
	"context"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/tributaryhq/tributary/shared/kernel/clock"
)

// keep is how long a value is trusted before it is read again.
const keep = 5 * time.Minute

// Watched is a value that may change while a function runs. The old one serves
// until a new one was read and taken: a running function outlives its secret
// store, and no caller waits for it.
type Watched struct {
	from  Reader
	name  string
	clock clock.Clock
	take  func(value string) error

	mu    sync.Mutex
	value string
	until time.Time
}

// Watch reads the value for the first time and gives it to take, which must be
// safe for concurrent use.
func Watch(ctx context.Context, from Reader, name string, c clock.Clock, take func(value string) error) (*Watched, error) {
	value, err := from.Read(ctx, name)
	if err == nil {
		err = take(value)
	}
	if err != nil {
		return nil, fmt.Errorf("secret %s: %w", name, err)
	}
	return &Watched{from: from, name: name, clock: c, take: take, value: value, until: c.Now().Add(keep)}, nil
}

// Check begins to read the value again, in the background, when it is old. It
// returns a channel that is closed at the end of that, nil when there is
// nothing to do.
func (w *Watched) Check(ctx context.Context, log *slog.Logger) <-chan struct{} {
	now := w.clock.Now()
	w.mu.Lock()
	defer w.mu.Unlock()
	if now.Before(w.until) {
		return nil
	}
	w.until = now.Add(keep)
	done := make(chan struct{})
	go func() {
		defer close(done)
		if err := w.renew(context.WithoutCancel(ctx)); err != nil {
			log.Warn("secret not renewed", "error", err.Error())
		}
	}()
	return done
}

func (w *Watched) renew(ctx context.Context) error {
	value, err := w.from.Read(ctx, w.name)
	if err != nil {
		return err
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if value == w.value {
		return nil
	}
	if err := w.take(value); err != nil {
		return fmt.Errorf("secret %s: %w", w.name, err)
	}
	w.value = value
	return nil
}
