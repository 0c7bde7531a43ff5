package payout_test

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/domain/payout"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/page"
)

var errBroken = errors.New("the line is dead")

// book keeps everything that payouts read and write, and writes down what
// changes. One call of it can be made to fail.
type book struct {
	clock       *clock.Manual
	batches     map[id.Batch]payout.Batch
	payouts     map[id.Payout]payout.Payout
	order       []id.Payout
	claims      map[id.Payout][]payout.Claim
	tries       map[id.Payout][]payout.Attempt
	slots       map[ledger.Account]payout.Slot
	days        map[string]time.Time
	accounts    map[ledger.Account]ledger.Balance
	commissions map[id.Commission]commission.Commission
	methods     map[id.Partner]payout.Method
	calls       int
	todo        map[id.Payout]bool // what a schedule looks after
	commits     int
	breakAt     int // the call that fails, from 1
	loseAt      int // the commit that loses its race, from 1
	quiet       bool
	told        strings.Builder
}

func (b *book) call() error {
	if b.calls++; b.calls == b.breakAt {
		return errBroken
	}
	return nil
}

func found[K comparable, V any](b *book, m map[K]V, k K) (V, error) {
	v, ok := m[k]
	if err := b.call(); err != nil {
		return *new(V), err
	}
	if !ok {
		return v, fault.New(fault.NotFound, "book.unknown", "there is none")
	}
	return v, nil
}

func (b *book) Batch(_ context.Context, k id.Batch) (payout.Batch, error) {
	return found(b, b.batches, k)
}

func (b *book) Payout(_ context.Context, k id.Payout) (payout.Payout, error) {
	return found(b, b.payouts, k)
}

func (b *book) Method(_ context.Context, k id.Partner) (payout.Method, error) {
	return b.methods[k], b.call()
}

func (b *book) Balance(_ context.Context, a ledger.Account) (ledger.Balance, error) {
	return found(b, b.accounts, a)
}

func (b *book) Slot(_ context.Context, a ledger.Account) (payout.Slot, error) {
	return b.slots[a], b.call()
}

func (b *book) Claims(_ context.Context, k id.Payout, from int64) ([]payout.Claim, error) {
	return b.claims[k][min(from, int64(len(b.claims[k]))):], b.call()
}

func (b *book) Attempt(_ context.Context, k id.Payout, n int64) (payout.Attempt, error) {
	i := slices.IndexFunc(b.tries[k], func(a payout.Attempt) bool { return a.Number == n })
	if i < 0 {
		return payout.Attempt{}, errors.New("no such attempt")
	}
	return b.tries[k][i], b.call()
}

func (b *book) Payouts(_ context.Context, k id.Batch, each func(id.Payout) bool) error {
	if err := b.call(); err != nil {
		return err
	}
	for _, p := range slices.Backward(b.order) {
		if b.payouts[p].Batch == k && !each(p) {
			break
		}
	}
	return nil
}

func (b *book) Batches(_ context.Context, p id.Program, _ page.Request) (page.Of[payout.Batch], error) {
	all := slices.SortedFunc(maps.Values(b.batches), func(x, y payout.Batch) int { return cmp.Compare(x.ID, y.ID) })
	return page.Of[payout.Batch]{Data: slices.DeleteFunc(all, func(x payout.Batch) bool { return x.Program != p })}, b.call()
}

func (b *book) Ran(_ context.Context, _ id.Program, key string) (bool, error) {
	return !b.days[key].IsZero(), b.call()
}

func (b *book) SetRan(_ context.Context, _ id.Program, key string, at time.Time) error {
	b.days[key] = at
	return b.call()
}

func (b *book) Load(_ context.Context, ids []id.Commission) ([]commission.Commission, error) {
	if len(ids) > 100 {
		return nil, errors.New("too many at once")
	}
	var out []commission.Commission
	for _, k := range ids {
		out = append(out, b.commissions[k])
	}
	return out, b.call()
}

// Payable nominates everybody: an index may lag behind.
func (b *book) Payable(context.Context, id.Program) ([]ledger.Account, error) {
	byPartner := func(x, y ledger.Account) int { return cmp.Compare(x.Partner, y.Partner) }
	return slices.SortedFunc(maps.Keys(b.accounts), byPartner), b.call()
}

// Unclaimed nominates claimed ones too.
func (b *book) Unclaimed(_ context.Context, a ledger.Account) (payout.Nominees, error) {
	out := payout.Nominees{NamedBy: map[id.Commission]int64{}, Next: 1}
	for k, c := range b.commissions {
		if c.Account == a {
			out.NamedBy[k] = 1
		}
	}
	return out, b.call()
}

