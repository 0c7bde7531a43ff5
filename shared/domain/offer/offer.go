// Package offer holds what action pays how much. An offer is a name with
// versions; a published version never changes, and the one in force at the time
// of an event decides what that event earns, for ever.
package offer

import (
	"time"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
)

// Trigger is the action that an offer pays for.
type Trigger string

// The triggers.
const (
	Sale   Trigger = "sale"
	Lead   Trigger = "lead"
	Signup Trigger = "signup"
)

// Status is where an offer stands.
type Status string

// The states: published → retired.
const (
	Published Status = "published"
	Retired   Status = "retired"
)

// Offer is one promise to partners, with its newest version.
type Offer struct {
	ID        id.Offer
	Program   id.Program
	Name      string
	Status    Status
	Versions  int64 // how many there are
	CreatedAt time.Time
}

// Version is what an offer says from a moment on.
type Version struct {
	Offer         id.Offer
	Number        int64
	Name          string // of the offer, as it was then
	EffectiveFrom time.Time
	Trigger       Trigger
	Type          Type
	Rate          money.BasisPoints // of Percent: 1–10,000
	FlatMinor     int64             // of Flat: minor units of the program's currency
	Recurring     bool              // pays for the later payments of a customer too
	HoldbackDays  int64             // -1: the program's
	CreatedBy     string
	CreatedAt     time.Time
}

// Validate returns an Invalid fault that names every field that is wrong.
func (v Version) Validate() error {
	var fields []fault.Field
	bad := func(location, message string) {
		fields = append(fields, fault.Field{Location: "body." + location, Message: message})
	}
	if v.Name == "" || len(v.Name) > 120 {
		bad("name", "must have 1 to 120 characters")
	}
	switch v.Trigger {
	case Sale, Lead, Signup:
	default:
		bad("trigger", "must be sale, lead or signup")
	}
	switch v.Type {
	case Percent:
		if v.Rate < 1 || v.Rate > 10_000 {
			bad("rate_basis_points", "must be 1 to 10000")
		}
		if v.Trigger != Sale {
			bad("type", "a percentage needs a sale")
		}
	case Flat:
		if v.FlatMinor < 1 || v.FlatMinor > 1_000_000_000_00 {
			bad("flat_amount", "must be above zero")
		}
	default:
		bad("type", "must be percent or flat")
	}
	if v.HoldbackDays < -1 || v.HoldbackDays > 365 {
		bad("holdback_days", "must be 0 to 365, or -1 for the program's")
	}
	if len(fields) > 0 {
		return fault.New(fault.Invalid, "offer.invalid", "The offer cannot be published like this.").With(fields...)
	}
	return nil
}

// InForce returns the version that was in force at t, false if there was none.
func InForce(versions []Version, t time.Time) (Version, bool) {
	var best Version
	found := false
	for _, v := range versions {
		if v.EffectiveFrom.After(t) {
			continue
		}
		if !found || v.EffectiveFrom.After(best.EffectiveFrom) || v.EffectiveFrom.Equal(best.EffectiveFrom) && v.Number > best.Number {
			best, found = v, true
		}
	}
	return best, found
}

// Pays tells whether the version pays for the action; recurring is true for a
// customer's later payments.
func (v Version) Pays(t Trigger, recurring bool) bool {
	return v.Trigger == t && (!recurring || v.Recurring)
}

// Compute returns what a base amount earns: a share of it, rounded half-even
// once, or the flat amount.
func (v Version) Compute(base money.Amount, program money.Currency) (money.Amount, error) {
	if v.Type == Flat {
		return money.New(v.FlatMinor, program)
	}
	return base.Rate(v.Rate)
}
