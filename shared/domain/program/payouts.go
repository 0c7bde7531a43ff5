package program

import (
	"slices"
	"time"

	"github.com/tributaryhq/tributary/shared/kernel/money"
)

// Payouts says when and how the program pays.
type Payouts struct {
	MinimumMinor int64    // of the program's currency; below it nothing is paid
	Rail         string   // the default rail: "manual"
	Rails        []string // that partners choose from; none: the default alone
	CutoffDays   int      // what became available later than this many days before a run waits for the next
	Schedule     Schedule
	Weekday      time.Weekday // of weekly runs
	Day          int          // of monthly runs, 1–28
	Fees         []Fee        // what a payout costs, by rail
	PartnerPays  bool         // the fee is taken from the payout instead of borne by the program
	Withdrawals  bool         // partners may ask for what is available at any time
	AutoWithdraw bool         // what they ask for needs no manager's approval
	TaxForms     string       // whether partners must give a tax form: auto, which is empty too, required or off
}

// Schedule says when payout runs are planned.
type Schedule string

// The schedules. An empty one is monthly.
const (
	Weekly       Schedule = "weekly"
	TwiceMonthly Schedule = "twice_monthly" // on the 1st and the 15th
	Monthly      Schedule = "monthly"
	ByHand       Schedule = "manual"
)

// Fee is what a payout by a rail costs: a flat amount and a share, at most Cap.
type Fee struct {
	Rail        string            `json:"rail"`
	FlatMinor   int64             `json:"flat,omitempty"`
	BasisPoints money.BasisPoints `json:"basis_points,omitempty"`
	CapMinor    int64             `json:"cap,omitempty"` // 0 for none
}

// Of returns the fee of an amount.
func (f Fee) Of(a money.Amount) (int64, error) {
	share, err := a.Rate(f.BasisPoints)
	if err != nil {
		return 0, err
	}
	fee := f.FlatMinor + share.Minor()
	if f.CapMinor > 0 {
		fee = min(fee, f.CapMinor)
	}
	return fee, nil
}

// Fee returns what a payout by the rail costs; nothing where nothing was said.
func (p Payouts) Fee(rail string) Fee {
	if i := slices.IndexFunc(p.Fees, func(f Fee) bool { return f.Rail == rail }); i >= 0 {
		return p.Fees[i]
	}
	return Fee{Rail: rail}
}

// Offered are the rails that partners may choose.
func (p Payouts) Offered() []string {
	if len(p.Rails) == 0 {
		return []string{p.Rail}
	}
	return p.Rails
}

// runsOn tells whether a run is planned on a day.
func (p Payouts) runsOn(day time.Time) bool {
	switch p.Schedule {
	case Weekly:
		return day.Weekday() == p.Weekday
	case TwiceMonthly:
		return day.Day() == 1 || day.Day() == 15
	case ByHand:
		return false
	case Monthly, "":
	}
	return day.Day() == max(p.Day, 1)
}

// horizon is more days than lie between two runs of any schedule.
const horizon = 32

// LastRun returns the start, in the program's zone, of the newest day until now
// on which a run is due; false for a program that pays by hand only.
func (p Program) LastRun(now time.Time) (time.Time, bool) { return p.run(now, -1) }

// NextRun returns the start of the first run day at or after a moment.
func (p Program) NextRun(at time.Time) (time.Time, bool) {
	day, ok := p.run(at, 1)
	if ok && day.Before(at) {
		return p.run(day.AddDate(0, 0, 1), 1)
	}
	return day, ok
}

func (p Program) run(from time.Time, step int) (time.Time, bool) {
	local := from.In(p.Location())
	for i := range horizon {
		day := time.Date(local.Year(), local.Month(), local.Day()+i*step, 0, 0, 0, 0, p.Location())
		if p.Payouts.runsOn(day) {
			return day, true
		}
	}
	return time.Time{}, false
}

// valid tells whether the payouts can be run like this.
func (p Payouts) valid() bool {
	known := p.Schedule == "" || slices.Contains([]Schedule{Weekly, TwiceMonthly, Monthly, ByHand}, p.Schedule)
	for i, f := range p.Fees {
		again := slices.IndexFunc(p.Fees, func(o Fee) bool { return o.Rail == f.Rail }) != i
		if again || f.Rail == "" || f.FlatMinor < 0 || f.CapMinor < 0 || f.BasisPoints < 0 || f.BasisPoints > maxFeePoints {
			return false
		}
	}
	return known && p.Day >= 0 && p.Day <= 28 && p.Weekday >= time.Sunday && p.Weekday <= time.Saturday && len(p.Rails) <= maxRails
}

// Bounds of what is stored with the program.
const (
	maxFeePoints = 5_000 // half of the payout
	maxRails     = 20
)
