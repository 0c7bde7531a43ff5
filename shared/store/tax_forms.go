package store

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/tax"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/table"
)

// TaxForms keeps partners' tax forms, each as it was too.
type TaxForms struct {
	T     table.Table
	Clock clock.Clock
}

type taxFormItem struct {
	Partner        id.Partner     `table:"partner"`
	Kind           tax.Kind       `table:"kind"`
	Status         tax.Status     `table:"status"`
	Reason         string         `table:"reason,omitempty"`
	Name           string         `table:"name"`
	Country        string         `table:"country"`
	Classification string         `table:"classification"`
	NumberKind     tax.NumberKind `table:"number_kind"`
	Last4          string         `table:"last4"`
	Sealed         []byte         `table:"sealed"`
	Signature      tax.Signature  `table:"signature"`
	Expires        time.Time      `table:"expires"`
	DecidedBy      string         `table:"decided_by,omitempty"`
	DecidedAt      time.Time      `table:"decided_at"`
	Version        int64          `table:"version"`
}

// Form reads a partner's newest form, of version 0 when there is none.
func (s TaxForms) Form(ctx context.Context, p id.Partner) (tax.Form, error) {
	fs, err := s.Forms(ctx, []id.Partner{p})
	if err != nil {
		return tax.Form{}, err
	}
	return fs[0], nil
}

// Forms reads those of many partners, in their order.
func (s TaxForms) Forms(ctx context.Context, ps []id.Partner) ([]tax.Form, error) {
	var out []tax.Form
	for some := range slices.Chunk(ps, 100) {
		keys := make([]table.Key, len(some))
		for i, p := range some {
			keys[i] = taxFormKey(p)
		}
		items, err := s.T.Get(ctx, keys, true)
		if err != nil {
			return nil, fmt.Errorf("read tax forms: %w", err)
		}
		for i, item := range items {
			f := taxFormItem{Partner: some[i]}
			if item != nil {
				if err := table.Decode(item, &f); err != nil {
					return nil, fmt.Errorf("decode a tax form: %w", err)
				}
			}
			out = append(out, tax.Form(f))
		}
	}
	return out, nil
}

// SaveForm writes the form, once more as it is now, and who did what.
func (s TaxForms) SaveForm(ctx context.Context, f tax.Form, program id.Program, act string) error {
	now, item := s.Clock.Now(), newItem(taxFormKey(f.Partner), "tax_form", taxFormItem(f))
	err := s.T.Commit(ctx, []table.Op{
		table.Put{Item: item, If: ifVersion(f.Version - 1)},
		table.Put{Item: newItem(taxFormVersionKey(f.Partner, f.Version), "tax_form_version", taxFormItem(f)), If: []table.Condition{table.Absent("")}},
		auditOp(ctx, now, program, act, string(f.Partner), nil, item),
	})
	switch {
	case table.ReasonOf(err) == table.Refused:
		return fault.Wrap(err, fault.Conflict, "tax_form.changed", "The tax form was changed meanwhile. Load it again.")
	case err != nil:
		return fmt.Errorf("save a tax form: %w", err)
	}
	return nil
}

// Opened writes into the audit log that a program's person read the secrets of
// these partners' forms, before they are opened (S-34).
func (s TaxForms) Opened(ctx context.Context, program id.Program, ps []id.Partner) error {
	for some := range slices.Chunk(ps, 50) {
		var ops []table.Op
		for _, p := range some {
			ops = append(ops, auditOp(ctx, s.Clock.Now(), program, "tax_form.open", string(p), nil, nil))
		}
		if err := s.T.Commit(ctx, ops); err != nil {
			return fmt.Errorf("note that tax forms are opened: %w", err)
		}
	}
	return nil
}

var _ tax.Store = TaxForms{}
