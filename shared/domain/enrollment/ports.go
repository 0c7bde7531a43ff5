package enrollment

import (
	"context"
	"slices"
	"strings"

	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/domain/link"
	"github.com/tributaryhq/tributary/shared/domain/partner"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
	"github.com/tributaryhq/tributary/shared/kernel/page"
)

// Store keeps enrollments.
type Store interface {
	// Apply writes an application: Conflict "user.email_taken" or
	// "enrollment.exists" when its user or enrollment is there already.
	Apply(ctx context.Context, a Application) error
	// Load reads one enrollment consistently; NotFound.
	Load(ctx context.Context, p id.Program, o id.Partner) (Enrollment, error)
	// OfRef reads whom a reference of the program stands for; NotFound.
	OfRef(ctx context.Context, p id.Program, ref uint64) (Enrollment, error)
	// OfPartner lists a partner's enrollments.
	OfPartner(ctx context.Context, o id.Partner) ([]Enrollment, error)
	// Approve writes an approval in one transaction; stale when the enrollment
	// was decided meanwhile, Conflict "link.key_taken" when the link's key is.
	Approve(ctx context.Context, a Approval) error
	// Decide writes another change of state; stale as above.
	Decide(ctx context.Context, d Decision) error
}

// Reader lists enrollments for managers.
type Reader interface {
	// OfProgram lists a program's enrollments, newest application first.
	OfProgram(ctx context.Context, p id.Program, f Filter, r page.Request) (page.Of[Row], error)
	// Waiting returns up to 100 applications that wait for a decision, oldest first.
	Waiting(ctx context.Context, p id.Program) ([]Enrollment, error)
}

// Filter narrows a list; the zero value is everything.
type Filter struct {
	Status Status
	Group  id.Group
	Tier   id.Tier
	Tag    string
	Looks  Engagement // as of Today
	Today  string     // UTC
	Search string     // in the partner's name, or its whole id
}

// Narrow tells whether the filter drops rows at all.
func (f Filter) Narrow() bool { return f != Filter{Today: f.Today} }

// Keeps tells whether a row passes the filter.
func (f Filter) Keeps(r Row) bool {
	return f.finds(r) && (f.Tag == "" || slices.Contains(r.Tags, f.Tag)) && (f.Looks == "" || r.Engagement(f.Today) == f.Looks) && (f.Status == "" || r.Status == f.Status) && (f.Group == "" || r.Group == f.Group) && (f.Tier == "" || r.Tier == f.Tier)
}

func (f Filter) finds(r Row) bool {
	return f.Search == "" || string(r.Partner) == f.Search || strings.Contains(strings.ToLower(r.Name), strings.ToLower(f.Search))
}

// Entrances knows where a program's new partners come in; empty where it has no
// groups or tiers.
type Entrances interface {
	Entrance(ctx context.Context, p id.Program) (id.Group, id.Tier, error)
}

// Application is what one transaction writes. User and Partner are nil when
// they exist already; a new partner comes with its first member.
type Application struct {
	User       *identity.User
	Partner    *partner.Partner
	Member     *identity.Membership
	Enrollment Enrollment
	Event      event.Event
}

// Approval is what one transaction writes.
type Approval struct {
	Before   Enrollment
	After    Enrollment
	Currency money.Currency
	Link     link.Link
	Event    event.Event
}

// Decision is what one transaction writes. The account's status follows when
// the partner has one.
type Decision struct {
	Before   Enrollment
	After    Enrollment
	Currency money.Currency
	Event    event.Event
}

// Programs reads a program; NotFound.
type Programs interface {
	Load(ctx context.Context, p id.Program) (program.Program, error)
}
