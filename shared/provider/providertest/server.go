package providertest

import (
	"encoding/json"
	"net/http"
	"sync"

	"github.com/tributaryhq/tributary/shared/kernel/clock"
)

// Trouble is what goes wrong with one call to a provider's server.
type Trouble int

// The troubles.
const (
	Well   Trouble = iota
	Hangup         // what was asked is done, and its answer lost
	Outage         // 503; nothing was done
	Busy           // 429; nothing was done
)

// Movement is money that left the program's account at the provider, or came
// back to it: what an outside world would have seen.
type Movement struct {
	Key      string // of the attempt
	Currency string
	Minor    int64 // as the provider counts; negative when it came back
}

// book is what both servers share: the money, and what is to go wrong.
type book struct {
	Clock   clock.Clock
	Trouble func(call, key string) Trouble // nil: all goes well

	mu    sync.Mutex
	moved []Movement
	calls int
}

// Calls is how many calls were made so far.
func (b *book) Calls() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.calls
}

// Moved returns every movement so far.
func (b *book) Moved() []Movement {
	b.mu.Lock()
	defer b.mu.Unlock()
	return append([]Movement(nil), b.moved...)
}

// Net sums the movements by attempt.
func (b *book) Net() map[string]int64 {
	out := map[string]int64{}
	for _, m := range b.Moved() {
		out[m.Key] += m.Minor
	}
	return out
}

func (b *book) trouble(call, key string) Trouble {
	b.calls++
	if b.Trouble == nil {
		return Well
	}
	return b.Trouble(call, key)
}

// spoil answers a call that fails before anything is done; ok is false for one
// that does not.
func spoil(w http.ResponseWriter, t Trouble) (spoiled bool) {
	switch t {
	case Outage:
		write(w, http.StatusServiceUnavailable, map[string]any{"name": "SERVICE_UNAVAILABLE", "message": "down", "error": map[string]string{"type": "api_error"}})
		return true
	case Busy:
		w.Header().Set("Retry-After", "1")
		write(w, http.StatusTooManyRequests, map[string]any{"name": "RATE_LIMIT_REACHED", "message": "busy", "error": map[string]string{"type": "rate_limit_error"}})
		return true
	case Well, Hangup:
	}
	return false
}

// reply answers a call that was done, or hangs up in place of the answer.
func reply(w http.ResponseWriter, t Trouble, status int, body any) {
	if t == Hangup {
		if h, ok := w.(http.Hijacker); ok {
			if conn, _, err := h.Hijack(); err == nil {
				_ = conn.Close()
				return
			}
		}
	}
	write(w, status, body)
}

func write(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body)
}
