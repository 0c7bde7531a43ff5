package bank

import (
	"context"
	"time"

	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Source is the account that a program pays its partners from, as far as the
// files for its bank need it. Its zero value is none.
type Source struct {
	Program   id.Program `json:"-"`
	Name      string     `json:"name"` // of the company, as its bank knows it
	Street    string     `json:"street,omitempty"`
	Postcode  string     `json:"postcode,omitempty"`
	Town      string     `json:"town,omitempty"`
	Country   string     `json:"country,omitempty"`
	IBAN      string     `json:"iban,omitempty"`
	BIC       string     `json:"bic,omitempty"`
	Older     bool       `json:"older,omitempty"` // the bank still wants pain.001.001.03
	ACH       ACH        `json:"ach"`
	ChangedBy string     `json:"-"`
	ChangedAt time.Time  `json:"-"`
	Version   int64      `json:"-"`
}

// ACH is what a bank in the United States asks for beside the name.
type ACH struct {
	Routing  string `json:"routing,omitempty"`   // of the bank that takes the file
	BankName string `json:"bank_name,omitempty"` // of that bank
	Origin   string `json:"origin,omitempty"`    // ten characters that the bank gave
	Company  string `json:"company,omitempty"`   // ten characters that the bank gave
	Business bool   `json:"business,omitempty"`  // entries are CCD, to businesses; else PPD, to people
	Addenda  bool   `json:"addenda,omitempty"`   // a record with the payout's id follows each entry
}

// SEPA tells whether SEPA files can be made.
func (s Source) SEPA() bool { return s.Name != "" && s.IBAN != "" }

// NACHA tells whether NACHA files can be made.
func (s Source) NACHA() bool { return s.Name != "" && s.ACH.Routing != "" }

// Sealed is a source as it is kept: what identifies the account is sealed.
type Sealed struct {
	Program   id.Program
	Body      []byte
	SEPA      bool // whether such files can be made
	NACHA     bool
	ChangedBy string
	ChangedAt time.Time
	Version   int64
}

// Store keeps sources.
type Store interface {
	// Source reads a program's, its zero value when there is none.
	Source(ctx context.Context, p id.Program) (Sealed, error)
	// SaveSource writes one that was read at the version before; Conflict.
	SaveSource(ctx context.Context, s Sealed) error
}

// Sealer encrypts for the place that will hold it.
type Sealer interface {
	Seal(ctx context.Context, place string, plain []byte) ([]byte, error)
	Open(ctx context.Context, place string, sealed []byte) ([]byte, error)
}
