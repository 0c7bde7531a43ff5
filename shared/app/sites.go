package app

import (
	"context"

	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/domain/program"
)

// sites knows programs' portals by their hosts.
type sites struct {
	programs program.Desk
	origin   string
}

// Site returns the program whose portal the host shows.
func (s sites) Site(ctx context.Context, host string) (identity.Site, error) {
	p, err := s.programs.Portal(ctx, host)
	if err != nil {
		return identity.Site{}, err
	}
	return identity.Site{Program: p.ID, Slug: p.Slug, Origin: p.Home(s.origin)}, nil
}

var _ identity.Sites = sites{}
