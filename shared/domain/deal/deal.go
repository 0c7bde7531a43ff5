// Package deal holds sales that partners work on (F63): registered with the
// program, which keeps the customer free for them until a day, moved along the
// program's own stages (F52), and paid when the program confirms that they are
// won.
package deal

import (
	"slices"
	"strings"
	"time"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
)

// Status is where a deal stands.
type Status string

// The states: registered → open | rejected; open → closing → won; open → lost;
// closing → open; an open one is expired after its day, until it is renewed.
const (
	Registered Status = "registered"
	Rejected   Status = "rejected"
	Open       Status = "open"
	Closing    Status = "closing" // the partner says that it is won
	Won        Status = "won"
	Lost       Status = "lost"
	Expired    Status = "expired" // by the clock; kept as open
)

// Act is what was done with a deal.
type Act string

// The acts.
const (
	DidRegister Act = "registered"
	DidEdit     Act = "edited"
	DidAccept   Act = "accepted"
	DidReject   Act = "rejected"
	DidMove     Act = "moved"
	DidClose    Act = "closed"
	DidReturn   Act = "returned"
	DidWin      Act = "won"
	DidLose     Act = "lost"
	DidRenew    Act = "renewed"
)

// Step is one entry of a deal's history.
type Step struct {
	At     time.Time `json:"at"`
	Act    Act       `json:"act"`
	By     id.User   `json:"by,omitempty"`
	Staff  bool      `json:"staff,omitempty"` // by one who runs the program
	Stage  string    `json:"stage,omitempty"` // its name, as it was then
	Reason string    `json:"reason,omitempty"`
}

// maxSteps bounds a history; edits beyond it leave no step of their own.
const maxSteps = 60

// Deal is one sale that a partner works on.
type Deal struct {
	ID        id.Deal
	Program   id.Program
	Partner   id.Partner
	By        id.User // who registered it
	Status    Status
	Stage     string // of the program's stages, by its id
	Name      string
	Company   string // the customer's
	Website   string // the customer's host, which stands for the company where given
	Contact   string // whom one speaks to
	Email     string
	Text      string
	Minor     int64 // what it is worth
	Currency  money.Currency
	Reason    string // why it was rejected, returned or lost
	ExpiresAt time.Time
	Steps     []Step
	Version   int64
	CreatedAt time.Time
	UpdatedAt time.Time
}

// Number is what people call the deal by.
func (d Deal) Number() string {
	text := string(d.ID)
	return "D-" + text[max(0, len(text)-8):]
}

// Subject is what the audit log calls a deal.
func (d Deal) Subject() string { return string(d.Program) + "/deal/" + string(d.ID) }

// At returns where the deal stands at that time.
func (d Deal) At(now time.Time) Status {
	if d.Status == Open && !now.Before(d.ExpiresAt) {
		return Expired
	}
	return d.Status
}

// Customer names the company that the deal is about, the same for everybody who
// writes it a little differently: its host, or else its name.
func (d Deal) Customer() string {
	if d.Website != "" {
		return d.Website
	}
	return strings.Join(strings.FieldsFunc(strings.ToLower(d.Company), func(r rune) bool { return r == ' ' || r == '.' || r == ',' || r == '-' }), " ")
}

// Holds tells whether the deal keeps its customer free of others' deals.
func (d Deal) Holds() bool { return d.Status == Open || d.Status == Closing }

// step returns the deal after an act, one version on.
func (d Deal) step(s Step) Deal {
	if len(d.Steps) < maxSteps || s.Act != DidEdit {
		d.Steps = append(slices.Clip(d.Steps), s)
	}
	d.UpdatedAt, d.Version = s.At, d.Version+1
	return d
}

// Unknown is the fault of a deal that there is not.
func Unknown() error { return fault.New(fault.NotFound, "deal.unknown", "There is no such deal.") }

// Changed is the fault of writing over what somebody wrote meanwhile.
func Changed() error {
	return fault.New(fault.Conflict, "deal.changed", "Somebody changed the deal meanwhile. Load it again.")
}

// Taken is the fault of accepting a deal about a customer whom another open deal
// keeps.
func Taken() error {
	return fault.New(fault.Conflict, "deal.conflict", "Another open deal is about this customer.")
}

func wrongState(why string) error { return fault.New(fault.Conflict, "deal.state", "%s", why) }

func invalid(fields ...fault.Field) error {
	return fault.New(fault.Invalid, "deal.invalid", "The deal cannot be kept like this.").With(fields...)
}
