package group

import (
	"time"

	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/domain/target"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Member is a partner of a program, as far as its place goes.
type Member struct {
	Program  id.Program
	Partner  id.Partner
	Name     string
	Entered  bool // it was let in, and has an account
	Group    id.Group
	Tier     id.Tier
	Locked   bool   // rules do not move it
	Since    string // the day from which it has the tier, in the program's zone
	Reviewed string // the last day of the period for which it was found to keep the tier
	Version  int64
}

// Cause says why a partner changed its place.
type Cause string

// The causes.
const (
	Joined  Cause = "joined"  // the ladder's first tier, as it had none
	Reached Cause = "reached" // a goal
	Missed  Cause = "missed"  // what keeps a tier, in a period that closed
	Manual  Cause = "manual"  // a manager decided
)

// Move is one change of place, with what explains it. Names are as they were.
type Move struct {
	Program            id.Program
	Partner            id.Partner
	Seq                int64 // the version of the place that it made
	At                 time.Time
	FromGroup, ToGroup string
	FromTier, ToTier   string
	Cause              Cause
	Reason             string // a manager's words; not for the partner
	By                 string
	Rule               *Rule         // of Reached and Missed
	Window             target.Window // in which it was measured
	Figure             int64         // what the partner brought in it
}

// Placement is what one transaction writes: the place on the enrollment and on
// the account, the move unless only a mark changed, and the event.
type Placement struct {
	Before, After Member
	Move          *Move
	Event         *event.Event
	At            time.Time
}

// told returns the event by which the partner learns of another tier.
func (m Member) told(t Tier, at time.Time) (event.Event, error) {
	e, err := event.New(event.TierChanged, at, m.Program, m.Partner, string(m.Program)+"/"+string(m.Partner), m.Version)
	e.Data = map[string]string{event.TierName: t.Name}
	return e, err
}
