package deal

import "time"

// Forgotten returns the deal without the person whom one spoke to, and without
// free text that may name them, where there is any. The company stays: it is
// nobody's name.
func (d Deal) Forgotten(now time.Time) (Deal, bool) {
	if d.Contact == "" && d.Email == "" {
		return d, false
	}
	d.Contact, d.Email, d.Text, d.Reason = "", "", "", ""
	steps := make([]Step, len(d.Steps))
	for i, s := range d.Steps {
		s.Reason = ""
		steps[i] = s
	}
	d.Steps, d.UpdatedAt, d.Version = steps, now, d.Version+1
	return d, true
}
