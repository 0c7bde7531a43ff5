package doctor_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/domain/doctor"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
)

var decided = time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)

func euro(t *testing.T, minor int64) money.Amount {
	t.Helper()
	a, err := money.New(minor, "EUR")
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// whole is a report without a fault.
func whole(v conversion.Verdict) doctor.Case {
	return doctor.Case{
		Program: program.Program{Currency: "EUR", Status: program.Live},
		Address: &doctor.Address{Scheme: "https", Path: "/postback", Secret: doctor.Fits},
		Lines: []doctor.Line{
			{Name: "click_id", Value: "c", Known: "click_id"}, {Name: "transaction_id", Value: "1", Known: "transaction_id"}, {Name: "amount", Value: "10", Known: "amount"},
		},
		Partners: map[id.Partner]string{"ptr_1": "Maya"},
		Record:   &conversion.Record{Verdict: v, DecidedAt: decided},
	}
}

func TestWhatWouldBeEarnedIsSaid(t *testing.T) {
	t.Parallel()
	c := whole(conversion.Verdict{Result: conversion.Accepted, Commissions: []conversion.CommissionLine{{Partner: "ptr_1", Amount: euro(t, 1250), Status: "pending"}}})
	d := doctor.Examine(c)
	if len(d.Findings) != 1 || d.Worst != doctor.Good || d.Findings[0].Message != "It would be accepted: Maya earns 12.50 EUR (pending)." {
		t.Errorf("%+v", d)
	}
}

func TestEachVerdictHasItsFinding(t *testing.T) {
	t.Parallel()
	a, b := euro(t, 1000), euro(t, 900)
	for name, tc := range map[string]struct {
		verdict conversion.Verdict
		code    string
		worst   doctor.Severity
		says    string
	}{
		"duplicate":            {conversion.Verdict{Result: conversion.Duplicate, First: conversion.Accepted}, "duplicate", doctor.Odd, "on record since 2026-11-21 12:00 UTC"},
		"conflict":             {conversion.Verdict{Result: conversion.Conflict, Recorded: &a, Given: &b}, "conflict", doctor.Wrong, "10.00 EUR there, 9.00 EUR here"},
		"conflict with none":   {conversion.Verdict{Result: conversion.Conflict, Recorded: &a}, "conflict", doctor.Wrong, "10.00 EUR there, none here"},
		"parked":               {conversion.Verdict{Result: conversion.Parked}, "parked", doctor.Odd, "wait"},
		"window over":          {conversion.Verdict{Result: conversion.Unattributed, Reason: "click_outside_window"}, "unattributed_click_outside_window", doctor.Wrong, "older"},
		"a reason of tomorrow": {conversion.Verdict{Result: conversion.Unattributed, Reason: "moonphase"}, "unattributed_moonphase", doctor.Wrong, "moonphase"},
		"no rate":              {conversion.Verdict{Result: conversion.Parked, Reason: "rate_missing"}, "rate_missing", doctor.Wrong, "EUR"},
		"no rate of its sale":  {conversion.Verdict{Result: conversion.Parked, Reason: "sale_awaits_rate"}, "sale_awaits_rate", doctor.Odd, "wait with it"},
		"other currency":       {conversion.Verdict{Result: conversion.Rejected, Reason: "currency_not_of_order"}, "currency_not_of_order", doctor.Wrong, "another currency"},
		"no amount":            {conversion.Verdict{Result: conversion.Rejected, Reason: "amount_missing"}, "amount_missing", doctor.Wrong, "amount"},
		"not live":             {conversion.Verdict{Result: conversion.Rejected, Reason: "program_not_live"}, "program_not_live", doctor.Wrong, "live"},
		"a refusal to come":    {conversion.Verdict{Result: conversion.Rejected, Reason: "too_blue"}, "rejected_too_blue", doctor.Wrong, "too blue"},
		"a holdout link":       {conversion.Verdict{Result: conversion.Accepted, Reason: "holdout_link"}, "holdout_link", doctor.Odd, "never pays"},
		"no offer":             {conversion.Verdict{Result: conversion.Accepted, Reason: "no_offer"}, "no_offer", doctor.Odd, "no offer"},
		"nothing earned":       {conversion.Verdict{Result: conversion.Accepted, Reason: "nothing_earned"}, "nothing_earned", doctor.Odd, "nothing"},
		"a busy table":         {conversion.Verdict{Result: conversion.Queued}, "queued", doctor.Noted, "decided later"},
		"a claim":              {conversion.Verdict{Result: conversion.Claimed}, "claimed", doctor.Noted, "browser"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := doctor.Examine(whole(tc.verdict))
			if len(d.Findings) != 1 || d.Findings[0].Code != tc.code || d.Worst != tc.worst || !strings.Contains(d.Findings[0].Message, tc.says) {
				t.Errorf("%+v", d)
			}
		})
	}
}

