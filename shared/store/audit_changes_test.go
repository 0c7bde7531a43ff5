package store_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tributaryhq/tributary/shared/domain/audit"
	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/store"
	"github.com/tributaryhq/tributary/shared/table/memory"
)

func TestTheLogTellsWhatAProgramHasChanged(t *testing.T) {
	t.Parallel()
	c := clock.NewManual(linkNoon)
	tab := memory.New(c)
	programs := store.Programs{T: tab, Clock: c}
	before := program.New("acme", "Acme", "https://acme.example", "EUR")
	before.ID, before.Version, before.CreatedAt = "prg_1", 1, linkNoon
	if err := programs.Create(t.Context(), before); err != nil {
		t.Fatal(err)
	}
	after := before
	after.HoldbackDays, after.Attribution.WindowDays, after.Version = 45, 60, 2
	c.Advance(1)
	if err := programs.Save(t.Context(), before, after); err != nil {
		t.Fatal(err)
	}
	log := store.Audit{T: tab}
	found, err := audit.Search(t.Context(), log, "prg_1", audit.Filter{From: "2000-01-01", To: linkNoon.UTC().Format("2006-01-02"), Action: "program.change"}, page.Request{})
	if err != nil || len(found.Data) != 1 {
		t.Fatalf("%+v, %v", found, err)
	}
	want := []audit.Change{
		{Field: "attribution", Before: `{"Model":"last","WindowDays":90,"CouponWins":false}`, After: `{"Model":"last","WindowDays":60,"CouponWins":false}`},
		{Field: "holdback_days", Before: "30", After: "45"},
	}
	if d := cmp.Diff(want, found.Data[0].Changes); d != "" {
		t.Error(d)
	}
	chained := audit.Entry{Action: "program.change", Changes: found.Data[0].Changes}
	other := chained
	other.Changes = slices.Clone(chained.Changes)
	other.Changes[0].After += "0"
	if string(chained.Body()) == string(other.Body()) {
		t.Error("the chain does not hold the differences")
	}
}

func TestTheLogRepeatsNothingOfPersons(t *testing.T) {
	t.Parallel()
	c := clock.NewManual(linkNoon)
	tab := memory.New(c)
	users := store.Users{T: tab, Clock: c}
	u := identity.User{ID: "usr_1", Email: "ann@example.com", Name: "Ann", Password: "a-hash", Status: identity.Active, Version: 1, CreatedAt: linkNoon}
	if err := users.Create(t.Context(), u, identity.Membership{User: "usr_1", Program: "prg_1", Role: identity.Owner}); err != nil {
		t.Fatal(err)
	}
	after := u
	after.Name, after.Version = "Anna", 2
	c.Advance(1)
	if err := users.Save(t.Context(), u, after); err != nil {
		t.Fatal(err)
	}
	acts, err := (store.Audit{T: tab}).OfResource(t.Context(), "usr_1", page.Request{})
	if err != nil || len(acts.Data) != 2 {
		t.Fatalf("%+v, %v", acts, err)
	}
	for _, e := range acts.Data {
		if len(e.Changes) > 0 || e.After == "" {
			t.Errorf("%s tells %+v", e.Action, e.Changes)
		}
	}
}
