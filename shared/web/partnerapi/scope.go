package partnerapi

import (
	"context"

	"github.com/tributaryhq/tributary/shared/domain/enrollment"
	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
	"github.com/tributaryhq/tributary/shared/web/auth"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

const (
	partnerBase = "/api/p/{partner}"
	programBase = partnerBase + "/programs/{program}"
)

// Who may call: everybody of the organisation, or its admins.
const (
	user  = auth.PartnerUser
	admin = auth.PartnerAdmin
)

// PartnerPath is the organisation that everything belongs to.
type PartnerPath struct {
	Partner string `path:"partner" doc:"Id of your organisation" example:"ptr_01JD0000000000000000000000"`
}

// ProgramPath is a program in which the partner is enrolled.
type ProgramPath struct {
	PartnerPath
	Program string `path:"program" example:"prg_01JD0000000000000000000000"`
}

func (p ProgramPath) program() string { return p.Program }

// member is an actor in a program in which their organisation has a place.
type member struct {
	auth.Actor
	Program    program.Program
	Enrollment enrollment.Enrollment
}

func (m member) account() ledger.Account {
	return ledger.Account{Program: m.Program.ID, Partner: m.Partner, Currency: m.Program.Currency}
}

func (m member) money(minor int64) httpkit.Money {
	return httpkit.Money{Amount: minor, Currency: string(m.Program.Currency)}
}

// ofPartner hands a request to h with its actor, whom the guard has let in.
func ofPartner[I, O any](h func(context.Context, auth.Actor, *I) (*O, error)) func(context.Context, *I) (*O, error) {
	return func(ctx context.Context, in *I) (*O, error) {
		actor, err := auth.ActorOf(ctx)
		if err != nil {
			return nil, err
		}
		return h(ctx, actor, in)
	}
}

// inProgram hands a request to h when the organisation has a place in the
// program of its path, and nothing to sign; for others there is no such program.
func inProgram[I interface{ program() string }, O any](a api, h func(context.Context, member, *I) (*O, error)) func(context.Context, *I) (*O, error) {
	return ofPartner(func(ctx context.Context, actor auth.Actor, in *I) (*O, error) {
		m, err := a.enter(ctx, actor, (*in).program())
		if err == nil {
			err = a.gate(ctx, m)
		}
		if err != nil {
			return nil, err
		}
		return h(ctx, m, in)
	})
}

// needs hands a request to h where the program has the feature; elsewhere it is
// Forbidden "feature.off".
func needs[I, O any](f program.Feature, h func(context.Context, member, *I) (*O, error)) func(context.Context, member, *I) (*O, error) {
	return func(ctx context.Context, m member, in *I) (*O, error) {
		if err := m.Program.Need(f); err != nil {
			return nil, err
		}
		return h(ctx, m, in)
	}
}

// enter finds the partner's place in a program. Whoever only applied, or was
// turned down, has none yet.
func (a api) enter(ctx context.Context, actor auth.Actor, text string) (member, error) {
	p, err := parse[id.Program](text, "program")
	if err != nil {
		return member{}, err
	}
	unknown := fault.New(fault.NotFound, "program.unknown", "There is no such program.")
	e, err := a.Enrollments.Load(ctx, p, actor.Partner)
	if fault.Is(err, fault.NotFound) || err == nil && !e.Status.Entered() {
		return member{}, unknown
	}
	if err != nil {
		return member{}, err
	}
	programs, err := a.Programs.Load(ctx, p)
	if err != nil {
		return member{}, err
	}
	if len(programs) == 0 {
		return member{}, unknown
	}
	return member{Actor: actor, Program: programs[0], Enrollment: e}, nil
}

// parse reads an id of a path; what is no id names nothing.
func parse[T id.Noun](text, noun string) (T, error) {
	v, err := id.Parse[T](text)
	if err != nil {
		return v, fault.New(fault.NotFound, noun+".unknown", "There is no such %s.", noun)
	}
	return v, nil
}

func moneyOf(minor int64, c money.Currency) httpkit.Money {
	return httpkit.Money{Amount: minor, Currency: string(c)}
}
