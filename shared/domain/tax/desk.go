package tax

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Store keeps forms, every version of them.
type Store interface {
	// Form reads a partner's newest form, of version 0 when there is none.
	Form(ctx context.Context, p id.Partner) (Form, error)
	// Forms reads those of many, in their order.
	Forms(ctx context.Context, ps []id.Partner) ([]Form, error)
	// SaveForm writes what was read at the version before, and the act into the
	// audit log of the program in whose name it is done; stale when another form
	// was quicker. Act is what the log calls it.
	SaveForm(ctx context.Context, f Form, program id.Program, act string) error
}

// Sealer seals secrets for one partner.
type Sealer interface {
	Seal(ctx context.Context, p id.Partner, plain string) ([]byte, error)
}

// Desk is where forms are submitted and decided.
type Desk struct {
	Store Store
	Seal  Sealer
	Clock clock.Clock
}

// Submit takes a signed form in place of the one before. The caller has checked
// that the sign-in is fresh; by holds who signs, with what, and the text.
func (d Desk) Submit(ctx context.Context, p id.Partner, program id.Program, draft Draft, by Signature) (Form, error) {
	now := d.Clock.Now()
	draft, err := draft.check(now)
	if err != nil {
		return Form{}, err
	}
	before, err := d.Store.Form(ctx, p)
	if err != nil {
		return Form{}, err
	}
	plain, err := json.Marshal(Secrets{Number: draft.Number, Second: draft.USNumber, Born: draft.Born, Address: draft.Address, Treaty: draft.Treaty})
	if err != nil {
		return Form{}, fmt.Errorf("write a tax form's secrets: %w", err)
	}
	sealed, err := d.Seal.Seal(ctx, p, string(plain))
	if err != nil {
		return Form{}, fmt.Errorf("seal a tax form: %w", err)
	}
	by.Name, by.At = draft.Signed, now
	name := draft.Name
	if draft.Business != "" {
		name += " (" + draft.Business + ")"
	}
	f := Form{
		Partner: p, Kind: draft.Kind, Status: Submitted, Name: name, Country: draft.Country, Classification: draft.Classification, NumberKind: draft.NumberKind,
		Last4: Last4(draft.Number), Sealed: sealed, Signature: by, Expires: expires(draft.Kind, now), Version: before.Version + 1,
	}
	return f, d.Store.SaveForm(ctx, f, program, "tax_form.submit")
}

// Verify says that a person of the program found the form in order.
func (d Desk) Verify(ctx context.Context, p id.Partner, program id.Program, by id.User) (Form, error) {
	return d.decide(ctx, p, program, by, Verified, "")
}

// Reject sends the form back with a reason that the partner reads; nothing is
// paid until there is another.
func (d Desk) Reject(ctx context.Context, p id.Partner, program id.Program, by id.User, reason string) (Form, error) {
	if !line(reason, 1, 500) {
		return Form{}, fault.New(fault.Invalid, "tax_form.reason_missing", "A reason is needed, of at most 500 characters.").
			With(fault.Field{Location: "body.reason", Message: "must have 1 to 500 characters"})
	}
	return d.decide(ctx, p, program, by, Rejected, reason)
}

func (d Desk) decide(ctx context.Context, p id.Partner, program id.Program, by id.User, to Status, reason string) (Form, error) {
	f, err := d.Store.Form(ctx, p)
	if err != nil {
		return f, err
	}
	now := d.Clock.Now()
	switch f.State(now) {
	case Missing:
		return f, fault.New(fault.NotFound, "tax_form.missing", "This partner has no tax form.")
	case Expired:
		return f, fault.New(fault.Conflict, "tax_form.expired", "The form is out of date: the partner must sign another.")
	case to:
		return f, nil
	case Submitted, Verified, Rejected:
	}
	f.Status, f.Reason, f.DecidedBy, f.DecidedAt = to, reason, string(by), now
	f.Version++
	act := "tax_form.verify"
	if to == Rejected {
		act = "tax_form.reject"
	}
	return f, d.Store.SaveForm(ctx, f, program, act)
}
