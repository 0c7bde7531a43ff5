package fraud

import (
	"strconv"
	"time"
)

// Hit is one rule that applied, and what it saw.
type Hit struct {
	Rule   Rule              `json:"r"`
	Points int               `json:"p"`
	Saw    map[string]string `json:"s,omitempty"`
}

// Assessment is how suspicious something is, and why: the points of its hits,
// 100 at most.
type Assessment struct {
	Score int   `json:"n"`
	Hits  []Hit `json:"h,omitempty"`
}

// Assess sums up the rules that apply. It is the whole of the score and looks at
// nothing else.
func Assess(s Settings, f Facts) Assessment {
	var a Assessment
	if s.Off {
		return a
	}
	for _, r := range Rules() {
		saw, applies := f.look(r, s)
		if n := s.weight(r); applies && n > 0 {
			a.Hits = append(a.Hits, Hit{Rule: r, Points: n, Saw: saw})
			a.Score += n
		}
	}
	a.Score = min(a.Score, MostPoints)
	return a
}

// Suspicious tells whether the score opens a case.
func (a Assessment) Suspicious(s Settings) bool {
	return !s.Off && len(a.Hits) > 0 && a.Score >= orElse(s.Threshold, Threshold)
}

// look tells whether a rule applies, and what it saw.
func (f Facts) look(r Rule, s Settings) (saw map[string]string, applies bool) {
	switch r {
	case SelfReferral:
		return nil, f.Self
	case Duplicate:
		return nil, f.OtherSelf
	case PaidAds:
		return map[string]string{"network": f.Paid}, f.Paid != ""
	case DisposableMail:
		return map[string]string{"domain": f.MailDomain}, Disposable(f.MailDomain)
	case TooFast:
		limit := time.Duration(orElse(s.FastSeconds, FastSeconds)) * time.Second
		return map[string]string{"after": f.SinceClick.Round(time.Millisecond).String()}, f.SinceClick >= 0 && f.SinceClick < limit
	case Velocity:
		limit := orElse(s.PerHour, PerHour)
		return map[string]string{"this_hour": strconv.Itoa(f.ThisHour), "expected": strconv.Itoa(limit)}, f.ThisHour > limit
	case Interception:
		how := "at_checkout"
		if f.TookFrom {
			how = "code_over_click"
		}
		return map[string]string{"how": how}, f.AtCheckout || f.TookFrom
	case DataCentre:
		return nil, f.DataCentre
	case CountryMismatch:
		return map[string]string{"customer": f.Country, "click": f.ClickCountry}, f.Country != "" && f.ClickCountry != "" && f.Country != f.ClickCountry
	case PossibleDouble:
		return nil, f.Twice
	}
	return nil, false
}

func orElse(n, otherwise int) int {
	if n == 0 {
		return otherwise
	}
	return n
}

// paceBase keeps an hour and a count apart in one number.
const paceBase = 1_000_000

// Pace counts one more of an hour in a number that forgets the hours before.
func Pace(counter int64, now time.Time) (next int64, thisHour int) {
	hour := now.Unix() / 3600
	n := int64(0)
	if counter/paceBase == hour {
		n = counter % paceBase
	}
	n = min(n+1, paceBase-1)
	return hour*paceBase + n, int(n)
}
