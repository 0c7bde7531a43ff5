package partnerapi

import (
	"context"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/lead"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

// LeadRow is a lead in a list.
type LeadRow struct {
	ID        string         `json:"id"`
	Source    string         `json:"source" enum:"partner,link,program" doc:"You named it, it signed up by your link, or the program passes it on"`
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
	ID          string           `json:"id"`
	Number      string           `json:"number" example:"L-7K2M9QXA"`
	Source      string           `json:"source" enum:"partner,link,program"`
	Status      string           `json:"status" enum:"in_review,approved,rejected,won,lost"`
	Name        string           `json:"name"`
	Email       string           `json:"email,omitempty"`
	Company     string           `json:"company,omitempty"`
	Answers     []LeadAnswer     `json:"answers"`
	Reason      string           `json:"reason,omitempty" doc:"Why it was rejected or lost"`
	Amount      *httpkit.Money   `json:"amount,omitempty" doc:"What it was won with"`
	History     []LeadStep       `json:"history" doc:"Oldest first"`
	Commissions []LeadCommission `json:"commissions" doc:"What it has earned you"`
	CanEdit     bool             `json:"can_edit" doc:"It is yours and in review"`
	CanAnswer   bool             `json:"can_answer" doc:"The program waits for you to take it"`
	Version     int64            `json:"version"`
	CreatedAt   time.Time        `json:"created_at"`
	UpdatedAt   time.Time        `json:"updated_at"`
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
	From   string    `json:"from" enum:"you,colleague,program,tracking" doc:"tracking: by a sign-up or a sale that was reported"`
	Reason string    `json:"reason,omitempty"`
}

// LeadCommission is a commission that a lead or a deal has earned.
type LeadCommission struct {
	ID     string        `json:"id"`
	Amount httpkit.Money `json:"amount"`
	Status string        `json:"status"`
}

// LeadForm is what is asked for a lead.
type LeadForm struct {
	Fields []LeadField `json:"fields"`
}

// LeadField is one field of the form.
type LeadField struct {
	Key      string   `json:"key"`
	Label    string   `json:"label"`
	Type     string   `json:"type" enum:"input,text,dropdown,checkbox,country"`
	Required bool     `json:"required"`
	Options  []string `json:"options,omitempty" doc:"Of a dropdown"`
}

func leadField(x lead.Field) LeadField {
	return LeadField{Key: x.Key, Label: x.Label, Type: string(x.Type), Required: x.Required, Options: x.Options}
}

func (m member) wonWith(status lead.Status, minor int64) *httpkit.Money {
	if status != lead.Won {
		return nil
	}
	v := m.money(minor)
	return &v
}

func (m member) leadRow(r lead.Row) LeadRow {
	return LeadRow{
		ID: string(r.ID), Source: string(r.Source), Status: string(r.Status), Name: r.Name, Email: r.Email, Company: r.Company,
		Amount: m.wonWith(r.Status, r.Minor), CreatedAt: r.CreatedAt, UpdatedAt: r.UpdatedAt,
	}
}

func (m member) lead(l lead.Lead) Lead {
	v := Lead{
		ID: string(l.ID), Number: l.Number(), Source: string(l.Source), Status: string(l.Status), Name: l.Name, Email: l.Email, Company: l.Company,
		Answers: []LeadAnswer{}, Reason: l.Reason, Amount: m.wonWith(l.Status, l.Minor), History: []LeadStep{}, Commissions: []LeadCommission{},
		CanEdit:   l.Status == lead.InReview && l.Source == lead.FromPartner,
		CanAnswer: l.Status == lead.InReview && l.Source == lead.FromProgram,
		Version:   l.Version, CreatedAt: l.CreatedAt, UpdatedAt: l.UpdatedAt,
	}
	for _, x := range l.Answers {
		v.Answers = append(v.Answers, LeadAnswer(x))
	}
	for _, s := range l.Steps {
		v.History = append(v.History, LeadStep{At: s.At, Act: string(s.Act), From: m.from(s.By, s.Staff), Reason: s.Reason})
	}
	return v
}

// from says whose act it was, without a name of those who run the program.
func (m member) from(by id.User, staff bool) string {
	switch {
	case staff:
		return "program"
	case by == "":
		return "tracking"
	case by == m.User:
		return "you"
	}
	return "colleague"
}

// earned reads those of the commissions that there are.
func (a api) earned(ctx context.Context, m member, ids []id.Commission) ([]LeadCommission, error) {
	found, err := a.Lines.Load(ctx, ids)
	if err != nil {
		return nil, err
	}
	out := []LeadCommission{}
	for _, c := range found {
		if c.Account == m.account() {
			out = append(out, LeadCommission{ID: string(c.ID), Amount: httpkit.MoneyOf(c.Amount), Status: string(c.Status)})
		}
	}
	return out, nil
}
