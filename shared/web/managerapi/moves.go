package managerapi

import (
	"context"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/group"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

type listMovesInput struct {
	PartnerPath
	httpkit.PageQuery
}

// listMoves lists a partner's changes of group and tier, newest first.
func (a api) listMoves(ctx context.Context, s staff, in *listMovesInput) (*httpkit.Body[httpkit.List[Move]], error) {
	o, err := parse[id.Partner](in.Partner, "partner")
	if err != nil {
		return nil, err
	}
	if _, err := a.Groups.Places.Member(ctx, s.Program.ID, o); err != nil {
		return nil, err
	}
	p, err := a.Groups.Places.Moves(ctx, s.Program.ID, o, in.Request())
	if err != nil {
		return nil, err
	}
	return httpkit.OK(httpkit.ListOf(p, moveOf)), nil
}

// Move is one change of group or tier, with what explains it.
type Move struct {
	At        time.Time `json:"at"`
	FromGroup string    `json:"from_group"`
	ToGroup   string    `json:"to_group"`
	FromTier  string    `json:"from_tier"`
	ToTier    string    `json:"to_tier"`
	Cause     string    `json:"cause" enum:"joined,reached,missed,manual"`
	Reason    string    `json:"reason,omitempty" doc:"A manager's words"`
	By        string    `json:"by" doc:"A user's id, or system"`
	Rule      *TierRule `json:"rule,omitempty" doc:"That was reached or missed"`
	From      string    `json:"from,omitempty" doc:"First day in which it was measured"`
	To        string    `json:"to,omitempty" doc:"Last day in which it was measured"`
	Figure    int64     `json:"figure" doc:"What the partner brought in these days"`
}

func moveOf(m group.Move) Move {
	return Move{
		At: m.At, FromGroup: m.FromGroup, ToGroup: m.ToGroup, FromTier: m.FromTier, ToTier: m.ToTier, Cause: string(m.Cause),
		Reason: m.Reason, By: m.By, Rule: ruleOf(m.Rule), From: m.Window.From, To: m.Window.To, Figure: m.Figure,
	}
}
