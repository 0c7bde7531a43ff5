package tax

import (
	"time"

	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Kind is which form it is.
type Kind string

// The forms: of people and companies of the United States, of people of other
// countries, of companies of other countries.
const (
	W9     Kind = "w9"
	W8BEN  Kind = "w8ben"
	W8BENE Kind = "w8bene"
)

// Status is where a form stands.
type Status string

// The states: submitted → verified | rejected; Missing and Expired are how a
// form that is not there, or no longer good, is shown.
const (
	Missing   Status = "missing"
	Submitted Status = "submitted"
	Verified  Status = "verified"
	Rejected  Status = "rejected"
	Expired   Status = "expired"
)

// Form is what may be shown of a partner's form. Sealed is the rest.
type Form struct {
	Partner        id.Partner
	Kind           Kind
	Status         Status
	Reason         string // of Rejected
	Name           string // as on the partner's tax return
	Country        string // two letters
	Classification string // of the W-9 and W-8BEN-E
	NumberKind     NumberKind
	Last4          string // of the number
	Sealed         []byte // Secrets
	Signature      Signature
	Expires        time.Time // zero: it does not
	DecidedBy      string
	DecidedAt      time.Time
	Version        int64 // 0: there is none
}

// Signature is the proof that somebody signed.
type Signature struct {
	Name    string    `json:"name"` // as typed
	User    id.User   `json:"user"`
	At      time.Time `json:"at"`
	Address string    `json:"address"` // keyed hash of the network address
	Agent   string    `json:"agent"`   // hash of the browser's name
	Text    string    `json:"text"`    // hash of the certifications that were on the page
}

// Secrets are what nobody sees but who files returns.
type Secrets struct {
	Number  string   `json:"number"`
	Second  string   `json:"second,omitempty"` // a foreign payee's number in the United States
	Born    string   `json:"born,omitempty"`   // YYYY-MM-DD
	Address []string `json:"address"`
	Treaty  Treaty   `json:"treaty,omitzero"`
}

// Treaty is a claim to be taxed less under a treaty.
type Treaty struct {
	Country string `json:"country,omitempty"`
	Article string `json:"article,omitempty"`
	Rate    string `json:"rate,omitempty"` // percent, as written
}

// expires is when a form that was signed at t is no longer good: a W-8 at the
// end of the third year after (IRS, Instructions for the Requester of Forms
// W-8); a W-9 never.
func expires(k Kind, t time.Time) time.Time {
	if k == W9 {
		return time.Time{}
	}
	return time.Date(t.UTC().Year()+4, time.January, 1, 0, 0, 0, 0, time.UTC)
}

// State is how the form stands at now.
func (f Form) State(now time.Time) Status {
	switch {
	case f.Version == 0:
		return Missing
	case f.Status != Rejected && !f.Expires.IsZero() && !now.Before(f.Expires):
		return Expired
	}
	return f.Status
}

// Good tells whether the partner may be paid by it.
func (f Form) Good(now time.Time) bool {
	s := f.State(now)
	return s == Submitted || s == Verified
}
