package webhook

import (
	"time"

	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// DeliveryStatus is where a delivery stands: pending → ok | retry → … → ok |
// dead; a replay makes it retry again.
type DeliveryStatus string

// The states.
const (
	Pending DeliveryStatus = "pending"
	Retry   DeliveryStatus = "retry"
	OK      DeliveryStatus = "ok"
	Dead    DeliveryStatus = "dead"
)

// final tells whether the delivery waits for no further attempt.
func (s DeliveryStatus) final() bool {
	switch s {
	case OK, Dead:
		return true
	case Pending, Retry:
		return false
	}
	return false
}

// Ref names a delivery and the hook it belongs to; Partner is the hook's. It is what travels on the queue.
type Ref struct {
	Program  id.Program  `json:"program"`
	Partner  id.Partner  `json:"partner"`
	Hook     id.Hook     `json:"hook"`
	Delivery id.Delivery `json:"delivery"`
}

// ofHook is the ref without its delivery.
func (r Ref) ofHook() Ref {
	r.Delivery = ""
	return r
}

// Attempt is one call. Status is the HTTP status, 0 when there was no answer;
// Answer is the beginning of what came back.
type Attempt struct {
	At     time.Time `json:"at"`
	Status int       `json:"status,omitempty"`
	Error  string    `json:"error,omitempty"`
	Millis int64     `json:"ms"`
	Answer string    `json:"answer,omitempty"`
}

// Sent is what the last attempt called, beside the body, which the event makes.
type Sent struct {
	URL       string `json:"url,omitempty"`
	Signature string `json:"signature,omitempty"`
}

// Delivery is the telling of one event to one hook.
type Delivery struct {
	Ref      Ref
	Topic    Topic
	Event    event.Event
	Status   DeliveryStatus
	Attempts []Attempt // the last ten
	Sent     Sent
	Tries    int       // since the delivery was made or replayed
	NextAt   time.Time // when the next attempt is due; zero when the status is final
	Reason   string    // of dead
	Version  int64
}

const keptAttempts = 10

// patience allows for two clocks that differ when a delivery is due.
const patience = 30 * time.Second

// delays is how long to wait after each attempt; after the last there is none.
func delays() []time.Duration {
	return []time.Duration{time.Minute, 5 * time.Minute, 30 * time.Minute, 2 * time.Hour, 8 * time.Hour, 24 * time.Hour}
}

func newDelivery(h Hook, t Topic, e event.Event, now time.Time) (Delivery, error) {
	d, err := event.Derive[id.Delivery](e, string(h.ID), string(t))
	if err != nil {
		return Delivery{}, err
	}
	e.Rollups = nil
	return Delivery{Ref: Ref{h.Program, h.Partner, h.ID, d}, Topic: t, Event: e, Status: Pending, NextAt: now, Version: 1}, nil
}

// due tells whether an attempt may be made. A delivery that someone else has
// just claimed is not due: its next attempt lies ahead.
func (d Delivery) due(now time.Time) bool {
	return !d.Status.final() && !d.NextAt.After(now.Add(patience))
}

// claim returns the delivery as it must be stored before the call: with the
// next attempt planned as if this one fails, so that a crash needs no other
// care. ok is false when there is no attempt left.
func (d Delivery) claim(now time.Time) (claimed Delivery, ok bool) {
	plan := delays()
	if d.Tries > len(plan) {
		return d.end(Dead, "it failed as often as it was planned to be tried"), false
	}
	wait := plan[0]
	if d.Tries < len(plan) {
		wait = plan[d.Tries]
	}
	d.Tries++
	d.Status, d.NextAt = Retry, now.Add(wait)
	d.Version++
	return d, true
}

// note returns the delivery after the attempt for which it was claimed.
func (d Delivery) note(a Attempt, o outcome) Delivery {
	d.Attempts = append(append([]Attempt(nil), d.Attempts...), a)
	if n := len(d.Attempts); n > keptAttempts {
		d.Attempts = d.Attempts[n-keptAttempts:]
	}
	switch {
	case a.Error == "":
		return d.end(OK, "")
	case o.final || d.Tries > len(delays()):
		return d.end(Dead, a.Error)
	}
	if asked := a.At.Add(o.wait); asked.After(d.NextAt) {
		d.NextAt = asked
	}
	d.Version++
	return d
}

func (d Delivery) end(s DeliveryStatus, reason string) Delivery {
	d.Status, d.Reason, d.NextAt = s, reason, time.Time{}
	d.Version++
	return d
}

// Test tells whether the delivery tells of nothing that happened.
func (d Delivery) Test() bool { return d.Event.Data[testMark] != "" }

// again returns the delivery as if it had never been tried, its log apart.
func (d Delivery) again(now time.Time) Delivery {
	d.Status, d.Reason, d.Tries, d.NextAt = Retry, "", 0, now
	d.Version++
	return d
}
