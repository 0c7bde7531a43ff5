package managerapi

import (
	"cmp"

	"github.com/tributaryhq/tributary/shared/domain/claim"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/money"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

// Settings is what the program has decided.
type Settings struct {
	ID                string        `json:"id"`
	Slug              string        `json:"slug"`
	Name              string        `json:"name"`
	Website           string        `json:"website"`
	Status            string        `json:"status" enum:"draft,live,paused,closed"`
	Brand             Brand         `json:"brand"`
	Currency          string        `json:"currency"`
	Zone              string        `json:"zone"`
	HoldbackDays      int           `json:"holdback_days"`
	ManualReview      bool          `json:"manual_review" doc:"Every commission waits for a manager"`
	AutoApprove       bool          `json:"auto_approve" doc:"Applicants are let in at once"`
	Contacts          string        `json:"contacts" enum:"none,masked,contact" doc:"What partners see of the customers that they brought"`
	AllowedHosts      []string      `json:"allowed_hosts"`
	Attribution       Attribution   `json:"attribution"`
	MinimumPayout     httpkit.Money `json:"minimum_payout"`
	CutoffDays        int           `json:"cutoff_days"`
	Funding           string        `json:"funding" enum:"direct,network" doc:"network: what is approved waits until the program's money has come"`
	AdjustmentLimit   httpkit.Money `json:"adjustment_limit" doc:"Up to it one manager may correct alone"`
	SummaryStyle      string        `json:"summary_style" enum:"affiliate,network,leads"`
	ClickParam        string        `json:"click_param"`
	ApplyURL          string        `json:"apply_url"`
	PostbackURL       string        `json:"postback_url"`
	PostbackSecretSet bool          `json:"postback_secret_set"`
	PostbackHint      string        `json:"postback_secret_hint,omitempty" doc:"Its first characters"`
	Links             LinkSettings  `json:"links"`
	Portal            Portal        `json:"portal"`
	ClaimDays         int           `json:"claim_days" doc:"Within which claims are answered"`
	Version           int64         `json:"version"`
}

// Attribution says how a conversion finds its partner.
type Attribution struct {
	Model      string `json:"model" enum:"last,first,split"`
	WindowDays int    `json:"window_days" minimum:"1" maximum:"400"`
	CouponWins bool   `json:"coupon_wins"`
}

// SettingsPatch is what to change; what is left out stays.
type SettingsPatch struct {
	Name          *string            `json:"name,omitempty" maxLength:"120"`
	Website       *string            `json:"website,omitempty" maxLength:"500"`
	Brand         *BrandPatch        `json:"brand,omitempty"`
	Currency      *string            `json:"currency,omitempty" maxLength:"3"`
	Zone          *string            `json:"zone,omitempty" maxLength:"64"`
	HoldbackDays  *int               `json:"holdback_days,omitempty" minimum:"0" maximum:"365"`
	ManualReview  *bool              `json:"manual_review,omitempty"`
	AutoApprove   *bool              `json:"auto_approve,omitempty"`
	Contacts      *string            `json:"contacts,omitempty" enum:"none,masked,contact" doc:"contact keeps names and addresses from now on"`
	ClaimDays     *int               `json:"claim_days,omitempty" minimum:"1" maximum:"90"`
	AllowedHosts  *[]string          `json:"allowed_hosts,omitempty" maxItems:"50"`
	Attribution   *Attribution       `json:"attribution,omitempty"`
	MinimumPayout *httpkit.Money     `json:"minimum_payout,omitempty"`
	CutoffDays    *int               `json:"cutoff_days,omitempty" minimum:"0" maximum:"90"`
	Funding       *string            `json:"funding,omitempty" enum:"direct,network"`
	AdjustLimit   *httpkit.Money     `json:"adjustment_limit,omitempty"`
	SummaryStyle  *string            `json:"summary_style,omitempty" enum:"affiliate,network,leads"`
	ClickParam    *string            `json:"click_param,omitempty" maxLength:"32"`
	Links         *LinkSettingsPatch `json:"links,omitempty"`
	Portal        *PortalPatch       `json:"portal,omitempty"`
}

// reachesLinks tells whether links carry a copy of what is changed.
func (in SettingsPatch) reachesLinks() bool {
	return in.Website != nil || in.AllowedHosts != nil || in.ClickParam != nil || in.Attribution != nil || in.Zone != nil || in.Links != nil
}

// apply changes what the patch names.
func (in SettingsPatch) apply(p *program.Program) {
	set(&p.Name, in.Name)
	set(&p.Website, in.Website)
	set(&p.Zone, in.Zone)
	set(&p.ManualReview, in.ManualReview)
	set(&p.AutoApprove, in.AutoApprove)
	set(&p.AllowedHosts, in.AllowedHosts)
	set(&p.SummaryStyle, in.SummaryStyle)
	set(&p.ClickParam, in.ClickParam)
	set(&p.HoldbackDays, in.HoldbackDays)
	set(&p.ClaimDays, in.ClaimDays)
	set(&p.Payouts.CutoffDays, in.CutoffDays)
	if in.Contacts != nil {
		p.Contacts = program.Contacts(*in.Contacts)
	}
	if in.Currency != nil {
		p.Currency = money.Currency(*in.Currency)
	}
	if in.Funding != nil {
		p.Approval.Funding = program.Funding(*in.Funding)
	}
	if in.AdjustLimit != nil {
		p.Approval.AdjustMinor = in.AdjustLimit.Amount
	}
	if in.MinimumPayout != nil {
		p.Payouts.MinimumMinor = in.MinimumPayout.Amount
	}
	if b := in.Brand; b != nil {
		b.apply(p)
	}
	if in.Links != nil {
		in.Links.apply(p)
	}
	if in.Portal != nil {
		in.Portal.apply(p)
	}
	if t := in.Attribution; t != nil {
		p.Attribution = program.Attribution{Model: program.Model(t.Model), WindowDays: t.WindowDays, CouponWins: t.CouponWins}
	}
}

func set[T any](to *T, v *T) {
	if v != nil {
		*to = *v
	}
}

// Routes of other APIs that a manager has to know.
const (
	postbackRoute = "/postback"
	webhookRoute  = "/webhooks/"
	applyPage     = "/apply/"
)

func (a api) applyURL(p program.Program) string { return a.Origin + applyPage + p.Slug }

func (a api) settingsOf(p program.Program, secret program.Secret) Settings {
	return Settings{
		ID: string(p.ID), Slug: p.Slug, Name: p.Name, Website: p.Website, Status: string(p.Status), Brand: a.brandOf(p), Currency: string(p.Currency), Zone: p.Zone,
		HoldbackDays: p.HoldbackDays, ManualReview: p.ManualReview, AutoApprove: p.AutoApprove, Contacts: string(p.Contacts.Level()), AllowedHosts: append([]string{}, p.AllowedHosts...),
		Attribution:   Attribution{Model: string(p.Attribution.Model), WindowDays: p.Attribution.WindowDays, CouponWins: p.Attribution.CouponWins},
		MinimumPayout: moneyOf(p.Payouts.MinimumMinor, p.Currency), CutoffDays: p.Payouts.CutoffDays, Funding: string(cmp.Or(p.Approval.Funding, program.Direct)), AdjustmentLimit: moneyOf(p.Approval.AdjustMinor, p.Currency),
		SummaryStyle: p.SummaryStyle, ClickParam: p.ClickParam,
		ApplyURL: a.applyURL(p), PostbackURL: a.Origin + postbackRoute, PostbackSecretSet: secret.Hash != "", PostbackHint: secret.Hint,
		Links: a.linkSettings(p), Portal: portalOf(p.Portal), Version: p.Version, ClaimDays: cmp.Or(p.ClaimDays, claim.AnswerDays),
	}
}
