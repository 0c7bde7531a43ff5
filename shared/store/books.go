package store

import (
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"slices"

	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/extract"
	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/domain/payout"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
	"github.com/tributaryhq/tributary/shared/table"
)

// Books adds up what all items of the table say of accounts: balances against
// commissions and payouts (I-4, I-5, I-6), and postings that no account knows.
// It takes items in any order and keeps sums only.
type Books struct {
	accounts map[ledger.Account]*standing
	payouts  map[id.Payout]*holding
	sources  map[uint64]byte // of conversions: told of by a commission, there
	wrong    []ledger.Finding
}

// standing is what one account's items say.
type standing struct {
	balance  ledger.Balance
	postings int64
	sums     extract.Sums
}

// holding is a payout and what its commissions add up to.
type holding struct {
	account ledger.Account
	status  payout.Status
	minor   int64
	lines   int64
}

const (
	needed byte = 1 << iota
	there
)

// NewBooks returns empty books.
func NewBooks() *Books {
	return &Books{accounts: map[ledger.Account]*standing{}, payouts: map[id.Payout]*holding{}, sources: map[uint64]byte{}}
}

// Add takes the next item.
func (b *Books) Add(item table.Item) error {
	switch item.String("type") {
	case "balance":
		balance, err := decodeBalance(item)
		if err == nil {
			b.of(balance.Account).balance = balance
		}
		return err
	case "posting":
		b.of(ledger.Account{
			Program: id.Program(item.String("program")), Partner: id.Partner(item.String("partner")), Currency: money.Currency(item.String("currency")),
		}).postings++
	case "commission":
		c, err := decodeCommission(item)
		if err == nil {
			b.commission(c)
		}
		return err
	case "payout":
		p, err := decodePayout(item)
		if err == nil {
			h := b.holding(p.ID)
			h.account, h.status, h.minor = p.Account, p.Status, p.Minor
		}
		return err
	case "conversion":
		b.sources[short(item.String("id"))] |= there
	}
	return nil
}

func (b *Books) of(a ledger.Account) *standing {
	if b.accounts[a] == nil {
		b.accounts[a] = &standing{balance: ledger.Balance{Account: a}}
	}
	return b.accounts[a]
}

func (b *Books) holding(p id.Payout) *holding {
	if b.payouts[p] == nil {
		b.payouts[p] = &holding{}
	}
	return b.payouts[p]
}

func (b *Books) commission(c commission.Commission) {
	b.of(c.Account).sums.Add(c)
	if wrong := overdrawn(c); wrong != "" {
		b.wrong = append(b.wrong, ledger.Finding{Account: c.Account, What: wrong})
	}
	if c.Payout != "" {
		h := b.holding(c.Payout)
		h.account, h.lines = c.Account, h.lines+c.Net()
	}
	if c.Conversion != "" {
		b.sources[short(string(c.Conversion))] |= needed
	}
}

// short is enough of a hash to tell ids apart.
func short(s string) uint64 {
	sum := sha256.Sum256([]byte(s))
	return binary.BigEndian.Uint64(sum[:])
}

// overdrawn says when more was taken back of a commission than it was (I-6).
func overdrawn(c commission.Commission) string {
	amount := c.Amount.Minor()
	if c.Reversed < 0 || c.Clawed < 0 || amount > 0 && c.Reversed+c.Clawed > amount || amount <= 0 && c.Reversed > 0 {
		return fmt.Sprintf("commission %s is %d; %d and %d of it were taken back", c.ID, amount, c.Reversed, c.Clawed)
	}
	return ""
}

// Close returns what is certainly wrong, and the accounts that do not agree
// with their commissions or payouts: those may only have been written to
// meanwhile, and want a second look.
func (b *Books) Close() (wrong []ledger.Finding, suspects []ledger.Account) {
	suspicious := map[ledger.Account]bool{}
	for a, s := range b.accounts {
		if s.sums.Compare(s.balance) != "" || s.postings != s.balance.Seq {
			suspicious[a] = true
		}
	}
	for _, h := range b.payouts {
		if h.wrong() {
			suspicious[h.account] = true
		}
	}
	missing := 0
	for _, seen := range b.sources {
		if seen == needed {
			missing++
		}
	}
	if missing > 0 {
		b.wrong = append(b.wrong, ledger.Finding{What: fmt.Sprintf("%d commissions tell of conversions that are not there", missing)})
	}
	for a := range suspicious {
		suspects = append(suspects, a)
	}
	slices.SortFunc(suspects, func(x, y ledger.Account) int {
		return cmp.Or(cmp.Compare(x.Program, y.Program), cmp.Compare(x.Partner, y.Partner), cmp.Compare(x.Currency, y.Currency))
	})
	return b.wrong, suspects
}

// wrong tells whether a payout is not what its lines add up to (I-5). One that
// gave back its lines has none, or not yet none.
func (h holding) wrong() bool {
	switch h.status {
	case payout.Cancelled, payout.Failed, payout.Returned:
		return false
	case payout.Building, payout.Reserved, payout.Queued, payout.Sending, payout.Processing, payout.Reconciling, payout.Exported, payout.Paid:
	}
	return h.lines != h.minor
}
