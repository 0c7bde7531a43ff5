package fraud_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/tributaryhq/tributary/shared/domain/fraud"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
)

func TestEachRuleSeesItsOwnAndNothingElse(t *testing.T) {
	t.Parallel()
	honest := fraud.Facts{SinceClick: time.Hour, ThisHour: 3, MailDomain: "fernhill.io", Country: "DE", ClickCountry: "DE"}
	with := func(change func(*fraud.Facts)) fraud.Facts {
		f := honest
		change(&f)
		return f
	}
	if a := fraud.Assess(fraud.Settings{}, honest); a.Score != 0 || len(a.Hits) != 0 {
		t.Errorf("an honest sale: %+v", a)
	}
	for rule, f := range map[fraud.Rule]fraud.Facts{
		fraud.SelfReferral:    with(func(f *fraud.Facts) { f.Self = true }),
		fraud.Duplicate:       with(func(f *fraud.Facts) { f.OtherSelf = true }),
		fraud.PaidAds:         with(func(f *fraud.Facts) { f.Paid = "google" }),
		fraud.DisposableMail:  with(func(f *fraud.Facts) { f.MailDomain = "eu.Mailinator.com" }),
		fraud.TooFast:         with(func(f *fraud.Facts) { f.SinceClick = 2 * time.Second }),
		fraud.Velocity:        with(func(f *fraud.Facts) { f.ThisHour = fraud.PerHour + 1 }),
		fraud.Interception:    with(func(f *fraud.Facts) { f.TookFrom = true }),
		fraud.DataCentre:      with(func(f *fraud.Facts) { f.DataCentre = true }),
		fraud.CountryMismatch: with(func(f *fraud.Facts) { f.ClickCountry = "VN" }),
		fraud.PossibleDouble:  with(func(f *fraud.Facts) { f.Twice = true }),
	} {
		a := fraud.Assess(fraud.Settings{}, f)
		if len(a.Hits) != 1 || a.Hits[0].Rule != rule || a.Score != rule.Weight() {
			t.Errorf("%s: %+v", rule, a)
		}
		if a := fraud.Assess(fraud.Settings{Weights: map[string]int{string(rule): 0}}, f); a.Score != 0 {
			t.Errorf("%s is switched off and still adds %d", rule, a.Score)
		}
		if a := fraud.Assess(fraud.Settings{Off: true}, f); a.Score != 0 || a.Suspicious(fraud.Settings{Off: true}) {
			t.Errorf("%s: the review is off: %+v", rule, a)
		}
	}
}

func TestTheScoreIsTheSumOfItsHitsAndAHundredAtMost(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(r *rapid.T) {
		f := fraud.Facts{
			Self: rapid.Bool().Draw(r, "self"), OtherSelf: rapid.Bool().Draw(r, "other"), Twice: rapid.Bool().Draw(r, "twice"), DataCentre: rapid.Bool().Draw(r, "hosted"),
			AtCheckout: rapid.Bool().Draw(r, "checkout"), TookFrom: rapid.Bool().Draw(r, "took"), ThisHour: rapid.IntRange(0, 200).Draw(r, "hour"),
			SinceClick: time.Duration(rapid.Int64Range(-1, 100).Draw(r, "since")) * time.Second,
		}
		s := fraud.Settings{Threshold: rapid.IntRange(1, 100).Draw(r, "threshold"), Weights: map[string]int{}}
		for _, rule := range fraud.Rules() {
			if rapid.Bool().Draw(r, "set "+string(rule)) {
				s.Weights[string(rule)] = rapid.IntRange(0, 100).Draw(r, string(rule))
			}
		}
		a := fraud.Assess(s, f)
		sum := 0
		for _, h := range a.Hits {
			sum += h.Points
		}
		if a.Score != min(sum, 100) || a.Suspicious(s) != (a.Score >= s.Threshold && len(a.Hits) > 0) {
			r.Fatalf("%+v under %+v", a, s)
		}
	})
}

func TestThePaceForgetsTheHourBefore(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 3, 10, 9, 59, 0, 0, time.UTC)
	var counter int64
	for want := 1; want <= 3; want++ {
		var n int
		if counter, n = fraud.Pace(counter, at); n != want {
			t.Errorf("%d, want %d", n, want)
		}
	}
	if _, n := fraud.Pace(counter, at.Add(2*time.Minute)); n != 1 {
		t.Errorf("the next hour begins with %d", n)
	}
}

func TestACaseIsDecidedOnce(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 3, 10, 9, 0, 0, 0, time.UTC)
	open := fraud.Case{Status: fraud.Open, Version: 1}
	cleared, err := open.Decide(fraud.Cleared, "usr_1", "", "Known customer", now)
	if err != nil || cleared.Version != 2 || cleared.DecidedBy != "usr_1" {
		t.Fatalf("%+v, %v", cleared, err)
	}
	if again, err := cleared.Decide(fraud.Cleared, "usr_2", "", "", now); err != nil || again.DecidedBy != "usr_1" {
		t.Errorf("the same again: %+v, %v", again, err)
	}
	if _, err := cleared.Decide(fraud.Confirmed, "usr_2", "Fraud", "", now); fault.CodeOf(err) != "case.decided" {
		t.Errorf("otherwise: %v", err)
	}
}
