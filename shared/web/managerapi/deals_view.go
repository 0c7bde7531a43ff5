package managerapi

import (
	"context"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/domain/deal"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

// DealRow is a deal in a list.
type DealRow struct {
	ID        string        `json:"id"`
	Partner   PartnerRef    `json:"partner"`
	Status    string        `json:"status" enum:"registered,rejected,open,closing,won,lost,expired" doc:"closing: the partner says that it is won, and waits for you"`
	Stage     string        `json:"stage" doc:"By its id"`
	Name      string        `json:"name"`
	Company   string        `json:"company"`
	Value     httpkit.Money `json:"value"`
	ExpiresAt time.Time     `json:"expires_at,omitzero" doc:"Until then the customer is kept for it"`
	CreatedAt time.Time     `json:"created_at"`
	UpdatedAt time.Time     `json:"updated_at"`
}

// Deal is a deal with its history.
type Deal struct {
	DealRow
	Number      string             `json:"number" example:"D-7K2M9QXA"`
	Website     string             `json:"website,omitempty"`
	Contact     string             `json:"contact,omitempty"`
	Email       string             `json:"email,omitempty"`
	Text        string             `json:"text,omitempty"`
	Reason      string             `json:"reason,omitempty" doc:"Why it was rejected, returned or lost"`
	History     []DealStep         `json:"history" doc:"Oldest first"`
	Rivals      []RivalDeal        `json:"rivals" doc:"Other deals about the same customer that are not over: the partner does not see them"`
	Commissions []EarnedCommission `json:"commissions" doc:"What it has earned the partner"`
	Version     int64              `json:"version"`
}

// DealStep is one thing that was done with a deal.
type DealStep struct {
	At     time.Time `json:"at"`
	Act    string    `json:"act" enum:"registered,edited,accepted,rejected,moved,closed,returned,won,lost,renewed"`
	Name   string    `json:"name,omitempty" doc:"Of who did it"`
	Staff  bool      `json:"staff" doc:"By one who runs the program"`
	Stage  string    `json:"stage,omitempty" doc:"Where it moved to, as the stage was called then"`
	Reason string    `json:"reason,omitempty"`
}

// RivalDeal is another deal about the same customer.
type RivalDeal struct {
	ID      string     `json:"id"`
	Partner PartnerRef `json:"partner"`
	Holds   bool       `json:"holds" doc:"The customer is kept for it"`
}

// DealStages is how the program's deals go.
type DealStages struct {
	Days    int         `json:"days" minimum:"1" maximum:"730" doc:"How long an accepted deal keeps its customer"`
	Stages  []DealStage `json:"stages" minItems:"1" maxItems:"12" doc:"First to last"`
	Version int64       `json:"version,omitempty" doc:"What you saw; refused when it has changed since"`
}

// DealStage is one stage.
type DealStage struct {
	ID        string `json:"id,omitempty" maxLength:"40" pattern:"^[a-z0-9_]*$" doc:"By which offers and reports know it; made when left out"`
	Name      string `json:"name" minLength:"1" maxLength:"40"`
	ByProgram bool   `json:"by_program,omitempty" doc:"Only you move deals there"`
}

func stagesOf(p deal.Plan) DealStages {
	out := DealStages{Days: p.Days, Stages: []DealStage{}, Version: p.Version}
	for _, s := range p.Stages {
		out.Stages = append(out.Stages, DealStage{ID: s.ID, Name: s.Name, ByProgram: s.Staff})
	}
	return out
}

func dealRow(r deal.Row, whose PartnerRef, now time.Time) DealRow {
	return DealRow{
		ID: string(r.ID), Partner: whose, Status: string(r.At(now)), Stage: r.Stage, Name: r.Name, Company: r.Company,
		Value: moneyOf(r.Minor, r.Currency), ExpiresAt: r.ExpiresAt, CreatedAt: r.CreatedAt, UpdatedAt: r.UpdatedAt,
	}
}

// shownDeal adds to a deal the names of people, its rivals, and what it has earned.
func (a api) shownDeal(ctx context.Context, s staff, d deal.Deal, err error) (*httpkit.Body[Deal], error) {
	if err != nil {
		return nil, err
	}
	var rivals []deal.Ref
	if d.Status == deal.Registered || d.Holds() {
		if rivals, err = a.Deals.Store.Rivals(ctx, d); err != nil {
			return nil, err
		}
	}
	whose, people := []id.Partner{d.Partner}, []id.User{}
	for _, o := range rivals {
		whose = append(whose, o.Partner)
	}
	for _, x := range d.Steps {
		people = append(people, x.By)
	}
	names, err := a.names(ctx, whose)
	if err != nil {
		return nil, err
	}
	who, err := a.people(ctx, people)
	if err != nil {
		return nil, err
	}
	v := Deal{
		DealRow: dealRow(d.Row(), names[d.Partner], a.Clock.Now()), Number: d.Number(), Website: d.Website, Contact: d.Contact, Email: d.Email,
		Text: d.Text, Reason: d.Reason, History: []DealStep{}, Rivals: []RivalDeal{}, Version: d.Version,
	}
	for _, o := range rivals {
		v.Rivals = append(v.Rivals, RivalDeal{string(o.Deal), names[o.Partner], o.Holds})
	}
	for _, x := range d.Steps {
		v.History = append(v.History, DealStep{At: x.At, Act: string(x.Act), Name: who[x.By], Staff: x.Staff, Stage: x.Stage, Reason: x.Reason})
	}
	v.Commissions, err = a.dealEarned(ctx, s, d)
	return httpkit.OK(v), err
}

func (a api) dealEarned(ctx context.Context, s staff, d deal.Deal) ([]EarnedCommission, error) {
	plan, err := a.Deals.Plans.Plan(ctx, s.Program.ID)
	if err != nil {
		return nil, err
	}
	paid, err := conversion.EarnedByDeal(d, plan.Stages)
	if err != nil {
		return nil, err
	}
	return a.earned(ctx, s, paid)
}
