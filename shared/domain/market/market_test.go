package market_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/market"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/page"
)

var noon = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

// shelf keeps one listing and one standing, and what was told.
type shelf struct {
	listing  market.Listing
	standing market.Standing
	told     []market.Status
	broken   error
}

func (s *shelf) Listing(context.Context, id.Program) (market.Listing, error) { return s.listing, nil }

func (s *shelf) SaveListing(_ context.Context, _, after market.Listing) error {
	s.listing = after
	return nil
}

func (s *shelf) Browse(context.Context, market.Filter, page.Request) (page.Of[market.Listing], error) {
	return page.Of[market.Listing]{Data: []market.Listing{s.listing}}, nil
}

func (s *shelf) Standing(context.Context, id.Partner) (market.Standing, error) {
	return s.standing, nil
}

func (s *shelf) SaveStanding(_ context.Context, _, after market.Standing) error {
	s.standing = after
	return nil
}

func (s *shelf) Standings(context.Context, market.Status, page.Request) (page.Of[market.Standing], error) {
	return page.Of[market.Standing]{}, nil
}

func (s *shelf) Tell(_ context.Context, x market.Standing) error {
	s.told = append(s.told, x.Status)
	return s.broken
}

func desk(s *shelf) market.Desk {
	return market.Desk{Store: s, Post: s, Operators: []string{"olga@network.example"}, Clock: clock.NewManual(noon)}
}

func application() market.Standing {
	return market.Standing{Partner: "ptr_1", Name: "Maya & Co", About: " We review running shoes for 40,000 readers. ", Website: "https://maya.example", Kinds: []market.Kind{"publisher", "publisher"}, Tags: []string{" Trail  Running", "trail running"}}
}

func TestAPartnerIsLetInAfterAnOperatorHasDecided(t *testing.T) {
	t.Parallel()
	s := &shelf{}
	d, ctx := desk(s), t.Context()
	if err := d.Admit(ctx, "ptr_1"); fault.CodeOf(err) != "network.closed" {
		t.Errorf("a stranger looks around: %v", err)
	}
	got, err := d.Ask(ctx, application())
	if err != nil || got.Status != market.Submitted || got.About[0] != 'W' || len(got.Kinds) != 1 || !slices.Equal(got.Tags, []string{"trail running"}) || !got.AskedAt.Equal(noon) {
		t.Fatalf("asked: %+v, %v", got, err)
	}
	if _, err := d.Ask(ctx, application()); fault.CodeOf(err) != "network.status" {
		t.Errorf("asked twice: %v", err)
	}
	if err := d.Admit(ctx, "ptr_1"); fault.CodeOf(err) != "network.closed" {
		t.Errorf("who only asked looks around: %v", err)
	}
	if _, err := d.Decide(ctx, "ptr_1", market.Rejected, " ", "usr_o"); fault.CodeOf(err) != "network.reason" {
		t.Errorf("turned away without a reason: %v", err)
	}
	for _, step := range []struct {
		to     market.Status
		reason string
	}{{market.Rejected, "No readers yet."}, {market.Submitted, ""}, {market.Approved, ""}, {market.Suspended, "Spam."}, {market.Approved, ""}} {
		if step.to == market.Submitted {
			got, err = d.Ask(ctx, application())
		} else {
			got, err = d.Decide(ctx, "ptr_1", step.to, step.reason, "usr_o")
		}
		if err != nil || got.Status != step.to || got.Reason != step.reason {
			t.Fatalf("%s: %+v, %v", step.to, got, err)
		}
		if may := d.Admit(ctx, "ptr_1") == nil; may != (step.to == market.Approved) {
			t.Errorf("%s: looks around: %v", step.to, may)
		}
	}
	if want := []market.Status{market.Rejected, market.Approved, market.Suspended, market.Approved}; !slices.Equal(s.told, want) {
		t.Errorf("told %v, want %v", s.told, want)
	}
}

func TestADecisionWhoseMailFailedIsToldWhenItIsMadeAgain(t *testing.T) {
	t.Parallel()
	s := &shelf{broken: context.DeadlineExceeded}
	d := desk(s)
	if _, err := d.Ask(t.Context(), application()); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Decide(t.Context(), "ptr_1", market.Approved, "", "usr_o"); err == nil {
		t.Fatal("the mail's trouble is passed over")
	}
	s.broken = nil
	version := s.standing.Version
	if _, err := d.Decide(t.Context(), "ptr_1", market.Approved, "", "usr_o"); err != nil || len(s.told) != 2 || s.standing.Version != version {
		t.Errorf("told %v, %v", s.told, err)
	}
}

