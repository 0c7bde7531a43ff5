package lead

import "time"

// Gone is what a lead is called whose person was forgotten.
const Gone = "Forgotten customer"

// Forgotten returns the lead without what names its person, where something
// did. Where it stands and what it has earned stay.
func (l Lead) Forgotten(now time.Time) (Lead, bool) {
	if l.Name == Gone {
		return l, false
	}
	l.Name, l.Email, l.Company, l.Reason, l.Answers, l.Known = Gone, "", "", "", nil, nil
	steps := make([]Step, len(l.Steps))
	for i, s := range l.Steps {
		s.Reason = ""
		steps[i] = s
	}
	l.Steps, l.UpdatedAt, l.Version = steps, now, l.Version+1
	return l, true
}
