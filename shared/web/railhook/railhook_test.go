package railhook_test

import (
	"bytes"
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/stripe/stripe-go/v85/webhook"

	"github.com/tributaryhq/tributary/shared/domain/rail"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/queue"
	"github.com/tributaryhq/tributary/shared/provider/providertest"
	"github.com/tributaryhq/tributary/shared/web/railhook"
)

const (
	program   = "prg_01JAAAAAAAAAAAAAAAAAAAAAAA"
	aPayout   = "pay_01JAAAAAAAAAAAAAAAAAAAAAAA"
	hookID    = "1JE4291016473214C"
	secret    = "whsec_0123456789abcdef"
	sandboxCN = "messageverificationcerts.sandbox.paypal.com"
)

func now() time.Time { return time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC) }

// desk gives every program the same webhook id and secret.
type desk struct{ webhook string }

func (d desk) Webhook(context.Context, id.Program, bool) (string, error) { return d.webhook, nil }

func (desk) Secrets(context.Context, id.Program, bool) ([]string, error) {
	return []string{secret}, nil
}

type outbox struct{ sent []queue.Message }

func (o *outbox) Send(_ context.Context, to queue.Name, ms ...queue.Message) error {
	if to == queue.Payouts {
		o.sent = append(o.sent, ms...)
	}
	return nil
}

func signer(t *testing.T, name string) *providertest.Signer {
	t.Helper()
	s, err := providertest.NewSigner(name, now().AddDate(0, -1, 0), now().AddDate(0, 1, 0))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

type stage struct {
	hook railhook.PayPal
	box  *outbox
}

func newStage(s *providertest.Signer) stage {
	box, c := &outbox{}, clock.At(now())
	return stage{railhook.PayPal{Webhooks: desk{hookID}, Certs: &railhook.Certs{Caller: s, Clock: c, Roots: s.Roots}, Queue: box, Clock: c}, box}
}

func post(t *testing.T, h http.Handler, to string, header http.Header, body []byte) int {
	t.Helper()
	mux := http.NewServeMux()
	mux.Handle("POST /webhooks/payouts/x/{program}", h)
	r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/webhooks/payouts/x/"+to, bytes.NewReader(body))
	r.Header = header
	w := httptest.NewRecorder()
	mux.ServeHTTP(w, r)
	return w.Code
}

func item(kind string) []byte {
	return []byte(`{"id":"WH-1","event_type":"` + kind + `","resource_type":"payouts_item","resource":{"payout_item_id":"ITEM1","payout_batch_id":"BATCH1",` +
		`"transaction_status":"SUCCESS","payout_item":{"sender_item_id":"` + aPayout + `-2","receiver":"maya@example.com"}}}`)
}

func TestPayPalIsProvedAndItsWordQueued(t *testing.T) {
	t.Parallel()
	pp := signer(t, sandboxCN)
	s := newStage(pp)
	body := item("PAYMENT.PAYOUTS-ITEM.SUCCEEDED")
	header, err := pp.Header(hookID, "69cd13f0-d67a-11e5", now().Add(-time.Hour), body)
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if code := post(t, s.hook, program, header, body); code != http.StatusOK {
			t.Fatalf("answered %d", code)
		}
	}
	if len(s.box.sent) != 2 || s.box.sent[0].ID != s.box.sent[1].ID || s.box.sent[0].ID == "" {
		t.Fatalf("queued %+v", s.box.sent)
	}
	got, err := rail.ReadWord(s.box.sent[0].Body)
	want := rail.Word{Kind: rail.PayPal, Program: program, Payout: aPayout, Attempt: 2, Reference: "BATCH1"}
	if err != nil || got != want {
		t.Errorf("the word is %+v, %v", got, err)
	}
	if n := pp.Asked.Load(); n != 1 {
		t.Errorf("the certificate was fetched %d times", n)
	}
}

