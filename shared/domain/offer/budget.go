package offer

// Budget is a bound on what everybody together earns by an offer in a period,
// and the counter that says how much of it is gone.
type Budget struct {
	Cap     Cap
	Counter string
	Window  Window
}

// Budgets returns the version's budgets in the periods that the input lies in.
func (v Version) Budgets(in Input) []Budget {
	var out []Budget
	for _, c := range v.Rules.Caps {
		if c.Of != OfOffer {
			continue
		}
		b := Budget{Cap: c, Counter: v.counter(c, in)}
		if w, ok := Shared(b.Counter); ok {
			b.Window = w
		}
		out = append(out, b)
	}
	return out
}
