package payout

import (
	"slices"
	"time"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
)

// Approval is who has let the money of a run or a withdrawal go.
type Approval struct {
	By   []string  `json:"by,omitempty"` // those who signed, in order
	At   time.Time `json:"at,omitzero"`  // since when it is enough
	Self bool      `json:"self,omitempty"`
}

// Done tells whether the money may go.
func (a Approval) Done() bool { return !a.At.IsZero() }

// Last is who signed last.
func (a Approval) Last() string {
	if len(a.By) == 0 {
		return ""
	}
	return a.By[len(a.By)-1]
}

// Approver is who wants to let money go, and what is known of the sign-in.
type Approver struct {
	User   string
	Others bool // somebody else may approve too
	Fresh  bool // the password was shown just now
	Second bool // and a second factor
}

// sign adds an approver's signature to what maker has made. From the moment that
// two people may approve, the maker cannot be the first to sign; whoever had a
// hand in it (hands: a changed account, a commission given by hand) needs
// another's signature beside the own. A sole approver has shown the password
// just now, and is marked as such.
func (who Approver) sign(a Approval, maker string, hands []string, now time.Time) (Approval, error) {
	another := slices.ContainsFunc(a.By, func(u string) bool { return u != who.User })
	switch {
	case !who.Others && !who.Fresh:
		return a, fault.New(fault.Forbidden, "auth.reauthenticate", "Please confirm with your password that it is you.")
	case !who.Others:
		a.Self = true
	case who.User == maker && !another:
		return a, fault.New(fault.Forbidden, "batch.four_eyes", "Another person must approve what you made.")
	case slices.Contains(hands, who.User) && !another:
		if slices.Contains(a.By, who.User) {
			return a, fault.New(fault.Conflict, "batch.second_person", "You have approved it. Because you had a hand in it, another person must approve it too.")
		}
		a.By = append(slices.Clone(a.By), who.User)
		return a, nil
	}
	a.By = append(slices.Clone(a.By), who.User)
	a.At = now
	return a, nil
}

// proved refuses an approver without a second factor where the installation asks
// for one before money leaves by any rail but by hand.
func (r Runner) proved(who Approver, rail string) error {
	if r.SecondFactor && rail != Manual && !who.Second {
		return fault.New(fault.Forbidden, "second_factor.required", "Confirm with your second factor before money leaves.")
	}
	return nil
}