// Commit writes all or nothing, and is stale when anything is not as it was read.
func (b *book) Commit(_ context.Context, o payout.Outcome) error {
	if err := b.call(); err != nil {
		return err
	}
	old := o.Batch != nil && b.batches[o.Batch.After.ID].Version != o.Batch.Before.Version ||
		o.Payout != nil && b.payouts[o.Payout.After.ID].Version != o.Payout.Before.Version ||
		o.Slot != nil && b.slots[o.Slot.Account].Version != o.Slot.Version
	for _, c := range o.Money.Changes {
		old = old || b.commissions[c.After.ID].Version != c.Before.Version
	}
	for _, e := range o.Money.Entries {
		old = old || b.accounts[e.After.Account].Version != e.Before.Version
	}
	if b.commits++; old || b.commits == b.loseAt {
		return fault.Stale(errors.New("it was changed meanwhile"))
	}
	b.write(o)
	return nil
}

func (b *book) write(o payout.Outcome) {
	b.told.WriteString("  commit\n")
	if c := o.Batch; c != nil {
		b.tell("batch", c.Act.Name, c.Before, c.After)
		b.batches[c.After.ID] = c.After
	}
	if c := o.Payout; c != nil {
		b.tell("payout of "+string(c.After.Account.Partner), fmt.Sprint(c.Act.Name, " todo ", c.Todo), c.Before, c.After)
		if c.Before.Version == 0 {
			b.order = append(b.order, c.After.ID)
		}
		b.payouts[c.After.ID], b.todo[c.After.ID] = c.After, c.Todo
	}
	if c := o.Claim; c != nil {
		fmt.Fprintf(&b.told, "    claim %d: %d of %d, from %s\n", c.Number, len(c.Commissions), c.Minor, c.Commissions[0])
		b.claims[c.Payout] = append(b.claims[c.Payout], *c)
	}
	if a := o.Attempt; a != nil {
		fmt.Fprintf(&b.told, "    attempt %d with %s of %v\n", a.Number, a.Key, a.Amount)
		b.tries[a.Payout] = append(b.tries[a.Payout], *a)
	}
	if l := o.Slot; l != nil {
		l.Version++
		b.slots[l.Account] = *l
		fmt.Fprintf(&b.told, "    slot %d: %s\n", l.Version, l.Payout)
	}
	for i, c := range o.Money.Changes {
		if i == 0 || i == len(o.Money.Changes)-1 {
			b.tell("commission "+string(c.After.ID), fmt.Sprint(i+1), c.Before, c.After)
		}
		b.commissions[c.After.ID] = c.After
	}
	for _, e := range o.Money.Entries {
		fmt.Fprintf(&b.told, "    posting %s %v %s %q\n", e.Posting.Kind, e.Posting.Moves, e.Posting.Actor, e.Posting.Reason)
		b.accounts[e.After.Account] = e.After
	}
	for _, e := range o.Money.Events {
		fmt.Fprintf(&b.told, "    event %s version %d %s %s %v %d rollups\n", e.Type, e.Version, e.Subject, e.At.Format("02T15:04"), e.Data, len(e.Rollups))
	}
}

// tell writes down which fields have changed.
func (b *book) tell(what, note string, before, after any) {
	if b.quiet {
		return
	}
	x, y := fields(before), fields(after)
	fmt.Fprintf(&b.told, "    %s, %s:", what, note)
	for _, k := range slices.Sorted(maps.Keys(y)) {
		if x[k] != y[k] && k != "Sealed" {
			fmt.Fprintf(&b.told, " %s=%s", k, y[k])
		}
	}
	b.told.WriteString("\n")
}

func fields(v any) map[string]string {
	body, err := json.Marshal(v)
	raw := map[string]json.RawMessage{}
	if err == nil {
		err = json.Unmarshal(body, &raw)
	}
	out := map[string]string{}
	for k, x := range raw {
		out[k] = string(x)
	}
	if err != nil {
		out["error"] = err.Error()
	}
	return out
}

// end is what is left when all is said: who is paid, what is held, what is free.
func (b *book) end() string {
	var out []string
	for _, x := range b.batches {
		out = append(out, fmt.Sprint("batch ", x.Rail, " ", x.Status, " planned ", x.Planned))
	}
	for _, p := range b.payouts {
		out = append(out, fmt.Sprint("payout ", p.ID, " ", p.Status, " ", p.Minor, " in ", p.Lines, " of ", p.Chunks, ", ", p.Followed, " followed"))
	}
	for a, x := range b.accounts {
		out = append(out, fmt.Sprint("account ", a.Partner, " ", x.Available, " ", x.InTransit, " ", x.Paid, " ", x.ClawbackDue))
	}
	for _, c := range b.commissions {
		out = append(out, fmt.Sprint("commission ", c.ID, " ", c.Status, " ", c.Payout))
	}
	slices.Sort(out)
	return strings.Join(out, "\n") + "\n"
}
