package offer_test

import (
	"math/big"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/tributaryhq/tributary/shared/domain/offer"
	"github.com/tributaryhq/tributary/shared/kernel/money"
)

func drawTerm(t *rapid.T) offer.Term {
	if rapid.Bool().Draw(t, "flat") {
		return flat(rapid.Int64Range(1, 5000).Draw(t, "amount"))
	}
	return percent(money.BasisPoints(rapid.Int64Range(1, 10_000).Draw(t, "rate")))
}

func drawItems(t *rapid.T) []offer.Item {
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) offer.Item {
		return offer.Item{
			ID: rapid.StringMatching(`[a-z]{0,2}`).Draw(t, "id"), Product: rapid.SampledFrom([]string{"", "p1", "p2", "p3"}).Draw(t, "product"),
			Category: rapid.SampledFrom([]string{"", "c1", "c2"}).Draw(t, "category"), Quantity: rapid.Int64Range(0, 5).Draw(t, "quantity"), Minor: rapid.Int64Range(0, 90_000).Draw(t, "minor"),
		}
	}), 0, 6).Draw(t, "items")
}

// drawVersion draws any valid version of an offer of sales.
func drawVersion(t *rapid.T) offer.Version {
	v := version(offer.Rules{})
	v.Rate = money.BasisPoints(rapid.Int64Range(1, 10_000).Draw(t, "own"))
	v.Rules.Rates = rapid.SliceOfN(rapid.Custom(func(t *rapid.T) offer.Rate {
		r := offer.Rate{Term: drawTerm(t), Scope: offer.Scope{
			Product: rapid.SampledFrom([]string{"", "p1", "p2"}).Draw(t, "product"), Category: rapid.SampledFrom([]string{"c1", "", "c2"}).Draw(t, "category"),
			Partner: "ptr_maya",
		}}
		if rapid.IntRange(0, 4).Draw(t, "excluded") == 0 {
			r.Term = offer.Term{Type: offer.Nothing}
		}
		return r
	}), 0, 4).Draw(t, "rates")
	if rapid.Bool().Draw(t, "volume") {
		v.Rules.Volume = drawVolume(t, v.Rate)
	}
	for _, c := range []offer.Cap{{Of: offer.OfPartner, Per: offer.Month}, {Of: offer.OfCustomer, Per: offer.AllTime}, {Of: offer.OfOffer, Per: offer.Week}} {
		if c.Minor = rapid.Int64Range(0, 60_000).Draw(t, "cap"); c.Minor > 0 {
			v.Rules.Caps = append(v.Rules.Caps, c)
		}
	}
	return v
}

func drawVolume(t *rapid.T, own money.BasisPoints) *offer.Volume {
	w := &offer.Volume{
		By: rapid.SampledFrom([]offer.Measure{offer.ByAmount, offer.ByCount}).Draw(t, "by"), Per: offer.Month,
		Mode: rapid.SampledFrom([]offer.Mode{offer.Marginal, offer.Retroactive}).Draw(t, "mode"),
	}
	from, rate := int64(0), own
	unit := int64(20_000)
	if w.By == offer.ByCount {
		unit = 3
	}
	for range rapid.IntRange(1, 4).Draw(t, "steps") {
		from += rapid.Int64Range(1, unit).Draw(t, "from")
		rate = min(rate+money.BasisPoints(rapid.Int64Range(0, 800).Draw(t, "more")), 10_000)
		w.Steps = append(w.Steps, offer.VolumeStep{From: from, Term: percent(rate)})
	}
	return w
}

// Whatever the rules: lines hold the whole base, each computes again to its
// amount (I-10), shares of one event sum up to it (I-12), and counters that the
// sales of a period fill never pass a cap.
func TestEvaluationIsExact(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		v := drawVersion(t)
		if err := v.Validate(); err != nil {
			t.Fatalf("%v", err)
		}
		tallies := map[string]int64{}
		for range rapid.IntRange(1, 8).Draw(t, "sales") {
			sale := paid(rapid.Int64Range(0, 200_000).Draw(t, "amount"), drawItems(t)...)
			sale.Tallies = tallies
			r, err := v.Evaluate(sale)
			if err != nil {
				t.Fatal(err)
			}
			checkLines(t, sale, r)
			for name, n := range r.Adds {
				tallies[name] += n
			}
			for _, c := range v.Rules.Caps {
				for _, name := range v.Counters(sale) {
					if name[:3] == map[offer.CapOf]string{offer.OfPartner: "cap", offer.OfCustomer: "cus", offer.OfOffer: "bud"}[c.Of] && tallies[name] > c.Minor {
						t.Fatalf("%s is %d, at most %d", name, tallies[name], c.Minor)
					}
				}
			}
		}
	})
}

func checkLines(t *rapid.T, in offer.Input, r offer.Result) {
	var base, total int64
	for _, l := range r.Lines {
		again, err := l.Recompute("EUR", in.Share)
		if err != nil || again != l.Minor || l.Minor < 0 {
			t.Fatalf("line %+v computes to %d, %v", l, again, err)
		}
		base += l.Base
		total += l.Minor
	}
	if base != in.Amount.Minor() || total != r.Total.Minor() {
		t.Fatalf("lines of %d earn %d, the event is of %s and earns %s", base, total, in.Amount, r.Total)
	}
	if d := r.Difference; d != nil {
		if again, err := d.Recompute("EUR", offer.Share{}); err != nil || again != d.Minor || d.Minor <= 0 {
			t.Fatalf("difference %+v computes to %d, %v", d, again, err)
		}
	}
}

