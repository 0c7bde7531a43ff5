package app

import (
	"context"
	"strings"

	"github.com/tributaryhq/tributary/shared/store"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
	"github.com/tributaryhq/tributary/shared/web/httpkit/edge"
)

// house is what every HTTP route of a function shares.
func (b Backends) house() *httpkit.House {
	secrets := store.InstanceSecrets{T: b.Table, Entropy: b.Entropy}
	return &httpkit.House{
		Clock: b.Clock, Entropy: b.Entropy, Log: b.Log, Secure: strings.HasPrefix(b.Origin, "https://"),
		Admit:     edge.Door{Secret: b.OriginSecret}.Admits,
		CursorKey: remembered(func(ctx context.Context) ([]byte, error) { return secrets.Secret(ctx, "cursor") }),
		Replays:   store.Replays{T: b.Table, Clock: b.Clock},
	}
}
