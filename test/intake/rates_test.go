package intake_test

import (
	"context"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/app"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/domain/webhook"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/provider/ecb"
	"github.com/tributaryhq/tributary/test/stage"
)

// bank answers as the European Central Bank does, and counts who asks.
type bank struct {
	document []byte
	asked    int
}

func (b *bank) CallEach(_ context.Context, rs []webhook.Request) []webhook.Result {
	out := make([]webhook.Result, len(rs))
	for i, r := range rs {
		if r.URL == ecb.Address {
			b.asked++
			out[i].Status, out[i].Body = http.StatusOK, b.document
		}
	}
	return out
}

// TestTheCentralBanksRatesAreFetchedAndWhatWaitedIsDecided: the sale of the
// morning waits until the day's rates are published.
func TestTheCentralBanksRatesAreFetchedAndWhatWaitedIsDecided(t *testing.T) {
	t.Parallel()
	document, err := os.ReadFile("../../shared/domain/fx/testdata/eurofxref-daily.xml")
	if err != nil {
		t.Fatal(err)
	}
	b := &bank{document: document}
	for _, on := range []bool{false, true} {
		b.asked = 0
		s, err := stage.OpenOn(t.Context(), func(k *app.Backends, _ clock.Clock) { k.Caller = b }, func(p *program.Program) { p.Rates.ECB = on })
		if err != nil {
			t.Fatal(err)
		}
		maya, err := s.Join(t.Context(), "maya")
		if err != nil {
			t.Fatal(err)
		}
		click, err := s.Click(t.Context(), maya.Link, "")
		if err != nil {
			t.Fatal(err)
		}
		s.Manual.Set(time.Date(2026, 3, 10, 9, 30, 0, 0, time.UTC))
		if w := s.Post(t.Context(), "transaction_id=T-1&amount=108.32&currency=USD&click_id="+click); w.Code != http.StatusAccepted || !strings.Contains(w.Body.String(), "rate_missing") {
			t.Fatalf("the sale: %d %s", w.Code, w.Body)
		}
		for hour := 10; hour < 24; hour++ {
			s.Manual.Set(time.Date(2026, 3, 10, hour, 0, 0, 0, time.UTC))
			if err := s.Run(t.Context(), "Housekeeping"); err != nil {
				t.Fatal(err)
			}
		}
		balance, err := s.Balance(t.Context(), maya)
		if err != nil {
			t.Fatal(err)
		}
		want, asked := int64(0), 0
		if on { // 108.32 at 1.0832 are 100.00
			want, asked = 2000, 1
		}
		if balance.Pending != want || b.asked != asked {
			t.Errorf("switched on: %t: pending %d, the bank was asked %d times", on, balance.Pending, b.asked)
		}
	}
}

// TestRatesAreEnteredAndUploaded: what waited is decided, what is wrong is told
// and changes nothing.
func TestRatesAreEnteredAndUploaded(t *testing.T) {
	t.Parallel()
	s, err := stage.Open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	maya, err := s.Join(t.Context(), "maya")
	if err != nil {
		t.Fatal(err)
	}
	click, err := s.Click(t.Context(), maya.Link, "")
	if err != nil {
		t.Fatal(err)
	}
	s.Post(t.Context(), "transaction_id=T-1&amount=100.00&currency=USD&click_id="+click)
	s.Post(t.Context(), "transaction_id=T-2&amount=1000&currency=JPY&click_id="+click)
	path := "/api/m/" + string(s.Program.ID) + "/rates"
	call := func(method, path, body string, status int, words ...string) {
		t.Helper()
		w, err := s.Call(t.Context(), "owner@shop.test", method, path, body)
		if err != nil || w.Code != status {
			t.Fatalf("%s %s: %v %v", path, body, w, err)
		}
		for _, word := range words {
			if !strings.Contains(w.Body.String(), word) {
				t.Errorf("%s %s: %s says nothing of %s", path, body, w.Body, word)
			}
		}
		if err := s.Settle(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	call(http.MethodGet, path, "", http.StatusOK, `"waiting":2`, `"data":[]`)
	call(http.MethodPost, path, `{"from":"USD","rate":"0,92"}`, http.StatusUnprocessableEntity, "fx.bad_rate", "body.rate")
	call(http.MethodPost, path, `{"from":"BTC","rate":"1"}`, http.StatusUnprocessableEntity, "body.from")
	call(http.MethodPost, path, `{"from":"USD","rate":"1","day":"2026-12-24"}`, http.StatusUnprocessableEntity, "body.day")
	call(http.MethodPost, path+"/upload", `{"csv":"day,from,to,rate\n2026-03-10,USD,EUR,0.92\n2026-03-10,JPY,EUR,\n"}`, http.StatusUnprocessableEntity, "line 3")
	call(http.MethodGet, path, "", http.StatusOK, `"waiting":2`, `"data":[]`)
	call(http.MethodPost, path, `{"from":"USD","rate":"0.92"}`, http.StatusOK, `"entered":1`, `"decided":2`)
	call(http.MethodGet, path, "", http.StatusOK, `"waiting":1`, `"rate":"0.92"`, `"day":"2026-03-10"`, `"source":"manual"`)
	call(http.MethodPost, path+"/upload", `{"csv":"day,from,to,rate\n2026-03-09,JPY,EUR,0.0061\n"}`, http.StatusOK, `"entered":1`, `"decided":1`)
	call(http.MethodGet, path, "", http.StatusOK, `"waiting":0`)
	call(http.MethodPatch, path, `{"max_days":40}`, http.StatusUnprocessableEntity)
	call(http.MethodPatch, path, `{"max_days":3,"ecb":true}`, http.StatusOK, `"ecb":true`, `"max_days":3`)
	b, err := s.Balance(t.Context(), maya)
	if err != nil || b.Pending != 1840+122 { // 20 % of 92.00, and of 6.10
		t.Errorf("pending %d, %v", b.Pending, err)
	}
}
