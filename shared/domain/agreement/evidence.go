package agreement

import (
	"context"
	"slices"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Evidence is a signed copy: what both sides keep.
type Evidence struct {
	Company   string // the program's name
	Partner   string // the organisation's
	Version   Version
	Signature Signature
}

// Printer draws a signed copy.
type Printer interface {
	Signature(e Evidence) ([]byte, error)
}

// Evidence reads a signed copy, without the names of the two sides; NotFound.
func (d Desk) Evidence(ctx context.Context, p id.Program, o id.Partner, signature string) (Evidence, error) {
	all, err := d.Signatures.OfPartner(ctx, p, o)
	if err != nil {
		return Evidence{}, err
	}
	at := slices.IndexFunc(all, func(s Signature) bool { return string(s.ID) == signature })
	if at < 0 {
		return Evidence{}, fault.New(fault.NotFound, "signature.unknown", "There is no such signature.")
	}
	e := Evidence{Signature: all[at]}
	e.Version, err = d.Store.Version(ctx, p, e.Signature.Agreement, e.Signature.Number)
	return e, err
}
