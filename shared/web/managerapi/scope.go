package managerapi

import (
	"context"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/domain/report"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
	"github.com/tributaryhq/tributary/shared/web/auth"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

const base = "/api/m/{program}"

// Who may call.
const (
	viewer  = auth.Viewer
	manager = auth.Manager
	finance = auth.Finance
	owner   = auth.Owner
)

// ProgramPath is the program that everything is of.
type ProgramPath struct {
	Program string `path:"program" doc:"Id of the program" example:"prg_01JD0000000000000000000000"`
}

// staff is an actor in the program for which they work.
type staff struct {
	auth.Actor
	Program program.Program
}

func (s staff) money(minor int64) httpkit.Money { return moneyOf(minor, s.Program.Currency) }

// in hands a request to h with the actor, whom the guard has let in, and the
// program of its path.
func in[I, O any](a api, h func(context.Context, staff, *I) (*O, error)) func(context.Context, *I) (*O, error) {
	return func(ctx context.Context, in *I) (*O, error) {
		actor, err := auth.ActorOf(ctx)
		if err != nil {
			return nil, err
		}
		p, err := a.Programs.Load(ctx, actor.Program)
		if err != nil {
			return nil, err
		}
		return h(ctx, staff{actor, p}, in)
	}
}

// parse reads an id of a path; what is no id names nothing.
func parse[T id.Noun](text, noun string) (T, error) {
	v, err := id.Parse[T](text)
	if err != nil {
		return v, unknown(noun)
	}
	return v, nil
}

func unknown(noun string) error {
	return fault.New(fault.NotFound, noun+".unknown", "There is no such %s.", noun)
}

func moneyOf(minor int64, c money.Currency) httpkit.Money {
	return httpkit.Money{Amount: minor, Currency: string(c)}
}

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

// PartnerRef names a partner.
type PartnerRef struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// namesAtOnce is how many organisations or people one read takes.
const namesAtOnce = 100

// names reads what partners are called; one that is gone is called by its id.
func (a api) names(ctx context.Context, ids []id.Partner) (map[id.Partner]PartnerRef, error) {
	out := map[id.Partner]PartnerRef{}
	var distinct []id.Partner
	for _, p := range ids {
		if _, seen := out[p]; !seen && p != "" {
			out[p] = PartnerRef{ID: string(p), Name: string(p)}
			distinct = append(distinct, p)
		}
	}
	if len(distinct) == 0 {
		return out, nil
	}
	found, err := a.Partners.Names(ctx, distinct...)
	for p, name := range found {
		out[p] = PartnerRef{ID: string(p), Name: name}
	}
	return out, err
}

func (a api) name(ctx context.Context, p id.Partner) (PartnerRef, error) {
	names, err := a.names(ctx, []id.Partner{p})
	return names[p], err
}

// Reason says why.
type Reason struct {
	Reason string `json:"reason" minLength:"1" maxLength:"500" doc:"The partner reads it"`
}

// TimelineStep is one state that was reached, or is expected.
type TimelineStep struct {
	State  string    `json:"state" enum:"recorded,pending,held,approved,available,in_payout,paid,declined,reversed,reserved,queued,sending,processing,exported,failed,reconciling,returned,cancelled"`
	At     time.Time `json:"at,omitzero" doc:"When it was reached, or is expected"`
	Done   bool      `json:"done"`
	Reason string    `json:"reason,omitempty"`
}