func TestSharesOfAnEventSumUp(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		v := drawVersion(t)
		v.Rules.Caps, v.Rules.Volume = nil, nil // each partner has their own
		in := paid(rapid.Int64Range(0, 200_000).Draw(t, "amount"), drawItems(t)...)
		whole, err := v.Evaluate(in)
		if err != nil {
			t.Fatal(err)
		}
		of := rapid.IntRange(2, 4).Draw(t, "of")
		var base, total int64
		for n := range of {
			in.Share = offer.Share{N: n, Of: of}
			part, err := v.Evaluate(in)
			if err != nil {
				t.Fatal(err)
			}
			for _, l := range part.Lines {
				if again, err := l.Recompute("EUR", in.Share); err != nil || again != l.Minor {
					t.Fatalf("line %+v computes to %d, %v", l, again, err)
				}
				base += l.Base
			}
			total += part.Total.Minor()
		}
		if total != whole.Total.Minor() || base != in.Amount.Minor() {
			t.Fatalf("parts of %d earn %d, the whole of %s earns %s", base, total, in.Amount, whole.Total)
		}
	})
}

// F is what a volume earns in all, in ten thousandths of a minor unit.
func f(v offer.Version, volume int64) *big.Int {
	sum, from, rate := new(big.Int), int64(0), v.Rate
	add := func(to int64) {
		sum.Add(sum, new(big.Int).Mul(big.NewInt(max(to-from, 0)), big.NewInt(int64(rate))))
		from = max(from, to)
	}
	for _, s := range v.Rules.Volume.Steps {
		add(min(s.From, volume))
		rate = s.Rate
		if s.From >= volume {
			break
		}
	}
	if volume > from {
		add(volume)
	}
	return sum
}

// A marginal commission is F(v+x) − F(v), rounded once for each step that it
// touches, and what a period's sales earn is what the period's volume earns.
func TestMarginalVolumeEarnsTheDifferenceOfF(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		v := version(offer.Rules{})
		v.Rules.Volume = drawVolume(t, v.Rate)
		v.Rules.Volume.By, v.Rules.Volume.Mode = offer.ByAmount, offer.Marginal
		volume, earned, lines := int64(0), int64(0), 0
		for range rapid.IntRange(1, 10).Draw(t, "sales") {
			sale := paid(rapid.Int64Range(0, 40_000).Draw(t, "amount"))
			sale.Tallies = map[string]int64{"vol:off_1:" + month: volume}
			r, err := v.Evaluate(sale)
			if err != nil {
				t.Fatal(err)
			}
			exact := new(big.Int).Sub(f(v, volume+sale.Amount.Minor()), f(v, volume))
			within(t, exact, r.Total.Minor(), len(r.Lines))
			volume, earned, lines = volume+sale.Amount.Minor(), earned+r.Total.Minor(), lines+len(r.Lines)
		}
		within(t, f(v, volume), earned, lines)
	})
}

// within fails when an amount is further from the exact one than half a minor
// unit for each line.
func within(t *rapid.T, exact *big.Int, minor int64, lines int) {
	off := new(big.Int).Sub(exact, new(big.Int).Mul(big.NewInt(minor), big.NewInt(10_000)))
	if off.Abs(off).Cmp(big.NewInt(5000*int64(lines))) > 0 {
		t.Fatalf("%d is not %s ten thousandths", minor, exact)
	}
}

// A retroactive period earns what its whole volume earns at the step reached.
func TestRetroactiveVolumeEarnsTheStepThatIsReached(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		v := version(offer.Rules{})
		v.Rules.Volume = drawVolume(t, v.Rate)
		v.Rules.Volume.Mode = offer.Retroactive
		tallies := map[string]int64{}
		earned, lines := int64(0), 0
		for range rapid.IntRange(1, 10).Draw(t, "sales") {
			sale := paid(rapid.Int64Range(1, 40_000).Draw(t, "amount"))
			sale.Tallies = tallies
			r, err := v.Evaluate(sale)
			if err != nil {
				t.Fatal(err)
			}
			earned, lines = earned+r.Total.Minor(), lines+1
			if r.Difference != nil {
				earned, lines = earned+r.Difference.Minor, lines+1
			}
			for name, n := range r.Adds {
				tallies[name] += n
			}
		}
		volume, measured, rate := tallies["vol:off_1:"+month], tallies["num:off_1:"+month], v.Rate
		if v.Rules.Volume.By == offer.ByAmount {
			measured = volume
		}
		for _, s := range v.Rules.Volume.Steps {
			if s.From <= measured {
				rate = s.Rate
			}
		}
		within(t, new(big.Int).Mul(big.NewInt(volume), big.NewInt(int64(rate))), earned, lines)
	})
}

// Who sells more never earns less, as long as no amount is a condition.
func TestEarningsAreMonotone(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		v := drawVersion(t)
		earn := func(minor int64) int64 {
			r, err := v.Evaluate(in(paid(minor), func(i *offer.Input) { i.Zone = time.UTC }))
			if err != nil {
				t.Fatal(err)
			}
			return r.Total.Minor()
		}
		less := rapid.Int64Range(0, 200_000).Draw(t, "less")
		more := less + rapid.Int64Range(0, 200_000).Draw(t, "more")
		lines := int64(5) // each is rounded by itself
		if a, b := earn(less), earn(more); a > b+lines {
			t.Fatalf("%d earns %d, %d earns %d", less, a, more, b)
		}
	})
}
