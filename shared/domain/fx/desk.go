package fx

import (
	"context"
	"slices"

	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
)

const (
	tries    = 5
	maxSheet = 200 // rates of one day
)

// Desk is where rates are entered.
type Desk struct {
	Store Store
	Clock clock.Clock
}

// Enter keeps rates in a book, each on its day. A pair that the day has already
// is replaced, from now on: what was converted stays as it was. It returns how
// many are new or changed; entering the same again changes nothing.
func (d Desk) Enter(ctx context.Context, b Book, rates ...Rate) (int, error) {
	today := d.Clock.Now().AddDate(0, 0, 1).Format("2006-01-02") // the day may have begun elsewhere
	byDay := map[string][]Rate{}
	for _, r := range rates {
		if r.Day > today {
			return 0, fault.New(fault.Invalid, "fx.bad_rate", "A rate cannot be of a day to come.").
				With(fault.Field{Location: "body.day", Message: "must not lie ahead"})
		}
		byDay[r.Day] = append(byDay[r.Day], r)
	}
	days := make([]string, 0, len(byDay))
	for day := range byDay {
		days = append(days, day)
	}
	slices.Sort(days)
	total := 0
	for _, day := range days {
		n, err := d.day(ctx, b, day, byDay[day])
		if total += n; err != nil {
			return total, err
		}
	}
	return total, nil
}

// day merges rates into a day's sheet.
func (d Desk) day(ctx context.Context, b Book, day string, rates []Rate) (int, error) {
	var err error
	for range tries {
		sheets, rerr := d.Store.Sheets(ctx, b, day, day)
		if rerr != nil {
			return 0, rerr
		}
		was := Sheet{Book: b, Day: day}
		if len(sheets) > 0 {
			was = sheets[0]
		}
		is, n := was.with(rates)
		if n == 0 {
			return 0, nil
		}
		if len(is.Rates) > maxSheet {
			return 0, fault.New(fault.Invalid, "fx.too_many", "A day can have %d rates at most.", maxSheet)
		}
		if err = d.Store.Save(ctx, was, is); err == nil {
			return n, nil
		}
		if !fault.Is(err, fault.Conflict) {
			return 0, err
		}
	}
	return 0, err
}

// with is the sheet with rates added, and how many of them changed it.
func (s Sheet) with(rates []Rate) (Sheet, int) {
	n := 0
	s.Rates = slices.Clone(s.Rates)
	for _, r := range rates {
		i := slices.IndexFunc(s.Rates, func(o Rate) bool {
			return o.From == r.From && o.To == r.To || o.From == r.To && o.To == r.From
		})
		switch {
		case i < 0:
			s.Rates = append(s.Rates, r)
		case s.Rates[i] == r:
			continue
		default:
			s.Rates[i] = r
		}
		n++
	}
	s.Version++
	return s, n
}
