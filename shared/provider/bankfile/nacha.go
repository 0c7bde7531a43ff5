package bankfile

import (
	"context"
	"strings"

	"github.com/tributaryhq/tributary/shared/domain/bank"
	"github.com/tributaryhq/tributary/shared/domain/payout"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
)

// NACHA writes ACH credits in dollars: PPD to people, CCD to businesses.
type NACHA struct{ Sources Sources }

// The largest entry, the largest sum of a file, and how many entries a batch has
// places to count.
const (
	maxEntry   = 9_999_999_999
	maxTotal   = 999_999_999_999
	maxEntries = 400_000
)

// Export writes the run as one file of one batch.
func (r NACHA) Export(ctx context.Context, b payout.Batch, lines []payout.Line) (payout.File, error) {
	src, err := r.Sources.Source(ctx, b.Program)
	if err != nil {
		return payout.File{}, err
	}
	if !src.NACHA() {
		return payout.File{}, missing("ACH credits")
	}
	if err := refuse(lines, r.Refuses); err != nil {
		return payout.File{}, err
	}
	f := achFile{src: src, at: dated(b), modifier: modifier(b.ID)}
	for _, l := range lines {
		f.entry(l)
	}
	if f.total > maxTotal || len(lines) > maxEntries {
		return payout.File{}, fault.New(fault.Conflict, "batch.too_large", "The run is larger than one file can be. Make two runs of it.")
	}
	return payout.File{Name: string(b.ID) + ".ach", ContentType: "text/plain; charset=us-ascii", Body: f.bytes()}, nil
}

// Ready tells whether the program has said what it pays from.
func (r NACHA) Ready(ctx context.Context, p id.Program) error {
	_, nacha, err := r.Sources.Ready(ctx, p)
	if err == nil && !nacha {
		return missing("ACH credits")
	}
	return err
}

// Carries tells whether the currency is the dollar.
func (NACHA) Carries(c money.Currency) bool { return c == "USD" }

// Writes tells whether a name is legible in the letters of the file.
func (NACHA) Writes(payee string) bool { return legible(cut(latin(payee), 22)) }

// Refuses says why a NACHA file cannot carry a payout, "" when it can.
func (NACHA) Refuses(l payout.Line) Reason {
	_, routingOK := bank.Routing(l.Account.RoutingNumber)
	_, accountOK := bank.AccountNumber(l.Account.AccountNumber)
	return first(
		when(l.Amount.Currency() != "USD", WrongCurrency),
		when(l.Amount.Minor() < 1 || l.Amount.Minor() > maxEntry, BadAmount),
		when(!routingOK || !accountOK, BadAccount),
		when(!legible(cut(latin(holder(l)), 22)), BadName),
		wrongReference(l.Payout),
	)
}

// modifier tells files of one day apart. It comes from the run's id, so that the
// same run always bears the same one.
func modifier(b id.Batch) string {
	const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
	sum := 0
	for _, r := range b {
		sum = (sum*31 + int(r)) % len(letters)
	}
	return letters[sum : sum+1]
}

// individual is the last 15 characters of a payout's id, which are as good as
// unique.
func individual(l payout.Line) string {
	s, _ := reference(string(l.Payout))
	return s[max(0, len(s)-15):]
}

func upper(s string, n int) string { return strings.ToUpper(cut(latin(s), n)) }

var (
	_ payout.FileRail = NACHA{}
	_ payout.Bounded  = NACHA{}
	_ payout.Lettered = NACHA{}
)