func TestWhatIsWrongWithAnApplication(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		edit func(*market.Standing)
		at   string
	}{
		"it says too little":        {func(s *market.Standing) { s.About = "Hello" }, "body.about"},
		"a website without https":   {func(s *market.Standing) { s.Website = "http://maya.example" }, "body.website"},
		"no way of working":         {func(s *market.Standing) { s.Kinds = nil }, "body.kinds"},
		"an unknown way of working": {func(s *market.Standing) { s.Kinds = []market.Kind{"spammer"} }, "body.kinds"},
		"a long attribute":          {func(s *market.Standing) { s.Tags = []string{strings.Repeat("x", 31)} }, "body.tags"},
		"nine attributes":           {func(s *market.Standing) { s.Tags = strings.Split("abcdefghi", "") }, "body.tags"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a := application()
			tc.edit(&a)
			_, err := desk(&shelf{}).Ask(t.Context(), a)
			if fields := fieldsOf(err); len(fields) != 1 || fields[0].Location != tc.at {
				t.Errorf("%v", err)
			}
		})
	}
}

func TestAListingIsShownWhenItIsComplete(t *testing.T) {
	t.Parallel()
	s := &shelf{}
	d, ctx := desk(s), t.Context()
	if _, err := d.SaveListing(ctx, market.Listing{Program: "prg_1", Name: "Acme", Published: true}, 0); len(fieldsOf(err)) != 2 {
		t.Errorf("an empty one is published: %v", err)
	}
	l, err := d.SaveListing(ctx, market.Listing{Program: "prg_1", Name: "Acme", Summary: "Boots that last", Category: "fashion", Kinds: []market.Kind{"creator"}, Tags: []string{"Outdoor"}, Published: true}, 0)
	if err != nil || !l.Shown() {
		t.Fatalf("%+v, %v", l, err)
	}
	if _, err := d.SaveListing(ctx, l, 0); fault.CodeOf(err) != "listing.changed" {
		t.Errorf("an old version: %v", err)
	}
	if l, err = d.Hide(ctx, "prg_1", true); err != nil || l.Shown() {
		t.Fatalf("hidden: %+v, %v", l, err)
	}
	l.Hidden = false // the program cannot show itself again
	if l, err = d.SaveListing(ctx, l, l.Version); err != nil || l.Shown() {
		t.Errorf("saved again: %+v, %v", l, err)
	}
}

func TestWhatAFilterKeeps(t *testing.T) {
	t.Parallel()
	l := market.Listing{Name: "Acme Boots", Summary: "Boots that last", Text: "Handmade in Porto", Category: "fashion", Kinds: []market.Kind{"creator"}, Tags: []string{"outdoor"}, Published: true}
	for name, tc := range map[string]struct {
		f    market.Filter
		q    string
		want bool
	}{
		"everything":          {want: true},
		"its category":        {f: market.Filter{Category: "fashion"}, want: true},
		"another category":    {f: market.Filter{Category: "travel"}},
		"its kind":            {f: market.Filter{Kind: "creator"}, want: true},
		"another kind":        {f: market.Filter{Kind: "agency"}},
		"its attribute":       {f: market.Filter{Tag: "Outdoor"}, want: true},
		"a word of its name":  {q: "acme", want: true},
		"a word of its text":  {q: "PORTO", want: true},
		"an attribute sought": {q: "outdoor", want: true},
		"another word":        {q: "laptop"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := tc.f.Keeps(l) && market.Finds(page.Request{Search: tc.q}, l); got != tc.want {
				t.Errorf("kept: %v", got)
			}
		})
	}
	hidden := l
	hidden.Hidden = true
	if (market.Filter{}).Keeps(hidden) || !(market.Filter{All: true}).Keeps(hidden) {
		t.Error("a hidden listing is for operators alone")
	}
}

func TestWithoutOperatorsThereIsNoNetwork(t *testing.T) {
	t.Parallel()
	d := desk(&shelf{})
	d.Operators = nil
	_, err := d.SaveListing(t.Context(), market.Listing{}, 0)
	_, err2 := d.Ask(t.Context(), application())
	for _, err := range []error{d.Need(), d.Admit(t.Context(), "ptr_1"), err, err2} {
		if fault.CodeOf(err) != "feature.off" {
			t.Errorf("%v", err)
		}
	}
	if !desk(&shelf{}).Operates("Olga@Network.example") || d.Operates("") {
		t.Error("who operates is told by address")
	}
}

func fieldsOf(err error) []fault.Field {
	var f *fault.Error
	if errors.As(err, &f) {
		return f.Fields
	}
	return nil
}
