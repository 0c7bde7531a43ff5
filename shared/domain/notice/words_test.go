package notice_test

import (
	"encoding/json"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/domain/notice"
)

func TestMailsSpeakTheLanguagesOfThePortal(t *testing.T) {
	t.Parallel()
	if diff := cmp.Diff(identity.Languages(), notice.Spoken()); diff != "" {
		t.Error(diff)
	}
}

func TestEveryLanguageSaysAllThatEnglishSays(t *testing.T) {
	t.Parallel()
	english := textsOf(t, "en")
	for _, language := range notice.Spoken()[1:] {
		t.Run(language, func(t *testing.T) {
			t.Parallel()
			texts := textsOf(t, language)
			for name, text := range english {
				if texts[name] == "" {
					t.Errorf("%s is missing: %s", name, text)
				} else if diff := cmp.Diff(places(text), places(texts[name])); diff != "" {
					t.Errorf("%s has other values: %s", name, diff)
				}
				if said := regexp.MustCompile(`\{\w+\}`).ReplaceAllString(text, ""); texts[name] == text && strings.Count(strings.TrimSpace(said), " ") > 1 {
					t.Errorf("%s is left in English: %s", name, text)
				}
			}
			if len(texts) != len(english) {
				t.Errorf("%d texts, English has %d", len(texts), len(english))
			}
			if n := len(strings.Split(texts["months"], ",")); n != 12 {
				t.Errorf("%d months", n)
			}
		})
	}
}

func TestAmountsMonthsAndTimesAreWrittenAsTheLanguageDoes(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 11, 21, 9, 30, 0, 0, time.UTC)
	for language, want := range map[string][]string{
		"en": {"1234.50 EUR", "November 2026", "21 November 2026 09:30 UTC", "15 minutes", "3 days", "Hello Ann,"},
		"de": {"1234,50 EUR", "November 2026", "21. November 2026 09:30 UTC", "15 Minuten", "3 Tage", "Guten Tag, Ann,"},
		"fr": {"1234,50 EUR", "novembre 2026", "21 novembre 2026 09:30 UTC", "15 minutes", "3 jours", "Bonjour Ann,"},
		"es": {"1234,50 EUR", "noviembre de 2026", "21 de noviembre de 2026 09:30 UTC", "15 minutos", "3 días", "Hola, Ann:"},
		"xx": {"1234.50 EUR", "November 2026", "21 November 2026 09:30 UTC", "15 minutes", "3 days", "Hello Ann,"},
	} {
		w, err := notice.WordsOf(language)
		if err != nil {
			t.Fatal(err)
		}
		got := []string{w.Amount("1234.50", "EUR"), w.Month("2026-11"), w.Time(at), w.Span(15 * time.Minute), w.Span(72 * time.Hour), w.Hello("Ann")}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", language, diff)
		}
		if w.Amount("", "EUR") != "" || w.Month("soon") != "soon" {
			t.Errorf("%s: nothing becomes something", language)
		}
	}
}

func TestAValueIsNotReadAsAPlaceOfAnotherValue(t *testing.T) {
	t.Parallel()
	w, err := notice.WordsOf("en")
	if err != nil {
		t.Fatal(err)
	}
	if got := w.Say("with_sum", "text", "{sum}", "sum", "1.00 EUR"); got != "{sum}: 1.00 EUR" {
		t.Error(got)
	}
}

func textsOf(t *testing.T, language string) map[string]string {
	t.Helper()
	raw, err := os.ReadFile("words/" + language + ".json")
	if err != nil {
		t.Fatal(err)
	}
	var texts map[string]string
	if err := json.Unmarshal(raw, &texts); err != nil {
		t.Fatal(err)
	}
	return texts
}

func places(text string) []string {
	found := regexp.MustCompile(`\{\w+\}`).FindAllString(text, -1)
	slices.Sort(found)
	return found
}
