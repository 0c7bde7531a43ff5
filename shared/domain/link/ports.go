package link

import (
	"context"

	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/page"
)

// Store keeps links.
type Store interface {
	// ByKey returns the link of a host and key, or a NotFound fault. It may lag
	// behind a change for a moment.
	ByKey(ctx context.Context, host, key string) (Link, error)
	// ByID returns a partner's own link; another partner's is NotFound.
	ByID(ctx context.Context, program id.Program, partner id.Partner, link id.Link) (Link, error)
	// List returns a partner's links, oldest first.
	List(ctx context.Context, program id.Program, partner id.Partner, p page.Request) (page.Of[Row], error)
	// Create writes a new custom link and counts it. A taken key is Conflict
	// "link.key_taken", one link too many Conflict "link.too_many".
	Create(ctx context.Context, l Link) error
	// Save replaces a link that is still at the version before; else Conflict.
	Save(ctx context.Context, l Link) error
}

// Grants tells what a program lets a partner do with links. It fails with
// NotFound when the partner is not enrolled, and with Forbidden when its
// enrollment is not active or the program has no custom links.
type Grants interface {
	LinkTerms(ctx context.Context, program id.Program, partner id.Partner) (Terms, error)
}
