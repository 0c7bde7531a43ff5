package conversion

import (
	"slices"
	"strings"

	"github.com/tributaryhq/tributary/shared/domain/coupon"
	"github.com/tributaryhq/tributary/shared/domain/customer"
)

// Lenient leaves out what a report cannot say, where nobody reads the answer
// and corrects it: a shop's discount may be called what no code of ours is, and
// its sale is a sale all the same.
func (r Report) Lenient() Report {
	r.Clicks = strings.NewReplacer(".", "", ",", "", " ", "").Replace(r.Clicks) // as the cookie has them
	if len(r.Clicks) > maxIDBytes {
		r.Clicks = ""
	}
	if badID(r.Order) != "" {
		r.Order, r.OrderAlias = "", ""
	}
	r.Customer = slices.DeleteFunc(slices.Clone(r.Customer), func(i customer.Identity) bool { return badID(i.Value) != "" })
	r.Coupons = slices.DeleteFunc(codes(r.Coupons), func(c string) bool { return coupon.CheckCode(c) != nil })
	r.Coupons = r.Coupons[:min(len(r.Coupons), maxCoupons)]
	if len(r.Lines) > maxLines || slices.ContainsFunc(r.Lines, func(l Line) bool { return l.Minor < 0 }) {
		r.Lines = nil
	}
	if size(r.Metadata) > maxMetadata {
		r.Metadata = nil
	}
	return r
}
