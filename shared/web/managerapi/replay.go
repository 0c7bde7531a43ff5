package managerapi

import (
	"context"
	"net/http"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

func (a api) replay() httpkit.Noun {
	const path = base + "/replay"
	return httpkit.Noun{Name: "Manager replay", Patterns: []string{path}, Register: func(r *httpkit.API) {
		httpkit.Register(r, httpkit.Op{
			ID: "replay-period", Method: http.MethodPost, Path: path, Access: manager,
			Summary: "What would other rules have cost?",
			Description: "Decides a past period again under other rules, by the functions that decided it and on the touches that were kept with each decision, " +
				"and says what every partner would have earned. It changes nothing.",
		}, in(a, a.runReplay))
		httpkit.Register(r, httpkit.Op{
			ID: "publish-replay", Method: http.MethodPost, Path: path + "/publish", Access: owner,
			Summary: "Make the proposal of a replay the rules from now on",
			Description: "Only with the difference that was seen, and only while it still is the same: replay.changed. " +
				"The attribution changes, and every offer named gets its next version, as of now. What was earned stays.",
		}, in(a, a.publishReplay))
	}}
}

// ReplayProposal is a period, and what would have been the rules in it.
type ReplayProposal struct {
	From        string          `json:"from" format:"date" doc:"First day, in the program's time zone, of the event" example:"2026-11-01"`
	To          string          `json:"to" format:"date" doc:"Last day" example:"2026-11-30"`
	Attribution Attribution     `json:"attribution"`
	Offers      []ProposedOffer `json:"offers,omitempty" maxItems:"50" doc:"Offers that would have paid otherwise; the others stay as they were"`
}

// ProposedOffer is what an offer would have paid.
type ProposedOffer struct {
	OfferID string         `json:"offer_id"`
	Rate    int64          `json:"rate_basis_points,omitempty" minimum:"1" maximum:"10000" doc:"A share, or else"`
	Flat    *httpkit.Money `json:"flat,omitempty" doc:"an amount"`
}

// ReplayDifference is what the proposal would have changed. Amounts are as
// earned, before refunds.
type ReplayDifference struct {
	Conversions int                 `json:"conversions" doc:"How many were decided again"`
	Changed     int                 `json:"changed" doc:"How many of them come out otherwise"`
	Uncovered   int                 `json:"uncovered" doc:"How many could not be decided again because their touches were not kept; they stay as they were"`
	Cut         bool                `json:"cut" doc:"There were more conversions than one replay takes in: choose a shorter period"`
	Then        httpkit.Money       `json:"then" doc:"What was earned"`
	Now         httpkit.Money       `json:"now" doc:"What would have been"`
	Partners    []PartnerDifference `json:"partners" doc:"The greatest change first"`
}

// PartnerDifference is what one partner earned and would have.
type PartnerDifference struct {
	Partner         PartnerRef    `json:"partner"`
	Then            httpkit.Money `json:"then"`
	Now             httpkit.Money `json:"now"`
	ConversionsThen int           `json:"conversions_then"`
	ConversionsNow  int           `json:"conversions_now"`
}

type replayInput struct {
	ProgramPath
	Body ReplayProposal
}

// replayDays is how long a period may be.
const replayDays = 366

func (a api) runReplay(ctx context.Context, s staff, in *replayInput) (*httpkit.Body[ReplayDifference], error) {
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
	out := ReplayDifference{
		Conversions: d.Conversions, Changed: d.Changed, Uncovered: d.Uncovered, Cut: d.Cut,
		Then: httpkit.MoneyOf(d.Then), Now: httpkit.MoneyOf(d.Now), Partners: []PartnerDifference{},
	}
	ids := make([]id.Partner, 0, len(d.Partners))
	for _, p := range d.Partners {
		ids = append(ids, p.Partner)
	}
	names, err := a.names(ctx, ids)
	if err != nil {
		return nil, err
	}
	for _, p := range d.Partners {
		out.Partners = append(out.Partners, PartnerDifference{
			Partner: names[p.Partner], Then: httpkit.MoneyOf(p.Then), Now: httpkit.MoneyOf(p.Now), ConversionsThen: p.ConversionsThen, ConversionsNow: p.ConversionsNow,
		})
	}
	return httpkit.OK(out), nil
}

func replayPeriod(first, last string, zone *time.Location) (from, to time.Time, err error) {
	bad := func(field, message string) error {
		return fault.New(fault.Invalid, "replay.bad_period", "The period cannot be replayed.").With(fault.Field{Location: "body." + field, Message: message})
	}
	if from, err = time.ParseInLocation(time.DateOnly, first, zone); err != nil {
		return from, to, bad("from", "must be a day such as 2026-11-01")
	}
	if to, err = time.ParseInLocation(time.DateOnly, last, zone); err != nil {
		return from, to, bad("to", "must be a day such as 2026-11-30")
	}
	to = to.AddDate(0, 0, 1).Add(-time.Millisecond)
	switch {
	case to.Before(from):
		return from, to, bad("to", "must not be before the first day")
	case to.Sub(from) > replayDays*24*time.Hour:
		return from, to, bad("to", "must be within 366 days of the first")
	}
	return from, to, nil
}

func (in ReplayProposal) proposal(s staff) (conversion.Proposal, error) {
	t := in.Attribution
	x := conversion.Proposal{
		Attribution: program.Attribution{Model: program.Model(t.Model), WindowDays: t.WindowDays, CouponWins: t.CouponWins},
		Offers:      map[id.Offer]conversion.Terms{},
	}
	if t.WindowDays < 1 || t.WindowDays > program.MaxWindowDays {
		return x, fault.New(fault.Invalid, "replay.bad_window", "The window cannot be replayed.").
			With(fault.Field{Location: "body.attribution.window_days", Message: "must be 1 to 400"})
	}
	for _, o := range in.Offers {
		oid, err := parse[id.Offer](o.OfferID, "offer")
		if err != nil {
			return x, err
		}
		terms := conversion.Terms{Rate: money.BasisPoints(o.Rate)}
		if o.Flat != nil {
			terms.FlatMinor = o.Flat.Amount
		}
		if (terms.Rate == 0) == (terms.FlatMinor <= 0) || o.Flat != nil && o.Flat.Currency != string(s.Program.Currency) {
			return x, fault.New(fault.Invalid, "replay.bad_offer", "An offer pays a share, or an amount in the program's currency.").
				With(fault.Field{Location: "body.offers", Message: "must have rate_basis_points or flat"})
		}
		x.Offers[oid] = terms
	}
	return x, nil
}
