package migration_test

import (
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/coupon"
	"github.com/tributaryhq/tributary/shared/domain/customer"
	"github.com/tributaryhq/tributary/shared/domain/enrollment"
	"github.com/tributaryhq/tributary/shared/domain/group"
	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/domain/link"
	"github.com/tributaryhq/tributary/shared/domain/migration"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/store"
	"github.com/tributaryhq/tributary/shared/table/memory"
)

// world is a program that has begun nothing.
type world struct {
	t       *testing.T
	table   *memory.Table
	now     *clock.Manual
	loader  migration.Loader
	program program.Program
}

func newWorld(t *testing.T) world {
	t.Helper()
	c := clock.NewManual(time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC))
	tab, chance := memory.New(c), rand.NewChaCha8([32]byte{1})
	programs := program.Desk{Store: store.Programs{T: tab, Clock: c}, Clock: c, Entropy: chance}
	p := program.New("north", "North", "https://example.com", "EUR")
	p.AllowedHosts = []string{"example.com"}
	p, err := programs.Create(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	groups := group.Desk{Store: store.Groups{T: tab, Clock: c}, Places: store.Places{T: tab}, Clock: c, Entropy: chance}
	desk := enrollment.Desk{Store: store.Enrollments{T: tab, Clock: c}, Programs: programs, Groups: groups, Clock: c, Entropy: chance}
	kept := store.Migrations{T: tab, Clock: c}
	return world{t, tab, c, migration.Loader{
		Places: kept, Binder: kept, Books: kept, Groups: groups, Desk: desk,
		Coupons: coupon.Desk{Store: store.Coupons{T: tab, Clock: c}, Places: desk, Clock: c},
		Tokens:  link.Importer{Links: store.Links{T: tab}, Old: store.Links{T: tab}, Clock: c},
	}, p}
}

// bring reads and loads a source's files.
func (w world) bring(s migration.Source, j migration.Job, files ...migration.File) migration.Report {
	w.t.Helper()
	if files == nil {
		files = exported(w.t, s)
	}
	b, bad := migration.Read(migration.Options{Source: s, Currency: "EUR", Digits: 2}, files)
	j.Actor = "usr_1"
	r, err := w.loader.Load(w.t.Context(), w.program, b, j)
	if err != nil {
		w.t.Fatal(err)
	}
	r.Results = append(bad, r.Results...)
	return r
}

func (w world) known(s migration.Source) map[string]id.Partner {
	w.t.Helper()
	known, err := w.loader.Places.Known(w.t.Context(), w.program.ID, s)
	if err != nil {
		w.t.Fatal(err)
	}
	return known
}

func (w world) balance(o id.Partner) ledger.Balance {
	w.t.Helper()
	b, err := store.Ledgers{T: w.table}.Of(w.t.Context(), ledger.Account{Program: w.program.ID, Partner: o, Currency: "EUR"})
	if err != nil {
		w.t.Fatal(err)
	}
	return b
}

// audit holds every account against its chain, its commissions and its payouts.
func (w world) audit() {
	w.t.Helper()
	ledgers, ctx := store.Ledgers{T: w.table}, w.t.Context()
	accounts, err := ledgers.Accounts(ctx, w.program.ID)
	if err != nil {
		w.t.Fatal(err)
	}
	for _, a := range accounts {
		chain, err := ledgers.Audit(ctx, a)
		if err != nil {
			w.t.Fatal(err)
		}
		sums, err := ledgers.LookAgain(ctx, a)
		if err != nil {
			w.t.Fatal(err)
		}
		for _, f := range append(chain, sums...) {
			w.t.Errorf("%s #%d: %s", f.Account.Partner, f.Seq, f.What)
		}
	}
}

// whys lists the rows that want a look: id and why.
func whys(r migration.Report) string {
	var out []string
	for _, x := range r.Results {
		if x.Why != "" {
			out = append(out, x.ID+" "+string(x.Why))
		}
	}
	return strings.Join(out, "; ")
}

func TestEverySourceComesInToTheCent(t *testing.T) {
	t.Parallel()
	for _, s := range []migration.Source{migration.PartnerStack, migration.FirstPromoter, migration.Tapfiliate, migration.Tolt} {
		t.Run(string(s), func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			if r := w.bring(s, migration.Job{}); whys(r) != "" || !r.Reconciled() || len(r.Sums) == 0 {
				t.Errorf("%s\n%+v", whys(r), r.Sums)
			}
			w.audit()
		})
	}
}

const rewardfulTold = "aff_5 bad_email; com_9 bad_currency; aff_4 not_let_in; dan not_let_in; com_10 not_let_in; po_2 no_lines"

