package managerapi

import (
	"context"
	"net/http"
	"strings"

	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/fraud"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

func (a api) fraud() httpkit.Noun {
	const path = base + "/cases"
	return httpkit.Noun{Name: "Manager fraud review", Patterns: []string{path, base + "/fraud-rules"}, Register: func(r *httpkit.API) {
		httpkit.Register(r, httpkit.Op{
			ID: "list-cases", Method: http.MethodGet, Path: path, Access: viewer,
			Summary: "Suspicious conversions, newest first", Description: "What they earned is held until the case is decided. Partners are told that it is under review.",
		}, in(a, a.listCases))
		httpkit.Register(r, httpkit.Op{
			ID: "get-case", Method: http.MethodGet, Path: path + "/{case}", Access: viewer,
			Summary: "One case: the rules that applied, and what each saw",
		}, in(a, a.getCase))
		httpkit.Register(r, httpkit.Op{
			ID: "decide-cases", Method: http.MethodPost, Path: path + "/decide", Access: manager,
			Summary:     "Clear cases, or confirm them as fraud",
			Description: "What a cleared case earned goes its way: it waits for the end of its holdback, or is approved when that is past. What a confirmed one earned is declined, and its partner can be suspended with it. Each is decided by itself; a refusal of one stops no other.",
		}, in(a, a.decideCases))
		httpkit.Register(r, httpkit.Op{
			ID: "get-fraud-rules", Method: http.MethodGet, Path: base + "/fraud-rules", Access: viewer,
			Summary: "What the program looks for, and what each rule adds to the score",
		}, in(a, a.getFraudRules))
		httpkit.Register(r, httpkit.Op{
			ID: "put-fraud-rules", Method: http.MethodPut, Path: base + "/fraud-rules", Access: owner,
			Summary: "Change what the program looks for", Description: "It counts for conversions from then on; open cases stay.",
		}, in(a, a.putFraudRules))
	}}
}

type listCasesInput struct {
	ProgramPath
	Status  string `query:"status" enum:"open,confirmed,cleared" doc:"Only these"`
	Partner string `query:"partner" maxLength:"40" doc:"Only those of this partner"`
	Rule    string `query:"rule" enum:"self_referral,duplicate_account,paid_ads,disposable_mail,too_fast,velocity,interception,data_centre,country_mismatch,possible_double" doc:"Only those to which it applied"`
	Least   int    `query:"least" minimum:"0" maximum:"100" doc:"Only those with so many points"`
	httpkit.PageQuery
}

func (a api) listCases(ctx context.Context, s staff, in *listCasesInput) (*httpkit.Body[httpkit.List[FraudCase]], error) {
	f := fraud.Filter{Status: fraud.Status(in.Status), Partner: id.Partner(in.Partner), Rule: fraud.Rule(in.Rule), Least: in.Least}
	found, err := a.Cases.Cases(ctx, s.Program.ID, f, in.Request())
	if err != nil {
		return nil, err
	}
	var partners []id.Partner
	for _, c := range found.Data {
		partners = append(partners, c.Partner)
	}
	names, err := a.names(ctx, partners)
	if err != nil {
		return nil, err
	}
	return httpkit.OK(httpkit.ListOf(found, func(c fraud.Case) FraudCase { return caseOf(c, names) })), nil
}

// CasePath is one case.
type CasePath struct {
	ProgramPath
	Case string `path:"case" example:"cas_01JD0000000000000000000000"`
}

func (a api) getCase(ctx context.Context, s staff, in *CasePath) (*httpkit.Body[FraudCaseDetail], error) {
	cid, err := parse[id.Case](in.Case, "case")
	if err != nil {
		return nil, err
	}
	c, err := a.Cases.Case(ctx, s.Program.ID, cid)
	if err != nil {
		return nil, err
	}
	name, err := a.name(ctx, c.Partner)
	if err != nil {
		return nil, err
	}
	lines, err := a.Lines.Load(ctx, c.Commissions)
	if err != nil {
		return nil, err
	}
	v := FraudCaseDetail{FraudCase: caseOf(c, map[id.Partner]PartnerRef{c.Partner: name}), ConversionID: string(c.Conversion), Reason: c.Reason, Note: c.Note, DecidedAt: c.DecidedAt, Hits: []FraudHit{}, Commissions: []CommissionLine{}}
	for _, h := range c.Assessment.Hits {
		v.Hits = append(v.Hits, FraudHit{Rule: string(h.Rule), Points: h.Points, Saw: h.Saw})
	}
	for _, l := range lines {
		v.Commissions = append(v.Commissions, CommissionLine{ID: string(l.ID), Amount: httpkit.MoneyOf(l.Amount), Status: string(l.Status)})
	}
	if c.DecidedBy != "" {
		people, err := a.persons(ctx, []id.User{c.DecidedBy})
		if err != nil {
			return nil, err
		}
		by := people[c.DecidedBy]
		v.DecidedBy = &by
	}
	return httpkit.OK(v), nil
}

type decideCasesInput struct {
	ProgramPath
	Body struct {
		IDs     []string `json:"ids" minItems:"1" maxItems:"25"`
		Verdict string   `json:"verdict" enum:"cleared,confirmed"`
		Reason  string   `json:"reason,omitempty" maxLength:"500" doc:"Of confirmed ones; the partner reads it"`
		Note    string   `json:"note,omitempty" maxLength:"1000" doc:"For those who run the program"`
		Suspend bool     `json:"suspend,omitempty" doc:"Suspend the partners of confirmed ones, with the same reason"`
	}
}

func (a api) decideCases(ctx context.Context, s staff, in *decideCasesInput) (*httpkit.Body[BulkResult], error) {
	v := commission.Verdict{Status: fraud.Status(in.Body.Verdict), By: s.User, Reason: strings.TrimSpace(in.Body.Reason), Note: strings.TrimSpace(in.Body.Note)}
	if v.Status == fraud.Confirmed {
		if err := commission.CheckReason(v.Reason); err != nil {
			return nil, err
		}
	} else {
		v.Reason = ""
	}
	out := BulkResult{Data: []BulkLine{}}
	for _, text := range in.Body.IDs {
		line, err := a.decideCase(ctx, s, text, v, in.Body.Suspend)
		if err != nil {
			return nil, err
		}
		if line.OK {
			out.Done++
		} else {
			out.Failed++
		}
		out.Data = append(out.Data, line)
	}
	return httpkit.OK(out), nil
}

// decideCase decides one; what it cannot be decided for is its own line.
func (a api) decideCase(ctx context.Context, s staff, text string, v commission.Verdict, suspend bool) (BulkLine, error) {
	cid, err := parse[id.Case](text, "case")
	var c fraud.Case
	if err == nil {
		c, err = a.Reviewer.Decide(ctx, s.Program.ID, cid, v)
	}
	if err == nil && suspend && v.Status == fraud.Confirmed {
		if _, err = a.Enrollments.Suspend(ctx, s.Program.ID, c.Partner, v.Reason, string(s.User)); fault.Is(err, fault.Conflict) {
			err = nil // it is suspended, or gone
		}
	}
	switch {
	case err == nil:
		return BulkLine{ID: text, OK: true}, nil
	case fault.Is(err, fault.NotFound) || fault.Is(err, fault.Conflict):
		return BulkLine{ID: text, Code: fault.CodeOf(err)}, nil
	}
	return BulkLine{}, err
}
