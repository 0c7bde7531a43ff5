package partnerapi

import (
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/domain/report"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
)

// PeriodQuery is a range of days in the program's zone; the last 30 when
// nothing is said.
type PeriodQuery struct {
	Period string `query:"period" enum:"today,7d,30d,week,month,last_month" doc:"A named period; from and to win"`
	From   string `query:"from" format:"date" doc:"First day, in the program's time zone"`
	To     string `query:"to" format:"date" doc:"Last day; today when left out"`
}

func (a api) asked(p program.Program, q PeriodQuery) (report.Asked, error) {
	out := report.Asked{Program: p.ID, Currency: p.Currency}
	var err error
	switch now := a.Clock.Now(); {
	case q.From == "" && q.To == "":
		out.Period, err = report.Named(report.Name(q.Period), now, p.Location())
	case q.To == "":
		out.Period, err = report.Between(q.From, clock.Day(now, p.Location()))
	default:
		out.Period, err = report.Between(q.From, q.To)
	}
	return out, err
}
