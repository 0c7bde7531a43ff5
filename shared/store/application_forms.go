package store

import (
	"context"
	"fmt"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/enrollment"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/table"
)

// ApplicationForms keeps how programs take applications (A120).
type ApplicationForms struct {
	T     table.Table
	Clock clock.Clock // dates audit entries
}

type applicationFormRecord struct {
	Program      id.Program              `table:"program"`
	Group        id.Group                `table:"group,omitempty"`
	Open         bool                    `table:"open,omitempty"`
	Questions    []enrollment.Question   `table:"questions,omitempty"`
	Requirements enrollment.Requirements `table:"requirements"`
	Met          enrollment.Met          `table:"met,omitempty"`
	ReapplyDays  int                     `table:"reapply_days"`
	Version      int64                   `table:"version"`
	ChangedAt    time.Time               `table:"changed_at"`
}

func applicationFormItem(f enrollment.Form) table.Item {
	return newItem(applicationFormKey(f.Program, f.Group), "application_form", applicationFormRecord(f))
}

// Forms reads the forms that a program made, its own first.
func (s ApplicationForms) Forms(ctx context.Context, p id.Program) ([]enrollment.Form, error) {
	items, err := queryAll(ctx, s.T, table.Query{PK: programPK(p), Prefix: applicationFormPrefix(), Consistent: true})
	if err != nil {
		return nil, fmt.Errorf("read application forms: %w", err)
	}
	var out []enrollment.Form
	for _, item := range items {
		var r applicationFormRecord
		if err := table.Decode(item, &r); err != nil {
			return nil, fmt.Errorf("read an application form: %w", err)
		}
		out = append(out, enrollment.Form(r))
	}
	return out, nil
}

// SaveForm writes a form that still is what it was.
func (s ApplicationForms) SaveForm(ctx context.Context, before, after enrollment.Form) error {
	is, act := applicationFormItem(after), "form.create"
	var was table.Item
	if before.Version > 0 {
		was, act = applicationFormItem(before), "form.change"
	}
	return s.write(ctx, after, act, was, is, table.Put{Item: is, If: ifVersion(before.Version)})
}

// DropForm removes a form that still is what it was.
func (s ApplicationForms) DropForm(ctx context.Context, f enrollment.Form) error {
	return s.write(ctx, f, "form.drop", applicationFormItem(f), nil, table.Delete{Key: applicationFormKey(f.Program, f.Group), If: ifVersion(f.Version)})
}

func (s ApplicationForms) write(ctx context.Context, f enrollment.Form, act string, was, is table.Item, op table.Op) error {
	err := s.T.Commit(ctx, []table.Op{op, auditOp(ctx, s.Clock.Now(), f.Program, act, f.Subject(), was, is)})
	if refused(err, 0) {
		return fault.Wrap(err, fault.Conflict, "form.changed", "Somebody else changed the form meanwhile. Load it again.")
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", f.Subject(), err)
	}
	return nil
}

var _ enrollment.Forms = ApplicationForms{}
