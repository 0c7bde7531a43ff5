package trackapi

import (
	"errors"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/domain/customer"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/money"
)

// Bounds of what a report may bring along.
const (
	maxCoupons       = 10
	maxLines         = 200
	maxMetadata      = 20
	maxMetadataValue = 255
)

// Fields is a report before its amount and names are understood. Minor, where
// it is given, counts instead of Amount.
type Fields struct {
	Event, Transaction, Order, Clicks string
	Amount, Currency                  string
	Minor                             *int64
	Status, Reason, Occurred          string
	Customer, Email, Name             string
	Country, New                      string
	Coupons                           []string
	Lines                             []conversion.Line
	Metadata                          map[string]string
}

// macros names the fields on which an event stands that hold a placeholder
// nobody filled in.
func (in Fields) macros() []string {
	var out []string
	for _, f := range []struct{ name, value string }{
		{"click_id", in.Clicks}, {"transaction_id", in.Transaction}, {"order_id", in.Order}, {"customer_id", in.Customer},
	} {
		if Unfilled(f.value) {
			out = append(out, f.name)
		}
	}
	return out
}

// kindOf reads an event's name, other networks' words for it included. What is
// not known stays as it is, and is refused later.
func kindOf(event string) conversion.Kind {
	k := strings.ToLower(strings.TrimSpace(event))
	switch k {
	case "", "purchase", "order", "conversion":
		return conversion.Sale
	case "registration", "register", "sign_up":
		return conversion.Signup
	case "install":
		return conversion.Lead
	case "rebill", "renewal":
		return conversion.Recurring
	}
	return conversion.Kind(k)
}

// Report understands what came. The merchant's status "rejected" takes the sale
// back, "pending" keeps it on hold.
func (in Fields) Report(p program.Program, source conversion.Source) (conversion.Report, error) {
	r := conversion.Report{
		Program: p.ID, Source: source, Kind: kindOf(in.Event), Transaction: in.Transaction, Order: in.Order,
		Clicks: in.Clicks, Reason: in.Reason, Country: strings.ToUpper(in.Country), Lines: in.Lines, Metadata: in.Metadata,
	}
	var err error
	if r.OccurredAt, err = parseTime(in.Occurred); err != nil {
		return r, err
	}
	if err := in.money(&r, p.Currency); err != nil {
		return r, err
	}
	switch strings.ToLower(in.Status) {
	case "", "approved":
	case "pending":
		r.Hold = true
	case "rejected":
		r.Kind, r.Amount = conversion.Refund, nil
		if r.Reason == "" {
			r.Reason = "rejected_by_merchant"
		}
	default:
		return r, unreadable("status", "must be approved, pending or rejected")
	}
	if err := in.buyer(&r); err != nil {
		return r, err
	}
	return r, in.basket(&r)
}

func (in Fields) buyer(r *conversion.Report) error {
	if in.Customer != "" {
		r.Customer = append(r.Customer, customer.Identity{Kind: customer.External, Value: in.Customer})
	}
	if in.Email != "" {
		if r.Masked = customer.MaskEmail(in.Email); r.Masked == "" {
			return unreadable("customer_email", "must be an e-mail address")
		}
		r.Customer = append(r.Customer, customer.Identity{Kind: customer.Email, Value: customer.HashEmail(in.Email)})
	}
	if len(in.Name) > 120 {
		return unreadable("customer_name", "must have 120 bytes at most")
	}
	if in.New != "" {
		known, err := strconv.ParseBool(strings.ToLower(in.New))
		if err != nil {
			return unreadable("new_customer", "must be true or false")
		}
		r.NewCustomer = &known
	}
	if r.Country != "" && !countryShape.MatchString(r.Country) {
		return unreadable("country", "must be an ISO 3166 code of two letters")
	}
	return nil
}

var (
	countryShape  = regexp.MustCompile(`^[A-Z]{2}$`)
	metadataShape = regexp.MustCompile(`^[A-Za-z0-9_.-]{1,40}$`)
)

// basket bounds and cleans what the order held.
func (in Fields) basket(r *conversion.Report) error {
	for _, c := range in.Coupons {
		if c = strings.TrimSpace(c); c != "" && !slices.Contains(r.Coupons, c) {
			r.Coupons = append(r.Coupons, c)
		}
	}
	switch {
	case len(r.Coupons) > maxCoupons:
		return unreadable("coupon_codes", "must be 10 at most")
	case slices.ContainsFunc(r.Coupons, func(c string) bool { return len(c) > 64 }):
		return unreadable("coupon_codes", "must have 64 bytes each at most")
	case len(in.Lines) > maxLines:
		return unreadable("lines", "must be 200 at most")
	case len(in.Metadata) > maxMetadata:
		return unreadable("metadata", "must have 20 entries at most")
	}
	for _, name := range slices.Sorted(maps.Keys(in.Metadata)) {
		if !metadataShape.MatchString(name) || len(in.Metadata[name]) > maxMetadataValue {
			return unreadable("metadata", "names have 1 to 40 letters, digits, _ . or -, and values 255 bytes at most")
		}
	}
	for _, l := range in.Lines {
		if l.Quantity < 0 || l.Minor < 0 || len(l.ID) > 255 || len(l.Product) > 255 || len(l.Category) > 255 {
			return unreadable("lines", "must have amounts and quantities of zero or more, and names of 255 bytes at most")
		}
	}
	return nil
}

func (in Fields) money(r *conversion.Report, c money.Currency) error {
	if in.Amount == "" && in.Minor == nil {
		return in.ofLines(r, c)
	}
	if in.Currency != "" {
		var err error
		if c, err = money.ParseCurrency(strings.ToUpper(in.Currency)); err != nil {
			return unreadable("currency", "must be an ISO 4217 code")
		}
	}
	var a money.Amount
	var err error
	if in.Minor != nil {
		a, err = money.New(*in.Minor, c)
	} else {
		a, err = money.ParseDecimal(in.Amount, c)
	}
	if err != nil {
		return unreadable("amount", messageOf(err))
	}
	r.Amount = &a
	return nil
}

// ofLines is the amount of a refund that says which lines came back and not how
// much that was.
func (in Fields) ofLines(r *conversion.Report, c money.Currency) error {
	if r.Kind != conversion.Refund && r.Kind != conversion.Chargeback || len(in.Lines) == 0 {
		return nil
	}
	sum := money.Zero(c)
	for _, l := range in.Lines {
		one, err := money.New(l.Minor, c)
		if err == nil {
			sum, err = sum.Add(one)
		}
		if err != nil {
			return unreadable("lines", messageOf(err))
		}
	}
	r.Amount = &sum
	return nil
}

// parseTime reads RFC 3339, or seconds since 1970; empty is the zero time,
// which means now.
func parseTime(s string) (time.Time, error) {
	if s == "" {
		return time.Time{}, nil
	}
	if n, err := strconv.ParseInt(s, 10, 64); err == nil && n > 0 && n < 1<<33 {
		return time.Unix(n, 0).UTC(), nil
	}
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		return time.Time{}, unreadable("occurred_at", "must be a time such as 2026-11-21T09:30:00Z")
	}
	return t, nil
}

func unreadable(field, message string) error {
	return fault.New(fault.Invalid, "conversion.invalid", "The report cannot be read.").With(fault.Field{Location: field, Message: message})
}

func messageOf(err error) string {
	var f *fault.Error
	if errors.As(err, &f) {
		return f.Message
	}
	return "cannot be read"
}
