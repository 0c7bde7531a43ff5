package surface_test

import (
	"context"
	"crypto/rand"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/group"
	"github.com/tributaryhq/tributary/shared/domain/spiff"
	"github.com/tributaryhq/tributary/shared/domain/target"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/store"
)

// sorted is what a program sorts its partners by.
type sorted struct {
	group id.Group
	tier  id.Tier
	spiff id.Spiff
}

// days knows the days of the world's programs.
type days struct{ w *world }

func (d days) Today(ctx context.Context, p id.Program) (string, error) {
	prg, err := d.w.programs.Load(ctx, p)
	if err != nil {
		return "", err
	}
	return clock.Day(d.w.clock.Now(), prg.Location()), nil
}

func (d days) Terms(ctx context.Context, p id.Program) (spiff.Terms, error) {
	prg, err := d.w.programs.Load(ctx, p)
	return spiff.Terms{Currency: prg.Currency, Zone: prg.Location(), HoldbackDays: prg.HoldbackDays}, err
}

func (w *world) groups() group.Desk {
	return group.Desk{
		Store: store.Groups{T: w.table, Clock: w.clock}, Places: store.Places{T: w.table}, Zones: days{w}, Clock: w.clock, Entropy: rand.Reader,
	}
}

func (w *world) spiffs() spiff.Desk {
	return spiff.Desk{Store: store.Spiffs{T: w.table, Clock: w.clock}, Programs: days{w}, Clock: w.clock, Entropy: rand.Reader}
}

type rewards struct {
	store.Groups
	store.Places
	store.Measures
}

func (w *world) rewards() rewards {
	return rewards{store.Groups{T: w.table, Clock: w.clock}, store.Places{T: w.table}, store.Measures{T: w.table}}
}

// sort gives a program two groups, two tiers and a SPIFF that is far away.
func (w *world) sort(s *side) {
	w.t.Helper()
	for _, name := range []string{"Inner circle", "Everybody"} {
		g, err := w.groups().CreateGroup(w.ctx, group.Group{Program: s.ID, Name: name})
		w.must(err)
		s.group = g.ID
	}
	_, err := w.groups().ChangeGroup(w.ctx, s.ID, s.group, 0, func(g *group.Group) { g.Ordinal = 1 })
	w.must(err)
	t, err := w.groups().CreateTier(w.ctx, group.Tier{Program: s.ID, Name: "Standard", Commission: "20 % of each sale", Benefits: []string{"A personal code"}})
	w.must(err)
	s.tier = t.ID
	_, err = w.groups().CreateTier(w.ctx, group.Tier{
		Program: s.ID, Name: "Premium", Commission: "25 % of each sale", Rewards: "A trip",
		Reach: &group.Rule{Goal: target.Goal{Metric: target.Sales, Threshold: 50}, Period: target.Quarter},
	})
	w.must(err)
	x, err := w.spiffs().Create(w.ctx, spiff.Spiff{
		Program: s.ID, Name: "Push of " + s.Name, Window: target.Window{From: start.Format(time.DateOnly), To: start.AddDate(0, 1, 0).Format(time.DateOnly)},
		Goal: target.Goal{Metric: target.Sales, Threshold: 1000}, AmountMinor: 5_000, BudgetMinor: 987_600,
	})
	w.must(err)
	s.spiff = x.ID
}

func TestAPartnerSeesItsOwnTierAndWhatComesNext(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	got := w.do(w.maya.user, http.MethodGet, mine+"/rewards", "", http.StatusOK)
	for path, want := range map[string]string{
		"tier.name": "Standard", "tier.commission": "20 % of each sale", "tier.benefits.0": "A personal code", "upcoming.0.name": "Premium",
		"upcoming.0.rewards": "A trip", "upcoming.0.progress.threshold": "50", "upcoming.0.progress.metric": "sales", "upcoming.0.progress.from": "2026-01-01",
	} {
		got.is(path, want)
	}
	ladder := w.do(w.acme.boss, http.MethodGet, managed+"/groups", "", http.StatusOK)
	premium := ladder.at("tiers.1.id").String()
	w.do(w.acme.boss, http.MethodPost, managed+"/placements", `{"partners":["`+string(w.maya.partner)+`"],"tier":"`+premium+`","locked":true,"reason":"our secret friend"}`, http.StatusOK).
		is("done.0", string(w.maya.partner))
	got = w.do(w.maya.user, http.MethodGet, mine+"/rewards", "", http.StatusOK)
	got.is("tier.name", "Premium")
	if n := got.size("upcoming"); n != 0 {
		t.Errorf("%d tiers above the top one", n)
	}
	past := w.do(w.maya.user, http.MethodGet, mine+"/rewards/history", "", http.StatusOK)
	past.is("data.0.from_tier", "Standard")
	past.is("data.0.cause", "manual")
	if strings.Contains(past.String(), "secret friend") {
		t.Error("a manager's words are told to the partner")
	}
	moves := w.do(w.acme.boss, http.MethodGet, managed+"/partners/"+string(w.maya.partner)+"/moves", "", http.StatusOK)
	moves.is("data.0.reason", "our secret friend")
	moves.is("data.0.by", string(w.acme.boss))
	w.do(w.acme.boss, http.MethodGet, managed+"/partners?tier="+premium, "", http.StatusOK).is("data.0.id", string(w.maya.partner))
	if n := w.do(w.acme.boss, http.MethodGet, managed+"/partners?tier="+premium, "", http.StatusOK).size("data"); n != 1 {
		t.Errorf("%d partners in the tier", n)
	}
}

