package surface_test

import (
	"context"
	"encoding/csv"
	"math/big"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/store"
	"github.com/tributaryhq/tributary/shared/table"
)

const (
	myFiles  = "/api/p/{partner}/documents/{program}/account"
	allFiles = "/api/m/{program}/documents/accounts"
)

// rows reads a CSV file, by the titles of its columns.
func (w *world) rows(as id.User, path string) []map[string]string {
	w.t.Helper()
	got := w.call(as, http.MethodGet, fill(path, w.acme, w.maya.partner, w.maya), "")
	if got.Code != http.StatusOK {
		w.t.Fatalf("%s: %d %s", path, got.Code, got.Body)
	}
	lines, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(got.Body.String(), "\uFEFF"))).ReadAll()
	w.must(err)
	var out []map[string]string
	for _, line := range lines[1:] {
		row := map[string]string{}
		for i, cell := range line {
			row[lines[0][i]] = cell
		}
		out = append(out, row)
	}
	return out
}

// sum adds up a column, exactly, of the rows that a filter lets through.
func sum(rows []map[string]string, column string, only func(map[string]string) bool) string {
	total := new(big.Rat)
	for _, r := range rows {
		if only == nil || only(r) {
			if n, ok := new(big.Rat).SetString(r[column]); ok {
				total.Add(total, n)
			}
		}
	}
	return total.FloatString(2)
}

// TestWhatIsExportedEqualsTheLedgerAtTheVersionItNames (I-14): the files of
// partner and manager add up to the account after the posting that each row names.
func TestWhatIsExportedEqualsTheLedgerAtTheVersionItNames(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.pending()
	account := ledger.Account{Program: w.acme.ID, Partner: w.maya.partner, Currency: "EUR"}
	b, err := store.Ledgers{T: w.table}.Of(w.ctx, account)
	w.must(err)
	want := map[string]string{"pending": cents(b.Pending), "wallet": cents(b.Wallet()), "claimed": cents(b.InTransit + b.Paid)}
	for _, tc := range []struct {
		name, path string
		as         id.User
		mine       func(map[string]string) bool
	}{
		{"the partner's", myFiles, w.maya.user, func(map[string]string) bool { return true }},
		{"the manager's", allFiles, w.acme.boss, func(r map[string]string) bool { return r["partner_id"] == string(w.maya.partner) }},
	} {
		commissions, book := w.rows(tc.as, tc.path+"/commissions.csv"), w.rows(tc.as, tc.path+"/ledger.csv")
		is := func(claimed bool, states ...string) func(map[string]string) bool {
			return func(r map[string]string) bool {
				return tc.mine(r) && (r["payout"] != "") == claimed && strings.Contains(strings.Join(states, " "), r["status"])
			}
		}
		got := map[string]string{
			"pending": sum(commissions, "net", is(false, "pending", "held")), "wallet": sum(commissions, "net", is(false, "available")),
			"claimed": sum(commissions, "net", is(true, "available", "paid")),
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%s commissions: %s", tc.name, d)
		}
		earned := sum(book, "amount", func(r map[string]string) bool { return tc.mine(r) && r["from"] == "expense" })
		if earned != cents(b.Earned) {
			t.Errorf("%s ledger earned %s, not %s", tc.name, earned, cents(b.Earned))
		}
		for _, r := range commissions {
			if tc.mine(r) && r["account_posting"] != itoa(b.Seq) {
				t.Errorf("%s row names posting %s, not %d", tc.name, r["account_posting"], b.Seq)
			}
		}
	}
}

func cents(minor int64) string { return new(big.Rat).SetFrac64(minor, 100).FloatString(2) }

func itoa(n int64) string { return big.NewInt(n).String() }

// busy writes a posting between two reads of an account, some times.
type busy struct {
	table.Table
	write func()
	left  int
}

// Query reads, and then another writes.
func (b *busy) Query(ctx context.Context, q table.Query) (table.Page, error) {
	p, err := b.Table.Query(ctx, q)
	if b.left > 0 {
		b.left--
		b.write()
	}
	return p, err
}

func TestAnExportIsOfOneVersionWhateverIsWrittenMeanwhile(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	account := ledger.Account{Program: w.acme.ID, Partner: w.maya.partner, Currency: "EUR"}
	n := 0
	write := func() {
		n++
		w.sell(w.acme, w.maya, "BUSY-"+itoa(int64(n)), 1_000)
	}
	tab := &busy{Table: w.table, write: write, left: 4}
	e, err := store.Extracts{T: tab}.Of(w.ctx, account, 1000)
	w.must(err)
	if err := e.Check(); err != nil || n != 4 {
		t.Errorf("after %d writes: %v", n, err)
	}
	tab.left = 1000
	if _, err := (store.Extracts{T: tab}).Of(w.ctx, account, 10_000); fault.CodeOf(err) != "extract.busy" {
		t.Errorf("an account that is written to all the time: %v", err)
	}
	tab.left = 0
	if _, err := (store.Extracts{T: tab}).Of(w.ctx, account, 10); fault.CodeOf(err) != "extract.too_long" {
		t.Errorf("an account that is too long: %v", err)
	}
}

func TestAPartnersFileTellsNothingOfOthers(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.held()
	for _, file := range []string{"/commissions.csv", "/payouts.csv", "/ledger.csv"} {
		got := w.call(w.maya.user, http.MethodGet, fill(myFiles+file, w.acme, w.maya.partner, w.maya), "").Body.String()
		for _, other := range []string{string(w.noah.partner), string(w.noah.payout), "partner_id", "actor"} {
			if strings.Contains(got, other) {
				t.Errorf("%s tells %s", file, other)
			}
		}
	}
	if got := w.call(w.maya.user, http.MethodGet, fill(allFiles+"/ledger.csv", w.acme, w.maya.partner, w.maya), ""); got.Code != http.StatusForbidden && got.Code != http.StatusNotFound {
		t.Errorf("a partner reads the program's file: %d", got.Code)
	}
}
