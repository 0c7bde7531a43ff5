package enrollment

import (
	"context"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/page"
)

// Note is what somebody who runs the program wrote down of a partner. No partner
// ever reads it.
type Note struct {
	ID      id.Note
	Program id.Program
	Partner id.Partner
	By      id.User
	Text    string
	At      time.Time
}

// Margin keeps what managers write in the margin of their partners: notes and
// tags.
type Margin interface {
	// Notes lists a partner's notes, newest first.
	Notes(ctx context.Context, p id.Program, o id.Partner, r page.Request) (page.Of[Note], error)
	AddNote(ctx context.Context, n Note) error
	// DropNote removes a note; NotFound.
	DropNote(ctx context.Context, p id.Program, o id.Partner, n id.Note) error
	// Tag writes an enrollment whose tags changed; stale when something else did.
	Tag(ctx context.Context, before, after Enrollment, at time.Time) error
	// Tags lists all the tags that partners of a program were ever given.
	Tags(ctx context.Context, p id.Program) ([]string, error)
}

// Limits of the margin.
const (
	MaxTags = 8
	maxTag  = 24
	maxNote = 2000
)

// Annotator writes in the margin of partners.
type Annotator struct {
	Desk
	Margin Margin
}

// Note writes something down of a partner.
func (a Annotator) Note(ctx context.Context, p id.Program, o id.Partner, text string, by id.User) (Note, error) {
	text = strings.TrimSpace(strings.ReplaceAll(text, "\r\n", "\n"))
	if text == "" || utf8.RuneCountInString(text) > maxNote || strings.ContainsFunc(text, func(r rune) bool { return unicode.IsControl(r) && r != '\n' }) {
		return Note{}, fault.New(fault.Invalid, "note.text", "A note has 1 to 2000 characters.").
			With(fault.Field{Location: "body.text", Message: "must have 1 to 2000 characters"})
	}
	if _, err := a.Store.Load(ctx, p, o); err != nil {
		return Note{}, err
	}
	now := a.Clock.Now()
	n := Note{Program: p, Partner: o, By: by, Text: text, At: now}
	var err error
	if n.ID, err = id.New[id.Note](now, a.Entropy); err != nil {
		return Note{}, err
	}
	return n, a.Margin.AddNote(ctx, n)
}

// Tag gives a partner these tags and no others.
func (a Annotator) Tag(ctx context.Context, p id.Program, o id.Partner, tags []string) (Enrollment, error) {
	tags, err := cleanTags(tags)
	if err != nil {
		return Enrollment{}, err
	}
	for range tagAttempts {
		var before Enrollment
		if before, err = a.Store.Load(ctx, p, o); err != nil {
			return before, err
		}
		after := before
		after.Tags, after.Version = tags, before.Version+1
		if slices.Equal(before.Tags, tags) {
			return before, nil
		}
		if err = a.Margin.Tag(ctx, before, after, a.Clock.Now()); err == nil || !fault.IsStale(err) {
			return after, err
		}
	}
	return Enrollment{}, fault.Wrap(err, fault.Unavailable, "enrollment.busy", "This partner is being changed by somebody else; try again.")
}

// tagAttempts is how often tags are written anew after a lost race.
const tagAttempts = 5

// cleanTags writes tags as they are kept: small letters, each once, in order.
func cleanTags(tags []string) ([]string, error) {
	var out []string
	for _, t := range tags {
		if t = strings.ToLower(strings.Join(strings.Fields(t), " ")); t != "" && !slices.Contains(out, t) {
			out = append(out, t)
		}
	}
	slices.Sort(out)
	if len(out) > MaxTags || slices.ContainsFunc(out, func(t string) bool { return !plain(t, maxTag) }) {
		return nil, fault.New(fault.Invalid, "enrollment.tags", "A partner has at most 8 tags of at most 24 characters.").
			With(fault.Field{Location: "body.tags", Message: "must be 8 at most, of 24 characters at most"})
	}
	return out, nil
}
