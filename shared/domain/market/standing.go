package market

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Status is where a partner stands in the network.
type Status string

// The states: none → submitted → approved ⇄ suspended, submitted → rejected →
// submitted.
const (
	Outside   Status = ""
	Submitted Status = "submitted"
	Approved  Status = "approved"
	Rejected  Status = "rejected"
	Suspended Status = "suspended"
)

// Statuses lists those in which a partner may be found.
func Statuses() []Status { return []Status{Submitted, Approved, Rejected, Suspended} }

// moves are the states that follow each.
func moves(from Status) []Status {
	switch from {
	case Outside, Rejected:
		return []Status{Submitted}
	case Submitted:
		return []Status{Approved, Rejected}
	case Approved:
		return []Status{Suspended}
	case Suspended:
		return []Status{Approved}
	}
	return nil
}

// Standing is what a partner tells the network of itself, and what the operators
// have decided.
type Standing struct {
	Partner   id.Partner
	Name      string // of the organisation
	Status    Status
	About     string // who they are and whom they reach
	Website   string
	Kinds     []Kind
	Tags      []string
	Reason    string // of a rejection or a suspension; the partner reads it
	AskedAt   time.Time
	DecidedAt time.Time
	DecidedBy string
	Version   int64
}

// Subject is what the audit log calls it.
func (s Standing) Subject() string { return string(s.Partner) + "/network" }

// In tells whether the partner may look around.
func (s Standing) In() bool { return s.Status == Approved }

const (
	minAbout  = 20
	maxAbout  = 1000
	maxReason = 500
)

func (s *Standing) tidy() {
	s.About, s.Website = strings.TrimSpace(s.About), strings.TrimSpace(s.Website)
	s.Tags, s.Kinds = words(s.Tags), sorted(s.Kinds)
}

func (s Standing) check() error {
	var w wrong
	n := utf8.RuneCountInString(s.About)
	w.must(n >= minAbout && n <= maxAbout, "body.about", "must say in 20 to 1000 characters who you are and whom you reach")
	w.must(webAddress(s.Website), "body.website", "must be an https address")
	w.must(len(s.Kinds) > 0, "body.kinds", "must name at least one way of working")
	w.attributes(s.Kinds, s.Tags)
	return w.fault("network.application", "The application is not complete.")
}

// moved puts the standing into another state.
func (s Standing) moved(to Status, now time.Time) (Standing, error) {
	if !slices.Contains(moves(s.Status), to) {
		return s, fault.New(fault.Conflict, "network.status", "This does not follow on where the partner stands.")
	}
	n := s
	n.Status, n.Version = to, s.Version+1
	if to == Submitted {
		n.AskedAt, n.Reason = now, ""
	}
	return n, nil
}
