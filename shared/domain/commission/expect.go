package commission

import "time"

// Confidence is how sure a date is.
type Confidence string

// The degrees.
const (
	Certain Confidence = "certain" // nothing is in the way
	Likely  Confidence = "likely"  // unless the customer gets the money back
	Unknown Confidence = "unknown" // somebody must decide first, or pay
)

// Await is what a commission waits for.
type Await string

// What it may wait for.
const (
	AwaitHoldback Await = "holdback"
	AwaitDecision Await = "decision" // the program approves by hand
	AwaitReview   Await = "review"
	AwaitFunds    Await = "funds"
	AwaitPayout   Await = "payout_run"
	AwaitTransfer Await = "transfer"
	AwaitNothing  Await = ""
)

// Expectation is what a commission waits for, and when it is likely to be
// available and paid; a zero time is one that nobody can say.
type Expectation struct {
	For         Await
	AvailableAt time.Time
	PaidAt      time.Time
	Confidence  Confidence
}

// Schedule says when the first payout run is after a moment; false when runs
// are planned by hand.
type Schedule func(after time.Time) (time.Time, bool)

// Expect says what is next for a commission. What became available less than
// cutoff days before a run waits for the next one.
func (c Commission) Expect(now time.Time, cutoff int, runs Schedule) Expectation {
	e := Expectation{Confidence: Unknown}
	switch c.Status {
	case Held:
		e.For = AwaitReview
	case Approved:
		e.For = AwaitFunds
	case Pending:
		if e.For = AwaitDecision; !c.DueAt.IsZero() {
			e.For, e.AvailableAt, e.Confidence = AwaitHoldback, c.DueAt, Likely
		}
	case Available:
		if e.For, e.AvailableAt, e.Confidence = AwaitPayout, c.ApprovedAt, Certain; c.Payout != "" {
			e.For = AwaitTransfer
			return e
		}
	case Paid, Declined, Reversed:
		return Expectation{Confidence: Certain}
	}
	if e.AvailableAt.IsZero() {
		return e
	}
	from := e.AvailableAt.AddDate(0, 0, cutoff)
	if from.Before(now) {
		from = now
	}
	run, ok := runs(from)
	if ok {
		e.PaidAt = run
	} else if e.For == AwaitPayout {
		e.Confidence = Unknown
	}
	return e
}
