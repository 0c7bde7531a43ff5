package notice

import "github.com/tributaryhq/tributary/shared/domain/event"

// pipelineKind is what people are told of leads and deals. Leads that came by a
// link or in a file wait for nobody, or come in numbers: nobody is mailed each.
func pipelineKind(e event.Event) Kind {
	switch e.Type { //nolint:exhaustive // the others are told by kindOf
	case event.LeadSubmitted:
		if e.Data[event.Status] == "in_review" {
			return LeadSubmitted
		}
	case event.LeadReferred:
		return LeadReferred
	case event.LeadAnswered:
		return LeadAnswered
	case event.LeadApproved, event.LeadRejected, event.LeadWon, event.LeadLost:
		return LeadDecided
	case event.DealRegistered:
		return DealRegistered
	case event.DealClosed:
		return DealClosed
	case event.DealAccepted, event.DealRejected, event.DealReturned, event.DealWon, event.DealLost:
		return DealDecided
	}
	return ""
}

// toManagers tells whether an event about a partner is told to those who run
// the program instead.
func toManagers(t event.Type) bool {
	switch t { //nolint:exhaustive // all others are told to whom they are about
	case event.TicketAsked, event.WithdrawalAsked, event.CaseOpened, event.ClaimFiled, event.LeadSubmitted, event.LeadAnswered, event.DealRegistered, event.DealClosed:
		return true
	}
	return false
}

// pipeline writes of a lead or a deal: what became of it, and where it stands.
func (w pen) pipeline(k Kind) Letter {
	page := "leads"
	if k == DealRegistered || k == DealClosed || k == DealDecided {
		page = "deals"
	}
	name, id := string(k), page+"?id="+w.event.Subject
	switch k { //nolint:exhaustive // the others have one text
	case LeadDecided, DealDecided, LeadAnswered:
		name += "_" + w.event.Data[event.Status]
	}
	var l Letter
	if toManagers(w.event.Type) {
		l = w.managers(page, id)
	} else {
		l = w.letter(page, id)
	}
	l.says(w, name)
	l.Facts = w.Facts("number", w.event.Data[event.Reference], "name", w.event.Data[event.Name], "stage", w.event.Data[event.Stage], "reason", w.event.Data[event.Reason])
	return l
}
