package managerapi

import (
	"context"

	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/domain/offer"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

// ReplayPublication is a proposal, and the difference that was seen of it.
type ReplayPublication struct {
	ReplayProposal

	Seen SeenDifference `json:"seen" doc:"As the replay of the same proposal answered"`
}

// SeenDifference is the sum of a replay.
type SeenDifference struct {
	Conversions int           `json:"conversions"`
	Changed     int           `json:"changed"`
	Then        httpkit.Money `json:"then"`
	Now         httpkit.Money `json:"now"`
}

// PublishedReplay is what was changed.
type PublishedReplay struct {
	Attribution bool     `json:"attribution" doc:"The program's attribution is another now"`
	Offers      []string `json:"offers" doc:"Ids of the offers that have a new version"`
}

type publishReplayInput struct {
	ProgramPath
	Body ReplayPublication
}

// publishReplay makes a proposal the rules from now on, when what its maker saw
// is what it still would have cost. Doing it twice changes nothing more.
func (a api) publishReplay(ctx context.Context, s staff, in *publishReplayInput) (*httpkit.Body[PublishedReplay], error) {
	from, to, err := replayPeriod(in.Body.From, in.Body.To, s.Program.Location())
	if err != nil {
		return nil, err
	}
	x, err := in.Body.proposal(s)
	if err != nil {
		return nil, err
	}
	d, err := a.Replays.Run(ctx, s.Program.ID, from, to, x)
	if err != nil {
		return nil, err
	}
	if (SeenDifference{d.Conversions, d.Changed, httpkit.MoneyOf(d.Then), httpkit.MoneyOf(d.Now)}) != in.Body.Seen {
		return nil, fault.New(fault.Conflict, "replay.changed", "The difference is another by now. Replay the period again, and look at it before you publish.")
	}
	out := PublishedReplay{Offers: []string{}}
	if out.Offers, err = a.publishTerms(ctx, s, x); err != nil {
		return nil, err
	}
	if out.Attribution, err = a.publishAttribution(ctx, s, x.Attribution); err != nil {
		return nil, err
	}
	return httpkit.OK(out), nil
}

func (a api) publishAttribution(ctx context.Context, s staff, to program.Attribution) (bool, error) {
	if s.Program.Attribution == to {
		return false, nil
	}
	p, err := a.Programs.Change(ctx, s.Program.ID, s.Program.Version, func(p *program.Program) { p.Attribution = to })
	if err != nil {
		return false, err
	}
	return true, a.renewLinks(ctx, p)
}

// publishTerms gives every offer of the proposal that pays otherwise by now its
// next version, with what the replay decided by: the new reward for everybody,
// its conditions and caps as they were.
func (a api) publishTerms(ctx context.Context, s staff, x conversion.Proposal) ([]string, error) {
	out := []string{}
	if len(x.Offers) == 0 {
		return out, nil
	}
	offers, versions, err := a.Offers.Store.List(ctx, s.Program.ID)
	if err != nil {
		return nil, err
	}
	for _, o := range offers {
		terms, ok := x.Offers[o.ID]
		now, inForce := offer.InForce(ownVersions(o, versions), a.Clock.Now())
		if !ok || !inForce || o.Status != offer.Published {
			continue
		}
		next := terms.Of(now)
		if next.Term() == now.Term() && len(now.Rules.Rates) == 0 && now.Rules.Volume == nil {
			continue
		}
		if err := a.reviseBy(ctx, s, o.ID, next); err != nil {
			return nil, err
		}
		out = append(out, string(o.ID))
	}
	return out, nil
}

func (a api) reviseBy(ctx context.Context, s staff, o id.Offer, next offer.Version) error {
	next.EffectiveFrom, next.CreatedBy = a.Clock.Now(), string(s.User)
	_, err := a.Offers.Revise(ctx, s.Program.ID, o, next)
	return err
}
