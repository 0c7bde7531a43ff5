// Package ticket holds what people of partners ask those who run a program
// (F16): a question with a number, and the messages that go both ways until it
// is closed.
package ticket

import (
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Status says whose turn it is.
type Status string

// The states: open ⇄ answered, both → closed; a message of the partner opens a
// closed one again.
const (
	Open     Status = "open"     // waits for the program
	Answered Status = "answered" // waits for the partner
	Closed   Status = "closed"
)

// Limits of a ticket.
const (
	MaxSubject  = 120
	MaxText     = 4000
	MaxMessages = 40
)

// Message is one thing that was written.
type Message struct {
	By    id.User   `json:"by"`
	Staff bool      `json:"staff,omitempty"` // by one who runs the program
	Text  string    `json:"text"`            // plain; its lines stay lines
	At    time.Time `json:"at"`
}

// Ticket is one question with what was written since.
type Ticket struct {
	ID        id.Ticket
	Program   id.Program
	Partner   id.Partner
	By        id.User // who asked
	Subject   string
	Status    Status
	Messages  []Message
	Version   int64
	CreatedAt time.Time
	UpdatedAt time.Time
}

// Number is what people call the ticket by.
func (t Ticket) Number() string {
	text := string(t.ID)
	return "T-" + text[max(0, len(text)-8):]
}

// Filter narrows a list; the zero value is everything.
type Filter struct {
	Status Status
	By     id.User // who asked
}

// Keeps tells whether a ticket passes the filter.
func (f Filter) Keeps(t Ticket) bool {
	return (f.Status == "" || f.Status == t.Status) && (f.By == "" || f.By == t.By)
}

// Texts are what a search looks at: what was asked, its number, and what was
// written since.
func (t Ticket) Texts() []string {
	out := []string{t.Subject, t.Number()}
	for _, m := range t.Messages {
		out = append(out, m.Text)
	}
	return out
}

// say adds a message: of the partner it waits for the program, of the program
// for the partner.
func (t Ticket) say(m Message) (Ticket, error) {
	if len(t.Messages) >= MaxMessages {
		return t, fault.New(fault.Conflict, "ticket.full", "This question has %d messages. Ask a new one.", MaxMessages)
	}
	if m.Text = strings.TrimSpace(m.Text); !readable(m.Text, MaxText) {
		return t, invalid("text", "must have 1 to 4000 characters")
	}
	t.Messages = append(slices.Clip(t.Messages), m)
	t.Status, t.UpdatedAt = Open, m.At
	if m.Staff {
		t.Status = Answered
	}
	t.Version++
	return t, nil
}

func readable(text string, most int) bool {
	return text != "" && utf8.ValidString(text) && utf8.RuneCountInString(text) <= most &&
		!strings.ContainsFunc(text, func(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\t' && r != '\r' })
}

func invalid(field, message string) error {
	return fault.New(fault.Invalid, "ticket.invalid", "The message cannot be sent like this.").
		With(fault.Field{Location: "body." + field, Message: message})
}
