package managerapi

import (
	"cmp"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/enrollment"
	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/domain/link"
	"github.com/tributaryhq/tributary/shared/domain/report"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

// Partner is a partner in a list.
type Partner struct {
	ID          string        `json:"id"`
	Name        string        `json:"name"`
	Status      string        `json:"status" enum:"in_review,active,rejected,suspended,banned,left"`
	AppliedAt   time.Time     `json:"applied_at"`
	DecidedAt   time.Time     `json:"decided_at,omitzero"`
	Group       string        `json:"group,omitempty" doc:"Id of the partner's group"`
	Tier        string        `json:"tier,omitempty" doc:"Id of the partner's tier"`
	Tags        []string      `json:"tags"`
	Engagement  string        `json:"engagement" enum:"never,daily,weekly,monthly,seldom" doc:"How often somebody of the partner looked in, in the last 30 days"`
	SeenOn      string        `json:"seen_on,omitempty" format:"date" doc:"The last day (UTC) that somebody did"`
	Clicks      int64         `json:"clicks" doc:"Unique"`
	Conversions int64         `json:"conversions"`
	Revenue     httpkit.Money `json:"revenue"`
	Commissions httpkit.Money `json:"commissions"`
}

// PartnerDetail is one partner.
type PartnerDetail struct {
	ID           string        `json:"id"`
	Name         string        `json:"name"`
	Email        string        `json:"email"`
	Status       string        `json:"status" enum:"in_review,active,rejected,suspended,banned,left"`
	Reason       string        `json:"reason,omitempty" doc:"Of rejected, suspended, banned and left"`
	AppliedAt    time.Time     `json:"applied_at"`
	DecidedAt    time.Time     `json:"decided_at,omitzero"`
	Group        string        `json:"group,omitempty" doc:"Id of the partner's group"`
	Tier         string        `json:"tier,omitempty" doc:"Id of the partner's tier"`
	TierLocked   bool          `json:"tier_locked" doc:"Rules do not move the partner"`
	Tags         []string      `json:"tags"`
	Engagement   string        `json:"engagement" enum:"never,daily,weekly,monthly,seldom" doc:"How often somebody of the partner looked in, in the last 30 days"`
	SeenOn       string        `json:"seen_on,omitempty" format:"date" doc:"The last day (UTC) that somebody did"`
	ReapplyFrom  time.Time     `json:"reapply_from,omitzero" doc:"Of rejected: when they may apply again; absent for never"`
	Unmet        []string      `json:"unmet" enum:"country,mail" doc:"What of the requirements the application did not meet"`
	Website      string        `json:"website,omitempty"`
	Country      string        `json:"country,omitempty"`
	Answers      []Answer      `json:"answers" doc:"Of the application"`
	Referrer     *Referrer     `json:"referrer,omitempty" doc:"Who brought the partner"`
	Current      Figures       `json:"current"`
	Wallet       Wallet        `json:"wallet"`
	Links        []Link        `json:"links"`
	PayoutMethod *PayoutMethod `json:"payout_method,omitempty"`
}

// Figures are a partner's numbers of a period.
type Figures struct {
	Clicks      int64          `json:"clicks" doc:"Unique"`
	Conversions int64          `json:"conversions"`
	Signups     int64          `json:"signups"`
	Leads       int64          `json:"leads"`
	Sales       int64          `json:"sales"`
	Revenue     httpkit.Money  `json:"revenue"`
	Commissions httpkit.Money  `json:"commissions"`
	PerClick    *httpkit.Money `json:"epc,omitempty" doc:"Absent without clicks"`
	Rate        *int64         `json:"conversion_rate_basis_points,omitempty" doc:"Absent without clicks"`
}

// Wallet is where a partner's money stands in the program.
type Wallet struct {
	Currency  string        `json:"currency"`
	Pending   httpkit.Money `json:"pending"`
	Approved  httpkit.Money `json:"approved"`
	Available httpkit.Money `json:"available" doc:"Less what is owed; may be negative"`
	InTransit httpkit.Money `json:"in_transit"`
	Paid      httpkit.Money `json:"paid"`
	Owed      httpkit.Money `json:"owed" doc:"Clawed back and not yet netted"`
}

// Link is one of the partner's links.
type Link struct {
	ID          string    `json:"id"`
	Name        string    `json:"name"`
	URL         string    `json:"url"`
	Destination string    `json:"destination"`
	Default     bool      `json:"default"`
	Holdout     bool      `json:"holdout" doc:"Counts and pays nothing"`
	Active      bool      `json:"active"`
	CreatedAt   time.Time `json:"created_at"`
}

// PayoutMethod is how the partner is paid, masked.
type PayoutMethod struct {
	Rail      string    `json:"rail" enum:"manual"`
	Masked    string    `json:"masked"`
	Usable    bool      `json:"usable" doc:"False after a change, for 72 hours"`
	UpdatedAt time.Time `json:"updated_at"`
}

func (s staff) partner(r enrollment.Row, f report.Figures, today string) Partner {
	return Partner{
		ID: string(r.Partner), Name: r.Name, Status: string(r.Status), AppliedAt: r.AppliedAt, DecidedAt: r.DecidedAt,
		Tags: append([]string{}, r.Tags...), Engagement: string(r.Engagement(today)), SeenOn: r.SeenOn,
		Group: string(r.Group), Tier: string(r.Tier), Clicks: f.Clicks, Conversions: f.Conversions, Revenue: s.money(f.Sold.Minor()), Commissions: s.money(f.Earnings.Minor()),
	}
}

func (s staff) partnerDetail(e enrollment.Enrollment, f report.Figures, b ledger.Balance) PartnerDetail {
	return PartnerDetail{
		ID: string(e.Partner), Name: e.Name, Status: string(e.Status), Reason: e.Reason, AppliedAt: e.AppliedAt, DecidedAt: e.DecidedAt,
		Tags: append([]string{}, e.Tags...), SeenOn: e.SeenOn, ReapplyFrom: e.ReapplyFrom, Unmet: append([]string{}, e.Unmet...),
		Group: string(e.Group), Tier: string(e.Tier), TierLocked: e.TierLocked, Answers: answersOf(e), Links: []Link{},
		Current: Figures{
			Clicks: f.Clicks, Conversions: f.Conversions, Signups: f.Referred, Leads: f.Leads, Sales: f.Sales,
			Revenue: s.money(f.Sold.Minor()), Commissions: s.money(f.Earnings.Minor()), PerClick: maybe(f.EPC), Rate: f.CR,
		},
		Wallet: Wallet{
			Currency: string(s.Program.Currency), Pending: s.money(b.Pending), Approved: s.money(b.Approved), Available: s.money(b.Wallet()),
			InTransit: s.money(b.InTransit), Paid: s.money(b.Paid), Owed: s.money(b.ClawbackDue),
		},
	}
}

// link shows a link on its own domain, else on the program's.
func (s staff) link(origin string, r link.Row) Link {
	if host := cmp.Or(r.Host, s.Program.TrackingHost); host != "" {
		origin = "https://" + host
	}
	return Link{
		ID: string(r.ID), Name: r.Name, URL: origin + "/r/" + r.Key, Destination: r.Destination,
		Default: r.Kind == link.Default, Holdout: r.Kind == link.Holdout, Active: r.Status == link.Active, CreatedAt: r.CreatedAt,
	}
}
