package claim

import (
	"time"

	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
)

// Proposal is what the evidence speaks for.
type Proposal string

// The proposals. A manager decides.
const (
	ToCredit Proposal = "credit"
	ToRefuse Proposal = "refuse"
	ToLook   Proposal = "look" // nothing speaks clearly
)

// Clue is one thing that was found, or was looked for and is not there.
type Clue string

// The clues, those that decide alone first.
const (
	TheirsAlready   Clue = "theirs_already"   // the order was credited to the partner
	OfAnother       Clue = "of_another"       // the order was credited to another partner
	CodeOfPartner   Clue = "code_of_partner"  // the code that was used is the partner's
	CodeOfAnother   Clue = "code_of_another"  // the code is another partner's
	BoughtByPartner Clue = "customer_theirs"  // the partner brought this customer before
	BoughtByAnother Clue = "customer_another" // another partner did
	TouchOutside    Clue = "touch_outside"    // the partner's click came too long before
	TouchLost       Clue = "touch_lost"       // the partner's click lost to another's
	TouchNear       Clue = "touch_near"       // something of the partner's earned nothing at about that time
	OrderWithout    Clue = "order_without"    // the order was reported and found nobody
	OtherAmount     Clue = "other_amount"     // the order was reported with another amount
	OrderUnknown    Clue = "order_unknown"    // nobody reported the order
	NoTouch         Clue = "no_touch"         // nothing of the partner's was seen near the order
)

// Found is a clue with what it is about.
type Found struct {
	Clue       Clue
	At         time.Time
	Amount     *money.Amount
	Conversion id.Conversion
	Partner    id.Partner
	Why        string // of what earned nothing
}

// Evidence is what was found of a claimed order.
type Evidence struct {
	Proposal Proposal
	Found    []Found
}

// Weigh says what clues speak for: a claim that is settled or is another's is
// refused, one that the partner's own code or customer proves is credited, and
// a manager looks at all else.
func Weigh(found []Found) Evidence {
	out := Evidence{Proposal: ToLook, Found: found}
	has := map[Clue]bool{}
	for _, f := range found {
		has[f.Clue] = true
	}
	switch {
	case has[TheirsAlready], has[OfAnother]:
		out.Proposal = ToRefuse
	case has[CodeOfAnother], has[BoughtByAnother]:
		out.Proposal = ToLook
		if !has[CodeOfPartner] && !has[BoughtByPartner] && !has[TouchNear] {
			out.Proposal = ToRefuse
		}
	case has[OtherAmount]:
		out.Proposal = ToLook
	case has[CodeOfPartner], has[BoughtByPartner]:
		out.Proposal = ToCredit
	case has[TouchOutside], has[NoTouch] && has[OrderWithout]:
		out.Proposal = ToRefuse
	}
	return out
}
