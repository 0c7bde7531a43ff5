package invoice_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/tributaryhq/tributary/shared/domain/invoice"
	"github.com/tributaryhq/tributary/shared/domain/ledger"
)

func TestTheNoteFollowsWhoSuppliesWhom(t *testing.T) {
	t.Parallel()
	party := func(country, vat string) invoice.Party {
		return invoice.Party{Name: "A", Address: []string{"Street 1"}, Country: country, VAT: vat}
	}
	for name, c := range map[string]struct {
		supplier, customer invoice.Party
		want               invoice.Note
	}{
		"Poland to Germany":                {party("PL", "PL1"), party("DE", "DE1"), invoice.ReverseCharge},
		"Greece to Germany":                {party("GR", "EL1"), party("DE", "DE1"), invoice.ReverseCharge},
		"Poland to a German without one":   {party("PL", "PL1"), party("DE", ""), invoice.NoNote},
		"a small partner in Poland":        {party("PL", ""), party("DE", "DE1"), invoice.Unregistered},
		"within Germany":                   {party("DE", "DE2"), party("DE", "DE1"), invoice.Domestic},
		"within Australia":                 {party("AU", ""), party("AU", "51824753556"), invoice.Domestic},
		"America to Germany":               {party("US", ""), party("DE", "DE1"), invoice.FromOutside},
		"Britain to Germany":               {party("GB", "GB1"), party("DE", "DE1"), invoice.FromOutside},
		"Germany to America":               {party("DE", "DE1"), party("US", ""), invoice.ToOutside},
		"America to Japan":                 {party("US", ""), party("JP", ""), invoice.NoNote},
		"a partner who said nothing of it": {invoice.Party{Name: "A"}, party("DE", "DE1"), invoice.NoNote},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := invoice.NoteFor(c.supplier, c.customer)
			if got != c.want || (got == invoice.NoNote) != (got.Text() == "") {
				t.Fatalf("%q: %q", got, got.Text())
			}
		})
	}
}

func TestNumbersHaveFourPlacesAndMoreWhenNeeded(t *testing.T) {
	t.Parallel()
	for n, want := range map[int64]string{1: "2026-0001", 9999: "2026-9999", 10000: "2026-10000"} {
		if got := invoice.Number("2026", n); got != want {
			t.Errorf("%d is %s", n, got)
		}
	}
}

func TestTheStatementLeavesOutWhatChangesNothing(t *testing.T) {
	t.Parallel()
	start := time.Date(2026, 10, 1, 0, 0, 0, 0, time.UTC)
	b := ledger.Balance{Account: account, Status: ledger.Active}
	s := invoice.NewAccount("EUR", start, start.AddDate(0, 1, 0))
	var auditor ledger.Auditor
	step := func(days int, k ledger.Kind, moves []ledger.Move) {
		e, err := b.Post(ledger.Note{Kind: k, Refs: []string{"x"}, At: start.AddDate(0, 0, days)}, moves...)
		if err != nil {
			t.Fatal(err)
		}
		b = e.After
		auditor.Add(e.Posting)
		s.Add(e.Posting)
	}
	step(-2, ledger.Earned, ledger.Earn(1000))
	step(1, ledger.Approval, b.Approve(1000))
	step(2, ledger.Earned, ledger.Earn(300))
	step(3, ledger.Claim, b.Claim(1000))
	step(4, ledger.Settled, ledger.Settle(1000))
	step(5, ledger.Clawback, b.Take(200))
	step(40, ledger.Declined, ledger.Decline(300))
	want := invoice.Account{
		Currency: "EUR", From: start, Until: start.AddDate(0, 1, 0), Opening: 1000, Earned: 300, Reversed: 200, Paid: 1000, Closing: 100,
		Entries: []invoice.Entry{
			{Seq: 3, At: start.AddDate(0, 0, 2), Kind: ledger.Earned, Refs: []string{"x"}, Minor: 300, Balance: 1300},
			{Seq: 5, At: start.AddDate(0, 0, 4), Kind: ledger.Settled, Refs: []string{"x"}, Minor: -1000, Balance: 300},
			{Seq: 6, At: start.AddDate(0, 0, 5), Kind: ledger.Clawback, Refs: []string{"x"}, Minor: -200, Balance: 100},
		},
	}
	if diff := cmp.Diff(want, *s); diff != "" {
		t.Error(diff)
	}
}

var account = ledger.Account{Program: "prg_1", Partner: "ptr_1", Currency: "EUR"}

// TestStatementsAreTheLedger is I-14 for statements: whatever happened, and
// however time is cut, each statement opens where the one before closed, and the
// last one closes at what the fold of all postings says is owed.
func TestStatementsAreTheLedger(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		b := ledger.Balance{Account: account, Status: ledger.Active}
		at := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
		var postings []ledger.Posting
		var auditor ledger.Auditor
		for range rapid.IntRange(0, 40).Draw(t, "steps") {
			at = at.Add(time.Duration(rapid.IntRange(0, 200).Draw(t, "hours")) * time.Hour)
			n := rapid.Int64Range(1, 500).Draw(t, "minor")
			kind, moves := ledger.Earned, ledger.Earn(n)
			switch step := rapid.IntRange(0, 5).Draw(t, "step"); {
			case step == 1 && b.Pending > 0:
				kind, moves = ledger.Approval, b.Approve(min(n, b.Pending))
			case step == 2 && b.Available > 0:
				kind, moves = ledger.Claim, b.Claim(min(n, b.Available))
			case step == 3 && b.InTransit > 0:
				kind, moves = ledger.Settled, ledger.Settle(min(n, b.InTransit))
			case step == 4 && b.Paid > 0:
				kind, moves = ledger.Returned, b.Return(min(n, b.Paid))
			case step == 5 && b.Earned-b.Reversed-b.Pending-b.Approved > 0:
				kind, moves = ledger.Clawback, b.Take(min(n, b.Earned-b.Reversed-b.Pending-b.Approved))
			}
			e, err := b.Post(ledger.Note{Kind: kind, At: at}, moves...)
			if err != nil {
				t.Fatal(err)
			}
			b = e.After
			auditor.Add(e.Posting)
			postings = append(postings, e.Posting)
		}
		closing := int64(0)
		for from := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC); !from.After(at); from = from.AddDate(0, 1, 0) {
			s := invoice.NewAccount("EUR", from, from.AddDate(0, 1, 0))
			for _, p := range postings {
				s.Add(p)
			}
			sum := s.Opening
			for _, e := range s.Entries {
				if sum += e.Minor; sum != e.Balance {
					t.Fatalf("posting %d leaves %d, the entries add up to %d", e.Seq, e.Balance, sum)
				}
			}
			if s.Opening != closing || sum != s.Closing || s.Opening+s.Earned-s.Reversed-s.Paid != s.Closing {
				t.Fatalf("%+v follows a closing of %d", s, closing)
			}
			closing = s.Closing
		}
		if f := auditor.Folded(); closing != f.Earned-f.Reversed-f.Paid || f.Pending+f.Approved+f.Available+f.InTransit-f.ClawbackDue != closing {
			t.Fatalf("the statements close at %d, the ledger holds %+v", closing, f)
		}
	})
}
