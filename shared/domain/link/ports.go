package link

import (
	"context"
	"time"

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
	// Save replaces a link that still is what it was; else Conflict. One that is
	// archived is not counted any more.
	Save(ctx context.Context, before, after Link) error
	// Rename does the same for a link with a new key; the old one goes on
	// leading to it. A taken key is Conflict "link.key_taken".
	Rename(ctx context.Context, before, after Link) error
}

// Lookup finds the link of a visitor's request.
type Lookup interface {
	// ByKey is that of Store.
	ByKey(ctx context.Context, host, key string) (Link, error)
	// Meet returns in one read whose tracking domain the host is, empty for
	// nobody's, and the link that ByKey finds there, on nobody's the instance's.
	// Of a link that does not exist the owner is told all the same.
	Meet(ctx context.Context, host, key string) (owner id.Program, l Link, err error)
	// ByOld returns the link that an old token stands for, or NotFound.
	ByOld(ctx context.Context, scope Scope, token string) (Link, error)
}

// Old keeps the tokens of links that another product made (M11).
type Old interface {
	// Add makes a token stand for a link. It tells which link it stands for
	// when it was there before, and changes nothing then.
	Add(ctx context.Context, scope Scope, token string, l Link, at time.Time) (before id.Link, err error)
	// Peek tells the same without adding; empty for none.
	Peek(ctx context.Context, scope Scope, token string) (id.Link, error)
}

// Scope is where an old token counts: a host name, "" for the instance's own,
// or the id of a program, in which case it counts on the merchant's pages.
type Scope string

// Grants tells what a program lets a partner do with links. It fails with
// NotFound when the partner is not enrolled, and with Forbidden when its
// enrollment is not active.
type Grants interface {
	LinkTerms(ctx context.Context, program id.Program, partner id.Partner) (Terms, error)
}