func TestSignalsAreWarnings(t *testing.T) {
	t.Parallel()
	c := whole(conversion.Verdict{Result: conversion.Accepted})
	c.Record.Signals = []conversion.Signal{conversion.PossibleDouble, conversion.Intercepted, conversion.SelfReferral, conversion.NewCustomer}
	if d := doctor.Examine(c); len(d.Findings) != 4 || d.Worst != doctor.Odd {
		t.Errorf("%+v", d)
	}
}

func TestARefundNeedsNobody(t *testing.T) {
	t.Parallel()
	for _, l := range []doctor.Line{{Name: "event", Value: "refund", Known: "event"}, {Name: "status", Value: "rejected", Known: "status"}} {
		c := whole(conversion.Verdict{Result: conversion.Accepted})
		c.Lines = []doctor.Line{l, {Name: "transaction_id", Value: "1", Known: "transaction_id"}}
		if d := doctor.Examine(c); d.Worst != doctor.Good {
			t.Errorf("%+v", d)
		}
	}
}

func TestAMacroThatWasLeftIsSaidOnceAndNotAsMissing(t *testing.T) {
	t.Parallel()
	c := whole(conversion.Verdict{})
	c.Record = nil
	c.Lines = []doctor.Line{{Name: "cid", Value: "{click_id}", Known: "click_id", Unfilled: true}, {Name: "tid", Value: "{order}", Known: "transaction_id", Unfilled: true}}
	d := doctor.Examine(c)
	for _, f := range d.Findings {
		if f.Code != "macro_not_replaced" && f.Code != "parameter_alias" {
			t.Errorf("%+v", f)
		}
	}
}

func TestWhatStandsAroundTheParametersIsLookedAtToo(t *testing.T) {
	t.Parallel()
	c := whole(conversion.Verdict{Result: conversion.Accepted})
	c.Address = &doctor.Address{Scheme: "http", Path: "/pixel", Secret: doctor.Signature}
	c.Unreadable = []fault.Field{{Location: "country", Message: "must be a code"}, {Location: "lines", Message: "are too many"}}
	c.Clicks = []doctor.Click{{Text: "abc", Fault: "click.malformed"}, {Text: strings.Repeat("A", 59), Fault: "click.malformed"}, {Text: strings.Repeat("A", 59), Fault: "click.key_retired"}, {Test: true}}
	d := doctor.Examine(c)
	for _, want := range []string{"scheme_http", "path_unknown", "signature_not_checked", "country_unreadable", "value_unreadable", "click_cut", "click_malformed", "click_key_retired", "click_test"} {
		if !slices.ContainsFunc(d.Findings, func(f doctor.Finding) bool { return f.Code == want }) {
			t.Errorf("%s is not said", want)
		}
	}
	if d := doctor.Examine(doctor.Case{}); d.Findings[0].Code != "nothing_given" {
		t.Errorf("%+v", d)
	}
}
