package market

import (
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Category says what a program's customers buy.
type Category string

// Categories lists them, as a filter offers them.
func Categories() []Category {
	return []Category{
		"software", "commerce", "finance", "education", "travel", "health", "home", "fashion", "media", "services", "other",
	}
}

// Kind says how a partner works.
type Kind string

// Kinds lists them. A listing names those that it looks for, a partner those
// that it is.
func Kinds() []Kind {
	return []Kind{"publisher", "creator", "community", "coupon", "agency", "reseller", "integrator", "referrer"}
}

// Limits of a listing.
const (
	maxSummary = 160
	maxText    = 4000
	maxTags    = 8
	maxTag     = 30
)

// Listing is how a program presents itself.
type Listing struct {
	Program   id.Program
	Name      string // of the program, as it was when the listing was saved
	Summary   string // one sentence
	Text      string // plain text; its lines stay lines
	Category  Category
	Kinds     []Kind   // of partners that it looks for; none: any
	Tags      []string // further attributes, such as a country or a season
	Published bool     // by the program
	Hidden    bool     // by an operator, whatever the program says
	Version   int64
	ChangedAt time.Time
}

// Shown tells whether partners see the listing, as long as its program is live.
func (l Listing) Shown() bool { return l.Published && !l.Hidden }

// Subject is what the audit log calls it.
func (l Listing) Subject() string { return string(l.Program) + "/listing" }

// tidy trims what was typed.
func (l *Listing) tidy() {
	l.Summary, l.Text = strings.TrimSpace(l.Summary), strings.TrimSpace(strings.ReplaceAll(l.Text, "\r\n", "\n"))
	l.Tags, l.Kinds = words(l.Tags), sorted(l.Kinds)
}

// words are tags trimmed, in small letters, each once.
func words(tags []string) []string {
	out := []string{}
	for _, t := range tags {
		if t = strings.ToLower(strings.Join(strings.Fields(t), " ")); t != "" && !slices.Contains(out, t) {
			out = append(out, t)
		}
	}
	return out
}

func sorted(kinds []Kind) []Kind {
	out := slices.Clone(kinds)
	slices.Sort(out)
	return slices.Compact(out)
}

// check names everything that keeps a listing from being saved. What is shown
// must say something.
func (l Listing) check() error {
	var w wrong
	w.must(utf8.RuneCountInString(l.Summary) <= maxSummary && !strings.Contains(l.Summary, "\n"), "body.summary", "must have at most 160 characters in one line")
	w.must(utf8.RuneCountInString(l.Text) <= maxText, "body.text", "must have at most 4000 characters")
	w.must(!l.Published || l.Summary != "", "body.summary", "must say in a sentence what the program is about")
	w.must(l.Category == "" && !l.Published || slices.Contains(Categories(), l.Category), "body.category", "must be one of the categories")
	w.attributes(l.Kinds, l.Tags)
	return w.fault("listing.invalid", "The listing is not complete.")
}

// wrong gathers what is wrong with what somebody typed.
type wrong []fault.Field

func (w *wrong) must(ok bool, location, message string) {
	if !ok {
		*w = append(*w, fault.Field{Location: location, Message: message})
	}
}

func (w *wrong) attributes(kinds []Kind, tags []string) {
	for _, k := range kinds {
		w.must(slices.Contains(Kinds(), k), "body.kinds", "must be of the kinds of partners")
	}
	w.must(len(tags) <= maxTags, "body.tags", "must be at most 8")
	for _, t := range tags {
		w.must(utf8.RuneCountInString(t) <= maxTag, "body.tags", "must have at most 30 characters each")
	}
}

func (w wrong) fault(code, message string) error {
	if len(w) == 0 {
		return nil
	}
	return fault.New(fault.Invalid, code, "%s", message).With(w...)
}

// webAddress tells whether a text is empty or the address of a page.
func webAddress(text string) bool {
	u, err := url.Parse(text)
	return text == "" || err == nil && len(text) <= 300 && u.Scheme == "https" && u.Host != "" && u.User == nil
}
