package partnerapi

import (
	"context"
	"net/http"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/group"
	"github.com/tributaryhq/tributary/shared/domain/target"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

// Rewards knows tiers and what partners brought. A partner is shown its own
// place and figures only.
type Rewards interface {
	Ladder(ctx context.Context, p id.Program) (group.Ladder, error)
	Moves(ctx context.Context, p id.Program, o id.Partner, r page.Request) (page.Of[group.Move], error)
	Counted(ctx context.Context, p id.Program, o id.Partner, w target.Window) (target.Figures, error)
}

func (a api) rewards() httpkit.Noun {
	const base = programBase + "/rewards"
	return httpkit.Noun{Name: "Partner rewards", Patterns: []string{base}, Register: func(r *httpkit.API) {
		httpkit.Register(r, httpkit.Op{
			ID: "get-rewards", Method: http.MethodGet, Path: base, Access: user, KeyScope: reportsRead,
			Summary: "Your tier, what it brings, and how far the next one is",
		}, inProgram(a, a.getRewards))
		httpkit.Register(r, httpkit.Op{
			ID: "list-tier-changes", Method: http.MethodGet, Path: base + "/history", Access: user, KeyScope: reportsRead,
			Summary: "Your changes of tier, newest first",
		}, inProgram(a, a.listTierChanges))
	}}
}

func (a api) getRewards(ctx context.Context, m member, _ *ProgramPath) (*httpkit.Body[RewardsPage], error) {
	l, err := a.Rewards.Ladder(ctx, m.Program.ID)
	if err != nil {
		return nil, err
	}
	day := clock.Day(a.Clock.Now(), m.Program.Location())
	out := RewardsPage{Currency: string(m.Program.Currency), Upcoming: []NextTier{}}
	now, ok := l.Tier(m.Enrollment.Tier)
	if ok {
		out.Tier = &Tier{tierWords(now), m.Enrollment.TierSince}
	}
	if ok && now.Keep != nil && !m.Enrollment.TierLocked {
		if out.Keep, err = a.progress(ctx, m, *now.Keep, day); err != nil {
			return nil, err
		}
	}
	for _, t := range l.Tiers {
		if t.Archived || ok && t.Ordinal <= now.Ordinal {
			continue
		}
		next := NextTier{TierWords: tierWords(t)}
		if t.Reach != nil && !m.Enrollment.TierLocked {
			if next.Progress, err = a.progress(ctx, m, *t.Reach, day); err != nil {
				return nil, err
			}
		}
		out.Upcoming = append(out.Upcoming, next)
	}
	return httpkit.OK(out), nil
}

func (a api) progress(ctx context.Context, m member, r group.Rule, day string) (*TierProgress, error) {
	w := r.Period.At(day)
	f, err := a.Rewards.Counted(ctx, m.Program.ID, m.Partner, w)
	if err != nil {
		return nil, err
	}
	p := &TierProgress{Goal: Goal{string(r.Metric), r.Threshold}, Period: string(r.Period), Figure: max(f.Of(r.Metric), 0)}
	if r.Period != target.Lifetime {
		p.From, p.To = w.From, w.To
	}
	return p, nil
}

type listTierChangesInput struct {
	ProgramPath
	httpkit.PageQuery
}

func (a api) listTierChanges(ctx context.Context, m member, in *listTierChangesInput) (*httpkit.Body[httpkit.List[TierChange]], error) {
	p, err := a.Rewards.Moves(ctx, m.Program.ID, m.Partner, in.Request())
	if err != nil {
		return nil, err
	}
	out := httpkit.ListOf(p, changeOf)
	kept := out.Data[:0]
	for _, c := range out.Data { // which group a partner is in is the program's affair
		if c.FromTier != c.ToTier {
			kept = append(kept, c)
		}
	}
	out.Data = kept
	return httpkit.OK(out), nil
}

// RewardsPage is where a partner stands on the ladder.
type RewardsPage struct {
	Tier     *Tier         `json:"tier,omitempty" doc:"Absent where you have none"`
	Keep     *TierProgress `json:"keep,omitempty" doc:"What keeps your tier when the period closes"`
	Currency string        `json:"currency" doc:"Of revenue"`
	Upcoming []NextTier    `json:"upcoming" doc:"The tiers above, the next one first"`
}

// TierWords are what a program says of a tier.
type TierWords struct {
	Name       string   `json:"name"`
	Commission string   `json:"commission" doc:"What is earned, in words"`
	Benefits   []string `json:"benefits"`
	Rewards    string   `json:"rewards" doc:"What is given outside the portal"`
}

// Tier is the tier that a partner has.
type Tier struct {
	TierWords
	Since string `json:"since,omitempty" doc:"The day from which you have it"`
}

// NextTier is a tier above.
type NextTier struct {
	TierWords
	Progress *TierProgress `json:"progress,omitempty" doc:"Absent where the program invites partners to it"`
}

// Goal is how much of what is to be brought.
type Goal struct {
	Metric    string `json:"metric" enum:"sales,revenue,conversions,leads"`
	Threshold int64  `json:"threshold" doc:"A number, or minor units of the program's currency for revenue"`
}

// TierProgress is what was brought of a goal in a period.
type TierProgress struct {
	Goal
	Period string `json:"period" enum:"month,quarter,year,lifetime"`
	From   string `json:"from,omitempty" doc:"First day of the period, in the program's time zone"`
	To     string `json:"to,omitempty" doc:"Last day of the period"`
	Figure int64  `json:"figure" doc:"What you brought until now; what is refunded counts no more"`
}

// TierChange is one change of tier.
type TierChange struct {
	At       time.Time `json:"at"`
	FromTier string    `json:"from_tier"`
	ToTier   string    `json:"to_tier"`
	Cause    string    `json:"cause" enum:"joined,reached,missed,manual"`
	Goal     *Goal     `json:"goal,omitempty" doc:"That was reached or missed"`
	From     string    `json:"from,omitempty"`
	To       string    `json:"to,omitempty"`
	Figure   int64     `json:"figure" doc:"What you brought in these days"`
}

func tierWords(t group.Tier) TierWords {
	benefits := t.Benefits
	if benefits == nil {
		benefits = []string{}
	}
	return TierWords{t.Name, t.Commission, benefits, t.Rewards}
}

func changeOf(m group.Move) TierChange {
	c := TierChange{At: m.At, FromTier: m.FromTier, ToTier: m.ToTier, Cause: string(m.Cause), From: m.Window.From, To: m.Window.To, Figure: m.Figure}
	if m.Rule != nil {
		c.Goal = &Goal{string(m.Rule.Metric), m.Rule.Threshold}
	}
	return c
}
