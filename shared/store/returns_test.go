package store_test

import (
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/click"
	"github.com/tributaryhq/tributary/shared/domain/link"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/store"
)

func returnMark(t *testing.T, keys *click.Keys, at time.Time, l link.Link, v click.Visitor) click.Mark {
	t.Helper()
	touch, err := keys.Mint(noEntropy{}, linkProgram, click.Touch{At: at, LinkRef: l.Ref, Visitor: v})
	if err != nil {
		t.Fatal(err)
	}
	return touch.ID.Mark()
}

// noEntropy is no randomness at all.
type noEntropy struct{}

func (noEntropy) Read(b []byte) (int, error) { clear(b); return len(b), nil }

func TestTheLatestClickOnAMarketplaceLinkIsFound(t *testing.T) {
	t.Parallel()
	m := newMaker()
	m.Grants = granted{link.Terms{Website: "https://shop.example/", Listings: []string{"https://apps.shopify.com/acme"}, EnrollmentRef: 5, Zone: "UTC", WindowDays: 30}}
	links, _ := m.Store.(store.Links)
	keys, err := click.NewKeys("0123456789abcdefghijklmnopqrstuvwxyzABCD", linkNoon)
	if err != nil {
		t.Fatal(err)
	}
	var made []link.Link
	for _, kind := range []link.Kind{link.Marketplace, link.Marketplace, link.Custom} {
		d := link.Draft{Kind: kind}
		if kind == link.Marketplace {
			d.Destination = "https://apps.shopify.com/acme"
		}
		l, err := m.Create(t.Context(), linkProgram, linkPartner, d)
		if err != nil {
			t.Fatal(err)
		}
		made = append(made, l)
	}
	ann, ben := click.Visitor{1}, click.Visitor{2}
	for _, c := range []struct {
		link  link.Link
		who   click.Visitor
		after time.Duration
	}{{made[0], ann, 0}, {made[1], ann, time.Hour}, {made[2], ann, 2 * time.Hour}, {made[0], ben, time.Minute}} {
		at := linkNoon.Add(c.after)
		ch := click.Change{
			Key: click.RowKey{Program: linkProgram, Visitor: c.who, LinkRef: c.link.Ref}, Unique: at.UnixMilli(), TTL: at.Unix() + 9e6,
			Add: map[click.Mark]click.Stored{returnMark(t, keys, at, c.link, c.who): {Class: click.Unique}},
		}
		for _, r := range store.Clicks(links).Apply(t.Context(), []click.Change{ch}) {
			if r.Err != nil {
				t.Fatal(r.Err)
			}
		}
	}
	r := store.Returns(links)
	for _, c := range []struct {
		name     string
		since    time.Duration
		visitors []click.Visitor
		want     *link.Link
	}{
		{"the later of two", 0, []click.Visitor{ann}, &made[1]},
		{"of two visitors on one link", 0, []click.Visitor{ben, ann}, &made[1]},
		{"the other visitor's", 0, []click.Visitor{ben}, &made[0]},
		{"not before the window", 90 * time.Minute, []click.Visitor{ann, ben}, nil},
		{"a stranger's", 0, []click.Visitor{{9}}, nil},
	} {
		got, err := r.Latest(t.Context(), linkProgram, linkNoon.Add(c.since), c.visitors...)
		if c.want == nil && !fault.Is(err, fault.NotFound) || c.want != nil && (err != nil || got.Link.ID != c.want.ID) {
			t.Errorf("%s: %+v %v", c.name, got, err)
		}
	}
}

func TestWhatAReturnNeedsToKnowOfAProgram(t *testing.T) {
	t.Parallel()
	s := newLinks()
	p := program.New("acme", "Acme", "https://acme.example", "EUR")
	p.ID, p.AllowedHosts, p.Version, p.CreatedAt = linkProgram, []string{"app.acme.example"}, 1, linkNoon
	if err := (store.Programs{T: s.T}).Create(t.Context(), p); err != nil {
		t.Fatal(err)
	}
	terms, err := store.Returns(s).Terms(t.Context(), linkProgram)
	if err != nil || terms.Website != p.Website || terms.AllowedHosts[0] != "app.acme.example" || terms.WindowDays != 90 || terms.Param() != "click_id" {
		t.Errorf("%+v %v", terms, err)
	}
	if _, err := store.Returns(s).Terms(t.Context(), "prg_01JD00000000000000000W1NES"); !fault.Is(err, fault.NotFound) {
		t.Errorf("of no program: %v", err)
	}
}
