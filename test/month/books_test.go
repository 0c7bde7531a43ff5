package month_test

import (
	"bytes"
	"context"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/tributaryhq/tributary/shared/domain/payout"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/store"
)

// account seals payees' accounts; it hides nothing.
type account struct{}

// Seal leaves the account as it is.
func (account) Seal(_ context.Context, _ id.Partner, s string) ([]byte, error) { return []byte(s), nil }

var _ payout.Sealer = account{}

// areGold holds the partners' tier against the ladder.
func (f *firm) areGold(some []*seller) {
	f.Helper()
	for _, s := range some {
		ladder, err := f.Groups().Ladder(f.Context(), f.program.ID)
		if err != nil {
			f.Fatal(err)
		}
		b, err := f.Balance(f.Context(), s.Partner)
		if err != nil {
			f.Fatal(err)
		}
		for _, t := range ladder.Tiers {
			if t.ID == b.Tier && t.Name != "Gold" {
				f.Errorf("%s is %s", s.email, t.Name)
			}
		}
		if b.Tier == "" {
			f.Errorf("%s has no tier", s.email)
		}
	}
}

func (f *firm) owes(s *seller, minor int64) {
	f.Helper()
	b, err := f.Balance(f.Context(), s.Partner)
	if err != nil || b.Wallet() != -minor {
		f.Errorf("%s has %d, %v", s.email, b.Wallet(), err)
	}
}

// close closes the books: of each partner what it earned was paid, and its
// account, its statement and its invoices say the same.
func (f *firm) close(some ...*seller) {
	f.Helper()
	if err := f.Sound(f.Context()); err != nil {
		f.Error(err)
	}
	for _, s := range some {
		b, err := f.Balance(f.Context(), s.Partner)
		if err != nil {
			f.Fatal(err)
		}
		if b.Earned-b.Reversed != s.earns || b.Paid != s.earns || b.Pending+b.Approved+b.InTransit != 0 || b.Wallet() != 0 {
			f.Errorf("%s must be left with %d: %+v", s.email, s.earns, b)
		}
		type money struct{ Amount int64 }
		statement := read[struct{ Earned, Reversed, Paid, Closing money }](f.month, f.own(s, http.MethodGet, f.place("/statement?from=2026-03-01&to=2026-04-30"), "", http.StatusOK))
		if statement.Paid.Amount != s.earns || statement.Earned.Amount-statement.Reversed.Amount != s.earns || statement.Closing.Amount != 0 {
			f.Errorf("the statement of %s: %+v", s.email, statement)
		}
		invoices := read[struct {
			Data []struct {
				Number, State string
				Total         money
			}
		}](f.month, f.own(s, http.MethodGet, f.place("/invoices"), "", http.StatusOK))
		var billed int64
		for _, i := range invoices.Data {
			if i.State == "paid" {
				billed += i.Total.Amount
			}
		}
		if billed != s.earns {
			f.Errorf("the invoices of %s come to %d, not %d: %+v", s.email, billed, s.earns, invoices)
		}
	}
}

func (f *firm) place(path string) string { return "/programs/" + string(f.program.ID) + path }

// providersAgree holds what PayPal and Stripe moved against what their partners
// were paid.
func (m *month) providersAgree(byPayPal, byStripe *seller) {
	m.Helper()
	for s, book := range map[*seller]map[string]int64{byPayPal: m.paypal.Net(), byStripe: m.stripe.Net()} {
		var sum int64
		for _, minor := range book {
			sum += minor
		}
		if sum != s.earns {
			m.Errorf("%s was moved %d, and earned %d", s.email, sum, s.earns)
		}
	}
}

// verifies exports the book, its key and the partner's proof of a payout, and
// has the second program verify them; what is changed by a cent it refuses.
func (f *firm) verifies(p payout.Payout, s *seller) {
	f.Helper()
	var book bytes.Buffer
	if _, err := (store.Proofs{T: f.Table}).Export(f.Context(), f.program.ID, &book); err != nil {
		f.Fatal(err)
	}
	key := f.manage(http.MethodGet, "/ledger/key.pem", "", http.StatusOK)
	own := f.own(s, http.MethodGet, f.place("/payouts/"+string(p.ID)+"/proof"), "", http.StatusOK)
	if bytes.Contains(own, []byte("ptr_")) && strings.Count(string(own), string(s.ID)) == 0 {
		f.Error("the proof is of somebody else")
	}
	for name, c := range map[string]struct {
		content []byte
		accept  bool
	}{
		"the book":          {book.Bytes(), true},
		"a partner's proof": {own, true},
		"a changed book":    {bytes.Replace(book.Bytes(), []byte(`"minor":`), []byte(`"minor":1`), 1), false},
	} {
		out, err := f.second(c.content, key)
		if (err == nil) != c.accept || strings.Contains(out, "Traceback") {
			f.Errorf("%s: %v: %s", name, err, out)
		}
	}
}

// second is the program that shares nothing with this one.
func (f *firm) second(export, key []byte) (string, error) {
	f.Helper()
	dir := f.TempDir()
	book, pem := filepath.Join(dir, "book.ndjson"), filepath.Join(dir, "key.pem")
	for path, content := range map[string][]byte{book: export, pem: key} {
		if err := os.WriteFile(path, content, 0o600); err != nil {
			f.Fatal(err)
		}
	}
	out, err := exec.CommandContext(f.Context(), "python3", "../../conformance/ledger/verify.py", book, pem).CombinedOutput()
	return string(out), err
}
