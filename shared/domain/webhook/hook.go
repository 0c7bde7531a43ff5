package webhook

import (
	"slices"
	"time"
	"unicode/utf8"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Form is how a hook is called.
type Form string

// The forms.
const (
	Get  Form = "get"  // GET of the URL with its macros filled in
	JSON Form = "json" // POST of a signed JSON body
)

// Status is how a hook fares: active ⇄ failing → disabled → active again by hand.
type Status string

// The states.
const (
	Active   Status = "active"
	Failing  Status = "failing"
	Disabled Status = "disabled"
)

// Limits.
const (
	MaxHooks     = 5 // of one partner in one program
	maxURL       = 2000
	maxName      = 80
	failuresEnd  = 5 * 24 * time.Hour
	secretsShare = 24 * time.Hour // how long a rotated secret signs along
)

// Hook is one address of a partner that wants to hear of some topics. Secrets
// are sealed; only the JSON form has one.
type Hook struct {
	ID           id.Hook
	Program      id.Program
	Partner      id.Partner
	Name         string
	Form         Form
	URL          string // a template for either form
	Topics       []Topic
	Status       Status
	FailingSince time.Time
	LastError    string // of a failing or disabled hook
	Secret       []byte
	OldSecret    []byte
	OldUntil     time.Time
	CreatedAt    time.Time
	Version      int64
}

// Hears tells whether the hook is to be told of a topic.
func (h Hook) Hears(t Topic) bool {
	return h.Status != Disabled && slices.Contains(h.Topics, t)
}

// check returns an Invalid fault that names all that is wrong with what the
// partner has typed.
func (h Hook) check(r Rules) error {
	var wrong []fault.Field
	if n := utf8.RuneCountInString(h.Name); n > maxName || !utf8.ValidString(h.Name) {
		wrong = append(wrong, fault.Field{Location: "body.name", Message: "is longer than 80 characters"})
	}
	switch h.Form {
	case Get, JSON:
	default:
		wrong = append(wrong, fault.Field{Location: "body.form", Message: "must be get or json"})
	}
	if len(h.Topics) == 0 {
		wrong = append(wrong, fault.Field{Location: "body.topics", Message: "choose one topic at least"})
	}
	for i, t := range h.Topics {
		if !slices.Contains(Topics(), t) || slices.Index(h.Topics, t) != i {
			wrong = append(wrong, fault.Field{Location: "body.topics", Message: "has an unknown or repeated topic"})
			break
		}
	}
	for _, problem := range r.Lint(h.URL) {
		wrong = append(wrong, fault.Field{Location: "body.url", Message: problem})
	}
	if len(wrong) > 0 {
		return fault.New(fault.Invalid, "webhook.invalid", "The hook cannot be saved like this.").With(wrong...)
	}
	return nil
}

// after returns the hook as it is after an attempt at now, and whether that
// changed it. failure is empty when the attempt went well.
func (h Hook) after(now time.Time, failure string) (Hook, bool) {
	switch {
	case h.Status == Disabled, h.Status == Active && failure == "":
		return h, false
	case failure == "":
		h.Status, h.FailingSince, h.LastError = Active, time.Time{}, ""
	case h.Status == Active:
		h.Status, h.FailingSince, h.LastError = Failing, now, failure
	case now.Sub(h.FailingSince) >= failuresEnd:
		h.Status, h.LastError = Disabled, failure
	default:
		return h, false
	}
	return h, true
}
