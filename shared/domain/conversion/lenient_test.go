package conversion_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/domain/customer"
)

// What a shop calls its discounts and customers is no reason to lose a sale.
func TestAProvidersSaleIsReadableWhateverItSays(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("x", 300)
	r := conversion.Report{
		Kind: conversion.Sale, Transaction: "T-1", Order: long, OrderAlias: "T-1", Clicks: "aaa.bbb, ccc",
		Customer: []customer.Identity{{Kind: customer.External, Value: "a\x00b"}, {Kind: customer.Stripe, Value: "cus_1"}},
		Coupons:  []string{"maya", "10 % off everything", long, "MAYA"}, Lines: make([]conversion.Line, 300), Metadata: map[string]string{},
	}
	for n := range 30 {
		r.Coupons = append(r.Coupons, fmt.Sprint("CODE", n))
		r.Metadata[fmt.Sprint(n)] = long
	}
	if _, err := r.Normalise(time.Now()); err == nil {
		t.Fatal("it is readable as it is")
	}
	got, err := r.Lenient().Normalise(time.Now())
	if err != nil {
		t.Fatal(err)
	}
	if got.Clicks != "aaabbbccc" || got.Order != "T-1" || len(got.Coupons) != 10 || got.Coupons[0] != "MAYA" || got.Lines != nil || got.Metadata != nil {
		t.Errorf("%+v", got)
	}
	if diff := cmp.Diff([]customer.Identity{{Kind: customer.Stripe, Value: "cus_1"}}, got.Customer); diff != "" {
		t.Error(diff)
	}
	if again := got.Lenient(); cmp.Diff(got.Coupons, again.Coupons) != "" {
		t.Errorf("twice is not once: %+v", again)
	}
}