func TestWhatPayPalDidNotSignIsRefused(t *testing.T) {
	t.Parallel()
	pp, stranger := signer(t, sandboxCN), signer(t, "messageverificationcerts.paypal.com.evil.test")
	body := item("PAYMENT.PAYOUTS-ITEM.SUCCEEDED")
	forged := item("PAYMENT.PAYOUTS-ITEM.RETURNED")
	for name, c := range map[string]struct {
		by      *providertest.Signer
		webhook string
		at      time.Duration
		body    []byte
		change  func(http.Header)
	}{
		"another body":                        {body: forged},
		"another webhook":                     {webhook: "ANOTHERWEBHOOK"},
		"a transmission of last week":         {at: -5 * 24 * time.Hour},
		"a transmission of tomorrow":          {at: 24 * time.Hour},
		"a certificate of somebody else":      {by: stranger},
		"another id":                          {change: put("Paypal-Transmission-Id", "another")},
		"no id":                               {change: put("Paypal-Transmission-Id", "")},
		"another time":                        {change: put("Paypal-Transmission-Time", now().Format(time.RFC3339))},
		"another algorithm":                   {change: put("Paypal-Auth-Algo", "SHA1withRSA")},
		"a signature that is none":            {change: put("Paypal-Transmission-Sig", "!!")},
		"a certificate of another host":       {change: put("Paypal-Cert-Url", "https://evil.test/v1/notifications/certs/CERT-1")},
		"a host that only begins as PayPal's": {change: put("Paypal-Cert-Url", "https://api.paypal.com.evil.test/v1/notifications/certs/CERT-1")},
		"a certificate by http":               {change: put("Paypal-Cert-Url", strings.Replace(providertest.CertURL, "https", "http", 1))},
		"another port":                        {change: put("Paypal-Cert-Url", "https://api.paypal.com:8443/v1/notifications/certs/CERT-1")},
		"a name before the host":              {change: put("Paypal-Cert-Url", "https://api.paypal.com@evil.test/v1/notifications/certs/CERT-1")},
		"another path":                        {change: put("Paypal-Cert-Url", "https://api.paypal.com/v1/notifications/certs/../../x")},
		"a certificate that is not there":     {change: put("Paypal-Cert-Url", "https://api.paypal.com/v1/notifications/certs/CERT-2")},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			by := pp
			if c.by != nil {
				by = c.by
			}
			to := hookID
			if c.webhook != "" {
				to = c.webhook
			}
			header, err := by.Header(to, "69cd13f0-d67a-11e5", now().Add(-time.Hour+c.at), body)
			if err != nil {
				t.Fatal(err)
			}
			if c.change != nil {
				c.change(header)
			}
			sent := body
			if c.body != nil {
				sent = c.body
			}
			s := newStage(by)
			if code := post(t, s.hook, program, header, sent); code != http.StatusUnauthorized || len(s.box.sent) > 0 {
				t.Errorf("answered %d, queued %d", code, len(s.box.sent))
			}
		})
	}
}

func put(name, value string) func(http.Header) {
	return func(h http.Header) { h.Set(name, value) }
}

func TestAnAuthorityThatNobodyTrustsProvesNothing(t *testing.T) {
	t.Parallel()
	pp, other := signer(t, sandboxCN), signer(t, sandboxCN)
	s := newStage(pp)
	s.hook.Certs.Roots = other.Roots
	body := item("PAYMENT.PAYOUTS-ITEM.SUCCEEDED")
	header, err := pp.Header(hookID, "t", now(), body)
	if err != nil {
		t.Fatal(err)
	}
	if code := post(t, s.hook, program, header, body); code != http.StatusUnauthorized {
		t.Errorf("answered %d", code)
	}
	s = newStage(pp)
	s.hook.Certs.Clock = clock.At(now().AddDate(1, 0, 0))
	if code := post(t, s.hook, program, header, body); code != http.StatusUnauthorized {
		t.Errorf("a certificate that has expired: %d", code)
	}
}

