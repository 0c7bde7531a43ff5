package store_test

import (
	"context"
	"math/rand/v2"
	"testing"

	"github.com/tributaryhq/tributary/shared/domain/link"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// granted is what a program lets one partner do.
type granted struct{ terms link.Terms }

func (g granted) LinkTerms(_ context.Context, _ id.Program, partner id.Partner) (link.Terms, error) {
	if partner != linkPartner {
		return link.Terms{}, fault.New(fault.NotFound, "enrollment.not_found", "not enrolled")
	}
	return g.terms, nil
}

func newMaker() link.Maker {
	return link.Maker{
		Store: newLinks(), Grants: granted{link.Terms{Website: "https://shop.example/", Zone: "UTC", WindowDays: 90, EnrollmentRef: 5}},
		Clock: clock.At(linkNoon), Entropy: rand.NewChaCha8([32]byte{9}),
	}
}

func TestAPartnerMakesAndChangesALink(t *testing.T) {
	t.Parallel()
	m := newMaker()
	made, err := m.Create(t.Context(), linkProgram, linkPartner, link.Draft{Key: "spring", Destination: "https://shop.example/sale"})
	if err != nil {
		t.Fatal(err)
	}
	name, off := " Spring ", link.Inactive
	got, err := m.Update(t.Context(), linkProgram, linkPartner, made.ID, link.Change{Name: &name, Status: &off})
	if err != nil || got.Name != "Spring" || got.Status != link.Inactive || got.Version != 2 || got.Destination != made.Destination {
		t.Errorf("changed to %+v %v", got, err)
	}
	bad, long := link.Status("archived"), "a\nb"
	for _, c := range []link.Change{{Status: &bad}, {Name: &long}} {
		if _, err := m.Update(t.Context(), linkProgram, linkPartner, made.ID, c); !fault.Is(err, fault.Invalid) {
			t.Errorf("%+v: %v", c, err)
		}
	}
	if _, err := m.Update(t.Context(), linkProgram, linkOther, made.ID, link.Change{Status: &off}); !fault.Is(err, fault.NotFound) {
		t.Errorf("another partner changes it: %v", err)
	}
	if _, err := m.Create(t.Context(), linkProgram, linkOther, link.Draft{}); !fault.Is(err, fault.NotFound) {
		t.Errorf("a stranger makes a link: %v", err)
	}
	if again, err := m.Get(t.Context(), linkProgram, linkPartner, made.ID); err != nil || again.Status != link.Inactive {
		t.Errorf("read again: %+v %v", again, err)
	}
}

func TestNewTermsReachEveryLink(t *testing.T) {
	t.Parallel()
	m := newMaker()
	custom, err := m.Create(t.Context(), linkProgram, linkPartner, link.Draft{Key: "spring", Destination: "https://shop.example/sale"})
	if err != nil {
		t.Fatal(err)
	}
	standard, err := link.NewDefault(linkProgram, linkPartner, custom.Terms, linkNoon, rand.NewChaCha8([32]byte{4}))
	if err != nil {
		t.Fatal(err)
	}
	if err := m.Store.Create(t.Context(), standard); err != nil {
		t.Fatal(err)
	}
	terms := link.Terms{Website: "https://new.example/", AllowedHosts: []string{"shop.example"}, ClickParam: "cid", Zone: "UTC", WindowDays: 30, EnrollmentRef: 5}
	for range 2 {
		if err := m.Renew(t.Context(), linkProgram, linkPartner, terms); err != nil {
			t.Fatal(err)
		}
	}
	got, err := m.Get(t.Context(), linkProgram, linkPartner, custom.ID)
	if err != nil || got.Destination != custom.Destination || got.Terms.ClickParam != "cid" || got.Terms.WindowDays != 30 {
		t.Errorf("got %+v %v", got, err)
	}
	got, err = m.Get(t.Context(), linkProgram, linkPartner, standard.ID)
	if err != nil || got.Destination != "https://new.example/" || got.Terms.ClickParam != "cid" {
		t.Errorf("the default link: %+v %v", got, err)
	}
}
