package offer

import (
	"strconv"
	"strings"
	"time"

	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Period is over what something is counted, in the program's time zone.
type Period string

// The periods. Weeks begin on Monday.
const (
	Day     Period = "day"
	Week    Period = "week"
	Month   Period = "month"
	Quarter Period = "quarter"
	Year    Period = "year"
	AllTime Period = "all"
)

// CapOf is of whom a cap bounds the commissions.
type CapOf string

// The owners of caps; that of an offer is its budget.
const (
	OfPartner  CapOf = "partner"
	OfCustomer CapOf = "customer"
	OfOffer    CapOf = "offer"
)

// Cap bounds what the offer pays in a period. A soft one, which only a budget
// can be, is held against what the reports say and may be overshot; the others
// never are.
type Cap struct {
	Of    CapOf  `json:"of"`
	Per   Period `json:"per"`
	Minor int64  `json:"minor"`
	Soft  bool   `json:"soft,omitempty"`
}

// The counters, by how their names begin.
const (
	volumePrefix   = "vol:" // minor units that volume steps priced
	countPrefix    = "num:" // events that they priced
	partnerPrefix  = "cap:" // earned by a partner
	customerPrefix = "cus:" // earned by a customer's payments
	budgetPrefix   = "bud:" // earned by everybody
	softPrefix     = "sft:" // the same, as the reports say
)

func (c Cap) prefix() string {
	switch {
	case c.Of == OfCustomer:
		return customerPrefix
	case c.Of == OfOffer && c.Soft:
		return softPrefix
	case c.Of == OfOffer:
		return budgetPrefix
	}
	return partnerPrefix
}

// start returns the first day of the period that t lies in.
func (p Period) start(t time.Time, zone *time.Location) time.Time {
	l := t.In(zone)
	y, m, d := l.Date()
	switch p {
	case Day:
	case Week:
		d -= (int(l.Weekday()) + 6) % 7
	case Month:
		d = 1
	case Quarter:
		m, d = m-(m-1)%3, 1
	case Year:
		m, d = time.January, 1
	case AllTime:
		return time.Time{}
	}
	return time.Date(y, m, d, 12, 0, 0, 0, zone)
}

// before returns the first day of the period before.
func (p Period) before(start time.Time) time.Time {
	switch p {
	case Day:
		return start.AddDate(0, 0, -1)
	case Week:
		return start.AddDate(0, 0, -7)
	case Month:
		return start.AddDate(0, -1, 0)
	case Quarter:
		return start.AddDate(0, -3, 0)
	case Year:
		return start.AddDate(-1, 0, 0)
	case AllTime:
	}
	return start
}

// after returns the first day of the period after.
func (p Period) after(start time.Time) time.Time {
	switch p {
	case Day:
		return start.AddDate(0, 0, 1)
	case Week:
		return start.AddDate(0, 0, 7)
	case Month:
		return start.AddDate(0, 1, 0)
	case Quarter:
		return start.AddDate(0, 3, 0)
	case Year:
		return start.AddDate(1, 0, 0)
	case AllTime:
	}
	return start
}

// name is the period in a counter's name: its kind and its first day.
func (p Period) name(start time.Time, zone *time.Location) string {
	if p == AllTime {
		return string(p)
	}
	return string(p) + clock.Day(start, zone)
}

// counted names the period in which an event counts: its own, or the one before
// the present where that is older, because older counters are forgotten.
func (in Input) counted(p Period) string {
	start, oldest := p.start(in.At, in.Zone), p.before(p.start(in.Now, in.Zone))
	if start.Before(oldest) {
		start = oldest
	}
	return p.name(start, in.Zone)
}

func counterName(prefix string, o id.Offer, period string) string {
	return prefix + string(o) + ":" + period
}

// Counters names the counters that evaluating the version looks at.
func (v Version) Counters(in Input) []string {
	var out []string
	if w := v.Rules.Volume; w != nil {
		out = append(out, counterName(volumePrefix, v.Offer, in.counted(w.Per)), counterName(countPrefix, v.Offer, in.counted(w.Per)))
	}
	for _, c := range v.Rules.Caps {
		out = append(out, v.counter(c, in))
	}
	return out
}

// Sold names the counters of the version's volume, as if so much had been sold;
// none where it has no steps.
func (v Version) Sold(in Input, minor, count int64) map[string]int64 {
	w := v.Rules.Volume
	if w == nil {
		return nil
	}
	per := in.counted(w.Per)
	return map[string]int64{counterName(volumePrefix, v.Offer, per): minor, counterName(countPrefix, v.Offer, per): count}
}

func (v Version) counter(c Cap, in Input) string {
	return counterName(c.prefix(), v.Offer, in.counted(c.Per))
}

// Window is of which offer and which days a budget is.
type Window struct {
	Offer  id.Offer
	Period string // in the counter's name
	Soft   bool
	// The first and the last day; both empty for all time.
	From, To string
}

// Shared tells whether a counter is of all partners together, as budgets are,
// and of what.
func Shared(counter string) (Window, bool) {
	rest, hard := strings.CutPrefix(counter, budgetPrefix)
	if !hard {
		var soft bool
		if rest, soft = strings.CutPrefix(counter, softPrefix); !soft {
			return Window{}, false
		}
	}
	name, period, _ := strings.Cut(rest, ":")
	w := Window{Offer: id.Offer(name), Period: period, Soft: !hard}
	if p, day, ok := named(period); ok {
		w.From = clock.Day(day, time.UTC)
		w.To = clock.Day(p.after(day).AddDate(0, 0, -1), time.UTC)
	}
	return w, true
}

// named reads a period's name; all time has none.
func named(period string) (Period, time.Time, bool) {
	for _, p := range []Period{Day, Week, Month, Quarter, Year} {
		if day, ok := strings.CutPrefix(period, string(p)); ok {
			at, err := clock.ParseDay(day, time.UTC)
			return p, at, err == nil
		}
	}
	return "", time.Time{}, false
}

// OfCustomers tells whether a counter stands with the customer; those of neither
// budgets nor customers stand with the partner.
func OfCustomers(counter string) bool { return strings.HasPrefix(counter, customerPrefix) }

// Forgotten tells whether a counter's period lies before the one that preceded
// the present: nothing counts in it any more.
func Forgotten(counter string, now time.Time, zone *time.Location) bool {
	p, day, ok := named(counter[strings.LastIndex(counter, ":")+1:])
	return ok && clock.Day(day, time.UTC) < clock.Day(p.before(p.start(now, zone)), zone)
}

func text(n int64) string { return strconv.FormatInt(n, 10) }
