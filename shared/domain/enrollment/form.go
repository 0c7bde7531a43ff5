package enrollment

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// QuestionKind says how a question is answered.
type QuestionKind string

// The kinds.
const (
	Line    QuestionKind = "text"
	Lines   QuestionKind = "long_text"
	Choice  QuestionKind = "choice"
	Box     QuestionKind = "checkbox" // something to agree to
	Country QuestionKind = "country"
	Web     QuestionKind = "link"
)

func (k QuestionKind) known() bool {
	switch k {
	case Line, Lines, Choice, Box, Country, Web:
		return true
	}
	return false
}

// Question is one question of a form. Its ID stays when it is worded anew.
type Question struct {
	ID       string       `json:"id"`
	Kind     QuestionKind `json:"kind"`
	Label    string       `json:"label"`
	Hint     string       `json:"hint,omitempty"`
	Required bool         `json:"required,omitempty"`
	Choices  []string     `json:"choices,omitempty"` // of Choice
}

// Met says what becomes of an application that meets the requirements.
type Met string

// What may become of it.
const (
	AsProgram Met = "" // as the program's settings say
	LetIn     Met = "approve"
	LookAt    Met = "review"
)

// Never is the ReapplyDays of a form whose applicants apply once only.
const Never = -1

// Form is how a program takes applications, or how they are taken into one of
// its groups by a link of the group's own.
type Form struct {
	Program      id.Program
	Group        id.Group // empty: the program's own
	Open         bool     // of a group's: its link takes applications
	Questions    []Question
	Requirements Requirements
	Met          Met
	ReapplyDays  int // after a rejection; 0 at once
	Version      int64
	ChangedAt    time.Time
}

// Promotes is the question that every program asks that has no form of its own.
const Promotes = "promotes"

// Plain is the form of a program that made none.
func Plain(p id.Program) Form {
	return Form{Program: p, Open: true, ReapplyDays: 30, Questions: []Question{{ID: Promotes, Kind: Lines, Label: "How will you promote us?"}}}
}

// Subject is what the audit log calls a form.
func (f Form) Subject() string { return string(f.Program) + "/form/" + string(f.Group) }

// Limits of a form.
const (
	MaxQuestions = 15
	maxLabel     = 200
	maxHint      = 300
	maxChoices   = 20
	maxChoice    = 100
	maxReapply   = 730
)

// tidy trims what was typed.
func (f *Form) tidy() {
	f.Questions = slices.Clone(f.Questions)
	for i := range f.Questions {
		q := &f.Questions[i]
		q.Label, q.Hint = strings.TrimSpace(q.Label), strings.TrimSpace(q.Hint)
		kept := make([]string, 0, len(q.Choices))
		for _, c := range q.Choices {
			if c = strings.TrimSpace(c); c != "" && !slices.Contains(kept, c) {
				kept = append(kept, c)
			}
		}
		if q.Choices = kept; q.Kind != Choice || len(kept) == 0 {
			q.Choices = nil
		}
	}
	f.Requirements.tidy()
}

// check names everything that is wrong with a form.
func (f Form) check() error {
	var fields []fault.Field
	wrong := func(bad bool, location, message string) {
		if bad {
			fields = append(fields, fault.Field{Location: location, Message: message})
		}
	}
	wrong(len(f.Questions) > MaxQuestions, "body.questions", "must be 15 at most")
	seen := map[string]bool{}
	for i, q := range f.Questions {
		at := fmt.Sprintf("body.questions[%d].", i)
		wrong(!q.Kind.known(), at+"kind", "must be text, long_text, choice, checkbox, country or link")
		wrong(q.Label == "" || !plain(q.Label, maxLabel), at+"label", "must have 1 to 200 characters in one line")
		wrong(!plain(q.Hint, maxHint), at+"hint", "must have at most 300 characters in one line")
		wrong(seen[q.ID], at+"id", "must be another question's no more")
		wrong(q.Kind == Choice && (len(q.Choices) < 2 || len(q.Choices) > maxChoices), at+"choices", "must be 2 to 20")
		for _, c := range q.Choices {
			wrong(!plain(c, maxChoice), at+"choices", "must have at most 100 characters each")
		}
		seen[q.ID] = true
	}
	wrong(f.Met != AsProgram && f.Met != LetIn && f.Met != LookAt, "body.met", "must be approve, review or nothing")
	wrong(f.ReapplyDays < Never || f.ReapplyDays > maxReapply, "body.reapply_days", "must be -1 to 730")
	fields = append(fields, f.Requirements.check()...)
	if len(fields) > 0 {
		return fault.New(fault.Invalid, "form.invalid", "The form cannot be kept like this.").With(fields...)
	}
	return nil
}

// plain tells whether a text is one line of no more than that.
func plain(s string, most int) bool {
	return utf8.ValidString(s) && utf8.RuneCountInString(s) <= most && !strings.ContainsFunc(s, unicode.IsControl)
}

// lets tells whether who meets the requirements is let in without a look.
func (f Form) lets(auto bool) bool { return f.Met == LetIn || f.Met == AsProgram && auto }

// reapplyFrom is when somebody turned away at a time may apply again; zero for
// never.
func reapplyFrom(at time.Time, days int) time.Time {
	if days == Never {
		return time.Time{}
	}
	return at.AddDate(0, 0, days)
}
