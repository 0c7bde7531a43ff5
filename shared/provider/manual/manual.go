// Package manual is the payout rail that a person works through: a CSV list of
// payees, accounts and amounts.
package manual

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"strings"

	"github.com/tributaryhq/tributary/shared/domain/payout"
)

// Rail makes the list. Its zero value is ready.
type Rail struct{}

// Export writes a row per payout: reference, payee, account, amount as a plain
// decimal, currency, note. Text cells that a spreadsheet would take for a
// formula are preceded by an apostrophe (S-32).
func (Rail) Export(_ context.Context, b payout.Batch, lines []payout.Line) (payout.File, error) {
	var buf bytes.Buffer
	w := csv.NewWriter(&buf)
	rows := [][]string{{"payout", "payee", "account", "amount", "currency", "note"}}
	for _, l := range lines {
		rows = append(rows, []string{string(l.Payout), safe(l.Payee), safe(l.Account.FreeText), l.Amount.Decimal(), string(l.Amount.Currency()), safe(l.Note)})
	}
	if err := w.WriteAll(rows); err != nil {
		return payout.File{}, fmt.Errorf("write the payout list: %w", err)
	}
	return payout.File{Name: string(b.ID) + ".csv", ContentType: "text/csv; charset=utf-8", Body: buf.Bytes()}, nil
}

func safe(cell string) string {
	trimmed := strings.TrimLeft(cell, " \t\r\n\u00a0,;|")
	if trimmed != "" && strings.ContainsRune("=+-@\t\r＝＋－＠", []rune(trimmed)[0]) {
		return "'" + cell
	}
	return cell
}

var _ payout.FileRail = Rail{}
