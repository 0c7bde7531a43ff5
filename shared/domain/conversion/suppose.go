package conversion

import (
	"context"
	"maps"
	"slices"

	"github.com/tributaryhq/tributary/shared/domain/click"
	"github.com/tributaryhq/tributary/shared/domain/coupon"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Supposed is what is taken for granted when a report is tried: circumstances
// that nobody can bring about by hand, or only by harm.
type Supposed string

// The suppositions.
const (
	AsItIs         Supposed = ""
	TableBusy      Supposed = "table_busy"      // nothing can be written now
	FromPage       Supposed = "from_page"       // a browser tells, not a server
	FromProvider   Supposed = "from_provider"   // a payment provider tells, before it is known who brought the customer
	ProgramPaused  Supposed = "program_paused"  // the program is not live
	NoOffer        Supposed = "no_offer"        // no offer pays for it
	OldClick       Supposed = "old_click"       // the clicks are older than any window
	LinkElsewhere  Supposed = "link_elsewhere"  // the clicks' links are none of the program's
	TestedClick    Supposed = "test_click"      // the clicks were made by a test
	HoldoutLink    Supposed = "holdout_link"    // the links count and pay nothing
	PartnerPaused  Supposed = "partner_paused"  // the partner is suspended
	CouponDisabled Supposed = "coupon_disabled" // the code is switched off
)

// Suppositions lists all that can be supposed.
func Suppositions() []Supposed {
	return []Supposed{
		TableBusy, FromPage, FromProvider, ProgramPaused, NoOffer, OldClick, LinkElsewhere, TestedClick, HoldoutLink, PartnerPaused, CouponDisabled,
	}
}

// TryIf is Try under a supposition.
func (p Processor) TryIf(ctx context.Context, r Report, what Supposed) (Record, error) {
	switch what {
	case AsItIs, ProgramPaused, NoOffer, OldClick, LinkElsewhere, TestedClick, HoldoutLink, PartnerPaused, CouponDisabled:
	case TableBusy:
		r, err := r.Normalise(p.Clock.Now())
		return Record{Report: r, Verdict: Verdict{Result: Queued}}, err
	case FromPage:
		r.Source = Browser
	case FromProvider:
		r.Clicks, r.Coupons, r.Waits = "", nil, true
	}
	s := supposing{p.Store, p.Rules, p.Clicks, what}
	p.Store, p.Rules, p.Clicks = s, supposedRules{s}, s
	return p.try(ctx, r, what != TestedClick)
}

// supposing answers as if it were so.
type supposing struct {
	Store
	rules  Rulebook
	clicks Verifier
	what   Supposed
}

// Verify reads a click as it is supposed to be.
func (s supposing) Verify(ctx context.Context, p id.Program, text string) (click.Touch, error) {
	t, err := s.clicks.Verify(ctx, p, text)
	if s.what == OldClick {
		t.At = t.At.AddDate(0, 0, -2*program.MaxWindowDays)
	}
	if s.what == TestedClick {
		t.Flags |= click.Test
	}
	return t, err
}

// Order reads whose the links are, as it is supposed to be.
func (s supposing) Order(ctx context.Context, q OrderQuery) (Order, error) {
	o, err := s.Store.Order(ctx, q)
	if s.what == LinkElsewhere {
		o.Owners = nil
	}
	if s.what == HoldoutLink {
		o.Owners = maps.Clone(o.Owners)
		for ref, owner := range o.Owners {
			owner.Holdout = true
			o.Owners[ref] = owner
		}
	}
	o.Found = s.found(o.Found)
	return o, err
}

// Parties reads accounts as they are supposed to be.
func (s supposing) Parties(ctx context.Context, q PartiesQuery) (Parties, error) {
	out, err := s.Store.Parties(ctx, q)
	if s.what == PartnerPaused {
		out.Balances = maps.Clone(out.Balances)
		for a, b := range out.Balances {
			b.Status = ""
			out.Balances[a] = b
		}
	}
	out.Found = s.found(out.Found)
	return out, err
}

func (s supposing) found(f Found) Found {
	switch s.what {
	case CouponDisabled:
		f.Coupons = slices.Clone(f.Coupons)
		for i := range f.Coupons {
			f.Coupons[i].Status = coupon.Disabled
		}
	case OldClick, LinkElsewhere, TestedClick:
		f.Visits = nil // other clicks would stand in
	case FromProvider:
		f.Known.Customer = nil
	case AsItIs, TableBusy, FromPage, ProgramPaused, NoOffer, HoldoutLink, PartnerPaused:
	}
	return f
}

type supposedRules struct{ supposing }

// Rules reads the rules as they are supposed to be.
func (s supposedRules) Rules(ctx context.Context, p id.Program) (Rules, error) {
	r, err := s.rules.Rules(ctx, p)
	if s.what == ProgramPaused {
		r.Program.Status = program.Paused
	}
	if s.what == NoOffer {
		r.Versions = nil
	}
	return r, err
}

var (
	_ Store    = supposing{}
	_ Verifier = supposing{}
	_ Rulebook = supposedRules{}
)
