//go:build contract

package contract_test

import (
	"strings"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/aws/outbound"
	"github.com/tributaryhq/tributary/shared/domain/payout"
	"github.com/tributaryhq/tributary/shared/domain/rail"
	"github.com/tributaryhq/tributary/shared/domain/webhook"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/provider/paypal"
)

func prism(t *testing.T) string {
	t.Helper()
	return run(t, "node", func(port string) []string {
		return []string{"node_modules/@stoplight/prism-cli/dist/index.js", "mock", "-h", "127.0.0.1", "-p", port, "--errors", "../providers/paypal.openapi.yaml"}
	})
}

func TestEveryCallOfPayPalIsOneThatItReads(t *testing.T) {
	t.Parallel()
	origin := prism(t)
	for name, c := range map[string]struct {
		create, batch string // which of the described answers
		want          payout.Answer
		unclaimed     bool
	}{
		"paid":             {"code=201, example=pending", "code=200, example=success", payout.Done, false},
		"unclaimed":        {"code=201, example=pending", "code=200, example=unclaimed", payout.Accepted, true},
		"failed":           {"code=201, example=pending", "code=200, example=failed", payout.Refused, false},
		"returned":         {"code=201, example=pending", "code=200, example=returned", payout.Back, false},
		"being looked at":  {"code=201, example=pending", "code=200, example=processing", payout.Accepted, false},
		"denied":           {"code=201, example=pending", "code=200, example=denied", payout.Refused, false},
		"lost at PayPal":   {"code=201, example=pending", "code=404, example=unknown", payout.Unclear, false},
		"known, and paid":  {"code=400, example=duplicate", "code=200, example=success", payout.Done, false},
		"no address":       {"code=400, example=invalid", "", payout.Refused, false},
		"an app may not":   {"code=403, example=unconfirmed", "", payout.Unclear, false},
		"too little money": {"code=400, example=funds", "", payout.Unclear, false},
		"too many calls":   {"code=429, example=busy", "", payout.Unclear, false},
		"PayPal fails":     {"code=500, example=failed", "", payout.Unclear, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			caller := &asking{t: t, to: outbound.New(outbound.Options{Local: true}), prefer: func(r webhook.Request) string {
				switch {
				case isPost(r, "/v1/payments/payouts"):
					return c.create
				case strings.Contains(r.URL, "/v1/payments/payouts/"):
					return c.batch
				}
				return ""
			}}
			r := paypal.Rail{
				API:      paypal.API{Caller: caller, Clock: clock.At(time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC)), Tokens: &paypal.Tokens{}, Origin: origin},
				Accounts: desk{rail.Credentials{ClientID: "an-app", Secret: "a-secret-of-an-app"}},
			}
			a := attempt()
			got := r.Pay(t.Context(), a)
			if got.Answer == payout.Accepted {
				a.Reference = got.Reference
				got = r.Status(t.Context(), a)
			}
			if got.Answer != c.want || got.Unclaimed != c.unclaimed {
				t.Errorf("%+v after %v", got, caller.seen)
			}
			if !c.unclaimed {
				return
			}
			if back, err := r.Recall(t.Context(), a); err != nil || back.Answer != payout.Back {
				t.Errorf("taken back: %+v, %v", back, err)
			}
			if i, err := r.API.Item(t.Context(), rail.Credentials{ClientID: "an-app", Secret: "a-secret-of-an-app"}, "8AELMXH8UB2P8"); err != nil || i.Status != "UNCLAIMED" {
				t.Errorf("the item: %+v, %v", i, err)
			}
		})
	}
}

func TestTheDescriptionRefusesWhatPayPalWouldNotRead(t *testing.T) {
	t.Parallel()
	origin, out := prism(t), outbound.New(outbound.Options{Local: true})
	for name, body := range map[string]string{
		"no receiver":    `{"sender_batch_header":{"sender_batch_id":"x"},"items":[{"amount":{"currency":"EUR","value":"1.00"}}]}`,
		"no items":       `{"sender_batch_header":{"sender_batch_id":"x"},"items":[]}`,
		"a bare number":  `{"sender_batch_header":{"sender_batch_id":"x"},"items":[{"receiver":"a@b.test","amount":{"currency":"EUR","value":1}}]}`,
		"another's word": `{"sender_batch_header":{"sender_batch_id":"x"},"items":[{"receiver":"a@b.test","iban":"x","amount":{"currency":"EUR","value":"1.00"}}]}`,
	} {
		got := out.CallEach(t.Context(), []webhook.Request{{
			Method: "POST", URL: origin + "/v1/payments/payouts", Body: []byte(body),
			Header: map[string]string{"Content-Type": "application/json", "Authorization": "Bearer x"},
		}})[0]
		if got.Status != 400 { // the first refusal that is described
			t.Errorf("%s: %d %s", name, got.Status, got.Body)
		}
	}
}
