package enrollment

import (
	"context"
	"encoding/hex"
	"fmt"
	"io"
	"slices"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Forms keeps how programs take applications.
type Forms interface {
	// Forms reads the forms that a program made: its own first, if it did.
	Forms(ctx context.Context, p id.Program) ([]Form, error)
	// SaveForm writes a form that still is what it was; one with a before of
	// version 0 is new. Else Conflict "form.changed".
	SaveForm(ctx context.Context, before, after Form) error
	// DropForm removes a form that still is what it was.
	DropForm(ctx context.Context, f Form) error
}

// AllForms lists a program's form and those of its groups.
func (d Desk) AllForms(ctx context.Context, p id.Program) ([]Form, error) {
	if d.Forms == nil {
		return []Form{Plain(p)}, nil
	}
	made, err := d.Forms.Forms(ctx, p)
	if err != nil {
		return nil, err
	}
	if !slices.ContainsFunc(made, func(f Form) bool { return f.Group == "" }) {
		made = slices.Insert(made, 0, Plain(p))
	}
	return made, nil
}

// Form is the form by which applications come in: the program's, or the one of
// a group whose link takes them; NotFound.
func (d Desk) Form(ctx context.Context, p id.Program, g id.Group) (Form, error) {
	all, err := d.AllForms(ctx, p)
	if err != nil {
		return Form{}, err
	}
	i := slices.IndexFunc(all, func(f Form) bool { return f.Group == g && (g == "" || f.Open) })
	if i < 0 {
		return Form{}, fault.New(fault.NotFound, "form.unknown", "There is no such way to apply.")
	}
	return all[i], nil
}

// SaveForm makes a form, or changes it. A version above zero must be the stored
// one. Whether there is such a group is the caller's to know.
func (d Desk) SaveForm(ctx context.Context, f Form, version int64) (Form, error) {
	all, err := d.Forms.Forms(ctx, f.Program)
	if err != nil {
		return Form{}, err
	}
	var before Form
	if i := slices.IndexFunc(all, func(one Form) bool { return one.Group == f.Group }); i >= 0 {
		before = all[i]
	}
	if version > 0 && version != before.Version {
		return Form{}, fault.New(fault.Conflict, "form.changed", "Somebody else changed the form meanwhile. Load it again.")
	}
	f.tidy()
	if err := d.name(f.Questions); err != nil {
		return Form{}, err
	}
	if err := f.check(); err != nil {
		return Form{}, err
	}
	if f.Group == "" {
		f.Open = true
	}
	f.Version, f.ChangedAt = before.Version+1, d.Clock.Now()
	return f, d.Forms.SaveForm(ctx, before, f)
}

// DropForm takes a form away: the program has the plain one again, and a group's
// link takes no more applications.
func (d Desk) DropForm(ctx context.Context, p id.Program, g id.Group) error {
	all, err := d.Forms.Forms(ctx, p)
	if err != nil {
		return err
	}
	for _, f := range all {
		if f.Group == g {
			return d.Forms.DropForm(ctx, f)
		}
	}
	return nil
}

// name gives new questions their ids.
func (d Desk) name(questions []Question) error {
	for i := range questions {
		if questions[i].ID != "" {
			continue
		}
		var b [5]byte
		if _, err := io.ReadFull(d.Entropy, b[:]); err != nil {
			return fmt.Errorf("name a question: %w", err)
		}
		questions[i].ID = "q" + hex.EncodeToString(b[:])
	}
	return nil
}
