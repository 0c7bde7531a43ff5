package publicapi_test

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/enrollment"
	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/domain/offer"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/store"
	"github.com/tributaryhq/tributary/shared/table/memory"
	"github.com/tributaryhq/tributary/shared/web/auth"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
	"github.com/tributaryhq/tributary/shared/web/publicapi"
)

type site struct {
	http.Handler
	programs program.Desk
	desk     enrollment.Desk
	offers   offer.Publisher
	tab      *memory.Table
	prg      program.Program
	clock    *clock.Manual
}

func open(t *testing.T) *site {
	t.Helper()
	ctx, c := context.Background(), clock.NewManual(time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC))
	tab := memory.New(c)
	s := &site{tab: tab}
	s.programs = program.Desk{Store: store.Programs{T: tab, Clock: c}, Clock: c, Entropy: rand.Reader}
	s.desk = enrollment.Desk{Store: store.Enrollments{T: tab, Clock: c}, Programs: s.programs, Forms: store.ApplicationForms{T: tab, Clock: c}, Clock: c, Entropy: rand.Reader}
	s.clock = c
	s.offers = offer.Publisher{Store: store.Offers{T: tab}, Clock: c, Entropy: rand.Reader}
	var err error
	if s.prg, err = s.programs.Create(ctx, program.New("acme", "Acme", "https://acme.example", "EUR")); err != nil {
		t.Fatal(err)
	}
	secret := func(context.Context) ([]byte, error) { return []byte("0123456789abcdef"), nil }
	door := identity.Door{Users: store.Users{T: tab, Clock: c}, Members: store.Members{T: tab, Clock: c}, Limits: store.Limits{T: tab}, Clock: c, Entropy: rand.Reader}
	guard, err := auth.New(auth.Config{
		Sessions: door, Memberships: door.Members, AddressKey: secret,
		Address: func(r *http.Request) string { return r.Header.Get("Test-Address") }, Host: func(r *http.Request) string { return r.Host },
	})
	if err != nil {
		t.Fatal(err)
	}
	house := &httpkit.House{Clock: c, Entropy: rand.Reader, Log: slog.New(slog.DiscardHandler), CursorKey: secret}
	s.Handler = house.Serve(guard.Admit, publicapi.Nouns(publicapi.Deps{
		Programs: s.programs, Offers: store.Offers{T: tab}, Enrollments: s.desk, Partners: store.Partners{T: tab, Clock: c}, Door: door, Clock: c,
	})...)
	return s
}

func (s *site) publish(t *testing.T) {
	t.Helper()
	if _, err := s.programs.Publish(context.Background(), s.prg.ID); err != nil {
		t.Fatal(err)
	}
}

func (s *site) get(url string) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	s.ServeHTTP(w, httptest.NewRequest(http.MethodGet, url, nil))
	return w
}

func (s *site) apply(body string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodPost, "https://portal.example/v1/public/programs/acme/applications", strings.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w
}

func TestTheBrandIsKnownBeforeSigningIn(t *testing.T) {
	t.Parallel()
	s, ctx := open(t), context.Background()
	slugOf := func(url string) string {
		w := s.get(url)
		var b publicapi.Branding
		_ = json.Unmarshal(w.Body.Bytes(), &b)
		if w.Code == 200 && w.Header().Get("Cache-Control") != "public, max-age=60" {
			t.Errorf("cache %q", w.Header().Get("Cache-Control"))
		}
		return b.Slug
	}
	const base = "https://portal.example/v1/public/branding.json"
	if got := slugOf(base); got != "acme" {
		t.Errorf("the only program: %q", got)
	}
	other, err := s.programs.Create(ctx, program.New("other", "Other", "https://other.example", "EUR"))
	if err != nil {
		t.Fatal(err)
	}
	if err := s.programs.Bind(ctx, "partners.other.example", other.ID); err != nil {
		t.Fatal(err)
	}
	for url, want := range map[string]string{
		base: "", base + "?program=acme": "acme", base + "?program=none": "",
		"https://partners.other.example/v1/public/branding.json":              "other",
		"https://partners.other.example/v1/public/branding.json?program=acme": "acme",
	} {
		if got := slugOf(url); got != want {
			t.Errorf("%s: %q, want %q", url, got, want)
		}
	}
	for url, want := range map[string]string{"?program=acme": ":root{--brand:#0f766e}\n", "": ""} {
		w := s.get("https://portal.example/v1/public/branding.css" + url)
		if w.Code != 200 || w.Body.String() != want || w.Header().Get("Content-Type") != "text/css; charset=utf-8" {
			t.Errorf("%s: %d %q %s", url, w.Code, w.Body, w.Header().Get("Content-Type"))
		}
	}
}

