package store

import (
	"context"
	"fmt"
	"math"

	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/domain/customer"
	"github.com/tributaryhq/tributary/shared/domain/enrollment"
	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/domain/migration"
	"github.com/tributaryhq/tributary/shared/domain/payout"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/table"
)

// Migrations brings programs in from other products (A21, A41).
type Migrations struct {
	T     table.Table
	Clock clock.Clock // dates audit entries
}

type importedRecord struct {
	Partner id.Partner `table:"partner"`
}

// Known lists what partners of a source became (A41).
func (s Migrations) Known(ctx context.Context, p id.Program, from migration.Source) (map[string]id.Partner, error) {
	items, err := queryAll(ctx, s.T, table.Query{PK: importedPK(p, string(from)), Consistent: true})
	if err != nil {
		return nil, fmt.Errorf("read whom an import brought: %w", err)
	}
	out := make(map[string]id.Partner, len(items))
	for _, item := range items {
		out[importedRef(item.Key())] = id.Partner(item.String("partner"))
	}
	return out, nil
}

// OfAddress finds the user of an address, and through which partner that user
// is in the program (A22).
func (s Migrations) OfAddress(ctx context.Context, p id.Program, email string) (id.User, id.Partner, error) {
	u, err := Users(s).ByEmail(ctx, identity.HashEmail(email))
	if fault.Is(err, fault.NotFound) {
		return "", "", nil
	}
	if err != nil {
		return "", "", err
	}
	ms, err := Members(s).OfUser(ctx, u.ID)
	if err != nil {
		return "", "", err
	}
	for _, m := range ms {
		if m.Partner == "" {
			continue
		}
		switch _, err := Enrollments(s).Load(ctx, p, m.Partner); {
		case err == nil:
			return u.ID, m.Partner, nil
		case !fault.Is(err, fault.NotFound):
			return "", "", err
		}
	}
	return u.ID, "", nil
}

// Enter writes a partner with its user, place, account and default link, and
// nobody is told.
func (s Migrations) Enter(ctx context.Context, e migration.Entry) error {
	x, absent := e.Enrollment, []table.Condition{table.Absent("")}
	item := enrollmentItem(x)
	links, err := linkOps(e.Link)
	if err != nil {
		return err
	}
	ops := []table.Op{
		table.Put{Item: item, If: absent},
		table.Put{Item: newItem(enrollmentRefKey(x.Program, x.Ref), "enrollment_ref", struct {
			Partner id.Partner `table:"partner"`
		}{x.Partner}), If: absent},
		table.Put{Item: partnerItem(e.Partner), If: absent},
		auditOp(ctx, x.DecidedAt, x.Program, "enrollment.import", x.Subject(), nil, item),
	}
	ops = append(append(ops, links...), openBalanceOps(enrollment.Approval{After: x, Currency: e.Currency})...)
	ops = append(ops, membershipOps(e.Member)...)
	if e.User != nil {
		ops = append(ops, userOps(*e.User)...)
	}
	return commit(ctx, s.T, append(ops, importedOps(x.Program, e.Source, e.Refs, x.Partner)...))
}

func importedOps(p id.Program, from migration.Source, refs []string, o id.Partner) []table.Op {
	var ops []table.Op
	for _, ref := range refs {
		ops = append(ops, table.Put{Item: newItem(importedKey(p, string(from), ref), "imported_partner", importedRecord{o}), If: []table.Condition{table.Absent("")}})
	}
	return ops
}

// Match notes that a partner of a source was here already.
func (s Migrations) Match(ctx context.Context, p id.Program, from migration.Source, refs []string, o id.Partner) error {
	err := s.T.Commit(ctx, importedOps(p, from, refs, o))
	if table.ReasonOf(err) == table.Refused { // it was noted before
		return nil
	}
	return err
}

// Bind writes or binds a customer, by the names under which it may be known
// (A7).
func (s Migrations) Bind(ctx context.Context, c customer.Customer, dry bool) (to id.Partner, before bool, err error) {
	for range looks {
		found, err := People(s).find(ctx, c.Program, c.Identities)
		if err != nil {
			return "", false, err
		}
		ch := conversion.CustomerChange{After: c, Aliases: c.Identities[1:]}
		if len(found) > 0 {
			was := found[0]
			if was.Bound != nil {
				return was.Bound.Partner, true, nil
			}
			ch.Before, ch.After, ch.Aliases = &was, was, nil
			ch.After.Bound, ch.After.Version = c.Bound, was.Version+1
		}
		if dry {
			return c.Bound.Partner, false, nil
		}
		err = commit(ctx, s.T, append(customerOps(&ch),
			auditOp(ctx, s.Clock.Now(), c.Program, "customer.import", string(ch.After.ID), nil, table.Item{"partner": string(c.Bound.Partner)})))
		if err == nil || !fault.IsStale(err) {
			return c.Bound.Partner, false, err
		}
	}
	return "", false, fault.New(fault.Unavailable, "import.busy", "Somebody else changes the same customer; try again.")
}

// Load reads commissions consistently (A9).
func (s Migrations) Load(ctx context.Context, ids []id.Commission) ([]commission.Commission, error) {
	return Commissions{s.T}.Load(ctx, ids)
}

// Balance reads an account consistently (A28).
func (s Migrations) Balance(ctx context.Context, a ledger.Account) (ledger.Balance, error) {
	return Ledgers{s.T}.Of(ctx, a)
}

// Payout reads a payout (A29).
func (s Migrations) Payout(ctx context.Context, p id.Payout) (payout.Payout, error) {
	return Payouts{s.T}.Payout(ctx, p)
}

// OpenRun keeps the run of a source's payouts, unless it is there (A29).
func (s Migrations) OpenRun(ctx context.Context, b payout.Batch) error {
	err := Payouts{s.T}.Commit(ctx, payout.Outcome{Batch: &payout.BatchChange{After: b}})
	if fault.IsStale(err) {
		return nil
	}
	return err
}

// Post writes a part of the history.
func (s Migrations) Post(ctx context.Context, x migration.Posting) error {
	var ops []table.Op
	for _, c := range x.Commissions {
		ops = append(ops, table.Put{Item: encodeCommission(c), If: []table.Condition{table.Absent("")}})
	}
	ops = append(append(ops, entryOps(x.Entry)...), eventOp(x.Event))
	if ch := x.Payout; ch != nil {
		c := ch.Claim
		ops = append(
			ops, table.Put{Item: encodePayout(ch.After, false), If: ifVersion(ch.Before.Version)},
			table.Put{Item: newItem(claimKey(c.Payout, c.Number), "claim", claimItem(c)), If: []table.Condition{table.Absent("")}},
		)
	}
	return commit(ctx, s.T, ops)
}

// Walk reads an account's postings in order (A28).
func (s Migrations) Walk(ctx context.Context, a ledger.Account, each func(ledger.Posting) error) error {
	return Ledgers{s.T}.Walk(ctx, a, 1, math.MaxInt32, each)
}

var (
	_ migration.Places = Migrations{}
	_ migration.Binder = Migrations{}
	_ migration.Books  = Migrations{}
)
