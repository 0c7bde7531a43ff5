package store_test

import (
	"context"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tributaryhq/tributary/shared/domain/link"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/store"
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
	bad, long := link.Status("deleted"), "a\nb"
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

func TestALinkIsRenamedAndItsOldKeyStillLeadsThere(t *testing.T) {
	t.Parallel()
	m := newMaker()
	made, err := m.Create(t.Context(), linkProgram, linkPartner, link.Draft{Key: "spring"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := m.Create(t.Context(), linkProgram, linkPartner, link.Draft{Key: "taken"}); err != nil {
		t.Fatal(err)
	}
	taken := "Taken"
	if _, err := m.Update(t.Context(), linkProgram, linkPartner, made.ID, link.Change{Key: &taken}); fault.CodeOf(err) != "link.key_taken" {
		t.Errorf("to a taken key: %v", err)
	}
	for i := range link.MaxRenames + 1 {
		key := "name-" + string(rune('a'+i))
		_, err := m.Update(t.Context(), linkProgram, linkPartner, made.ID, link.Change{Key: &key})
		if (err == nil) != (i < link.MaxRenames) {
			t.Fatalf("rename %d: %v", i+1, err)
		}
	}
	for _, key := range []string{"spring", "name-a", "name-c", "name-e"} {
		got, err := m.Store.ByKey(t.Context(), "", key)
		if err != nil || got.ID != made.ID || got.Key != "name-e" || got.Ref != made.Ref {
			t.Errorf("%s: %+v %v", key, got, err)
		}
	}
	links, _ := m.Store.(store.Links)
	origin, err := store.Refs(links).Resolve(t.Context(), linkProgram, made.Ref)
	if err != nil || origin.Key != "name-e" || origin.Link != made.ID {
		t.Errorf("its click ids say %+v %v", origin, err)
	}
	rows, err := m.List(t.Context(), linkProgram, linkPartner, page.Request{})
	if err != nil || len(rows.Data) != 2 || rows.Data[0].Key != "name-e" {
		t.Errorf("listed %+v %v", rows.Data, err)
	}
}

func TestALinkMayTakeAKeyBackThatItHad(t *testing.T) {
	t.Parallel()
	m := newMaker()
	made, err := m.Create(t.Context(), linkProgram, linkPartner, link.Draft{Key: "spring"})
	if err != nil {
		t.Fatal(err)
	}
	other, err := m.Create(t.Context(), linkProgram, linkPartner, link.Draft{Key: "other"})
	if err != nil {
		t.Fatal(err)
	}
	for _, key := range []string{"summer", "autumn", "spring"} {
		if _, err := m.Update(t.Context(), linkProgram, linkPartner, made.ID, link.Change{Key: &key}); err != nil {
			t.Fatalf("to %s: %v", key, err)
		}
	}
	for _, key := range []string{"spring", "summer", "autumn"} {
		if l, err := m.Store.ByKey(t.Context(), "", key); err != nil || l.ID != made.ID || l.Key != "spring" {
			t.Errorf("%s: %+v %v", key, l, err)
		}
	}
	summer := "summer"
	if _, err := m.Update(t.Context(), linkProgram, linkPartner, other.ID, link.Change{Key: &summer}); fault.CodeOf(err) != "link.key_taken" {
		t.Errorf("another link takes a key that was its: %v", err)
	}
}

func TestWhatALinkSaysIsChangedAsFarAsItIsSafe(t *testing.T) {
	t.Parallel()
	m := newMaker()
	made, err := m.Create(t.Context(), linkProgram, linkPartner, link.Draft{Key: "spring", UTM: link.UTM{Source: "{partner}"}, Words: link.Words{Partner: "Anna & Co", Program: "acme"}})
	if err != nil || made.UTM.Source != "Anna & Co" {
		t.Fatal(made.UTM, err)
	}
	to, utm, subs, end := "https://shop.example/sale", link.UTM{Campaign: "{program}-{link}"}, link.Subs{"mail"}, linkNoon.AddDate(0, 0, 7)
	rules := []link.Rule{{Countries: []string{"DE"}, Destination: "https://shop.example/de"}}
	got, err := m.Update(t.Context(), linkProgram, linkPartner, made.ID, link.Change{
		Destination: &to, UTM: &utm, Subs: &subs, ExpiresAt: &end, Rules: &rules, Words: link.Words{Program: "acme"},
	})
	if err != nil || got.Destination != to || got.UTM != (link.UTM{Campaign: "acme-spring"}) || got.Subs != subs || !got.ExpiresAt.Equal(end) || got.Ruled != 1 || len(got.Rules) != 1 {
		t.Errorf("%+v %v", got, err)
	}
	stored, err := m.Get(t.Context(), linkProgram, linkPartner, made.ID)
	if diff := cmp.Diff(got, stored); diff != "" || err != nil {
		t.Error(err, diff)
	}
	evil, past, none := "https://evil.example/", linkNoon, []link.Rule{}
	for _, c := range []link.Change{{Destination: &evil}, {ExpiresAt: &past}, {Rules: &[]link.Rule{{Destination: evil}}}} {
		if _, err := m.Update(t.Context(), linkProgram, linkPartner, made.ID, c); !fault.Is(err, fault.Invalid) {
			t.Errorf("%+v: %v", c, err)
		}
	}
	if got, err = m.Update(t.Context(), linkProgram, linkPartner, made.ID, link.Change{Rules: &none}); err != nil || len(got.Rules) != 0 {
		t.Errorf("without rules: %+v %v", got, err)
	}
}

func TestAnArchivedLinkMakesRoomAndStaysAsItIs(t *testing.T) {
	t.Parallel()
	m := newMaker()
	var first link.Link
	for i := range link.MaxCustom {
		l, err := m.Create(t.Context(), linkProgram, linkPartner, link.Draft{})
		if err != nil {
			t.Fatal(err)
		}
		if i == 0 {
			first = l
		}
	}
	if _, err := m.Create(t.Context(), linkProgram, linkPartner, link.Draft{}); fault.CodeOf(err) != "link.too_many" {
		t.Errorf("the 51st: %v", err)
	}
	archived, active := link.Archived, link.Active
	if _, err := m.Update(t.Context(), linkProgram, linkPartner, first.ID, link.Change{Status: &archived}); err != nil {
		t.Fatal(err)
	}
	if _, err := m.Update(t.Context(), linkProgram, linkPartner, first.ID, link.Change{Status: &active}); fault.CodeOf(err) != "link.archived" {
		t.Errorf("back again: %v", err)
	}
	if _, err := m.Create(t.Context(), linkProgram, linkPartner, link.Draft{}); err != nil {
		t.Errorf("in its place: %v", err)
	}
	if _, err := m.Create(t.Context(), linkProgram, linkPartner, link.Draft{Key: first.Key}); err == nil {
		t.Error("its key was given away")
	}
}

func TestTwentyAtOnceMakeFiftyLinksAndNoMore(t *testing.T) {
	t.Parallel()
	m := newMaker()
	var made, refused atomic.Int64
	var wg sync.WaitGroup
	for worker := range 20 {
		wg.Go(func() {
			own := m
			own.Entropy = rand.NewChaCha8([32]byte{byte(worker), 1})
			for range 5 {
				switch _, err := own.Create(t.Context(), linkProgram, linkPartner, link.Draft{}); {
				case err == nil:
					made.Add(1)
				case fault.CodeOf(err) == "link.too_many":
					refused.Add(1)
				default:
					t.Errorf("got %v", err)
				}
			}
		})
	}
	wg.Wait()
	if made.Load() != link.MaxCustom || refused.Load() != 50 {
		t.Errorf("%d made, %d refused", made.Load(), refused.Load())
	}
}

func TestAMarketplaceLinkLeadsToAListingOnly(t *testing.T) {
	t.Parallel()
	m := newMaker()
	m.Grants = granted{link.Terms{Website: "https://shop.example/", Listings: []string{"https://apps.shopify.com/acme"}, Zone: "UTC", WindowDays: 90}}
	for to, ok := range map[string]bool{
		"https://apps.shopify.com/acme": true, "https://apps.shopify.com/acme?locale=de": true,
		"https://apps.shopify.com/other": false, "https://shop.example/": false, "": false,
	} {
		l, err := m.Create(t.Context(), linkProgram, linkPartner, link.Draft{Kind: link.Marketplace, Destination: to})
		if (err == nil) != ok || ok && (l.Kind != link.Marketplace || l.Destination != to) {
			t.Errorf("%q: %+v %v", to, l, err)
		}
	}
	m.Grants = granted{link.Terms{Website: "https://shop.example/", NoCustom: true}}
	if _, err := m.Create(t.Context(), linkProgram, linkPartner, link.Draft{}); fault.CodeOf(err) != "feature.off" {
		t.Errorf("without custom links: %v", err)
	}
}

func TestOldTokensAreTakenOver(t *testing.T) {
	t.Parallel()
	m := newMaker()
	links, _ := m.Store.(store.Links)
	standard, err := link.NewDefault(linkProgram, linkPartner, link.Terms{Website: "https://shop.example/"}, linkNoon, rand.NewChaCha8([32]byte{4}))
	if err != nil {
		t.Fatal(err)
	}
	if err := m.Store.Create(t.Context(), standard); err != nil {
		t.Fatal(err)
	}
	custom, err := m.Create(t.Context(), linkProgram, linkPartner, link.Draft{Key: "blog"})
	if err != nil {
		t.Fatal(err)
	}
	tokens := []link.OldToken{
		{Token: "Anna-7", Partner: linkPartner},
		{Token: "blog-7", Partner: linkPartner, Key: "blog"},
		{Token: " anna-7", Partner: linkPartner, Key: "blog"},
		{Token: "x", Partner: linkPartner, Key: "none"},
		{Token: "x", Partner: linkOther},
		{Token: "a b", Partner: linkPartner},
		{Token: "", Partner: linkPartner},
	}
	i := link.Importer{Links: links, Old: links, Clock: m.Clock}
	dry, err := i.Import(t.Context(), linkProgram, "", tokens, true)
	want := []link.Taken{link.Added, link.Added, link.Added, link.NoLink, link.NoLink, link.NoToken, link.NoToken}
	if diff := cmp.Diff(want, dry); diff != "" || err != nil {
		t.Error("tried:", err, diff)
	}
	want[2] = link.Other
	got, err := i.Import(t.Context(), linkProgram, "", tokens, false)
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Error("done:", err, diff)
	}
	want[0], want[1] = link.Same, link.Same
	if got, err = i.Import(t.Context(), linkProgram, "", tokens, false); err != nil || !cmp.Equal(want, got) {
		t.Error("again:", err, got)
	}
	renamed := "journal"
	if _, err := m.Update(t.Context(), linkProgram, linkPartner, custom.ID, link.Change{Key: &renamed}); err != nil {
		t.Fatal(err)
	}
	r := link.NewResolver(links, clock.At(linkNoon))
	for token, id := range map[string]id.Link{"anna-7": standard.ID, "blog-7": custom.ID} {
		if l, err := r.Resolve(t.Context(), "", token); err != nil || l.ID != id {
			t.Errorf("/r/%s: %+v %v", token, l, err)
		}
		if l, err := r.ByToken(t.Context(), linkProgram, token); err != nil || l.ID != id {
			t.Errorf("?via=%s: %+v %v", token, l, err)
		}
		if _, err := r.ByToken(t.Context(), "prg_01JD00000000000000000W1NES", token); !fault.Is(err, fault.NotFound) {
			t.Errorf("?via=%s of another program: %v", token, err)
		}
	}
}
