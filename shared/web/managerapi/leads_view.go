package managerapi

import (
	"context"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/domain/lead"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

// LeadRow is a lead in a list.
type LeadRow struct {
	ID        string         `json:"id"`
	Partner   PartnerRef     `json:"partner"`
	Source    string         `json:"source" enum:"partner,link,program" doc:"The partner named it, it signed up by the partner's link, or you passed it on"`
	Status    string         `json:"status" enum:"in_review,approved,rejected,won,lost"`
	Name      string         `json:"name"`
	Email     string         `json:"email,omitempty"`
	Company   string         `json:"company,omitempty"`
	Amount    *httpkit.Money `json:"amount,omitempty" doc:"What it was won with"`
	CreatedAt time.Time      `json:"created_at"`
	UpdatedAt time.Time      `json:"updated_at"`
}

// Lead is a lead with its history.
type Lead struct {
	LeadRow
	Number      string             `json:"number" example:"L-7K2M9QXA"`
	Answers     []LeadAnswer       `json:"answers"`
	Reason      string             `json:"reason,omitempty" doc:"Why it was rejected or lost"`
	History     []LeadStep         `json:"history" doc:"Oldest first"`
	Same        []SameLead         `json:"same" doc:"Open leads of others with the same address: the partner does not see them"`
	Commissions []EarnedCommission `json:"commissions" doc:"What it has earned the partner"`
	Conversion  string             `json:"conversion_id,omitempty" doc:"The reported sale that won it"`
	Version     int64              `json:"version"`
}

// LeadAnswer is what was written into a field of the form.
type LeadAnswer struct {
	Key   string `json:"key"`
	Label string `json:"label"`
	Value string `json:"value"`
}

// LeadStep is one thing that was done with a lead.
type LeadStep struct {
	At     time.Time `json:"at"`
	Act    string    `json:"act" enum:"submitted,edited,approved,rejected,won,lost"`
	Name   string    `json:"name,omitempty" doc:"Of who did it; empty for what was reported"`
	Staff  bool      `json:"staff" doc:"By one who runs the program"`
	Reason string    `json:"reason,omitempty"`
}

// SameLead is another lead with the same address.
type SameLead struct {
	ID      string     `json:"id"`
	Partner PartnerRef `json:"partner"`
}

// EarnedCommission is a commission that a lead or a deal has earned.
type EarnedCommission struct {
	ID     string        `json:"id"`
	Amount httpkit.Money `json:"amount"`
	Status string        `json:"status"`
}

func (s staff) leadRow(r lead.Row, whose PartnerRef) LeadRow {
	v := LeadRow{
		ID: string(r.ID), Partner: whose, Source: string(r.Source), Status: string(r.Status), Name: r.Name, Email: r.Email, Company: r.Company,
		CreatedAt: r.CreatedAt, UpdatedAt: r.UpdatedAt,
	}
	if r.Status == lead.Won {
		won := s.money(r.Minor)
		v.Amount = &won
	}
	return v
}

// shownLead adds to a lead the names of people, whoever else named it, and what
// it has earned.
func (a api) shownLead(ctx context.Context, s staff, l lead.Lead, err error) (*httpkit.Body[Lead], error) {
	if err != nil {
		return nil, err
	}
	var same []lead.Ref
	if l.Open() {
		if same, err = a.Leads.Store.Same(ctx, l.Program, l.Identities()); err != nil {
			return nil, err
		}
	}
	whose := []id.Partner{l.Partner}
	for _, o := range same {
		whose = append(whose, o.Partner)
	}
	names, err := a.names(ctx, whose)
	if err != nil {
		return nil, err
	}
	paid, err := conversion.EarnedByLead(l)
	if err != nil {
		return nil, err
	}
	v := Lead{
		LeadRow: s.leadRow(l.Row(), names[l.Partner]), Number: l.Number(), Answers: []LeadAnswer{}, Reason: l.Reason, History: []LeadStep{},
		Same: []SameLead{}, Conversion: string(l.Conversion), Version: l.Version,
	}
	for _, o := range same {
		if o.Lead != l.ID {
			v.Same = append(v.Same, SameLead{string(o.Lead), names[o.Partner]})
		}
	}
	for _, x := range l.Answers {
		v.Answers = append(v.Answers, LeadAnswer(x))
	}
	var people []id.User
	for _, x := range l.Steps {
		people = append(people, x.By)
	}
	who, err := a.people(ctx, people)
	if err != nil {
		return nil, err
	}
	for _, x := range l.Steps {
		v.History = append(v.History, LeadStep{At: x.At, Act: string(x.Act), Name: who[x.By], Staff: x.Staff, Reason: x.Reason})
	}
	v.Commissions, err = a.earned(ctx, s, paid)
	return httpkit.OK(v), err
}

// people reads what users are called.
func (a api) people(ctx context.Context, ids []id.User) (map[id.User]string, error) {
	out := map[id.User]string{}
	var distinct []id.User
	for _, u := range ids {
		if _, seen := out[u]; !seen && u != "" {
			out[u] = ""
			distinct = append(distinct, u)
		}
	}
	if len(distinct) == 0 {
		return out, nil
	}
	users, err := a.Users.Load(ctx, distinct...)
	for _, u := range users {
		out[u.ID] = u.Name
	}
	return out, err
}

// earned reads those of the commissions that there are.
func (a api) earned(ctx context.Context, s staff, ids []id.Commission) ([]EarnedCommission, error) {
	found, err := a.Lines.Load(ctx, ids)
	if err != nil {
		return nil, err
	}
	out := []EarnedCommission{}
	for _, c := range found {
		if c.Account.Program == s.Program.ID {
			out = append(out, EarnedCommission{ID: string(c.ID), Amount: httpkit.MoneyOf(c.Amount), Status: string(c.Status)})
		}
	}
	return out, nil
}
