package app_test

import (
	"strings"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/kernel/money"
	"github.com/tributaryhq/tributary/shared/store"
	"github.com/tributaryhq/tributary/shared/table"
)

// items returns all items of the world's table of a type.
func (w ledgerWorld) items(kind string) []table.Item {
	w.t.Helper()
	var out []table.Item
	for cursor := ""; ; {
		page, err := w.Table.(table.Scanner).Scan(w.t.Context(), cursor)
		if err != nil {
			w.t.Fatal(err)
		}
		for _, item := range page.Items {
			if item.String("type") == kind {
				out = append(out, item)
			}
		}
		if cursor = page.Next; cursor == "" {
			return out
		}
	}
}

func (w ledgerWorld) set(item table.Item, name string, value any) {
	w.t.Helper()
	if _, _, err := w.Table.Update(w.t.Context(), table.Update{Key: item.Key(), Set: map[string]any{name: value}}); err != nil {
		w.t.Fatal(err)
	}
}

func (w ledgerWorld) remove(item table.Item) {
	w.t.Helper()
	if err := w.Table.Commit(w.t.Context(), []table.Op{table.Delete{Key: item.Key()}}); err != nil {
		w.t.Fatal(err)
	}
}

// signedWorld has two signed days.
func signedWorld(t *testing.T) ledgerWorld {
	t.Helper()
	w := newLedgerWorld(t, time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC))
	for range 2 {
		w.earn("a", 1000)
		w.earn("b", 500)
		w.now.Advance(24 * time.Hour)
		if err := w.sign(); err != nil {
			t.Fatal(err)
		}
	}
	return w
}

func TestTheAuditOfRootsFindsWhatWasChangedSince(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		change func(w ledgerWorld)
		says   string
	}{
		"nothing":                  {func(ledgerWorld) {}, ""},
		"what came later":          {func(w ledgerWorld) { w.earn("c", 7) }, ""},
		"an act has another actor": {func(w ledgerWorld) { w.set(w.items("audit")[0], "actor", "usr_2") }, "the audit log of 2026-11-20"},
		"an act is gone":           {func(w ledgerWorld) { w.remove(w.items("audit")[0]) }, "the audit log of 2026-11-20"},
		"a root says another day":  {func(w ledgerWorld) { w.set(w.items("root")[1], "previous", make([]byte, 32)) }, "does not name the one before it"},
		"a root has another tree":  {func(w ledgerWorld) { w.set(w.items("root")[0], "tree", make([]byte, 32)) }, "the signature is not that of the key"},
		"a posting was rewritten": {func(w ledgerWorld) {
			w.set(w.items("posting")[0], "moves", `[{"from":"expense","to":"pending","minor":1}]`)
		}, "the accounts as they stood"},
		"a root is gone": {func(w ledgerWorld) { w.remove(w.items("root")[0]) }, "does not name the one before it"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := signedWorld(t)
			tc.change(w)
			findings, roots, err := w.AuditRoots(t.Context())
			if err != nil || roots == 0 {
				t.Fatalf("%d roots, %v", roots, err)
			}
			told := ""
			for _, f := range findings {
				told += f.What + "\n"
			}
			if (tc.says == "") != (told == "") || !strings.Contains(told, tc.says) {
				t.Errorf("found %q, not %q", told, tc.says)
			}
		})
	}
}

// sell earns a commission with its posting.
func (w ledgerWorld) sell(name string, minor int64) {
	w.t.Helper()
	s := store.Commissions{T: w.Table}
	b, err := s.Balance(w.t.Context(), accountOf(name))
	if err != nil {
		w.t.Fatal(err)
	}
	amount, err := money.New(minor, "EUR")
	if err != nil {
		w.t.Fatal(err)
	}
	award := commission.Draft{Account: accountOf(name), Kind: commission.Bonus, Amount: amount, Key: name, Name: "Bonus", Reason: "a target was met", Actor: "usr_1", Day: "2026-11-20", EventAt: w.now.Now(), DueAt: w.now.Now().AddDate(0, 1, 0)}
	o, err := commission.Award(award, b, false, w.now.Now())
	if err == nil {
		err = s.Commit(w.t.Context(), o)
	}
	if err != nil {
		w.t.Fatal(err)
	}
}

func TestTheAuditOfBooksHoldsAccountsAgainstTheirCommissions(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		change func(w ledgerWorld)
		says   string
	}{
		"nothing":                     {func(ledgerWorld) {}, ""},
		"a commission is worth more":  {func(w ledgerWorld) { w.set(w.items("commission")[0], "minor", int64(5001)) }, "its commissions add up to"},
		"a commission is gone":        {func(w ledgerWorld) { w.remove(w.items("commission")[0]) }, "its commissions add up to"},
		"a commission's state":        {func(w ledgerWorld) { w.set(w.items("commission")[0], "status", "declined") }, "its commissions add up to"},
		"more taken back than earned": {func(w ledgerWorld) { w.set(w.items("commission")[0], "reversed", int64(9999)) }, "were taken back"},
		"a payout that is not there":  {func(w ledgerWorld) { w.set(w.items("commission")[0], "payout", "pay_9") }, "is not there"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newLedgerWorld(t, time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC))
			w.sell("a", 5000)
			w.sell("b", 300)
			tc.change(w)
			findings, items, err := w.AuditBooks(t.Context(), w.Table.(table.Scanner))
			if err != nil || items == 0 {
				t.Fatalf("%d items, %v", items, err)
			}
			told := ""
			for _, f := range findings {
				told += f.What + "\n"
			}
			if (tc.says == "") != (told == "") || !strings.Contains(told, tc.says) {
				t.Errorf("found %q, not %q", told, tc.says)
			}
		})
	}
}
