package ecb_test

import (
	"context"
	"os"
	"testing"

	"github.com/tributaryhq/tributary/shared/domain/webhook"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/provider/ecb"
)

// bank answers as the European Central Bank does.
type bank struct {
	status int
	body   []byte
	err    error
	asked  []webhook.Request
}

func (b *bank) CallEach(_ context.Context, rs []webhook.Request) []webhook.Result {
	b.asked = append(b.asked, rs...)
	return []webhook.Result{{Response: webhook.Response{Status: b.status, Body: b.body}, Err: b.err}}
}

func TestTheBanksDocumentIsFetched(t *testing.T) {
	t.Parallel()
	document, err := os.ReadFile("../../domain/fx/testdata/eurofxref-daily.xml")
	if err != nil {
		t.Fatal(err)
	}
	b := bank{status: 200, body: document}
	rates, err := ecb.Feed{Caller: &b}.Latest(t.Context())
	if err != nil || len(rates) == 0 || rates[0].Day != "2026-03-10" {
		t.Fatalf("%v, %v", rates, err)
	}
	if r := b.asked[0]; r.Method != "GET" || r.URL != ecb.Address {
		t.Errorf("asked %+v", r)
	}
}

func TestNoDocumentIsNoRates(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		bank bank
		kind fault.Kind
	}{
		"the bank is closed":      {bank{status: 503}, fault.Unavailable},
		"it sends something else": {bank{status: 200, body: []byte("<html>")}, fault.Invalid},
		"nobody answers":          {bank{err: fault.New(fault.Unavailable, "outbound.timeout", "no")}, fault.Unavailable},
	} {
		if _, err := (ecb.Feed{Caller: &c.bank}).Latest(t.Context()); !fault.Is(err, c.kind) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
