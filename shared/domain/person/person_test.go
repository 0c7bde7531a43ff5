package person_test

import (
	"encoding/json"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/coupon"
	"github.com/tributaryhq/tributary/shared/domain/enrollment"
	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/domain/group"
	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/domain/lead"
	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/domain/link"
	"github.com/tributaryhq/tributary/shared/domain/migration"
	"github.com/tributaryhq/tributary/shared/domain/person"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/store"
	"github.com/tributaryhq/tributary/shared/table"
	"github.com/tributaryhq/tributary/shared/table/memory"
)

// world is a program with one partner, Anna, who has earned and was paid.
type world struct {
	t     *testing.T
	table *memory.Table
	clock clock.Clock
	desk  person.Desk
	anna  identity.User
	org   id.Partner
	of    id.Program
}

func newWorld(t *testing.T, history string) world {
	t.Helper()
	c := clock.NewManual(time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC))
	tab, chance, ctx := memory.New(c), rand.NewChaCha8([32]byte{1}), t.Context()
	programs := program.Desk{Store: store.Programs{T: tab, Clock: c}, Clock: c, Entropy: chance}
	draft := program.New("north", "North", "https://example.com", "EUR")
	draft.AllowedHosts = []string{"example.com"}
	p, err := programs.Create(ctx, draft)
	if err != nil {
		t.Fatal(err)
	}
	groups := group.Desk{Store: store.Groups{T: tab, Clock: c}, Places: store.Places{T: tab}, Clock: c, Entropy: chance}
	places := store.Enrollments{T: tab, Clock: c}
	enrollments := enrollment.Desk{Store: places, Programs: programs, Groups: groups, Clock: c, Entropy: chance}
	kept := store.Migrations{T: tab, Clock: c}
	loader := migration.Loader{
		Places: kept, Binder: kept, Books: kept, Groups: groups, Desk: enrollments,
		Coupons: coupon.Desk{Store: store.Coupons{T: tab, Clock: c}, Places: enrollments, Clock: c},
		Tokens:  link.Importer{Links: store.Links{T: tab}, Old: store.Links{T: tab}, Clock: c},
	}
	bundle, bad := migration.Read(migration.Options{Source: migration.Generic, Currency: "EUR", Digits: 2}, []migration.File{
		{Name: "partners.csv", Text: "id,email,name,website\n1,anna@blog.example,Anna Weber,https://anna.example\n"},
		{Name: "commissions.csv", Text: "id,partner,amount,status,created_at\n" + history},
	})
	if _, err := loader.Load(ctx, p, bundle, migration.Job{Actor: "usr_1"}); err != nil || bad != nil {
		t.Fatal(err, bad)
	}
	users, members := store.Users{T: tab, Clock: c}, store.Members{T: tab, Clock: c}
	anna, err := users.ByEmail(ctx, identity.HashEmail("anna@blog.example"))
	if err != nil {
		t.Fatal(err)
	}
	mine, err := members.OfUser(ctx, anna.ID)
	if err != nil || len(mine) != 1 {
		t.Fatal(mine, err)
	}
	return world{t, tab, c, person.Desk{Store: store.Persons{T: tab, Clock: c}, Users: users, Members: members, Places: places, Leaver: enrollments}, anna, mine[0].Partner, p.ID}
}

// names tells whether any item of the table holds a text.
func (w world) names(text string) []string {
	w.t.Helper()
	var out []string
	page, err := w.table.Scan(w.t.Context(), "")
	if err != nil {
		w.t.Fatal(err)
	}
	for _, item := range page.Items {
		raw, err := json.Marshal(item)
		if err != nil {
			w.t.Fatal(err)
		}
		if strings.Contains(strings.ToLower(string(raw)), text) {
			out = append(out, item.Key().PK+" / "+item.Key().SK)
		}
	}
	return out
}

