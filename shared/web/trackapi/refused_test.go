package trackapi_test

import (
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/domain/doctor"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
	"github.com/tributaryhq/tributary/shared/web/trackapi"
)

// desk proves one secret, knows one program, decides nothing, and keeps what
// could not be read.
type desk struct{ kept []doctor.Refusal }

func (*desk) Program(_ context.Context, secret string) (id.Program, error) {
	if secret != "right" {
		return "", fault.New(fault.Unauthenticated, "postback.wrong_secret", "No.")
	}
	return "prg_1", nil
}

func (*desk) Rules(context.Context, id.Program) (conversion.Rules, error) {
	return conversion.Rules{Program: program.Program{ID: "prg_1", Currency: "EUR"}}, nil
}

func (*desk) Process(context.Context, conversion.Report) (conversion.Verdict, error) {
	return conversion.Verdict{Result: conversion.Accepted}, nil
}

func (d *desk) Keep(_ context.Context, _ string, r doctor.Refusal) error {
	d.kept = append(d.kept, r)
	return nil
}

func (d *desk) Latest(context.Context, id.Program) ([]doctor.Refusal, error) { return d.kept, nil }

func TestWhatCouldNotBeReadIsKeptWithoutSecretsAndCustomers(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		query, code, field string
	}{
		"a wrong secret":   {"key=wrong&transaction_id=1&amount=x", "", ""},
		"read and decided": {"key=right&transaction_id=1&amount=1.00", "", ""},
		"an odd amount":    {"key=right&transaction_id=1&amount=1,00&customer_email=carla@shop.example&customer_id=c-77&customer_name=Carla", "conversion.invalid", "amount"},
		"an odd mail":      {"key=right&transaction_id=1&amount=1&customer_email=carla-at-shop", "conversion.invalid", "customer_email"},
		"no id":            {"key=right&amount=1.00", "conversion.invalid", "transaction_id"},
		"a macro left":     {"key=right&transaction_id={order}&amount=1.00", "macro_not_replaced", "transaction_id"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := &desk{}
			c := clock.At(time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC))
			intake := trackapi.Intake{Secrets: d, Programs: d, Decider: d, Clock: c, Refusals: d}
			handler := intake.Postback(&httpkit.House{Clock: c, Entropy: strings.NewReader(strings.Repeat("r", 1000)), Log: slog.New(slog.DiscardHandler)})
			handler.ServeHTTP(httptest.NewRecorder(), httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/postback?"+tc.query, http.NoBody))
			if tc.code == "" {
				if len(d.kept) != 0 {
					t.Errorf("%+v", d.kept)
				}
				return
			}
			if len(d.kept) != 1 || d.kept[0].Code != tc.code || len(d.kept[0].Fields) == 0 || d.kept[0].Fields[0].Location != tc.field || d.kept[0].Program != "prg_1" {
				t.Fatalf("%+v", d.kept)
			}
			for _, secret := range []string{"right", "carla", "Carla", "c-77"} {
				if strings.Contains(d.kept[0].Request, secret) {
					t.Errorf("%q is kept in %s", secret, d.kept[0].Request)
				}
			}
		})
	}
}
