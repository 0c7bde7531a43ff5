package notice

import (
	"embed"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

//go:embed words
var wordFiles embed.FS

// Spoken are the languages that mails are written in. The first is the one for
// everybody who chose none.
func Spoken() []string { return []string{"en", "de", "fr", "es"} }

// Words are what mails say in one language.
type Words struct{ texts map[string]string }

// WordsOf returns the words of a language, the first of [Spoken] where there are
// none. An error means that a file of words is broken.
func WordsOf(language string) (Words, error) {
	if !slices.Contains(Spoken(), language) {
		language = Spoken()[0]
	}
	raw, err := wordFiles.ReadFile("words/" + language + ".json")
	if err != nil {
		return Words{}, fmt.Errorf("read the words of %s: %w", language, err)
	}
	w := Words{texts: map[string]string{}}
	if err := json.Unmarshal(raw, &w.texts); err != nil {
		return Words{}, fmt.Errorf("read the words of %s: %w", language, err)
	}
	return w, nil
}

// Has tells whether there is a text of a name.
func (w Words) Has(name string) bool { return w.texts[name] != "" }

// Say writes a text, each {name} in it replaced by the value that follows that
// name among the values.
func (w Words) Say(name string, values ...string) string {
	pairs := slices.Clone(values)
	for i := 0; i+1 < len(pairs); i += 2 {
		pairs[i] = "{" + pairs[i] + "}"
	}
	return strings.NewReplacer(pairs[:len(pairs)/2*2]...).Replace(w.texts[name])
}

// Amount writes a decimal number and its currency, nothing where there is no number.
func (w Words) Amount(decimal, currency string) string {
	if decimal == "" {
		return ""
	}
	return strings.Replace(decimal, ".", w.Say("decimal"), 1) + " " + currency
}

// Month writes yyyy-mm as a month's name and year.
func (w Words) Month(month string) string {
	at, err := parseMonth(month)
	if err != nil {
		return month
	}
	return w.dated("month_year", at)
}

// Date writes the day of a time in its zone.
func (w Words) Date(t time.Time) string { return w.dated("date", t) }

func (w Words) dated(name string, t time.Time) string {
	months := strings.Split(w.Say("months"), ",")
	return w.Say(name, "day", strconv.Itoa(t.Day()), "month", months[(int(t.Month())-1)%len(months)], "year", strconv.Itoa(t.Year()))
}

// Time writes the minute of a time.
func (w Words) Time(t time.Time) string { return w.Date(t.UTC()) + t.UTC().Format(" 15:04 UTC") }

// Span writes a length of time, in days when it is some.
func (w Words) Span(d time.Duration) string {
	if d >= 48*time.Hour {
		return w.Say("span.days", "n", strconv.Itoa(int(d/(24*time.Hour))))
	}
	return w.Say("span.minutes", "n", strconv.Itoa(int(d/time.Minute)))
}

// Hello begins a letter.
func (w Words) Hello(name string) string {
	if name == "" {
		return w.Say("hello")
	}
	return w.Say("hello.name", "name", name)
}

// Facts makes rows of a letter's table of what is named fact.<name> and its
// value, leaving out what has no value.
func (w Words) Facts(pairs ...string) []Fact {
	var out []Fact
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			out = append(out, Fact{w.Say("fact." + pairs[i]), pairs[i+1]})
		}
	}
	return out
}
