package managerapi

import (
	"cmp"
	"context"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/fraud"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

// FraudCase is a suspicious conversion in a list.
type FraudCase struct {
	ID       string         `json:"id"`
	Status   string         `json:"status" enum:"open,confirmed,cleared"`
	Partner  PartnerRef     `json:"partner"`
	OrderID  string         `json:"order_id"`
	Customer string         `json:"customer,omitempty" doc:"Masked"`
	Amount   *httpkit.Money `json:"amount,omitempty" doc:"Of the sale"`
	Earned   httpkit.Money  `json:"earned" doc:"What is held, or was"`
	Score    int            `json:"score" minimum:"0" maximum:"100"`
	Rules    []string       `json:"rules" doc:"Those that applied, the gravest first"`
	OpenedAt time.Time      `json:"opened_at"`
}

// FraudCaseDetail is one case with why it opened and how it ended.
type FraudCaseDetail struct {
	FraudCase

	ConversionID string           `json:"conversion_id"`
	Hits         []FraudHit       `json:"hits"`
	Commissions  []CommissionLine `json:"commissions" doc:"As they are now"`
	DecidedBy    *PersonRef       `json:"decided_by,omitempty"`
	DecidedAt    time.Time        `json:"decided_at,omitzero"`
	Reason       string           `json:"reason,omitempty" doc:"As the partner reads it"`
	Note         string           `json:"note,omitempty"`
}

// FraudHit is one rule that applied.
type FraudHit struct {
	Rule   string            `json:"rule"`
	Points int               `json:"points"`
	Saw    map[string]string `json:"saw,omitempty" doc:"What it looked at"`
}

func caseOf(c fraud.Case, names map[id.Partner]PartnerRef) FraudCase {
	v := FraudCase{
		ID: string(c.ID), Status: string(c.Status), Partner: names[c.Partner], OrderID: c.Order, Customer: c.Masked, Amount: maybe(c.Amount),
		Earned: httpkit.MoneyOf(c.Earned), Score: c.Assessment.Score, Rules: []string{}, OpenedAt: c.OpenedAt,
	}
	for _, h := range c.Assessment.Hits {
		v.Rules = append(v.Rules, string(h.Rule))
	}
	return v
}

// FraudRules is what a program looks for.
type FraudRules struct {
	On          bool        `json:"on"`
	Threshold   int         `json:"threshold" minimum:"1" maximum:"100" doc:"Points from which a case opens"`
	PerHour     int         `json:"per_hour" minimum:"1" maximum:"100000" doc:"Conversions of a partner in an hour that are no surprise"`
	FastSeconds int         `json:"fast_seconds" minimum:"1" maximum:"3600" doc:"Within which nobody buys after a click"`
	Rules       []FraudRule `json:"rules" maxItems:"50"`
}

// FraudRule is what one rule adds to the score; 0 switches it off.
type FraudRule struct {
	Rule   string `json:"rule" enum:"self_referral,duplicate_account,paid_ads,disposable_mail,too_fast,velocity,interception,data_centre,country_mismatch,possible_double"`
	Points int    `json:"points" minimum:"0" maximum:"100"`
	Usual  int    `json:"usual,omitempty" readOnly:"true" doc:"What it adds where the program says nothing"`
}

func fraudRulesOf(s program.Screening) FraudRules {
	v := FraudRules{
		On: !s.Off, Threshold: cmp.Or(s.Threshold, fraud.Threshold), PerHour: cmp.Or(s.PerHour, fraud.PerHour), FastSeconds: cmp.Or(s.FastSeconds, fraud.FastSeconds), Rules: []FraudRule{},
	}
	for _, r := range fraud.Rules() {
		points, said := s.Weights[string(r)]
		if !said {
			points = r.Weight()
		}
		v.Rules = append(v.Rules, FraudRule{Rule: string(r), Points: points, Usual: r.Weight()})
	}
	return v
}

func (a api) getFraudRules(_ context.Context, s staff, _ *ProgramPath) (*httpkit.Body[FraudRules], error) {
	return httpkit.OK(fraudRulesOf(s.Program.Screening)), nil
}

type putFraudRulesInput struct {
	ProgramPath
	Body FraudRules
}

func (a api) putFraudRules(ctx context.Context, s staff, in *putFraudRulesInput) (*httpkit.Body[FraudRules], error) {
	n := program.Screening{Off: !in.Body.On, Threshold: in.Body.Threshold, PerHour: in.Body.PerHour, FastSeconds: in.Body.FastSeconds, Weights: map[string]int{}}
	for _, r := range in.Body.Rules {
		if r.Points != fraud.Rule(r.Rule).Weight() {
			n.Weights[r.Rule] = r.Points
		}
	}
	p, err := a.Programs.Change(ctx, s.Program.ID, 0, func(p *program.Program) { p.Screening = n })
	if err != nil {
		return nil, err
	}
	return httpkit.OK(fraudRulesOf(p.Screening)), nil
}
