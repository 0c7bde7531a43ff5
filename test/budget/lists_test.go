package budget_test

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/app"
	"github.com/tributaryhq/tributary/shared/domain/payout"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/table"
	"github.com/tributaryhq/tributary/test/stage"
)

// What the first page of a list may cost.
const (
	pageUnits   = 16
	pageQueries = 4
)

// operation is one that lists, as the API's document tells of it.
type operation struct{ id, path string }

// listings returns every operation that is read page by page.
func listings(t *testing.T) []operation {
	t.Helper()
	text, err := os.ReadFile("../../docs/api/openapi.json")
	if err != nil {
		t.Fatal(err)
	}
	var doc struct {
		Paths map[string]map[string]struct {
			ID         string `json:"operationId"`
			Parameters []struct{ Name string }
		}
	}
	if err := json.Unmarshal(text, &doc); err != nil {
		t.Fatal(err)
	}
	var out []operation
	for path, methods := range doc.Paths {
		op := methods["get"]
		for _, p := range op.Parameters {
			if p.Name == "cursor" && !strings.HasPrefix(path, "/v1/") { // the same as in the portal
				out = append(out, operation{op.ID, path})
			}
		}
	}
	slices.SortFunc(out, func(a, b operation) int { return strings.Compare(a.path, b.path) })
	return out
}

// rounds counts the rounds of queries: those that go side by side are one.
type rounds struct {
	table.Table
	queries, rounds int
	together        bool
}

// around counts on top of a stage's backends.
func (r *rounds) around(b *app.Backends, _ clock.Clock) { r.Table, b.Table = b.Table, r }

// Query counts.
func (r *rounds) Query(ctx context.Context, q table.Query) (table.Page, error) {
	r.queries++
	if !r.together {
		r.rounds++
	}
	return r.Table.Query(ctx, q)
}

// Together counts once, whatever the calls do.
func (r *rounds) Together(calls ...func() error) error {
	before := r.queries
	r.together = true
	err := table.Together(r.Table, calls...)
	if r.together = false; r.queries > before {
		r.rounds++
	}
	return err
}

var _ table.Table = (*rounds)(nil)

const (
	partnersOfMany = 40
	salesOfEach    = 8
)

// busy is a program with many partners, who sold, asked and were paid.
func busy(t *testing.T) (*stage.Stage, *rounds, map[string]string) {
	t.Helper()
	counted := &rounds{}
	s, err := stage.OpenOn(t.Context(), counted.around)
	if err != nil {
		t.Fatal(err)
	}
	ids := map[string]string{"program": string(s.Program.ID), "year": "2026"}
	var clicks []string
	for n := range partnersOfMany {
		p, err := s.Join(t.Context(), fmt.Sprintf("partner%02d", n))
		if err != nil {
			t.Fatal(err)
		}
		ids["partner"] = string(p.ID)
		c := click(t, s, p)
		clicks = append(clicks, c)
		for i := range salesOfEach {
			tell(t, s, fmt.Sprintf("transaction_id=T%d-%d&amount=100.00&customer_id=C%d-%d&email=c%d@shop-%d.example&click_id=%s", n, i, n, i, i, n, c), "accepted")
		}
	}
	sent := func(email, method, path, body string) {
		t.Helper()
		if w, err := s.Call(t.Context(), email, method, path, body); err != nil || w.Code >= http.StatusBadRequest {
			t.Fatalf("%s %s: %v %v", method, path, w, err)
		}
	}
	mine := "/api/p/" + ids["partner"] + "/programs/" + ids["program"]
	for n := range partnersOfMany {
		sent(lastPartner, http.MethodPost, mine+"/tickets", fmt.Sprintf(`{"subject":"Question %d","text":"Where is it?"}`, n))
		sent(stage.Owner, http.MethodPost, "/api/m/"+ids["program"]+"/coupons", fmt.Sprintf(`{"code":"CODE%d","partner_id":%q}`, n, ids["partner"]))
	}
	if err := s.Settle(t.Context()); err != nil {
		t.Fatal(err)
	}
	s.Manual.Advance(31 * 24 * time.Hour)
	if err := s.Run(t.Context(), "CommissionApproval"); err != nil {
		t.Fatal(err)
	}
	r := s.Runner()
	b, err := r.Plan(t.Context(), payout.Terms{Program: s.Program.ID, Rail: payout.Manual}, "run", "usr_boss")
	if err != nil {
		t.Fatal(err)
	}
	ids["batch"] = string(b.ID)
	for n := range partnersOfMany { // this month's
		tell(t, s, fmt.Sprintf("transaction_id=N%d&amount=100.00&customer_id=N%d&email=n%d@shop-%d.example&click_id=%s", n, n, n, n, clicks[n]), "accepted")
	}
	if err := s.Settle(t.Context()); err != nil {
		t.Fatal(err)
	}
	return s, counted, ids
}

