package offer

import (
	"math/big"
	"slices"
	"strings"
)

// Clause is a group of conditions: all of them must hold, or any of them.
type Clause struct {
	Any        bool        `json:"any,omitempty"`
	Conditions []Condition `json:"conditions"`
}

// Condition compares what is known of an event with values.
type Condition struct {
	Field    string   `json:"field"`
	Operator Operator `json:"operator"`
	Values   []string `json:"values"`
}

// Operator is how a condition compares.
type Operator string

// The operators. In and NotIn take several values, the others one. Numbers are
// compared as decimals, everything else as text.
const (
	Is         Operator = "is"
	IsNot      Operator = "is_not"
	In         Operator = "in"
	NotIn      Operator = "not_in"
	Greater    Operator = "gt"
	AtLeast    Operator = "gte"
	Less       Operator = "lt"
	AtMost     Operator = "lte"
	Contains   Operator = "contains"
	StartsWith Operator = "starts_with"
)

// The fields; beside them there is metadata.<key> of the report.
const (
	FieldCountry  = "country"
	FieldAmount   = "amount"   // decimal, in the program's currency
	FieldPayment  = "payment"  // first or renewal
	FieldCustomer = "customer" // new or returning
	FieldCoupon   = "coupon"
	FieldProduct  = "product"
	FieldCategory = "category"
	MetadataField = "metadata."
)

// The values of FieldCustomer.
const (
	NewCustomer       = "new"
	ReturningCustomer = "returning"
)

// values returns what is known of a field, nothing when it is not. Of products
// those of the item, or of all when none is asked about.
func (in Input) values(field string, item *Item) []string {
	one := func(v string) []string {
		if v == "" {
			return nil
		}
		return []string{v}
	}
	switch field {
	case FieldCountry:
		return one(strings.ToUpper(in.Country))
	case FieldAmount:
		return one(in.Amount.Decimal())
	case FieldPayment:
		return one(string(in.payment()))
	case FieldCustomer:
		switch {
		case in.New == nil:
			return nil
		case *in.New:
			return one(NewCustomer)
		}
		return one(ReturningCustomer)
	case FieldCoupon:
		return one(in.Coupon)
	case FieldProduct, FieldCategory:
		return in.sold(field, item)
	}
	return one(in.Metadata[strings.TrimPrefix(field, MetadataField)])
}

func (in Input) sold(field string, item *Item) []string {
	items := in.Items
	if item != nil {
		items = []Item{*item}
	}
	var out []string
	for _, i := range items {
		v := i.Product
		if field == FieldCategory {
			v = i.Category
		}
		if v != "" && !slices.Contains(out, v) {
			out = append(out, v)
		}
	}
	return out
}

// holds tells whether the condition is met by what is known. What is not known
// meets nothing but that it is not, or not in, what was named.
func (c Condition) holds(known []string) bool {
	named := func(v string) bool {
		if c.Field == FieldAmount {
			return c.compares([]string{v}, func(sign int) bool { return sign == 0 })
		}
		return slices.Contains(c.Values, v)
	}
	switch c.Operator {
	case Is, In:
		return slices.ContainsFunc(known, named)
	case IsNot, NotIn:
		return !slices.ContainsFunc(known, named)
	case Contains:
		return c.some(known, strings.Contains)
	case StartsWith:
		return c.some(known, strings.HasPrefix)
	case Greater:
		return c.compares(known, func(sign int) bool { return sign > 0 })
	case AtLeast:
		return c.compares(known, func(sign int) bool { return sign >= 0 })
	case Less:
		return c.compares(known, func(sign int) bool { return sign < 0 })
	case AtMost:
		return c.compares(known, func(sign int) bool { return sign <= 0 })
	}
	return false
}

func (c Condition) some(known []string, is func(known, value string) bool) bool {
	return slices.ContainsFunc(known, func(k string) bool {
		return slices.ContainsFunc(c.Values, func(v string) bool { return is(k, v) })
	})
}

func (c Condition) compares(known []string, wanted func(sign int) bool) bool {
	return slices.ContainsFunc(known, func(k string) bool {
		a, ok := number(k)
		return ok && slices.ContainsFunc(c.Values, func(v string) bool {
			b, ok := number(v)
			return ok && wanted(a.Cmp(b))
		})
	})
}

// longest is how many characters a number has at most.
const longest = 40

// number reads a plain decimal such as -19.99: no exponents, no separators.
func number(text string) (*big.Rat, bool) {
	digits := strings.TrimPrefix(text, "-")
	if len(text) > longest || strings.Trim(digits, "0123456789.") != "" || strings.Trim(digits, ".") != digits || digits == "" {
		return nil, false
	}
	return new(big.Rat).SetString(text)
}

// clauses tells whether all clauses hold and notes each condition.
func (r *Result) clauses(in Input, cs []Clause, item *Item, of string) bool {
	all := true
	for _, clause := range cs {
		met := !clause.Any
		for _, c := range clause.Conditions {
			known := in.values(c.Field, item)
			holds := c.holds(known)
			finding := "not_met"
			if holds {
				finding = "met"
			}
			r.note("condition", finding, "of", of, "field", c.Field, "operator", string(c.Operator),
				"wanted", strings.Join(c.Values, ", "), "found", strings.Join(known, ", "))
			if clause.Any {
				met = met || holds
			} else {
				met = met && holds
			}
		}
		all = all && met
	}
	return all
}
