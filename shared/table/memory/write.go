package memory

import (
	"context"
	"errors"

	"github.com/tributaryhq/tributary/shared/table"
	"github.com/tributaryhq/tributary/shared/table/internal/apply"
)

// Update changes one item and returns it whole as it was and as it is.
func (t *Table) Update(ctx context.Context, u table.Update) (before, after table.Item, err error) {
	err = t.call(ctx, "Update", func(Call, Fault) error {
		before, after, err = t.update(u)
		return err
	})
	if err != nil {
		return nil, nil, err
	}
	return before, after, nil
}

func (t *Table) update(u table.Update) (before, after table.Item, err error) {
	u, err = apply.Update(u)
	if err != nil {
		return nil, nil, err
	}
	before = t.stored(u.Key)
	after, err = apply.Run(u, before)
	if err != nil {
		return nil, nil, err
	}
	t.write(u.Key, before, after)
	return apply.Clone(before), apply.Clone(after), nil
}

// UpdateEach runs independent updates.
func (t *Table) UpdateEach(ctx context.Context, us []table.Update) []table.Result {
	results := make([]table.Result, len(us))
	err := t.call(ctx, "UpdateEach", func(c Call, _ Fault) error {
		for i, u := range us {
			r := &results[i]
			c.Element = i
			r.Err = t.faults.around(c, func(Fault) error {
				r.Old, r.New, r.Err = t.update(u)
				return r.Err
			})
		}
		return nil
	})
	for i := range results {
		r := &results[i]
		if err != nil {
			r.Err = err
		}
		if r.Err != nil {
			r.Old, r.New = nil, nil
		}
	}
	return results
}

// PutEach writes independent items.
func (t *Table) PutEach(ctx context.Context, items []table.Item) []error {
	errs := make([]error, len(items))
	err := t.call(ctx, "PutEach", func(c Call, _ Fault) error {
		for i, item := range items {
			c.Element = i
			errs[i] = t.faults.around(c, func(Fault) error { return t.put(item) })
		}
		return nil
	})
	for i := range errs {
		if err != nil {
			errs[i] = err
		}
	}
	return errs
}

func (t *Table) put(item table.Item) error {
	p, err := apply.Put(table.Put{Item: item})
	if err != nil {
		return err
	}
	k := p.Target()
	t.write(k, t.stored(k), p.Item)
	return nil
}

// Commit does all operations or none.
func (t *Table) Commit(ctx context.Context, ops []table.Op) error {
	return t.call(ctx, "Commit", func(Call, Fault) error {
		clean, err := apply.Commit(ops)
		if err != nil {
			return err
		}
		before, after := make([]table.Item, len(clean)), make([]table.Item, len(clean))
		failed := make([]*table.Failure, len(clean))
		for i, op := range clean {
			before[i] = t.stored(op.Target())
			after[i], err = apply.Run(op, before[i])
			var e *table.Error
			if errors.As(err, &e) {
				failed[i] = &table.Failure{Reason: e.Reason, Old: apply.Clone(before[i])}
			}
		}
		if err := apply.Cancelled(failed); err != nil {
			return err
		}
		for i, op := range clean {
			if _, isCheck := op.(table.Check); !isCheck {
				t.write(op.Target(), before[i], after[i])
			}
		}
		return nil
	})
}
