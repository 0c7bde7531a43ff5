package notice

import "github.com/tributaryhq/tributary/shared/domain/event"

// claims writes of orders that a partner misses, and of conversions that wait
// for a manager's eye.
func (w pen) claims(k Kind) Letter {
	d := w.event.Data
	var l Letter
	switch k {
	case CaseOpened:
		l = w.managers("cases", "fraud?id="+w.event.Subject)
		l.says(w, string(k))
		l.Facts = w.Facts("commission", w.amount(event.Payout))
	case ClaimFiled:
		l = w.managers("claims", "claims?id="+w.event.Subject)
		l.says(w, string(k))
		l.Facts = w.Facts("order", d[event.Name], "amount", w.amount(event.Amount), "number", d[event.Reference])
	default:
		l = w.letter("claims", "claims?id="+w.event.Subject)
		name := string(ClaimAnswered)
		if d[event.Status] == "credited" {
			name = "claim_credited"
		}
		l.says(w, name)
		l.Facts = w.Facts("order", d[event.Name], "amount", w.amount(event.Amount), "reason", d[event.Reason])
	}
	return l
}
