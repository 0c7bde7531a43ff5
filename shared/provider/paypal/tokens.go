package paypal

import (
	"sync"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/rail"
)

// Tokens remembers what PayPal let apps in with, until shortly before it
// expires. Its zero value is ready; it is safe for concurrent use.
type Tokens struct {
	mu   sync.Mutex
	kept map[rail.Credentials]token
}

type token struct {
	text  string
	until time.Time
}

// margin is how long before its end a token is no longer used.
const margin = time.Minute

func (t *Tokens) of(a rail.Credentials, now time.Time) string {
	if t == nil {
		return ""
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if k := t.kept[a]; now.Before(k.until) {
		return k.text
	}
	return ""
}

func (t *Tokens) keep(a rail.Credentials, text string, now time.Time, seconds int64) {
	if t == nil {
		return
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.kept == nil {
		t.kept = map[rail.Credentials]token{}
	}
	t.kept[a] = token{text, now.Add(time.Duration(seconds)*time.Second - margin)}
}

func (t *Tokens) forget(a rail.Credentials) {
	if t == nil {
		return
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	delete(t.kept, a)
}
