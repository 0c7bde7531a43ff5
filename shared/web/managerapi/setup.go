package managerapi

import (
	"context"
	"slices"

	"github.com/tributaryhq/tributary/shared/domain/apikey"
	"github.com/tributaryhq/tributary/shared/domain/enrollment"
	"github.com/tributaryhq/tributary/shared/domain/offer"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

// Setup is the checklist of a new program.
type Setup struct {
	Steps       []SetupStep `json:"steps" doc:"In the order in which they are best done"`
	Complete    bool        `json:"complete" doc:"Nothing is left that has to be done"`
	Status      string      `json:"status" enum:"draft,live,paused,closed"`
	ApplyURL    string      `json:"apply_url" doc:"Where partners apply"`
	PostbackURL string      `json:"postback_url" doc:"Where conversions are reported"`
}

// SetupStep is one line of it.
type SetupStep struct {
	Key      string `json:"key" enum:"basics,brand,offer,integration,live,partner,test"`
	Done     bool   `json:"done" doc:"Found in the program as it stands; nobody ticks it"`
	Optional bool   `json:"optional" doc:"The program works without it"`
}

// setupSteps are the steps of the checklist, in their order.
func setupSteps() []string {
	return []string{"basics", "brand", "offer", "integration", "live", "partner", "test"}
}

// defaultColor is what a program has whose brand nobody has chosen.
const defaultColor = "#0f766e"

func (a api) getSetup(ctx context.Context, s staff, _ *ProgramPath) (*httpkit.Body[Setup], error) {
	p := s.Program
	offers, _, err := a.Offers.Store.List(ctx, p.ID)
	if err != nil {
		return nil, err
	}
	connected, err := a.connected(ctx, s)
	if err != nil {
		return nil, err
	}
	partners, err := a.Places.OfProgram(ctx, p.ID, enrollment.Filter{Status: enrollment.Active}, page.Request{Limit: 1})
	if err != nil {
		return nil, err
	}
	tried, err := a.tried(ctx, p)
	if err != nil {
		return nil, err
	}
	published := slices.ContainsFunc(offers, func(o offer.Offer) bool { return o.Status == offer.Published })
	done := map[string]bool{
		"basics": p.Website != "" && len(p.AllowedHosts) > 0, "brand": p.Brand.LogoURL != "" || p.Brand.Color != defaultColor,
		"offer": published, "integration": connected, "partner": len(partners.Data) > 0, "test": tried, "live": p.Status != program.Draft,
	}
	v := Setup{Steps: []SetupStep{}, Complete: true, Status: string(p.Status), ApplyURL: a.applyURL(p), PostbackURL: a.Origin + postbackRoute}
	for _, key := range setupSteps() {
		step := SetupStep{Key: key, Done: done[key], Optional: key == "brand"}
		v.Steps = append(v.Steps, step)
		v.Complete = v.Complete && (step.Done || step.Optional)
	}
	return httpkit.OK(v), nil
}

// connected tells whether one of the four ways to report is open: a postback
// secret, a provider, or a key for the shop's pages or servers.
func (a api) connected(ctx context.Context, s staff) (bool, error) {
	secret, err := a.Secrets.Current(ctx, s.Program.ID)
	if err != nil || secret.Hash != "" {
		return secret.Hash != "", err
	}
	if joined, err := a.joined(ctx, s.Program.ID); err != nil || joined {
		return joined, err
	}
	keys, err := a.Keys.List(ctx, s.keyOwner())
	return slices.ContainsFunc(keys, func(k apikey.Key) bool { return a.apiKeyOf(k).Status == "active" }), err
}

// tried tells whether the way from a click to a commission was proven: by the
// doctor, or by reports of the last days.
func (a api) tried(ctx context.Context, p program.Program) (bool, error) {
	if p.PostbackSet {
		return true, nil
	}
	asked, err := a.asked(p, PeriodQuery{})
	if err != nil {
		return false, err
	}
	recent, err := a.Reports.Whole(ctx, asked)
	return recent.Now.Conversions > 0, err
}

// proven remembers that the doctor's run came through, for the checklist.
// Whoever changes the program at that moment wins: the next run says it again.
func (a api) proven(ctx context.Context, s staff) error {
	if s.Program.PostbackSet {
		return nil
	}
	_, err := a.Programs.Change(ctx, s.Program.ID, s.Program.Version, func(p *program.Program) { p.PostbackSet = true })
	return err
}
