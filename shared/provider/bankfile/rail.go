package bankfile

import (
	"context"
	"regexp"
	"strings"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/bank"
	"github.com/tributaryhq/tributary/shared/domain/payout"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Sources says which account a program pays from.
type Sources interface {
	Source(ctx context.Context, p id.Program) (bank.Source, error)
	// Ready tells which files can be made, without opening the account.
	Ready(ctx context.Context, p id.Program) (sepa, nacha bool, err error)
}

// Reason says why a payout cannot be in a file.
type Reason string

// The reasons.
const (
	WrongCurrency Reason = "currency_not_carried"
	BadAmount     Reason = "amount_out_of_range"
	BadName       Reason = "name_not_writable"
	BadAccount    Reason = "account_not_valid"
	BadID         Reason = "id_not_writable"
)

// Rails returns the file rails of this package by their names.
func Rails(s Sources) map[string]payout.FileRail {
	return map[string]payout.FileRail{
		payout.SEPA: SEPA{s}, payout.NACHA: NACHA{s}, payout.Wise: Wise{}, payout.PayPalCSV: PayPal{},
	}
}

// refuse is the fault of a run with lines that its file cannot carry. Nothing
// is left out silently: it names each payout and its reason.
func refuse(lines []payout.Line, why func(payout.Line) Reason) error {
	var fields []fault.Field
	for _, l := range lines {
		if r := why(l); r != "" {
			fields = append(fields, fault.Field{Location: string(l.Payout), Message: string(r)})
		}
	}
	if len(lines) == 0 {
		return fault.New(fault.Conflict, "batch.nothing_to_export", "The payout run has no payout to export.")
	}
	if len(fields) > 0 {
		return fault.New(fault.Conflict, "batch.not_carriable", "The file cannot carry all payouts of this run. Take those out that are named, then export again.").With(fields...)
	}
	return nil
}

// dated is the moment that a run's file bears: of the approval, which is when
// the order was given, or of the run while it is only looked at.
func dated(b payout.Batch) time.Time {
	if b.Approval.At.IsZero() {
		return b.CreatedAt.UTC()
	}
	return b.Approval.At.UTC()
}

var writable = regexp.MustCompile(`^[A-Za-z0-9-]{1,35}$`)

// reference writes an id in letters that all files take, 35 at most.
func reference(id string) (string, bool) {
	s := strings.ReplaceAll(id, "_", "-")
	return s, writable.MatchString(s) && !strings.HasPrefix(s, "-")
}

// missing is the fault of a program that has not said what it pays from.
func missing(what string) error {
	return fault.New(fault.Conflict, "bank_account.missing", "Say first from which account %s are paid: settings, bank account to pay from.", what)
}

func wrongReference(id id.Payout) Reason {
	if _, ok := reference(string(id)); !ok {
		return BadID
	}
	return ""
}

func first(reasons ...Reason) Reason {
	for _, r := range reasons {
		if r != "" {
			return r
		}
	}
	return ""
}

func when(wrong bool, r Reason) Reason {
	if wrong {
		return r
	}
	return ""
}

// holder is whose account it is: who the account says, or the payee.
func holder(l payout.Line) string {
	if l.Account.Holder != "" {
		return l.Account.Holder
	}
	return l.Payee
}
