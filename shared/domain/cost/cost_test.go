package cost_test

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/tributaryhq/tributary/shared/domain/cost"
)

const dollar = 1_000_000_000

func TestAMillionOfEachCostsWhatTheDesignPromises(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		act      cost.Act
		from, to int64
	}{
		{cost.Click, 270 * dollar / 100, 285 * dollar / 100},
		{cost.Conversion, 23 * dollar, 50 * dollar}, // 24 without the mails
		{cost.Payout, 300 * dollar, 600 * dollar},
	} {
		if _, sum := cost.Of(c.act, 1_000_000); sum < c.from || sum > c.to {
			t.Errorf("a million of %s: %d billionths of a dollar, want %d to %d", c.act, sum, c.from, c.to)
		}
	}
	if _, sum := cost.Of(cost.Storage, 1_000_000); sum != dollar/4 {
		t.Errorf("a gigabyte for a month: %d", sum)
	}
}

func TestTheConversionCostsAsMuchAsItsGoalWithoutMails(t *testing.T) {
	t.Parallel()
	lines, sum := cost.Of(cost.Conversion, 1_000_000)
	for _, l := range lines {
		if l.Unit == cost.Mail {
			sum -= l.Nanos
		}
	}
	if sum > 24*dollar {
		t.Errorf("%d billionths of a dollar", sum)
	}
}

func TestEveryUnitThatIsNeededHasAPrice(t *testing.T) {
	t.Parallel()
	priced := map[cost.Unit]bool{}
	for _, p := range cost.Prices() {
		priced[p.Unit] = p.PerMillion > 0
	}
	for _, a := range []cost.Act{cost.Click, cost.Conversion, cost.Payout, cost.Storage} {
		for _, n := range cost.Needs(a) {
			if !priced[n.Unit] || n.PerBillion <= 0 {
				t.Errorf("%s: %s", a, n.Unit)
			}
		}
	}
}

func TestMoreCostsMoreAndTheLinesAddUp(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		act := rapid.SampledFrom([]cost.Act{cost.Click, cost.Conversion, cost.Payout, cost.Storage}).Draw(t, "act")
		n := rapid.Int64Range(0, 1_000_000_000).Draw(t, "n")
		lines, sum := cost.Of(act, n)
		for _, l := range lines {
			sum -= l.Nanos
		}
		if sum != 0 {
			t.Fatalf("the lines do not add up: %d", sum)
		}
		_, less := cost.Of(act, n)
		_, more := cost.Of(act, n+1_000_000)
		if more < less {
			t.Fatalf("%d < %d", more, less)
		}
	})
}
