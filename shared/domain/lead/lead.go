// Package lead holds customers to be: those whom partners name to a program
// (F60), those whom a program passes on to a partner (F61), and those who signed
// up by a partner's link (F32). A lead is reviewed by the side that did not send
// it, and ends won or lost; a won one earns its partner what the offers in force
// pay for a sale.
package lead

import (
	"slices"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/customer"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Status is where a lead stands.
type Status string

// The states: in_review → approved → won | lost; in_review → rejected.
const (
	InReview Status = "in_review"
	Approved Status = "approved"
	Rejected Status = "rejected"
	Won      Status = "won"
	Lost     Status = "lost"
)

// Ended tells whether nothing follows.
func (s Status) Ended() bool {
	switch s {
	case Rejected, Won, Lost:
		return true
	case InReview, Approved:
	}
	return false
}

// Source says who sent a lead.
type Source string

// The sources.
const (
	FromPartner Source = "partner" // the program reviews it
	FromLink    Source = "link"    // signed up after a click: it needs no review
	FromProgram Source = "program" // the partner takes it, or does not
)

// Act is what was done with a lead.
type Act string

// The acts.
const (
	Submitted Act = "submitted"
	Edited    Act = "edited"
	Accepted  Act = "approved"
	Refused   Act = "rejected"
	MarkedWon Act = "won"
	GivenUp   Act = "lost"
)

// Step is one entry of a lead's history.
type Step struct {
	At     time.Time `json:"at"`
	Act    Act       `json:"act"`
	By     id.User   `json:"by,omitempty"`    // empty: by what happened, as a sign-up
	Staff  bool      `json:"staff,omitempty"` // by one who runs the program
	Reason string    `json:"reason,omitempty"`
}

// maxSteps bounds a history; edits beyond it leave no step of their own.
const maxSteps = 40

// Answer is what was written into a field of the form, with the field's name as
// it was then.
type Answer struct {
	Key   string `json:"key"`
	Label string `json:"label"`
	Value string `json:"value"`
}

// Lead is one customer to be.
type Lead struct {
	ID         id.Lead
	Program    id.Program
	Partner    id.Partner
	By         id.User // who sent it; empty for one that came by a link
	Source     Source
	Status     Status
	Name       string
	Email      string
	Company    string
	Answers    []Answer
	Reason     string              // why it was rejected or lost
	Minor      int64               // what it was won with, in the program's currency
	Known      []customer.Identity // of one that came by a link
	Conversion id.Conversion       // the sale that won it, where it was reported
	Steps      []Step
	Version    int64
	CreatedAt  time.Time
	UpdatedAt  time.Time
}

// Number is what people call the lead by.
func (l Lead) Number() string {
	text := string(l.ID)
	return "L-" + text[max(0, len(text)-8):]
}

// Subject is what the audit log calls a lead.
func (l Lead) Subject() string { return string(l.Program) + "/lead/" + string(l.ID) }

// Identities are the names by which the program may know the customer.
func (l Lead) Identities() []customer.Identity {
	out := slices.Clone(l.Known)
	if l.Email == "" {
		return out
	}
	email := customer.Identity{Kind: customer.Email, Value: customer.HashEmail(l.Email)}
	if !slices.Contains(out, email) {
		out = append(out, email)
	}
	return out
}

// Open tells whether another lead with the same address would be the same one.
func (l Lead) Open() bool { return l.Status != Rejected && l.Status != Lost }

// step returns the lead after an act, one version on.
func (l Lead) step(s Step) Lead {
	if len(l.Steps) < maxSteps || s.Act != Edited {
		l.Steps = append(slices.Clip(l.Steps), s)
	}
	l.UpdatedAt, l.Version = s.At, l.Version+1
	return l
}

// decide ends the review.
func (l Lead) decide(approve bool, s Step) (Lead, error) {
	if l.Status != InReview {
		return l, wrongState("The lead is not in review.")
	}
	if s.Staff == (l.Source == FromProgram) {
		return l, wrongState("The other side decides about this lead.")
	}
	l.Status, s.Act = Approved, Accepted
	if !approve {
		l.Status, s.Act, l.Reason = Rejected, Refused, s.Reason
	}
	return l.step(s), nil
}

// end closes an approved lead.
func (l Lead) end(won bool, s Step) (Lead, error) {
	if l.Status != Approved {
		return l, wrongState("Only an approved lead is won or lost.")
	}
	l.Status, s.Act = Won, MarkedWon
	if !won {
		l.Status, s.Act, l.Reason = Lost, GivenUp, s.Reason
	}
	return l.step(s), nil
}

func wrongState(why string) error { return fault.New(fault.Conflict, "lead.state", "%s", why) }

// Unknown is the fault of a lead that there is not.
func Unknown() error { return fault.New(fault.NotFound, "lead.unknown", "There is no such lead.") }

func invalid(fields ...fault.Field) error {
	return fault.New(fault.Invalid, "lead.invalid", "The lead cannot be kept like this.").With(fields...)
}
