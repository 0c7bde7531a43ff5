package market

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/page"
)

// Filter narrows what is browsed; an empty one keeps everything that is shown.
type Filter struct {
	Category Category
	Kind     Kind
	Tag      string
	All      bool // what is not published or hidden, too: for operators
}

// Narrow tells whether few of many may be kept.
func (f Filter) Narrow() bool { return f.Category != "" || f.Kind != "" || f.Tag != "" }

// Keeps tells whether a listing fits. One that looks for any kind fits each.
func (f Filter) Keeps(l Listing) bool {
	return (f.All || l.Shown()) && (f.Category == "" || l.Category == f.Category) &&
		(f.Kind == "" || len(l.Kinds) == 0 || slices.Contains(l.Kinds, f.Kind)) &&
		(f.Tag == "" || slices.Contains(l.Tags, strings.ToLower(f.Tag)))
}

// Finds tells whether a listing has the text that is sought: in its name, what
// it says, or its attributes.
func Finds(r page.Request, l Listing) bool {
	return r.Finds(l.Name, l.Summary, l.Text, strings.Join(l.Tags, " "))
}

// Store keeps listings and standings.
type Store interface {
	// Listing reads a program's listing; an empty one when it made none.
	Listing(ctx context.Context, p id.Program) (Listing, error)
	// SaveListing replaces a listing that still is what it was; Conflict.
	SaveListing(ctx context.Context, before, after Listing) error
	// Browse lists listings by name.
	Browse(ctx context.Context, f Filter, r page.Request) (page.Of[Listing], error)
	// Standing reads where a partner stands; an empty one when it never asked.
	Standing(ctx context.Context, o id.Partner) (Standing, error)
	// SaveStanding replaces one that still is what it was; Conflict.
	SaveStanding(ctx context.Context, before, after Standing) error
	// Standings lists partners in a state, the one that asked last first.
	Standings(ctx context.Context, s Status, r page.Request) (page.Of[Standing], error)
}

// Post tells a partner what the operators have decided.
type Post interface {
	Tell(ctx context.Context, s Standing) error
}

// Desk is where programs list themselves, partners ask to be let in, and
// operators decide. Operators are addresses of users, in small letters; without
// one there is no network.
type Desk struct {
	Store     Store
	Post      Post // nil tells nobody
	Operators []string
	Clock     clock.Clock
}

// On tells whether the installation is a network.
func (d Desk) On() bool { return len(d.Operators) > 0 }

// Operates tells whether a user decides on the network.
func (d Desk) Operates(email string) bool {
	return slices.Contains(d.Operators, strings.ToLower(email))
}

// Need refuses where there is no network: NotFound "feature.off".
func (d Desk) Need() error {
	if d.On() {
		return nil
	}
	return fault.New(fault.NotFound, "feature.off", "This installation is not a network.")
}

// Admit reads a partner's standing and refuses those who are not let in:
// Forbidden "network.closed".
func (d Desk) Admit(ctx context.Context, o id.Partner) error {
	if err := d.Need(); err != nil {
		return err
	}
	s, err := d.Store.Standing(ctx, o)
	if err == nil && !s.In() {
		return fault.New(fault.Forbidden, "network.closed", "The network opens when its operator has let you in.")
	}
	return err
}

// SaveListing replaces what a program says of itself; version is the one that
// was read.
func (d Desk) SaveListing(ctx context.Context, l Listing, version int64) (Listing, error) {
	if err := d.Need(); err != nil {
		return Listing{}, err
	}
	before, err := d.Store.Listing(ctx, l.Program)
	if err != nil {
		return Listing{}, err
	}
	if version != before.Version {
		return Listing{}, fault.New(fault.Conflict, "listing.changed", "Somebody else changed the listing meanwhile. Load it again.")
	}
	l.tidy()
	if err := l.check(); err != nil {
		return Listing{}, err
	}
	l.Hidden, l.Version, l.ChangedAt = before.Hidden, before.Version+1, d.Clock.Now()
	return l, d.Store.SaveListing(ctx, before, l)
}

// Hide takes a listing from the marketplace, or shows it again: an operator's
// doing.
func (d Desk) Hide(ctx context.Context, p id.Program, hidden bool) (Listing, error) {
	before, err := d.Store.Listing(ctx, p)
	if err != nil {
		return before, err
	}
	if before.Version == 0 {
		return before, fault.New(fault.NotFound, "listing.unknown", "There is no such listing.")
	}
	l := before
	l.Hidden, l.Version, l.ChangedAt = hidden, before.Version+1, d.Clock.Now()
	return l, d.Store.SaveListing(ctx, before, l)
}

// Ask hands in a partner's application, or a new one after a rejection.
func (d Desk) Ask(ctx context.Context, s Standing) (Standing, error) {
	if err := d.Need(); err != nil {
		return Standing{}, err
	}
	s.tidy()
	if err := s.check(); err != nil {
		return Standing{}, err
	}
	before, err := d.Store.Standing(ctx, s.Partner)
	if err != nil {
		return Standing{}, err
	}
	after, err := before.moved(Submitted, d.Clock.Now())
	if err != nil {
		return Standing{}, err
	}
	after.Partner, after.Name, after.About, after.Website, after.Kinds, after.Tags = s.Partner, s.Name, s.About, s.Website, s.Kinds, s.Tags
	return after, d.Store.SaveStanding(ctx, before, after)
}

// Decide lets a partner in, turns it away, or suspends it. A partner that is
// turned away or suspended is told why; one that is suspended keeps the programs
// that it is in.
func (d Desk) Decide(ctx context.Context, o id.Partner, to Status, reason string, by id.User) (Standing, error) {
	before, err := d.Store.Standing(ctx, o)
	if err != nil {
		return before, err
	}
	if before.Version == 0 || to == Submitted {
		return before, fault.New(fault.NotFound, "network.unknown", "This partner has not asked to be let in.")
	}
	if before.Status == to { // asked again because the answer got lost, or the mail
		return before, d.tell(ctx, before)
	}
	reason = strings.TrimSpace(reason)
	if n := utf8.RuneCountInString(reason); to != Approved && (n == 0 || n > maxReason) {
		return before, fault.New(fault.Invalid, "network.reason", "Say why.").With(fault.Field{Location: "body.reason", Message: "must have 1 to 500 characters"})
	}
	now := d.Clock.Now()
	after, err := before.moved(to, now)
	if err != nil {
		return before, err
	}
	after.Reason, after.DecidedAt, after.DecidedBy = reason, now, string(by)
	if err := d.Store.SaveStanding(ctx, before, after); err != nil {
		return before, err
	}
	return after, d.tell(ctx, after)
}

func (d Desk) tell(ctx context.Context, s Standing) error {
	if d.Post == nil {
		return nil
	}
	return d.Post.Tell(ctx, s)
}
