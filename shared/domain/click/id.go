package click

import (
	"crypto/hmac"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"io"
	"time"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Length is the number of characters of a click id.
const Length = 59

// maxIDs is how many ids one text may carry: three fit a Stripe session's
// client_reference_id of 200 characters.
const maxIDs = 3

// ID is a signed click id. Inside the code the type is proof that its
// signature was checked or made here.
type ID string

// Flags say how a click came about.
type Flags uint8

// The flags; four bits at most.
const (
	Cookieless Flags = 1 << iota // the visitor was told apart without a cookie
	Test                         // made by the set-up check, never counted
	QR                           // by a printed or shown code
)

// Visitor is a visitor's pseudonym within one program.
type Visitor [8]byte

// String writes the visitor as 16 hexadecimal digits.
func (v Visitor) String() string { return hex.EncodeToString(v[:]) }

// Touch is what a click id says.
type Touch struct {
	ID            ID
	At            time.Time // to the millisecond
	LinkRef       uint64
	EnrollmentRef uint64
	Visitor       Visitor
	Flags         Flags
}

// The layout: version and flags 1, key number 1, milliseconds 6, random 4,
// link 8, enrollment 8, visitor 8, signature 8 bytes.
const (
	version   = 1
	atRandom  = 8
	atLink    = 12
	atEnroll  = 20
	atVisitor = 28
	atMAC     = 36
	idBytes   = 44
)

var encoding = base64.RawURLEncoding.Strict()

// Mint returns the touch with a fresh id, signed for the program by the key
// that mints at the touch's time. It fails only without randomness.
func (k *Keys) Mint(entropy io.Reader, program id.Program, t Touch) (Touch, error) {
	m := k.minting(t.At)
	key, err := k.of(m, program)
	if err != nil {
		return Touch{}, err
	}
	t.At = t.At.UTC().Truncate(time.Millisecond)
	b := make([]byte, idBytes)
	binary.BigEndian.PutUint64(b, uint64(t.At.UnixMilli())&(1<<48-1))
	b[0], b[1] = version<<4|byte(t.Flags&0xf), m.id
	if _, err := io.ReadFull(entropy, b[atRandom:atLink]); err != nil {
		return Touch{}, fmt.Errorf("reading randomness for a click id: %w", err)
	}
	binary.BigEndian.PutUint64(b[atLink:], t.LinkRef)
	binary.BigEndian.PutUint64(b[atEnroll:], t.EnrollmentRef)
	copy(b[atVisitor:], t.Visitor[:])
	copy(b[atMAC:], signature(b, key, program))
	t.ID = ID(encoding.EncodeToString(b))
	return t, nil
}

// Verify reads a click id that was made for the program. Text of another
// shape, a wrong signature, another program's id and a retired key are Invalid.
func Verify(k *Keys, program id.Program, text string) (Touch, error) {
	return verify(text, program, func(number byte, at time.Time) (*mac, error) {
		m, ok := k.verifying(number, at)
		if !ok {
			return nil, retired()
		}
		return k.of(m, program)
	})
}

// verify reads a click id under the key that its number and time ask for.
func verify(text string, program id.Program, key func(number byte, at time.Time) (*mac, error)) (Touch, error) {
	if len(text) != Length {
		return Touch{}, malformed()
	}
	b, err := encoding.DecodeString(text)
	if err != nil || len(b) != idBytes || b[0]>>4 != version {
		return Touch{}, malformed()
	}
	at := time.UnixMilli(int64(binary.BigEndian.Uint64(b) & (1<<48 - 1))).UTC()
	m, err := key(b[1], at)
	if err != nil {
		return Touch{}, err
	}
	if !hmac.Equal(b[atMAC:], signature(b, m, program)) {
		return Touch{}, fault.New(fault.Invalid, "click.bad_signature", "the click id's signature does not fit this program")
	}
	return Touch{
		ID: ID(text), At: at, Flags: Flags(b[0] & 0xf), Visitor: Visitor(b[atVisitor:atMAC]),
		LinkRef: binary.BigEndian.Uint64(b[atLink:]), EnrollmentRef: binary.BigEndian.Uint64(b[atEnroll:]),
	}, nil
}

// ParseMany splits up to three click ids written one after another, as the
// snippet's cookie and Stripe's client_reference_id carry them. Each is still
// to be verified. Any other length is Invalid.
func ParseMany(text string) ([]string, error) {
	n := len(text) / Length
	if n == 0 || n > maxIDs || len(text)%Length != 0 {
		return nil, malformed()
	}
	ids := make([]string, n)
	for i := range ids {
		ids[i] = text[i*Length : (i+1)*Length]
	}
	return ids, nil
}

// signature is over what stands before it and the program.
func signature(b []byte, m *mac, program id.Program) []byte {
	sum := m.of(string(b[:atMAC]), string(program))
	return sum[:idBytes-atMAC]
}

func retired() error {
	return fault.New(fault.Invalid, "click.key_retired", "the click id was signed with a key that is not in use")
}

func malformed() error {
	return fault.New(fault.Invalid, "click.malformed", "not a click id: it has %d characters, or up to three of them stand together", Length)
}
