package webhook

import (
	"net/url"
	"slices"
	"strconv"
	"time"
	"unicode/utf8"

	"github.com/tributaryhq/tributary/shared/domain/event"
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

// Status is how a hook fares: active ⇄ failing → disabled → active again by
// hand; paused by hand and back.
type Status string

// The states.
const (
	Active   Status = "active"
	Failing  Status = "failing"
	Disabled Status = "disabled" // given up after too many failures
	Paused   Status = "paused"   // switched off by its owner
)

// Limits.
const (
	MaxHooks     = 5  // of one partner in one program
	MaxOwnHooks  = 10 // of a program itself
	maxURL       = 2000
	maxName      = 80
	failuresEnd  = 20             // consecutive failures, at which a hook is given up
	failuresWarn = 5              // every so many before that, its owner is told
	secretsShare = 24 * time.Hour // how long a rotated secret signs along
)

// Hook is one address that wants to hear of some topics: a partner's, which
// hears what is the partner's, or, without a partner, the program's own, which
// hears everything. Secrets are sealed; only the JSON form has one.
type Hook struct {
	ID           id.Hook
	Program      id.Program
	Partner      id.Partner // empty: the program's own
	Name         string
	Form         Form
	URL          string // a template for either form
	Topics       []Topic
	Status       Status
	Failures     int64 // in a row, without those of test calls
	FailingSince time.Time
	LastError    string // of a failing or disabled hook
	Secret       []byte
	OldSecret    []byte
	OldUntil     time.Time
	CreatedAt    time.Time
	Version      int64
}

// calls tells whether a hook in this state is called.
func (s Status) calls() bool {
	switch s {
	case Active, Failing:
		return true
	case Disabled, Paused:
		return false
	}
	return false
}

// Limit is how many hooks a partner may have in a program, or, without a
// partner, the program itself.
func Limit(o id.Partner) int {
	if o == "" {
		return MaxOwnHooks
	}
	return MaxHooks
}

// Hears tells whether the hook is to be told of a topic.
func (h Hook) Hears(t Topic) bool {
	return h.Status.calls() && slices.Contains(h.Topics, t)
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
		if !slices.Contains(Topics(h.Partner), t) || slices.Index(h.Topics, t) != i {
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
	case !h.Status.calls(), h.Status == Active && failure == "":
		return h, false
	case failure == "":
		return h.fresh(), true
	}
	if h.Failures++; h.Failures == 1 {
		h.FailingSince = now
	}
	h.Status, h.LastError = Failing, failure
	if h.Failures >= failuresEnd {
		h.Status = Disabled
	}
	return h, true
}

// fresh returns the hook as one that has never failed.
func (h Hook) fresh() Hook {
	h.Status, h.Failures, h.FailingSince, h.LastError = Active, 0, time.Time{}, ""
	return h
}

// news is the event by which the owner hears how the hook fares; none while
// there is nothing to say. Its version is the one that is to be stored.
func (h Hook) news(now time.Time) ([]event.Event, error) {
	kind := event.HookFailing
	switch {
	case h.Status == Disabled:
		kind = event.HookDisabled
	case h.Failures == 0 || h.Failures%failuresWarn != 0:
		return nil, nil
	}
	e, err := event.New(kind, now, h.Program, h.Partner, string(h.ID), h.Version)
	if err != nil {
		return nil, err
	}
	e.Data = map[string]string{
		event.Reason: h.LastError, event.Target: h.host(), event.Count: strconv.FormatInt(h.Failures, 10),
	}
	return []event.Event{e}, nil
}

// host is where the hook leads.
func (h Hook) host() string {
	u, err := url.Parse(Expand(h.URL, nil))
	if err != nil {
		return ""
	}
	return u.Host
}
