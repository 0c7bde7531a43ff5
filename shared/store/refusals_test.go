package store_test

import (
	"strconv"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/domain/doctor"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/store"
	"github.com/tributaryhq/tributary/shared/table/memory"
)

func TestTheLatestRefusedRequestsAreKeptAndNoMoreThanABoundedNumber(t *testing.T) {
	t.Parallel()
	c := clock.NewManual(tellNoon)
	s := store.Refusals{T: memory.New(c)}
	refusal := func(n int) doctor.Refusal {
		return doctor.Refusal{
			Program: tellProgram, Request: "amount=" + strconv.Itoa(n), At: tellNoon.Add(time.Duration(n) * time.Second), Source: conversion.Postback,
			Code: "conversion.invalid", Fields: []fault.Field{{Location: "amount", Message: "is odd"}},
		}
	}
	for n := range 300 {
		if err := s.Keep(t.Context(), "req_"+strconv.Itoa(n*7919), refusal(n)); err != nil {
			t.Fatal(err)
		}
		got, err := s.Latest(t.Context(), tellProgram)
		if err != nil || len(got) > 128 {
			t.Fatalf("%d kept, %v", len(got), err)
		}
		if d := cmp.Diff(refusal(n), got[0]); d != "" {
			t.Fatal(d)
		}
	}
	if other, err := s.Latest(t.Context(), "prg_01JD0000000000000000OTHER0"); err != nil || len(other) != 0 {
		t.Errorf("another program sees %d, %v", len(other), err)
	}
}
