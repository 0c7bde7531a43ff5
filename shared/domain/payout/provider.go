package payout

import (
	"context"
	"strconv"
	"time"

	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
)

func itoa(n int64) string { return strconv.FormatInt(n, 10) }

// Attempt is one try to send a payout through an online rail. It is stored
// before the call; its key is what the provider tells duplicates by. Program,
// Partner, Payee and Reference are filled for the call and not stored with it.
type Attempt struct {
	Payout    id.Payout
	Number    int64
	Key       string // payout id and number
	Amount    money.Amount
	Sealed    []byte // the payee's account at rest
	SentAt    time.Time
	Program   id.Program
	Partner   id.Partner
	Payee     Details // opened just before the call
	Reference string  // the provider's own, once it told it
}

// Answer is what a provider said of an attempt.
type Answer string

// The answers. Everything that is not a definite no or yes is Unclear.
const (
	Accepted Answer = "accepted" // on its way
	Done     Answer = "done"     // paid
	Refused  Answer = "refused"  // definitely not, and never will be under this key
	Back     Answer = "back"     // it came back: not taken, or returned after it was paid
	Absent   Answer = "absent"   // the provider knows no such attempt
	Unclear  Answer = "unclear"
)

// Reply is an answer with the provider's reference and its reason.
type Reply struct {
	Answer    Answer
	Reference string
	Reason    string
	Unclaimed bool // accepted, but the payee has not taken it yet
}

// Provider is an online rail.
type Provider interface {
	// Pay asks the provider to pay. The same attempt twice pays once.
	Pay(ctx context.Context, a Attempt) Reply
	// Status asks what became of an attempt.
	Status(ctx context.Context, a Attempt) Reply
	// Window is how long the provider knows an attempt's key: later, a call could pay twice.
	Window() time.Duration
}

// Line is one payout as a file rail exports it.
type Line struct {
	Payout  id.Payout
	Partner id.Partner
	Payee   string
	Account Details
	Amount  money.Amount // what is to be sent
	Note    string
}

// File is what a file rail made. The same lines always make the same bytes.
type File struct {
	Name        string
	ContentType string
	Body        []byte
}

// FileRail is a rail that a person carries to the bank.
type FileRail interface {
	Export(ctx context.Context, b Batch, lines []Line) (File, error)
}

// Rails are the rails there are, by name.
type Rails struct {
	Online map[string]Provider
	Files  map[string]FileRail
}
