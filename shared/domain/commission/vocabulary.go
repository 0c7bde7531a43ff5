package commission

// Word is what partners call where a commission stands. Each program's style
// has its own words; the states behind them are the same.
type Word string

// The words of all styles.
const (
	SayPending   Word = "pending"
	SayApproved  Word = "approved"
	SayAvailable Word = "available"
	SayPaid      Word = "paid"
	SayEarned    Word = "earned"
	SayDeclined  Word = "declined"
	SayReversed  Word = "reversed"
)

// Words returns a style's words in the order of a commission's life; of an
// unknown style those of "affiliate".
func Words(style string) []Word {
	switch style {
	case "network":
		return []Word{SayPending, SayAvailable, SayEarned, SayDeclined}
	case "leads":
		return []Word{SayPending, SayPaid, SayDeclined}
	}
	return []Word{SayPending, SayApproved, SayPaid, SayReversed}
}

// Say returns a style's word for a state; negative amounts are what was taken
// back.
func Say(style string, s Status, negative bool) Word {
	switch style {
	case "network":
		return sayNetwork(s)
	case "leads":
		return sayLeads(s)
	}
	if negative {
		return SayReversed
	}
	switch s {
	case Pending, Held:
		return SayPending
	case Approved, Available:
		return SayApproved
	case Paid:
		return SayPaid
	case Declined, Reversed:
	}
	return SayReversed
}

func sayNetwork(s Status) Word {
	switch s {
	case Pending, Held, Approved:
		return SayPending
	case Available:
		return SayAvailable
	case Paid:
		return SayEarned
	case Declined, Reversed:
	}
	return SayDeclined
}

func sayLeads(s Status) Word {
	switch s {
	case Pending, Held, Approved, Available:
		return SayPending
	case Paid:
		return SayPaid
	case Declined, Reversed:
	}
	return SayDeclined
}