var lastPartner = fmt.Sprintf("partner%02d@partner.test", partnersOfMany-1) //nolint:gochecknoglobals // never changed

// signedIn returns how somebody gets a page.
func signedIn(t *testing.T, s *stage.Stage, email string) func(path string) *httptest.ResponseRecorder {
	t.Helper()
	in := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/api/auth/login", strings.NewReader(stage.Credentials(email)))
	in.Header.Set("Content-Type", "application/json")
	answer := httptest.NewRecorder()
	s.Portal.ServeHTTP(answer, in)
	return func(path string) *httptest.ResponseRecorder {
		r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, path, http.NoBody)
		for _, c := range answer.Result().Cookies() {
			r.AddCookie(c)
		}
		h := s.Portal
		if strings.HasPrefix(path, "/api/m/") {
			h = s.Manager
		}
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		return w
	}
}

// cost is what a page takes: read units, queries, and rounds of them.
type cost struct {
	units           float64
	queries, rounds int
}

func (c cost) less(d cost) cost {
	return cost{c.units - d.units, c.queries - d.queries, c.rounds - d.rounds}
}

// dearer are the lists that cost more than others may, and what is bought by it.
func dearer() map[string]cost {
	return map[string]cost{
		"list-partners":              {60, 1 + 25, 2},                 // the period's figures of each partner, read side by side
		"partner-list-orders":        {40, 1, 1},                      // head and state of each order, and its customer
		"list-invoices":              {30, 2, 2},                      // with what is on its way to be paid
		"list-reporting-commissions": {pageUnits, 50, 50},             // one for each program
		"list-all-payouts":           {pageUnits, pageQueries, 3},     // after the programs
		"list-audit":                 {pageUnits, 31, 31},             // one for each day, until the page is full
		"list-payout-batches":        {math.MaxInt, 1 + 25, 1 + 25},   // adds up the payouts of each run
		"list-tax-years":             {math.MaxInt, 1 + 200, 1 + 200}, // adds up what each partner was paid
	}
}

// TestTheFirstPageOfEveryListIsCheap goes through every list of the API's
// document that this program has, as somebody sees it who came a moment ago: the
// names of partners are remembered. What every request of theirs reads, to know
// who asks, is not the list's.
func TestTheFirstPageOfEveryListIsCheap(t *testing.T) {
	t.Parallel()
	s, counted, ids := busy(t)
	manage, mine := "/api/m/"+ids["program"], "/api/p/"+ids["partner"]+"/programs/"+ids["program"]
	boss, maya := signedIn(t, s, stage.Owner), signedIn(t, s, lastPartner)
	measure := func(get func(string) *httptest.ResponseRecorder, path string) (cost, *httptest.ResponseRecorder) {
		get(path)
		s.Meter.Reset()
		counted.queries, counted.rounds = 0, 0
		w := get(path)
		return cost{s.Meter.Snapshot().RRU, counted.queries, counted.rounds}, w
	}
	query := cost{0.5, 1, 1} // of an empty list
	managers, _ := measure(boss, manage+"/adjustments")
	partners, _ := measure(maya, mine+"/referrals")
	measured := 0
	for _, op := range listings(t) {
		path, ok := filled(op.path, ids)
		get, door := maya, partners.less(query)
		switch {
		case strings.HasPrefix(path, manage):
			get, door = boss, managers.less(query)
		case !strings.HasPrefix(path, mine):
			door = cost{}
		}
		c, w := measure(get, path)
		if !ok || w.Code != http.StatusOK {
			t.Logf("%s: not of this program", op.id)
			continue
		}
		measured++
		c = c.less(door)
		t.Logf("%-28s %5.1f RRU, %d queries in %d rounds", op.id, c.units, c.queries, c.rounds)
		most, known := dearer()[op.id]
		if !known {
			most = cost{pageUnits, pageQueries, 1}
		}
		if c.units > most.units || c.queries > most.queries || c.rounds > most.rounds {
			t.Errorf("%s costs %+v, at most %+v", op.id, c, most)
		}
	}
	if measured < 30 {
		t.Errorf("only %d lists were measured", measured)
	}
}

// filled puts ids into a path, and what an operation must be asked.
func filled(path string, ids map[string]string) (string, bool) {
	for name, one := range ids {
		path = strings.ReplaceAll(path, "{"+name+"}", one)
	}
	return path, !strings.Contains(path, "{")
}