func TestWhatIsNotOursIsTakenAndDropped(t *testing.T) {
	t.Parallel()
	pp := signer(t, sandboxCN)
	s := newStage(pp)
	for _, body := range []string{
		`{"event_type":"PAYMENT.SALE.COMPLETED"}`,
		`{"event_type":"PAYMENT.PAYOUTS-ITEM.FAILED","resource":{"payout_item":{"sender_item_id":"their-own-1"}}}`,
		`{"event_type":"PAYMENT.PAYOUTS-ITEM.FAILED","resource":{"payout_item":{"sender_item_id":"` + aPayout + `-01"}}}`,
	} {
		header, err := pp.Header(hookID, "t", now(), []byte(body))
		if err != nil {
			t.Fatal(err)
		}
		if code := post(t, s.hook, program, header, []byte(body)); code != http.StatusOK || len(s.box.sent) > 0 {
			t.Errorf("%s: answered %d, queued %d", body, code, len(s.box.sent))
		}
	}
	if code := post(t, s.hook, "nobody", http.Header{}, nil); code != http.StatusNotFound {
		t.Errorf("no program: %d", code)
	}
}

func TestABatchThatIsDeniedIsAboutItsPayout(t *testing.T) {
	t.Parallel()
	pp := signer(t, sandboxCN)
	s := newStage(pp)
	body := []byte(`{"event_type":"PAYMENT.PAYOUTSBATCH.DENIED","resource":{"batch_header":{"payout_batch_id":"BATCH1","sender_batch_header":{"sender_batch_id":"` + aPayout + `-1"}}}}`)
	header, err := pp.Header(hookID, "t", now(), body)
	if err != nil {
		t.Fatal(err)
	}
	if code := post(t, s.hook, program, header, body); code != http.StatusOK || len(s.box.sent) != 1 || !strings.Contains(s.box.sent[0].Body, "BATCH1") {
		t.Errorf("answered %d, queued %+v", code, s.box.sent)
	}
}

func TestStripeTellsOfTransfersAndAccounts(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]rail.Word{
		`{"id":"evt_1","type":"transfer.reversed","data":{"object":{"id":"tr_1","transfer_group":"` + aPayout + `-1"}}}`: {Kind: rail.Stripe, Program: program, Payout: aPayout, Attempt: 1, Reference: "tr_1"},
		`{"id":"evt_2","type":"account.updated","account":"acct_1","data":{"object":{"id":"acct_1"}}}`:                   {Kind: rail.Stripe, Program: program, Account: "acct_1"},
		`{"id":"evt_3","type":"payout.failed","account":"acct_1","data":{"object":{"id":"po_1","failure_message":"No."}}}`: {
			Kind: rail.Stripe, Program: program, Account: "acct_1", Failed: "No.",
		},
		`{"id":"evt_4","type":"payout.failed","data":{"object":{"id":"po_1"}}}`:                            {},
		`{"id":"evt_5","type":"transfer.reversed","data":{"object":{"id":"tr_1","transfer_group":"x-1"}}}`: {},
		`{"id":"evt_6","type":"charge.refunded","data":{"object":{"id":"ch_1"}}}`:                          {},
	} {
		box := &outbox{}
		hook := railhook.Stripe{Secrets: desk{}, Queue: box, Clock: clock.At(now())}
		signed := webhook.GenerateTestSignedPayload(&webhook.UnsignedPayload{Payload: []byte(body), Secret: secret, Timestamp: now()})
		if code := post(t, hook, program, http.Header{"Stripe-Signature": {signed.Header}}, []byte(body)); code != http.StatusOK {
			t.Fatalf("%s: %d", body, code)
		}
		var got rail.Word
		if len(box.sent) > 0 {
			var err error
			if got, err = rail.ReadWord(box.sent[0].Body); err != nil {
				t.Fatal(err)
			}
		}
		if got != want {
			t.Errorf("%s: %+v", body, got)
		}
		if code := post(t, hook, program, http.Header{"Stripe-Signature": {signed.Header}}, append([]byte(body), ' ')); code != http.StatusUnauthorized {
			t.Errorf("another body: %d", code)
		}
	}
}

var (
	_ railhook.Webhooks = desk{}
	_ queue.Sender      = (*outbox)(nil)
)
