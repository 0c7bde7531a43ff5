package localhost

import (
	"context"
	"crypto/rand"
	"maps"
	"slices"

	"github.com/tributaryhq/tributary/shared/app"
	"github.com/tributaryhq/tributary/shared/aws/lambdarun"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
)

func known() []string { return slices.Collect(maps.Keys(app.Functions())) }

// function makes one function out of nothing but its own environment.
func (m *machine) function(ctx context.Context, id string, env map[string]string, c clock.Clock) (lambdarun.Handler, error) {
	return app.Functions()[id](ctx, app.Surroundings{Lookup: lookup(env), Clock: c, Entropy: rand.Reader, Log: m.logFile})
}
