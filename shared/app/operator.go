package app

import (
	"context"

	"github.com/tributaryhq/tributary/shared/web/auth"
)

// Open returns all backends of an installation that the surroundings tell of:
// for the operator's commands, which are no function and use some of each.
func Open(ctx context.Context, s Surroundings) (Backends, error) {
	k, err := prepare(s)
	if err != nil {
		return Backends{}, err
	}
	k.Passwords, k.Rails = auth.Argon2{}, Rails()
	k.withQueues()
	k.withMail()
	k.withCaller()
	if k.Config.Archive != "" {
		k.withArchive()
	}
	if k.Config.Key != "" {
		k.withSealer()
	}
	if k.Config.Origin != "" {
		if err := k.withOrigin(ctx); err != nil {
			return Backends{}, err
		}
	}
	if k.Config.ClickKeys != "" {
		if _, err := k.withKeys(ctx); err != nil {
			return Backends{}, err
		}
	}
	return k.Backends, nil
}
