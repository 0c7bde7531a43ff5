package store

import (
	"context"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/enrollment"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
	"github.com/tributaryhq/tributary/shared/table"
)

// OpenAccount opens an active account and gives the partner one link, as the
// approval of an enrollment does.
func OpenAccount(ctx context.Context, t table.Table, p id.Program, o id.Partner, c money.Currency, linkRef uint64, at time.Time) error {
	ops := openBalanceOps(enrollment.Approval{
		After: enrollment.Enrollment{Program: p, Partner: o, Status: enrollment.Active, DecidedAt: at}, Currency: c,
	})
	k := linkRefKey(p, linkRef)
	return t.Commit(ctx, append(ops, table.Put{Item: table.Item{
		table.PK: k.PK, table.SK: k.SK, "type": "link_ref", "partner": string(o), "link": "lnk_" + string(o)[4:],
	}}))
}

// HoldoutLink gives the partner a link that pays nothing.
func HoldoutLink(ctx context.Context, t table.Table, p id.Program, o id.Partner, ref uint64) error {
	k := linkRefKey(p, ref)
	return t.Commit(ctx, []table.Op{table.Put{Item: table.Item{
		table.PK: k.PK, table.SK: k.SK, "type": "link_ref", "partner": string(o), "link": "lnk_holdout", "kind": "holdout",
	}}})
}

// SuspendAccount mirrors a suspension.
func SuspendAccount(ctx context.Context, t table.Table, p id.Program, o id.Partner, c money.Currency) error {
	return t.Commit(ctx, []table.Op{setBalanceStatusOp(p, o, c, "suspended")})
}

// Enroll makes an enrollment that is active, of an account that is opened.
func Enroll(ctx context.Context, t table.Table, p id.Program, o id.Partner, ref uint64, at time.Time) error {
	return t.Commit(ctx, []table.Op{table.Put{Item: enrollmentItem(enrollment.Enrollment{
		Program: p, Partner: o, Applicant: "usr_1", Name: "Maya", Status: enrollment.Active, Ref: ref, AppliedAt: at, DecidedAt: at, Version: 1,
	})}})
}
