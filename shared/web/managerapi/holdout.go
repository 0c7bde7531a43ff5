package managerapi

import (
	"context"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/link"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

// HoldoutInput is a link that shall count and pay nothing.
type HoldoutInput struct {
	Name        string `json:"name" minLength:"1" maxLength:"80"`
	Key         string `json:"key,omitempty" maxLength:"40" doc:"Its part of the address; a random one when left out"`
	Destination string `json:"destination,omitempty" maxLength:"2048" doc:"The program's website when left out"`
}

type holdoutInput struct {
	PartnerPath
	Body HoldoutInput
}

func (a api) createHoldout(ctx context.Context, s staff, in *holdoutInput) (*httpkit.Body[Link], error) {
	o, err := parse[id.Partner](in.Partner, "partner")
	if err != nil {
		return nil, err
	}
	l, err := a.Links.Create(ctx, s.Program.ID, o, link.Draft{Kind: link.Holdout, Name: in.Body.Name, Key: in.Body.Key, Destination: in.Body.Destination})
	if err != nil {
		return nil, err
	}
	return httpkit.OK(s.link(a.Origin, link.Row{
		ID: l.ID, Host: l.Host, Key: l.Key, Kind: l.Kind, Name: l.Name, Destination: l.Destination, Status: l.Status, CreatedAt: l.CreatedAt.Truncate(time.Millisecond),
	})), nil
}
