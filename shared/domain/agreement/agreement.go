// Package agreement holds texts that partners sign before they see anything
// else of a program.
//
// A manager writes a version as a draft and publishes it in the company's name:
// that is the company's signature, on every copy. From that moment on whoever
// has not signed this version is asked for it with the next request; links,
// postbacks and earnings go on meanwhile. A new version asks again. What was
// signed is kept for ever, with what proves it.
package agreement

import (
	"slices"
	"time"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Signers says who of a partner signs.
type Signers string

// Everybody of an organisation signs; or one of its admins, for all of it.
const (
	Everybody    Signers = "everybody"
	Organisation Signers = "organisation"
)

// State is where an agreement stands.
type State string

// The states: draft → in force ⇄ withdrawn; one in force can have the draft of
// its next version.
const (
	Draft     State = "draft"
	InForce   State = "in_force"
	Withdrawn State = "withdrawn"
)

// Agreement is one of a program's agreements as it stands now.
type Agreement struct {
	ID          id.Agreement
	Title       string // of the version in force, of the draft before there is one
	Signers     Signers
	Groups      []id.Group // whose partners sign; none: everybody's
	State       State
	Number      int64 // of the version published last; 0: none was
	Hash        string
	PublishedAt time.Time
	Drafted     bool // a version after Number is being written
}

// For tells whether partners of a group are asked to sign.
func (a Agreement) For(g id.Group) bool {
	return a.State == InForce && (len(a.Groups) == 0 || slices.Contains(a.Groups, g))
}

// Register is all agreements of a program, in the order in which they were
// made. It is kept as one, so that one read tells what is asked of a partner.
type Register struct {
	Program    id.Program
	Agreements []Agreement
	Version    int64
}

// For returns what partners of a group are asked to sign.
func (r Register) For(g id.Group) []Agreement {
	var out []Agreement
	for _, a := range r.Agreements {
		if a.For(g) {
			out = append(out, a)
		}
	}
	return out
}

// Find returns one agreement; NotFound.
func (r Register) Find(a id.Agreement) (Agreement, error) {
	at := slices.IndexFunc(r.Agreements, func(x Agreement) bool { return x.ID == a })
	if at < 0 {
		return Agreement{}, unknown()
	}
	return r.Agreements[at], nil
}

// with returns the register after a change of one agreement.
func (r Register) with(a Agreement) Register {
	r.Agreements = slices.Clone(r.Agreements)
	r.Version++
	if at := slices.IndexFunc(r.Agreements, func(x Agreement) bool { return x.ID == a.ID }); at >= 0 {
		r.Agreements[at] = a
		return r
	}
	r.Agreements = append(r.Agreements, a)
	return r
}

// Version is the text of an agreement as it was written at one time.
type Version struct {
	Agreement   id.Agreement
	Program     id.Program
	Number      int64
	Title       string
	Text        string
	Signers     Signers
	Hash        string    // of title and text
	Signatory   string    // who signed for the company, as they typed it; empty: a draft
	By          id.User   // who wrote the draft, then who published it
	PublishedAt time.Time // zero: a draft
}

// Signature says that somebody of a partner signed a version.
type Signature struct {
	ID        id.Signature
	Agreement id.Agreement
	Program   id.Program
	Number    int64
	Title     string
	Hash      string // of the text that was shown
	Partner   id.Partner
	User      id.User
	For       Signers   // organisation: it stands for everybody of the partner
	Name      string    // as the signer typed it
	Email     string    // by which the signer was signed in
	Signatory string    // the company's
	SignedAt  time.Time // when the company did
	At        time.Time
	Address   string // a keyed hash of where the request came from
	Agent     string // what the browser calls itself
}

// Seen tells whether somebody of the partner sees the signature: their own and
// what stands for all; admins see everybody's.
func (s Signature) Seen(u id.User, admin bool) bool {
	return admin || s.User == u || s.For == Organisation
}

// Tally says how many of a partner have signed a version, and when the last did.
type Tally struct {
	Signatures int64
	LastAt     time.Time
}

func unknown() error {
	return fault.New(fault.NotFound, "agreement.unknown", "There is no such agreement.")
}