func TestPlacingNamesWhoWasRefused(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	body := `{"partners":["nonsense","` + string(w.otto.partner) + `","` + string(w.lena.partner) + `","` + string(w.noah.partner) + `"],"group":"` + string(w.acme.group) + `"}`
	got := w.do(w.acme.boss, http.MethodPost, managed+"/placements", body, http.StatusOK)
	got.is("done.0", string(w.noah.partner))
	for i, code := range []string{"enrollment.unknown", "enrollment.unknown", "group.not_entered"} {
		got.is("refused."+string(rune('0'+i))+".code", code)
	}
	w.do(w.acme.boss, http.MethodPost, managed+"/placements", `{"partners":["`+string(w.noah.partner)+`"],"group":"`+string(w.rival.group)+`"}`, http.StatusNotFound).is("code", "group.unknown")
	w.do(w.acme.boss, http.MethodPost, managed+"/placements", `{"partners":["`+string(w.noah.partner)+`"]}`, http.StatusUnprocessableEntity).is("code", "group.nothing")
}

func TestASpiffIsShownToThoseWhoMayTakePart(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.clock.Advance(time.Second)
	inner := w.do(w.acme.boss, http.MethodGet, managed+"/groups", "", http.StatusOK).at("groups.1.id").String()
	const body = `{"name":"Inner push","from":"2026-03-01","to":"2026-12-31","goal":{"metric":"revenue","threshold":100000},"amount":{"amount":2500,"currency":"EUR"},"every":50000,"budget":{"amount":100000,"currency":"EUR"},"groups":["`
	made := w.do(w.acme.boss, http.MethodPost, managed+"/spiffs", body+inner+`"]}`, http.StatusCreated)
	made.is("status", "active")
	if seen := w.do(w.maya.user, http.MethodGet, mine+"/spiffs", "", http.StatusOK); seen.size("data") != 1 || strings.Contains(seen.String(), "987600") {
		t.Fatalf("Maya sees %s", seen)
	}
	w.do(w.acme.boss, http.MethodPost, managed+"/placements", `{"partners":["`+string(w.maya.partner)+`"],"group":"`+inner+`"}`, http.StatusOK)
	seen := w.do(w.maya.user, http.MethodGet, mine+"/spiffs", "", http.StatusOK)
	seen.is("data.0.name", "Inner push")
	seen.is("data.0.every", "50000")
	w.do(w.acme.boss, http.MethodPost, managed+"/spiffs", body+string(w.rival.group)+`"]}`, http.StatusUnprocessableEntity).is("errors.0.location", "body.groups")
	w.do(w.acme.boss, http.MethodPost, managed+"/spiffs", strings.Replace(body, `2500,"currency":"EUR"`, `2500,"currency":"USD"`, 1)+`"]}`, http.StatusUnprocessableEntity)
	one := managed + "/spiffs/" + made.at("id").String()
	w.do(w.acme.boss, http.MethodPatch, one, `{"amount":{"amount":2400,"currency":"EUR"}}`, http.StatusConflict).is("code", "spiff.active")
	w.do(w.acme.boss, http.MethodPatch, one, `{"name":"Inner push 2","version":1}`, http.StatusOK).is("name", "Inner push 2")
	w.do(w.acme.boss, http.MethodPost, one+"/cancel", "", http.StatusOK).is("status", "cancelled")
	if n := w.do(w.maya.user, http.MethodGet, mine+"/spiffs", "", http.StatusOK).size("data"); n != 1 {
		t.Errorf("Maya still sees %d", n)
	}
}

func TestABonusIsListedApartFromWhatSalesBring(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	const body = `{"key":"thank-you-1","kind":"bonus","name":"Thank you","reason":"A film","amount":{"amount":700,"currency":"EUR"},"partner":"`
	made := w.do(w.acme.boss, http.MethodPost, managed+"/adjustments", body+string(w.maya.partner)+`"}`, http.StatusCreated)
	made.is("kind", "bonus")
	if made.at("status").String() == "waiting" {
		w.do(w.acme.second, http.MethodPost, managed+"/adjustments/"+made.at("id").String()+"/approve", "", http.StatusOK).is("status", "given")
	}
	bonuses := w.do(w.maya.user, http.MethodGet, mine+"/commissions?kind=bonuses", "", http.StatusOK)
	bonuses.is("data.0.kind", "bonus")
	bonuses.is("data.0.offer", "Thank you")
	all := w.do(w.maya.user, http.MethodGet, mine+"/commissions", "", http.StatusOK).size("data")
	if rest := w.do(w.maya.user, http.MethodGet, mine+"/commissions?kind=standard", "", http.StatusOK).size("data"); bonuses.size("data") != 1 || rest != all-1 {
		t.Fatalf("%d of %d are standard, %d bonuses", rest, all, bonuses.size("data"))
	}
	w.do(w.acme.boss, http.MethodPost, managed+"/adjustments", strings.Replace(strings.Replace(body, "700", "-700", 1), "-1", "-2", 1)+string(w.maya.partner)+`"}`, http.StatusUnprocessableEntity)
}
