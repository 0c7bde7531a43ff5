package offer

import (
	"slices"
	"strings"

	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Payment says which of a customer's payments a rate is for.
type Payment string

// The payments.
const (
	FirstPayment Payment = "first"
	Renewal      Payment = "renewal"
)

func (in Input) payment() Payment {
	if in.Renewal {
		return Renewal
	}
	return FirstPayment
}

// Scope is whom and what a rate is for; what is empty is for all.
type Scope struct {
	Coupon   string     `json:"coupon,omitempty"`
	Partner  id.Partner `json:"partner,omitempty"`
	Tier     id.Tier    `json:"tier,omitempty"`
	Group    id.Group   `json:"group,omitempty"`
	Product  string     `json:"product,omitempty"`
	Category string     `json:"category,omitempty"`
	Payment  Payment    `json:"payment,omitempty"`
}

// Rate is a term of its own for some partners, some products or some payments.
// When holds further conditions; all must be met.
type Rate struct {
	Name string `json:"name,omitempty"`
	Scope
	When []Clause `json:"when,omitempty"`
	Term
}

// named lists the parts of a scope in the published order of specificity:
// coupon, partner, tier, group, product, category, payment.
func (s Scope) named() [7][2]string {
	return [7][2]string{
		{"coupon", s.Coupon},
		{"partner", string(s.Partner)},
		{"tier", string(s.Tier)},
		{"group", string(s.Group)},
		{"product", s.Product},
		{"category", s.Category},
		{"payment", string(s.Payment)},
	}
}

// weight compares scopes: whose first named part stands further ahead in the
// order is the more specific; where that is the same, the next part decides.
func (s Scope) weight() int {
	w := 0
	for _, part := range s.named() {
		w *= 2
		if part[1] != "" {
			w++
		}
	}
	return w
}

// String names the scope for an explanation: "partner ptr_1, product 42".
func (s Scope) String() string {
	var out []string
	for _, part := range s.named() {
		if part[1] != "" {
			out = append(out, part[0]+" "+part[1])
		}
	}
	return strings.Join(out, ", ")
}

// rule is what lines and explanations call the rate.
func (r Rate) rule() string {
	if r.Name != "" {
		return r.Name
	}
	return r.Scope.String()
}

// covers tells whether the scope holds for a partner's item.
func (s Scope) covers(in Input, item Item) bool {
	return (s.Coupon == "" || s.Coupon == in.Coupon) &&
		(s.Partner == "" || s.Partner == in.Partner) &&
		(s.Tier == "" || s.Tier == in.Tier) &&
		(s.Group == "" || s.Group == in.Group) &&
		(s.Product == "" || s.Product == item.Product) &&
		(s.Category == "" || s.Category == item.Category) &&
		(s.Payment == "" || s.Payment == in.payment())
}

// perPiece tells whether a flat amount is paid for each piece of an item
// instead of once for the order.
func (s Scope) perPiece() bool { return s.Product != "" || s.Category != "" }

// pick returns the place of the rate that prices an item, -1 for the version's
// own term. An exclusion stands above all rates; else the most specific wins,
// of equally specific ones that with conditions, then the first.
func (r *Result) pick(in Input, rates []Rate, item Item) int {
	best := -1
	above := func(a, b Rate) bool {
		if (a.Type == Nothing) != (b.Type == Nothing) {
			return a.Type == Nothing
		}
		if a.weight() != b.weight() {
			return a.weight() > b.weight()
		}
		return len(a.When) > 0 && len(b.When) == 0
	}
	for i, rate := range rates {
		if !rate.covers(in, item) || best >= 0 && !above(rate, rates[best]) || !r.clauses(in, rate.When, &item, rate.rule()) {
			continue
		}
		best = i
	}
	return best
}

// ratesFor are the version's rates, before them the coupon's own.
func (v Version) ratesFor(in Input) []Rate {
	if in.CouponOwn == nil || in.Coupon == "" {
		return v.Rules.Rates
	}
	own := Rate{Scope: Scope{Coupon: in.Coupon}, Term: *in.CouponOwn}
	return slices.Concat([]Rate{own}, v.Rules.Rates)
}
