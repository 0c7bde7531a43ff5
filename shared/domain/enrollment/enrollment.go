package enrollment

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Status is where an enrollment stands.
type Status string

// The states.
const (
	InReview  Status = "in_review"
	Active    Status = "active"
	Rejected  Status = "rejected"
	Suspended Status = "suspended"
	Banned    Status = "banned"
	Left      Status = "left"
)

// Answer is one answer of an application.
type Answer struct {
	Question string `json:"q"`
	Text     string `json:"a"`
}

// Enrollment is a partner's place in a program. Ref is what click ids carry.
type Enrollment struct {
	Program   id.Program
	Partner   id.Partner
	Applicant id.User
	Name      string // the partner's, as it was when it applied
	Status    Status
	Reason    string // of a rejection, suspension, ban or leaving
	Ref       uint64
	Answers   []Answer
	AppliedAt time.Time
	DecidedAt time.Time
	DecidedBy string // a user's id, or "system"
	Version   int64
	// Where the program sorts the partner, mirrored on its account; see the
	// package group.
	Group        id.Group
	Tier         id.Tier
	TierLocked   bool
	TierSince    string // the day from which it has the tier
	TierReviewed string // the last day of the period that it was found to keep it for
	// Referrer is the partner who brought it, if one did.
	Referrer id.Partner
	// Unmet is what of the form's requirements the application does not meet.
	Unmet []string
	// ReapplyFrom is when who was rejected may apply again; zero is never.
	ReapplyFrom time.Time
	// Tags are the manager's own, to find partners by.
	Tags []string
	// Invited says that it was made for somebody new, who did not apply.
	Invited bool
	// SeenOn is the last day (UTC) on which somebody of the partner was there, and
	// SeenDays the days before it, a bit each.
	SeenOn   string
	SeenDays int64
}

// Row is what a list shows of an enrollment.
type Row struct {
	Partner   id.Partner `json:"p"`
	Name      string     `json:"n"`
	Status    Status     `json:"s"`
	AppliedAt time.Time  `json:"t"`
	DecidedAt time.Time  `json:"d,omitzero"`
	Group     id.Group   `json:"g,omitempty"`
	Tier      id.Tier    `json:"r,omitempty"`
	Tags      []string   `json:"l,omitempty"`
	SeenOn    string     `json:"e,omitempty"`
	SeenDays  int64      `json:"b,omitempty"`
}

// RowOf is the row of an enrollment.
func RowOf(e Enrollment) Row {
	return Row{
		Partner: e.Partner, Name: e.Name, Status: e.Status, AppliedAt: e.AppliedAt, DecidedAt: e.DecidedAt, Group: e.Group, Tier: e.Tier,
		Tags: e.Tags, SeenOn: e.SeenOn, SeenDays: e.SeenDays,
	}
}

// CanMove is the transition table.
func CanMove(from, to Status) bool {
	switch from {
	case InReview:
		return to == Active || to == Rejected
	case Active:
		return to == Suspended || to == Banned || to == Left
	case Suspended:
		return to == Active || to == Banned || to == Left
	case Banned:
		return to == Active
	case Left:
		return to == Active || to == Banned
	case Rejected:
		return to == InReview
	}
	return false
}

// Entered tells whether the partner was let in and still sees its data: also
// while it is suspended, and after it left, as its money may still be coming.
func (s Status) Entered() bool { return s == Active || s == Suspended || s == Left }

// Opened tells whether the partner has an account, whatever became of it since.
func (s Status) Opened() bool { return s.Entered() || s == Banned }

// Paid tells whether what the partner has earned may be paid out. Of others it
// is kept as it stands, until somebody decides.
func (s Status) Paid() bool { return s == Active || s == Left }

// reasoned tells whether a state needs a reason, and whether it may have one.
func (s Status) reasoned() (needs, may bool) {
	needs = s == Rejected || s == Suspended || s == Banned
	return needs, needs || s == Left
}

// moved returns the enrollment in its next state, or a Conflict. A rejection,
// suspension or ban needs a reason.
func (e Enrollment) moved(to Status, reason, by string, at time.Time) (Enrollment, error) {
	if !CanMove(e.Status, to) {
		return e, fault.New(fault.Conflict, "enrollment.state", "An enrollment that is %s cannot become %s.", e.Status, to)
	}
	reason = strings.TrimSpace(reason)
	needs, may := to.reasoned()
	if needs && reason == "" || !may && reason != "" || utf8.RuneCountInString(reason) > 500 || strings.ContainsFunc(reason, unicode.IsControl) {
		return e, fault.New(fault.Invalid, "enrollment.reason", "A reason of 1 to 500 characters goes with a rejection, suspension or ban.").
			With(fault.Field{Location: "body.reason", Message: "must have 1 to 500 characters"})
	}
	e.Status, e.Reason, e.DecidedAt, e.DecidedBy = to, reason, at, by
	e.Version++
	return e, nil
}

// Subject is how events name the enrollment.
func (e Enrollment) Subject() string { return string(e.Program) + "/" + string(e.Partner) }

// tells returns the event of the enrollment's present version.
func (e Enrollment) tells(t event.Type, at time.Time) (event.Event, error) {
	evt, err := event.New(t, at, e.Program, e.Partner, e.Subject(), e.Version)
	if e.Reason != "" {
		evt.Data = map[string]string{event.Reason: e.Reason}
	}
	if !e.ReapplyFrom.IsZero() {
		evt.Data[event.Again] = e.ReapplyFrom.UTC().Format(time.RFC3339)
	}
	if e.Invited && (t == event.EnrollmentApplied || t == event.EnrollmentApproved) {
		evt.Data = map[string]string{event.Invited: Yes}
	}
	return evt, err
}
