package webhook

import (
	"sync"
	"time"
)

const (
	// restFactor is how many times as long as it took a slow host has to wait
	// until it is called again: it gets a tenth of a dispatcher's time at most.
	restFactor  = 9
	maxLaggards = 1000
)

// Laggards remembers which hosts were slow, over the batches that one
// dispatcher handles. It is safe for concurrent use; nil remembers nothing.
type Laggards struct {
	mu    sync.Mutex
	until map[string]time.Time
}

// rests tells whether a host is left alone just now.
func (l *Laggards) rests(host string, now time.Time) bool {
	if l == nil {
		return false
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	return now.Before(l.until[host])
}

// note lets a slow host rest.
func (l *Laggards) note(host string, now time.Time, took time.Duration) {
	if l == nil {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.until == nil || len(l.until) >= maxLaggards {
		l.until = map[string]time.Time{}
	}
	l.until[host] = now.Add(restFactor * took)
}
