package agreement

import (
	"context"
	"io"

	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Desk is where agreements are written, published and signed.
type Desk struct {
	Store      Store
	Signatures Signatures
	Clock      clock.Clock
	Entropy    io.Reader
}

// Create begins an agreement with the draft of its first version. Faults:
// Invalid, Conflict "agreement.too_many".
func (d Desk) Create(ctx context.Context, p id.Program, w Words, groups []id.Group, by id.User) (Agreement, error) {
	w, err := w.ready()
	if err != nil {
		return Agreement{}, err
	}
	if groups, err = assigned(groups); err != nil {
		return Agreement{}, err
	}
	made, err := id.New[id.Agreement](d.Clock.Now(), d.Entropy)
	if err != nil {
		return Agreement{}, err
	}
	return d.change(ctx, p, "agreement.create", func(r Register) (Agreement, *Version, error) {
		if len(r.Agreements) >= MaxAgreements {
			return Agreement{}, nil, fault.New(fault.Conflict, "agreement.too_many", "A program has at most %d agreements.", MaxAgreements)
		}
		a := Agreement{ID: made, Title: w.Title, Signers: w.Signers, Groups: groups, State: Draft, Drafted: true}
		return a, w.version(p, a, by), nil
	})
}

// Write keeps the draft of an agreement's next version, in place of the one
// that was there. Faults: Invalid, NotFound.
func (d Desk) Write(ctx context.Context, p id.Program, of id.Agreement, w Words, by id.User) (Agreement, error) {
	w, err := w.ready()
	if err != nil {
		return Agreement{}, err
	}
	return d.change(ctx, p, "agreement.write", func(r Register) (Agreement, *Version, error) {
		a, err := r.Find(of)
		if err != nil {
			return a, nil, err
		}
		if a.State == Draft {
			a.Title, a.Signers = w.Title, w.Signers
		}
		a.Drafted = true
		return a, w.version(p, a, by), nil
	})
}

func (w Words) version(p id.Program, a Agreement, by id.User) *Version {
	return &Version{Agreement: a.ID, Program: p, Number: a.Number + 1, Title: w.Title, Text: w.Text, Signers: w.Signers, Hash: HashOf(w.Title, w.Text), By: by}
}

// Publish puts the draft into force, signed for the company with a name. The
// hash is that of the text that the manager has seen. Faults: Invalid,
// NotFound, Conflict "agreement.no_draft", "agreement.changed".
func (d Desk) Publish(ctx context.Context, p id.Program, of id.Agreement, hash, signatory string, by id.User) (Agreement, error) {
	name, err := named(signatory, "body.signatory")
	if err != nil {
		return Agreement{}, err
	}
	return d.change(ctx, p, "agreement.publish", func(r Register) (Agreement, *Version, error) {
		a, err := r.Find(of)
		if err != nil {
			return a, nil, err
		}
		if !a.Drafted {
			return a, nil, fault.New(fault.Conflict, "agreement.no_draft", "There is no draft to publish.")
		}
		v, err := d.Store.Version(ctx, p, of, a.Number+1)
		if err != nil {
			return a, nil, err
		}
		if v.Hash != hash {
			return a, nil, changed()
		}
		v.Signatory, v.By, v.PublishedAt = name, by, d.Clock.Now()
		a.Title, a.Signers, a.Hash, a.PublishedAt = v.Title, v.Signers, v.Hash, v.PublishedAt
		a.State, a.Number, a.Drafted = InForce, v.Number, false
		return a, &v, nil
	})
}

// Assign says of which groups the partners sign; none: of all. Who comes in by
// that is asked with the next request, who goes out is not asked any more.
func (d Desk) Assign(ctx context.Context, p id.Program, of id.Agreement, groups []id.Group) (Agreement, error) {
	groups, err := assigned(groups)
	if err != nil {
		return Agreement{}, err
	}
	return d.change(ctx, p, "agreement.assign", func(r Register) (Agreement, *Version, error) {
		a, err := r.Find(of)
		a.Groups = groups
		return a, nil, err
	})
}

// Withdraw asks nobody any more; what was signed stays. The version is in force
// again by Resume.
func (d Desk) Withdraw(ctx context.Context, p id.Program, of id.Agreement) (Agreement, error) {
	return d.turn(ctx, p, of, "agreement.withdraw", InForce, Withdrawn)
}

// Resume puts a withdrawn version into force again; who signed it has signed.
func (d Desk) Resume(ctx context.Context, p id.Program, of id.Agreement) (Agreement, error) {
	return d.turn(ctx, p, of, "agreement.resume", Withdrawn, InForce)
}

func (d Desk) turn(ctx context.Context, p id.Program, of id.Agreement, act string, from, to State) (Agreement, error) {
	return d.change(ctx, p, act, func(r Register) (Agreement, *Version, error) {
		a, err := r.Find(of)
		if err != nil {
			return a, nil, err
		}
		if a.State != from {
			return a, nil, fault.New(fault.Conflict, "agreement.state", "The agreement is not in a state in which that can be done.")
		}
		a.State = to
		return a, nil, nil
	})
}

// tries is how often a change is decided anew while others change agreements of
// the same program.
const tries = 5

func (d Desk) change(ctx context.Context, p id.Program, act string, decide func(Register) (Agreement, *Version, error)) (Agreement, error) {
	var err error
	for range tries {
		before, lerr := d.Store.Register(ctx, p)
		if lerr != nil {
			return Agreement{}, lerr
		}
		a, v, derr := decide(before)
		if derr != nil {
			return Agreement{}, derr
		}
		c := Change{Act: act, Before: before, After: before.with(a), Of: a, Version: v, News: act == "agreement.publish"}
		if err = d.Store.Save(ctx, c); !fault.IsStale(err) {
			return a, err
		}
	}
	return Agreement{}, err
}

func changed() error {
	return fault.New(fault.Conflict, "agreement.changed", "The agreement has been changed meanwhile. Load it again.")
}