func (w world) agreeBut(r migration.Report, ref string) {
	w.t.Helper()
	for _, x := range r.Sums {
		if x.Agrees() == (x.Ref == ref) {
			w.t.Errorf("%s %s: file %d, here %d", x.Ref, x.Status, x.File, x.Here)
		}
	}
}

func TestAProgramComesInOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ctx := t.Context()
	dry := w.bring(migration.Rewardful, migration.Job{Dry: true})
	if len(w.known(migration.Rewardful)) != 0 {
		t.Fatal("a dry run brought somebody in")
	}
	r := w.bring(migration.Rewardful, migration.Job{})
	if got := whys(r); got != rewardfulTold || whys(dry) != got {
		t.Errorf("told\n%s\non the dry run\n%s\nwant\n%s", got, whys(dry), rewardfulTold)
	}
	w.agreeBut(r, "aff_4") // who was not let in there is not here either
	known := w.known(migration.Rewardful)
	anna := w.balance(known["id:aff_1"])
	if anna.Paid != 1755 || anna.Available != 999 || anna.Pending != 1001 {
		t.Errorf("Anna's account %+v", anna)
	}
	if l, err := (store.Links{T: w.table}).ByOld(ctx, link.Scope(w.program.ID), "bens-deals"); err != nil || l.Partner != known["id:aff_2"] {
		t.Errorf("an old token leads to %s: %v", l.Partner, err)
	}
	if c, err := (store.Coupons{T: w.table}).Load(ctx, w.program.ID, "ANNA10"); err != nil || len(c) != 1 || c[0].Partner != known["id:aff_1"] {
		t.Errorf("whose is the code: %v %v", c, err)
	}
	cid, _ := customer.IDOf(w.program.ID, customer.Identity{Kind: customer.External, Value: "ref_1"})
	if c, err := (store.CustomerLists{T: w.table}).Get(ctx, w.program.ID, cid); err != nil || c.Bound == nil || c.Bound.Partner != known["id:aff_1"] || c.Payments != 4 {
		t.Errorf("the customer %+v %v", c, err)
	}
	if e, err := w.loader.Desk.Store.Load(ctx, w.program.ID, known["id:aff_3"]); err != nil || e.Status != enrollment.Suspended {
		t.Errorf("who was stopped is %s: %v", e.Status, err)
	}
	w.audit()
	w.now.Advance(time.Hour)
	if again := w.bring(migration.Rewardful, migration.Job{}); again.Count(migration.Added) != 0 || w.balance(known["id:aff_1"]).Seq != anna.Seq {
		t.Errorf("a second run added %d rows", again.Count(migration.Added))
	}
}

func TestAnImportGoesOnWhereItBrokeOff(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	var last migration.Report
	for from := 0; last.Rows == 0 || from < last.Rows; from = last.Done {
		last = w.bring(migration.Rewardful, migration.Job{From: from, Most: 3})
	}
	w.agreeBut(last, "aff_4")
	w.audit()
}

func TestBalancesAloneOpenAnAccount(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	files := exported(t, migration.Generic)
	for i := range files {
		files[i].Map = map[migration.Field]string{"id": "Kennung", "company": "Firma", "group": "Gruppe"}
	}
	if r := w.bring(migration.Generic, migration.Job{}, files...); whys(r) != "" || !r.Reconciled() {
		t.Errorf("%s %+v", whys(r), r.Sums)
	}
	w.audit()
}

func TestAChangedRowIsToldAndLeftAsItIs(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	partners := migration.File{Name: "partners.csv", Text: "id,email,name\n1,anna@blog.example,Anna\n"}
	history := func(amount string) migration.File {
		return migration.File{Name: "commissions.csv", Text: "id,partner,amount,status,created_at\nc1,1," + amount + ",due,2026-01-02\n"}
	}
	w.bring(migration.Generic, migration.Job{}, partners, history("10.00"))
	r := w.bring(migration.Generic, migration.Job{}, partners, history("11.00"))
	if whys(r) != "c1 changed" || r.Reconciled() {
		t.Errorf("%s %+v", whys(r), r.Sums)
	}
	w.audit()
}

func TestNobodyElsesPartnerIsMeant(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	r := w.bring(migration.Generic, migration.Job{}, migration.File{Name: "customers.csv", Text: "id,partner,created_at\nk1,ptr_01JD0000000000000000000BEN,2026-01-02\n"})
	if whys(r) != "k1 not_let_in" {
		t.Error(whys(r))
	}
}