func TestTermsAreReadInClear(t *testing.T) {
	t.Parallel()
	s, ctx := open(t), context.Background()
	const url = "https://portal.example/v1/public/programs/acme"
	if w := s.get(url); w.Code != 404 {
		t.Errorf("a draft: %d", w.Code)
	}
	s.publish(t)
	if _, err := s.offers.Create(ctx, s.prg.ID, offer.Version{Name: "Every sale", Trigger: offer.Sale, Type: offer.Percent, Rate: 2000, HoldbackDays: -1}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.offers.Create(ctx, s.prg.ID, offer.Version{Name: "A lead", Trigger: offer.Lead, Type: offer.Flat, FlatMinor: 500, HoldbackDays: 7}); err != nil {
		t.Fatal(err)
	}
	w := s.get(url)
	var p publicapi.PublicProgram
	if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil || w.Code != 200 {
		t.Fatal(w.Code, err)
	}
	if !p.Branding.ApplicationsOpen || p.HoldbackDays != 30 || p.AttributionWindowDays != 90 || len(p.Offers) != 2 {
		t.Fatalf("%+v", p)
	}
	for _, o := range p.Offers {
		switch o.Action {
		case "sale":
			if o.Reward.BasisPoints != 2000 || o.HoldbackDays != 30 || o.Reward.Amount != nil {
				t.Errorf("%+v", o)
			}
		case "lead":
			if o.Reward.Amount == nil || *o.Reward.Amount != (httpkit.Money{Amount: 500, Currency: "EUR"}) || o.HoldbackDays != 7 {
				t.Errorf("%+v", o)
			}
		}
	}
}

func TestAnApplicationWaitsForTheManager(t *testing.T) {
	t.Parallel()
	s, ctx := open(t), context.Background()
	const good = `{"name":"Ann","email":"ann@example.com","company":"Ann's Blog","website":"https://ann.example","promotes":"Reviews"}`
	if w := s.apply(good); w.Code != 404 {
		t.Errorf("a draft takes applications: %d", w.Code)
	}
	s.publish(t)
	for range 2 {
		if w := s.apply(good); w.Code != 202 || w.Body.Len() != 0 {
			t.Fatalf("%d %s", w.Code, w.Body)
		}
	}
	waiting, err := store.Enrollments{T: s.tab}.Waiting(ctx, s.prg.ID)
	if err != nil || len(waiting) != 1 || waiting[0].Name != "Ann's Blog" || waiting[0].Answers[0].Text != "Reviews" {
		t.Errorf("%+v %v", waiting, err)
	}
	for name, body := range map[string]string{
		"no address":    `{"name":"Ann","email":"ann"}`,
		"no name":       `{"name":" ","email":"bob@example.com"}`,
		"a bad country": `{"name":"Bob","email":"bob@example.com","country":"de"}`,
		"a bad website": `{"name":"Bob","email":"bob@example.com","website":"javascript:alert(1)"}`,
	} {
		if w := s.apply(body); w.Code != 422 {
			t.Errorf("%s: %d %s", name, w.Code, w.Body)
		}
	}
	if _, err := s.programs.Move(ctx, s.prg.ID, program.Paused); err != nil {
		t.Fatal(err)
	}
	if w := s.apply(good); w.Code != 409 {
		t.Errorf("a paused program: %d", w.Code)
	}
}

func TestAKnownPartnersApplicationIsItsOrganisations(t *testing.T) {
	t.Parallel()
	s, ctx := open(t), context.Background()
	s.publish(t)
	if w := s.apply(`{"name":"Ann","email":"ann@example.com"}`); w.Code != 202 {
		t.Fatal(w.Body)
	}
	other, err := s.programs.Create(ctx, program.New("other", "Other", "https://other.example", "EUR"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err = s.programs.Publish(ctx, other.ID); err != nil {
		t.Fatal(err)
	}
	r := httptest.NewRequest(http.MethodPost, "https://portal.example/v1/public/programs/other/applications", strings.NewReader(`{"name":"Ann","email":"ANN@example.com","company":"Another name"}`))
	r.Header.Set("Content-Type", "application/json")
	s.ServeHTTP(httptest.NewRecorder(), r)
	first, err := store.Enrollments{T: s.tab}.OfProgram(ctx, s.prg.ID, enrollment.Filter{}, page.Request{})
	if err != nil {
		t.Fatal(err)
	}
	second, err := store.Enrollments{T: s.tab}.OfProgram(ctx, other.ID, enrollment.Filter{}, page.Request{})
	if err != nil || len(first.Data) != 1 || len(second.Data) != 1 || first.Data[0].Partner != second.Data[0].Partner {
		t.Errorf("%+v %+v %v", first.Data, second.Data, err)
	}
}
