package partnerapi

import (
	"time"

	"github.com/tributaryhq/tributary/shared/domain/deal"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

// DealInput is a deal as it is filled in.
type DealInput struct {
	Name    string        `json:"name" minLength:"1" maxLength:"120" doc:"What you want to sell"`
	Company string        `json:"company" minLength:"1" maxLength:"120" doc:"The customer"`
	Website string        `json:"website,omitempty" maxLength:"200" doc:"The customer's, as fernhill.io: by it other deals about the same customer are found"`
	Contact string        `json:"contact,omitempty" maxLength:"120" doc:"Whom you speak to"`
	Email   string        `json:"email,omitempty" maxLength:"254" doc:"Of the contact"`
	Text    string        `json:"text,omitempty" maxLength:"4000"`
	Value   httpkit.Money `json:"value" doc:"What it is worth, in any currency"`
}

func (i DealInput) draft() (deal.Draft, error) {
	value, err := i.Value.Parse()
	if err != nil {
		return deal.Draft{}, err
	}
	return deal.Draft{
		Name: i.Name, Company: i.Company, Website: i.Website, Contact: i.Contact, Email: i.Email, Text: i.Text,
		Minor: value.Minor(), Currency: value.Currency(),
	}, nil
}

// DealRow is a deal in a list.
type DealRow struct {
	ID        string        `json:"id"`
	Status    string        `json:"status" enum:"registered,rejected,open,closing,won,lost,expired" doc:"closing: you say that it is won, and the program has to confirm it"`
	Stage     string        `json:"stage" doc:"By its id"`
	Name      string        `json:"name"`
	Company   string        `json:"company"`
	Value     httpkit.Money `json:"value"`
	ExpiresAt time.Time     `json:"expires_at,omitzero" doc:"Until then the customer is kept for you"`
	CreatedAt time.Time     `json:"created_at"`
	UpdatedAt time.Time     `json:"updated_at"`
}

// Deal is a deal with its history.
type Deal struct {
	DealRow
	Number      string           `json:"number" example:"D-7K2M9QXA"`
	Website     string           `json:"website,omitempty"`
	Contact     string           `json:"contact,omitempty"`
	Email       string           `json:"email,omitempty"`
	Text        string           `json:"text,omitempty"`
	Reason      string           `json:"reason,omitempty" doc:"Why it was rejected, returned or lost"`
	History     []DealStep       `json:"history" doc:"Oldest first"`
	Commissions []LeadCommission `json:"commissions" doc:"What it has earned you"`
	Version     int64            `json:"version"`
}

// DealStep is one thing that was done with a deal.
type DealStep struct {
	At     time.Time `json:"at"`
	Act    string    `json:"act" enum:"registered,edited,accepted,rejected,moved,closed,returned,won,lost,renewed"`
	From   string    `json:"from" enum:"you,colleague,program,tracking"`
	Stage  string    `json:"stage,omitempty" doc:"Where it moved to, as the stage was called then"`
	Reason string    `json:"reason,omitempty"`
}

// DealStages is how the program's deals go.
type DealStages struct {
	Days   int         `json:"days" doc:"How long an accepted deal keeps its customer"`
	Stages []DealStage `json:"stages" doc:"First to last"`
}

// DealStage is one stage.
type DealStage struct {
	ID        string `json:"id"`
	Name      string `json:"name"`
	ByProgram bool   `json:"by_program" doc:"Only the program moves deals there"`
}

func dealRow(r deal.Row, now time.Time) DealRow {
	return DealRow{
		ID: string(r.ID), Status: string(r.At(now)), Stage: r.Stage, Name: r.Name, Company: r.Company,
		Value: moneyOf(r.Minor, r.Currency), ExpiresAt: r.ExpiresAt, CreatedAt: r.CreatedAt, UpdatedAt: r.UpdatedAt,
	}
}

func (m member) deal(d deal.Deal, now time.Time) Deal {
	v := Deal{
		DealRow: dealRow(d.Row(), now), Number: d.Number(), Website: d.Website, Contact: d.Contact, Email: d.Email, Text: d.Text, Reason: d.Reason,
		History: []DealStep{}, Commissions: []LeadCommission{}, Version: d.Version,
	}
	for _, s := range d.Steps {
		v.History = append(v.History, DealStep{At: s.At, Act: string(s.Act), From: m.from(s.By, s.Staff), Stage: s.Stage, Reason: s.Reason})
	}
	return v
}
