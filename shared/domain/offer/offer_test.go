package offer_test

import (
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/offer"
	"github.com/tributaryhq/tributary/shared/kernel/money"
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

func TestCompute(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		v    offer.Version
		base int64
		want int64
	}{
		"a share":                    {offer.Version{Type: offer.Percent, Rate: 2000}, 9999, 2000},
		"a half goes to the even":    {offer.Version{Type: offer.Percent, Rate: 5000}, 5, 2},
		"and up when that is even":   {offer.Version{Type: offer.Percent, Rate: 5000}, 7, 4},
		"the flat amount, whatever":  {offer.Version{Type: offer.Flat, FlatMinor: 700}, 0, 700},
		"a hundredth of a percent":   {offer.Version{Type: offer.Percent, Rate: 1}, 10_000, 1},
		"nothing of nothing":         {offer.Version{Type: offer.Percent, Rate: 2000}, 0, 0},
		"the whole":                  {offer.Version{Type: offer.Percent, Rate: 10_000}, 1234, 1234},
		"a share of a great deal":    {offer.Version{Type: offer.Percent, Rate: 9999}, 1_000_000_000_000_000, 999_900_000_000_000},
		"a small share of very much": {offer.Version{Type: offer.Percent, Rate: 3}, 1_000_000_000_000_000, 300_000_000_000},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := c.v.Compute(money.Must(c.base, "EUR"), "EUR")
			if err != nil || got.Minor() != c.want {
				t.Fatalf("%s, %v", got, err)
			}
		})
	}
}
