package store

import (
	"context"
	"fmt"

	"github.com/tributaryhq/tributary/shared/domain/lead"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/table"
)

// LeadForms keeps what partners are asked for a lead (A111).
type LeadForms struct {
	T     table.Table
	Clock clock.Clock // dates audit entries
}

type leadFormRecord struct {
	Program id.Program   `table:"program"`
	Group   id.Group     `table:"group,omitempty"`
	Fields  []lead.Field `table:"fields,omitempty"`
	Signups bool         `table:"signups,omitempty"`
	Version int64        `table:"version"`
}

// Forms reads all forms of a program, everybody's first (A111).
func (s LeadForms) Forms(ctx context.Context, p id.Program) ([]lead.Form, error) {
	items, err := queryAll(ctx, s.T, table.Query{PK: programPK(p), Prefix: leadFormPrefix(), Consistent: true})
	if err != nil {
		return nil, fmt.Errorf("read lead forms: %w", err)
	}
	return decodeAll(items, func(r leadFormRecord) lead.Form { return lead.Form(r) })
}

// SaveForm replaces a form whose stored version is the one before (A111).
func (s LeadForms) SaveForm(ctx context.Context, f lead.Form) error {
	item := newItem(leadFormKey(f.Program, f.Group), "lead_form", leadFormRecord(f))
	err := s.T.Commit(ctx, []table.Op{
		table.Put{Item: item, If: ifVersion(f.Version - 1)},
		auditOp(ctx, s.Clock.Now(), f.Program, "lead_form.change", formSubject(f.Program, f.Group), nil, item),
	})
	if refused(err, 0) {
		return fault.Wrap(err, fault.Conflict, "lead.form_changed", "Somebody changed the form meanwhile. Load it again.")
	}
	if err != nil {
		return fmt.Errorf("save a lead form: %w", err)
	}
	return nil
}

// DropForm removes a group's form (A111).
func (s LeadForms) DropForm(ctx context.Context, p id.Program, g id.Group) error {
	k := leadFormKey(p, g)
	err := s.T.Commit(ctx, []table.Op{
		table.Delete{Key: k},
		auditOp(ctx, s.Clock.Now(), p, "lead_form.remove", formSubject(p, g), nil, nil),
	})
	if err != nil {
		return fmt.Errorf("remove a lead form: %w", err)
	}
	return nil
}

func formSubject(p id.Program, g id.Group) string { return string(p) + "/lead-form/" + string(g) }

var _ lead.Forms = LeadForms{}
