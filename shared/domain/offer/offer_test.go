package offer_test

import (
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/offer"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
)

var start = time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC)

func TestTheVersionInForceDecides(t *testing.T) {
	t.Parallel()
	versions := []offer.Version{
		{Number: 1, EffectiveFrom: start}, {Number: 3, EffectiveFrom: start.AddDate(0, 2, 0)}, {Number: 2, EffectiveFrom: start.AddDate(0, 1, 0)},
	}
	for name, c := range map[string]struct {
		at   time.Time
		want int64
	}{
		"before the first there is none": {start.Add(-time.Second), 0},
		"from its first moment on":       {start, 1},
		"until the next takes over":      {start.AddDate(0, 1, 0).Add(-time.Millisecond), 1},
		"then the next":                  {start.AddDate(0, 1, 0), 2},
		"the last one lasts":             {start.AddDate(9, 0, 0), 3},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			v, ok := offer.InForce(versions, c.at)
			if v.Number != c.want || ok != (c.want > 0) {
				t.Fatalf("version %d, %v", v.Number, ok)
			}
		})
	}
}

func TestALineIsRoundedOnceToTheEven(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		term offer.Term
		base int64
		want int64
	}{
		"a share":                    {percent(2000), 9999, 2000},
		"a half goes to the even":    {percent(5000), 5, 2},
		"and up when that is even":   {percent(5000), 7, 4},
		"the flat amount, whatever":  {flat(700), 0, 700},
		"a hundredth of a percent":   {percent(1), 10_000, 1},
		"nothing of nothing":         {percent(2000), 0, 0},
		"the whole":                  {percent(10_000), 1234, 1234},
		"a share of a great deal":    {percent(9999), 1_000_000_000_000_000, 999_900_000_000_000},
		"a small share of very much": {percent(3), 1_000_000_000_000_000, 300_000_000_000},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := offer.Line{Term: c.term, Base: c.base}.Recompute("EUR", offer.Share{})
			if err != nil || got != c.want {
				t.Fatalf("%d, %v", got, err)
			}
		})
	}
}

func TestAReferralIsNotPaidByAShareOfNothing(t *testing.T) {
	t.Parallel()
	v := offer.Version{Name: "Bring a partner", Trigger: offer.Referral, Type: offer.Percent, Rate: 500}
	if err := v.Validate(); !fault.Is(err, fault.Invalid) {
		t.Errorf("a percentage: %v", err)
	}
	v.Type, v.Rate, v.FlatMinor = offer.Flat, 0, 500
	if err := v.Validate(); err != nil {
		t.Errorf("a fixed amount: %v", err)
	}
}
