package program

import (
	"context"
	"io"
	"strings"

	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
)

// Desk is where programs are made, found and changed.
type Desk struct {
	Store   Store
	Clock   clock.Clock
	Entropy io.Reader
}

// New returns a draft with the defaults: 30 days of holdback, last click within
// 90 days, days of UTC, paid by hand without a minimum.
func New(slug, name, website string, c money.Currency) Program {
	p := Program{
		Slug: slug, Name: name, Website: website, Currency: c, Zone: "UTC", HoldbackDays: 30,
		Attribution: Attribution{Model: LastClick, WindowDays: 90}, Payouts: Payouts{Rail: "manual"},
		Brand: Brand{Color: "#0f766e"}, SummaryStyle: "affiliate", ClickParam: "click_id",
	}
	if name != "" {
		p.Brand.Initial = strings.ToUpper(string([]rune(name)[:1]))
	}
	return p
}

// Create keeps a program made by [New], as a draft. Conflict when the slug is
// taken.
func (d Desk) Create(ctx context.Context, p Program) (Program, error) {
	p, err := d.draft(p)
	if err != nil {
		return Program{}, err
	}
	return p, d.Store.Create(ctx, p)
}

// draft gives a new program its id.
func (d Desk) draft(p Program) (Program, error) {
	now := d.Clock.Now()
	pid, err := id.New[id.Program](now, d.Entropy)
	if err != nil {
		return Program{}, err
	}
	p.ID, p.Status, p.Version, p.CreatedAt = pid, Draft, 1, now
	return p, p.Validate()
}

// Load reads one program; NotFound.
func (d Desk) Load(ctx context.Context, p id.Program) (Program, error) {
	found, err := d.Store.Load(ctx, p)
	if err != nil {
		return Program{}, err
	}
	if len(found) == 0 {
		return Program{}, unknown()
	}
	return found[0], nil
}

// Find reads the program with that slug or host; NotFound.
func (d Desk) Find(ctx context.Context, n Name) (Program, error) {
	p, err := d.Store.Find(ctx, n)
	if err != nil {
		return Program{}, err
	}
	return d.Load(ctx, p)
}

// Only returns the program of an instance that has just one: where nobody says
// which program is meant, it is that. NotFound when there are more, or none.
func (d Desk) Only(ctx context.Context) (Program, error) {
	all, err := d.Store.All(ctx)
	if err != nil {
		return Program{}, err
	}
	if len(all) != 1 {
		return Program{}, unknown()
	}
	return d.Load(ctx, all[0])
}

// Change edits the settings. A version above zero must be the stored one, so
// that two editors do not overwrite each other: Conflict. What a program is
// known by never changes, and currency and zone not once it was live.
func (d Desk) Change(ctx context.Context, p id.Program, version int64, edit func(*Program)) (Program, error) {
	before, err := d.Load(ctx, p)
	if err != nil {
		return Program{}, err
	}
	if version > 0 && version != before.Version {
		return Program{}, fault.New(fault.Conflict, "program.changed", "Somebody else changed the program meanwhile. Load it again.")
	}
	after := before
	edit(&after)
	after.ID, after.Slug, after.Status, after.CreatedAt, after.Version = before.ID, before.Slug, before.Status, before.CreatedAt, before.Version+1
	if err := after.Validate(); err != nil {
		return Program{}, err
	}
	if before.Status != Draft && (after.Currency != before.Currency || after.Zone != before.Zone) {
		return Program{}, fault.New(fault.Conflict, "program.fixed", "Currency and time zone are fixed once a program was live.")
	}
	if after.TrackingHost != before.TrackingHost {
		if err := d.owns(ctx, p, after.TrackingHost, "tracking_host"); err != nil {
			return Program{}, err
		}
	}
	if after.PortalHost != before.PortalHost {
		if err := d.owns(ctx, p, after.PortalHost, "brand.portal_host"); err != nil {
			return Program{}, err
		}
	}
	return after, d.Store.Save(ctx, before, after)
}

// owns tells whether the operator has bound the host to the program: Invalid
// when not, because whoever else owns it would be shown.
func (d Desk) owns(ctx context.Context, p id.Program, host, field string) error {
	if host == "" {
		return nil
	}
	owner, err := d.Store.Find(ctx, Name{Host: host})
	if fault.Is(err, fault.NotFound) || err == nil && owner != p {
		return fault.New(fault.Invalid, "program.invalid", "The program cannot be saved like this.").
			With(fault.Field{Location: "body." + field, Message: "is not bound to this program yet: the operator does that with `trib domain`"})
	}
	return err
}

// Move changes the state: draft → live → paused → closed, paused → live. Any
// other move is a Conflict.
func (d Desk) Move(ctx context.Context, p id.Program, to Status) (Program, error) {
	before, err := d.Load(ctx, p)
	if err != nil {
		return Program{}, err
	}
	if !CanMove(before.Status, to) {
		return Program{}, fault.New(fault.Conflict, "program.state", "A %s program cannot become %s.", before.Status, to)
	}
	after := before
	after.Status, after.Version = to, before.Version+1
	return after, d.Store.Save(ctx, before, after)
}

// Publish makes a draft or paused program live.
func (d Desk) Publish(ctx context.Context, p id.Program) (Program, error) {
	return d.Move(ctx, p, Live)
}

// CanMove is the transition table.
func CanMove(from, to Status) bool {
	switch from {
	case Draft:
		return to == Live
	case Live:
		return to == Paused
	case Paused:
		return to == Live || to == Closed
	case Closed:
		return false
	}
	return false
}

// Bind gives a host name to a program, for its branding before sign-in.
func (d Desk) Bind(ctx context.Context, host string, p id.Program) error {
	if len(host) > 253 || !hostShape.MatchString(host) {
		return fault.New(fault.Invalid, "program.bad_host", "That is no host name.")
	}
	if _, err := d.Load(ctx, p); err != nil {
		return err
	}
	return d.Store.Bind(ctx, host, p)
}

func unknown() error {
	return fault.New(fault.NotFound, "program.unknown", "There is no such program.")
}