func TestAPersonIsForgottenAndTheBookStillProves(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "c1,1,12.00,paid,2026-01-02\n")
	ctx, ledgers := t.Context(), store.Ledgers{T: w.table}
	account := ledger.Account{Program: w.of, Partner: w.org, Currency: "EUR"}
	before, err := ledgers.Of(ctx, account)
	if err != nil {
		t.Fatal(err)
	}
	told, err := event.New(event.LeadSubmitted, w.clock.Now(), w.of, w.org, "led_1", 1)
	if err != nil {
		t.Fatal(err)
	}
	named := lead.Lead{ID: "led_1", Program: w.of, Partner: w.org, Status: lead.InReview, Name: "Anna Weber", Email: "anna@blog.example", Version: 1, CreatedAt: w.clock.Now()}
	if err := (store.Leads{T: w.table}).Create(ctx, named, told); err != nil {
		t.Fatal(err)
	}
	held, err := w.desk.Held(ctx, w.anna.ID)
	if text, _ := json.Marshal(held); err != nil || !strings.Contains(string(text), "anna@blog.example") || !strings.Contains(string(text), "Anna Weber") || !strings.Contains(string(text), "anna.example") {
		t.Errorf("held is %v %v", held, err)
	}
	if err := w.desk.Forget(ctx, w.anna.ID, false); err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{"anna@", "anna weber", "anna.example"} {
		if left := w.names(text); len(left) > 0 {
			t.Errorf("%q still stands in %v", text, left)
		}
	}
	after, err := ledgers.Of(ctx, account)
	if err != nil || after.Head != before.Head || after.Paid != 1200 {
		t.Errorf("the account is %+v, was %+v, %v", after, before, err)
	}
	chain, err := ledgers.Audit(ctx, account)
	if again, err2 := ledgers.LookAgain(ctx, account); err != nil || err2 != nil || len(chain)+len(again) > 0 {
		t.Errorf("the audit finds %v %v %v %v", chain, again, err, err2)
	}
	if _, err := w.desk.Users.ByEmail(ctx, identity.HashEmail("anna@blog.example")); !fault.Is(err, fault.NotFound) {
		t.Errorf("the address still has an owner: %v", err)
	}
	if err := w.desk.Forget(ctx, w.anna.ID, false); err != nil {
		t.Errorf("forgotten twice: %v", err)
	}
}

func TestMoneyOnItsWayIsSaidFirst(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "c1,1,12.00,due,2026-01-02\n")
	if err := w.desk.Forget(t.Context(), w.anna.ID, false); fault.CodeOf(err) != "person.money_open" {
		t.Errorf("got %v", err)
	}
	if len(w.names("anna@blog.example")) == 0 {
		t.Error("a refusal has erased something")
	}
	if err := w.desk.Forget(t.Context(), w.anna.ID, true); err != nil {
		t.Error(err)
	}
}

func TestNobodyLeavesOthersWithoutALeader(t *testing.T) {
	t.Parallel()
	for code, m := range map[string]identity.Membership{
		"person.sole_admin": {User: "usr_2", Role: identity.Member},
		"":                  {User: "usr_2", Role: identity.Admin},
	} {
		w := newWorld(t, "c1,1,12.00,paid,2026-01-02\n")
		m.Partner, m.Since = w.org, w.clock.Now()
		if err := (store.Members{T: w.table, Clock: w.clock}).Grant(t.Context(), m); err != nil {
			t.Fatal(err)
		}
		if err := w.desk.Forget(t.Context(), w.anna.ID, false); (code == "") != (err == nil) || err != nil && fault.CodeOf(err) != code {
			t.Errorf("want %q, got %v", code, err)
		}
		if code == "" && len(w.names("anna.example")) == 0 {
			t.Error("the organisation of others was forgotten too")
		}
	}
	w := newWorld(t, "c1,1,12.00,paid,2026-01-02\n")
	if err := (store.Members{T: w.table, Clock: w.clock}).Grant(t.Context(), identity.Membership{User: w.anna.ID, Program: w.of, Role: identity.Owner, Since: w.clock.Now()}); err != nil {
		t.Fatal(err)
	}
	if err := w.desk.Forget(t.Context(), w.anna.ID, false); fault.CodeOf(err) != "person.sole_owner" {
		t.Errorf("got %v", err)
	}
}

var _ table.Scanner = (*memory.Table)(nil)
