package store

import (
	"context"
	"fmt"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/enrollment"
	"github.com/tributaryhq/tributary/shared/domain/group"
	"github.com/tributaryhq/tributary/shared/domain/target"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/table"
)

// Places keeps where partners stand: on the enrollment, mirrored on the account
// (A19, A28).
type Places struct{ T table.Table }

func memberOf(e enrollment.Enrollment) group.Member {
	return group.Member{
		Program: e.Program, Partner: e.Partner, Name: e.Name, Entered: e.Status.Entered(), Group: e.Group, Tier: e.Tier,
		Locked: e.TierLocked, Since: e.TierSince, Reviewed: e.TierReviewed, Version: e.Version,
	}
}

// Member reads one partner's place consistently (A19).
func (s Places) Member(ctx context.Context, p id.Program, o id.Partner) (group.Member, error) {
	e, err := Enrollments{T: s.T}.Load(ctx, p, o)
	return memberOf(e), err
}

// Place writes a placement: enrollment, account, audit entry, move and event.
func (s Places) Place(ctx context.Context, x group.Placement) error {
	before, currency, err := s.read(ctx, x.Before.Program, x.Before.Partner)
	if err != nil {
		return err
	}
	if memberOf(before) != x.Before {
		return fault.Stale(fmt.Errorf("the place of %s changed", x.Before.Partner))
	}
	m, after := x.After, before
	after.Group, after.Tier, after.TierLocked, after.TierSince, after.TierReviewed, after.Version = m.Group, m.Tier, m.Locked, m.Since, m.Reviewed, m.Version
	was, is := enrollmentItem(before), enrollmentItem(after)
	ops := []table.Op{
		table.Put{Item: is, If: ifVersion(before.Version)},
		auditOp(ctx, x.At, m.Program, "enrollment.place", after.Subject(), was, is),
	}
	if x.Move != nil {
		ops = append(ops, setBalancePlaceOp(m.Program, m.Partner, currency, m.Group, m.Tier), table.Put{Item: moveItem(*x.Move), If: ifVersion(0)})
	}
	if x.Event != nil {
		ops = append(ops, eventOp(*x.Event))
	}
	return commit(ctx, s.T, ops)
}

// read returns an enrollment and the currency in which it earns.
func (s Places) read(ctx context.Context, p id.Program, o id.Partner) (enrollment.Enrollment, money.Currency, error) {
	items, err := s.T.Get(ctx, []table.Key{enrollmentKey(p, o), programKey(p)}, true)
	if err != nil {
		return enrollment.Enrollment{}, "", fmt.Errorf("read a partner's place: %w", err)
	}
	if items[0] == nil || items[1] == nil {
		return enrollment.Enrollment{}, "", fault.New(fault.NotFound, "enrollment.unknown", "There is no such partner in the program.")
	}
	e, err := decodeEnrollment(items[0])
	return e, money.Currency(items[1].String("currency")), err
}

type moveRecord struct {
	Program   id.Program    `table:"program"`
	Partner   id.Partner    `table:"partner"`
	Seq       int64         `table:"seq"`
	At        time.Time     `table:"at"`
	FromGroup string        `table:"from_group,omitempty"`
	ToGroup   string        `table:"to_group,omitempty"`
	FromTier  string        `table:"from_tier,omitempty"`
	ToTier    string        `table:"to_tier,omitempty"`
	Cause     group.Cause   `table:"cause"`
	Reason    string        `table:"reason,omitempty"`
	By        string        `table:"by"`
	Rule      *group.Rule   `table:"rule,omitempty"`
	Window    target.Window `table:"window"`
	Figure    int64         `table:"figure,omitempty"`
}

func moveItem(m group.Move) table.Item {
	return newItem(moveKey(m.Program, m.Partner, m.Seq), "move", moveRecord(m))
}

// Moves lists a partner's changes of place, newest first (A19).
func (s Places) Moves(ctx context.Context, p id.Program, o id.Partner, r page.Request) (page.Of[group.Move], error) {
	got, err := s.T.Query(ctx, table.Query{PK: partnerPK(o), Prefix: movePrefix(p), Reverse: true, Limit: r.Size(), Cursor: r.Cursor})
	if err != nil {
		return page.Of[group.Move]{}, fmt.Errorf("list a partner's moves: %w", err)
	}
	out := page.Of[group.Move]{Data: make([]group.Move, len(got.Items)), Next: got.Next}
	for i, item := range got.Items {
		var rec moveRecord
		if err := table.Decode(item, &rec); err != nil {
			return out, fmt.Errorf("read a partner's move: %w", err)
		}
		out.Data[i] = group.Move(rec)
	}
	return out, nil
}

// Entered names the partners that were let into a program (A10).
func (s Places) Entered(ctx context.Context, p id.Program) ([]id.Partner, error) {
	var out []id.Partner
	for cursor := ""; ; {
		got, err := Enrollments{T: s.T}.OfProgram(ctx, p, enrollment.Filter{}, page.Request{Limit: page.MaxLimit, Cursor: cursor})
		if err != nil {
			return nil, err
		}
		for _, r := range got.Data {
			if r.Status.Entered() {
				out = append(out, r.Partner)
			}
		}
		if cursor = got.Next; cursor == "" {
			return out, nil
		}
	}
}

var (
	_ group.Places = Places{}
	_ group.Roll   = Places{}
)
