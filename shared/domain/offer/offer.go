// Package offer holds what action pays how much. An offer is a name with
// versions; a published version never changes, and the one in force at the time
// of an event decides what that event earns, for ever.
package offer

import (
	"time"

	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
)

// Trigger is the action that an offer pays for.
type Trigger string

// The triggers.
const (
	Sale      Trigger = "sale"
	Lead      Trigger = "lead"
	Signup    Trigger = "signup"
	Recurring Trigger = "recurring" // a customer's later payments only
	Click     Trigger = "click"     // unique clicks, once a day
	Stage     Trigger = "stage"     // a deal that moves on
	Course    Trigger = "course"    // a partner's training
	Referral  Trigger = "referral"  // a partner who was brought by another
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
	RetiredAt time.Time // from then on it pays for nothing new; zero while it is published
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
	Rules         Rules // beyond the one term
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
	switch v.Trigger {
	case Recurring:
		return t == Sale && recurring
	case Sale:
		return t == Sale && (!recurring || v.Recurring)
	case Lead, Signup, Click, Stage, Course, Referral:
	}
	return v.Trigger == t && !recurring
}
