package conversion

import (
	"context"
	"slices"
	"time"

	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/page"
)

// Missed is an event that earned its partner nothing, and why. Link and Masked
// are known where the event was the partner's; of one that found nobody it is
// told only that the partner's touch did not count.
type Missed struct {
	ID         id.Conversion
	Kind       Kind
	Reason     string
	Link       id.Link
	Masked     string
	OccurredAt time.Time
}

// Misses lists what earned a partner nothing, newest first.
type Misses interface {
	MissedBy(ctx context.Context, p id.Program, o id.Partner, r page.Request) (page.Of[Missed], error)
}

// Missed returns whose business it is that the event earned nothing; ok is false
// when something was earned, or when it is nobody's to know.
func (r Record) Missed() (o id.Partner, m Missed, ok bool) {
	m = Missed{ID: r.ID, Kind: r.Report.Kind, OccurredAt: r.Report.OccurredAt}
	switch {
	case r.Report.takesBack() || len(r.Verdict.Commissions) > 0:
		return "", m, false
	case r.Verdict.Result == Accepted:
		m.Reason, m.Link, m.Masked = r.Verdict.Reason, r.Link, r.Report.Masked
		return r.Partner, m, r.Partner != ""
	case r.Verdict.Result != Unattributed:
		return "", m, false
	}
	i := slices.IndexFunc(r.Candidates, func(c Candidate) bool {
		return c.Partner != "" && slices.Contains([]Finding{TooOld, NotActive, AfterEvent, NotValid}, c.Finding)
	})
	if i < 0 {
		return "", m, false
	}
	c := r.Candidates[i]
	m.Reason, m.Link = string(c.Finding), c.Link
	return c.Partner, m, true
}
