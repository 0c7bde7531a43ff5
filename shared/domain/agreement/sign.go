package agreement

import (
	"context"
	"strconv"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Due returns what somebody has to sign before anything else.
func (d Desk) Due(ctx context.Context, by Signer) ([]Agreement, error) {
	r, err := d.Store.Register(ctx, by.Program)
	if err != nil {
		return nil, err
	}
	asked := r.For(by.Group)
	if len(asked) == 0 {
		return nil, nil
	}
	signed, err := d.Signatures.Signed(ctx, by, asked)
	if err != nil {
		return nil, err
	}
	var due []Agreement
	for i, a := range asked {
		if !signed[i] {
			due = append(due, a)
		}
	}
	return due, nil
}

// Gate refuses whoever has something to sign: Forbidden "agreement.required".
func (d Desk) Gate(ctx context.Context, by Signer) error {
	due, err := d.Due(ctx, by)
	if err != nil || len(due) == 0 {
		return err
	}
	return fault.New(fault.Forbidden, "agreement.required", "Before anything else, please sign: %s.", due[0].Title)
}

// Act is what somebody does who signs.
type Act struct {
	Agreement id.Agreement
	Number    int64
	Hash      string // of the text that was shown
	Name      string
	Consent   bool
	Address   string // a keyed hash
	Agent     string
}

// Sign keeps a signature of the version in force. Faults: Invalid, NotFound,
// Forbidden "agreement.admin" where an admin has to, Conflict
// "agreement.changed" when the text that was shown is not in force any more,
// Conflict "agreement.signed".
func (d Desk) Sign(ctx context.Context, by Signer, act Act) (Signature, error) {
	name, err := named(act.Name, "body.name")
	if err != nil {
		return Signature{}, err
	}
	if !act.Consent {
		return Signature{}, fault.New(fault.Invalid, "agreement.unsigned", "Agree to be bound by your typed name.").
			With(fault.Field{Location: "body.consent", Message: "must be given"})
	}
	for range tries {
		var s Signature
		if s, err = d.sign(ctx, by, act, name); !fault.IsStale(err) {
			return s, err
		}
	}
	return Signature{}, err
}

func (d Desk) sign(ctx context.Context, by Signer, act Act, name string) (Signature, error) {
	r, err := d.Store.Register(ctx, by.Program)
	if err != nil {
		return Signature{}, err
	}
	a, err := r.Find(act.Agreement)
	switch {
	case err != nil:
		return Signature{}, err
	case !a.For(by.Group):
		return Signature{}, unknown()
	case a.Number != act.Number || a.Hash != act.Hash:
		return Signature{}, changed()
	case a.Signers == Organisation && !by.Admin:
		return Signature{}, fault.New(fault.Forbidden, "agreement.admin", "An admin of your organisation signs this.")
	}
	v, err := d.Store.Version(ctx, by.Program, a.ID, a.Number)
	if err != nil {
		return Signature{}, err
	}
	s := Signature{
		Agreement: a.ID, Program: by.Program, Number: a.Number, Title: a.Title, Hash: a.Hash, Partner: by.Partner, User: by.User, For: a.Signers,
		Name: name, Email: by.Email, Signatory: v.Signatory, SignedAt: v.PublishedAt, At: d.Clock.Now(), Address: act.Address, Agent: clip(act.Agent),
	}
	if s.ID, err = SignatureID(s); err != nil {
		return Signature{}, err
	}
	return s, d.Signatures.Sign(ctx, s, r.Version)
}

// SignatureID is the id that a signature has for ever.
func SignatureID(s Signature) (id.Signature, error) {
	who := string(s.User)
	if s.For == Organisation {
		who = string(s.Partner)
	}
	return id.Of[id.Signature](string(s.Program), string(s.Partner), string(s.Agreement), strconv.FormatInt(s.Number, 10), who)
}
