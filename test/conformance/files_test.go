package conformance_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"net/http"
	"net/http/httptest"
	"os"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	standardwebhooks "github.com/standard-webhooks/standard-webhooks/libraries/go"

	"github.com/tributaryhq/tributary/conformance"
	"github.com/tributaryhq/tributary/shared/domain/webhook"
)

var update = flag.Bool("update", false, "write the files anew")

// golden holds a file of the suite against what the code makes.
func golden(t *testing.T, name string, v any) {
	t.Helper()
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(v); err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile("../../conformance/"+name, out.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	have, err := os.ReadFile("../../conformance/" + name)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(out.String(), string(have)); d != "" {
		t.Errorf("%s is not what the code makes; run the tests of this package with -update (-code +file):\n%s", name, d)
	}
}

type signatures struct {
	Version int         `json:"version"`
	About   string      `json:"about"`
	Vectors []signature `json:"vectors"`
}

type signature struct {
	Name    string            `json:"name"`
	Secrets []string          `json:"secrets"`
	Headers map[string]string `json:"headers"`
	Body    string            `json:"body"`
	Now     int64             `json:"now"`
	Accept  bool              `json:"accept"`
}

const (
	current = "whsec_Y3VycmVudC1jdXJyZW50LWN1cnJlbnQtY3VycmVudCE="
	former  = "whsec_Zm9ybWVyLWZvcm1lci1mb3JtZXItZm9ybWVyLTAwMDA="
)

func vectors(t *testing.T) signatures {
	t.Helper()
	body := []byte(`{"type":"commission.approved","timestamp":"2026-11-21T12:00:00Z","data":{"payout":{"amount":1250,"currency":"EUR"},"note":"ü ✓ \"quoted\""}}`)
	const sent, stamp = 1795262400, "1795262400"
	sign := func(secret string) string {
		s, err := conformance.Signature(secret, "dlv_1", stamp, body)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	with := func(signature string) map[string]string {
		return map[string]string{"webhook-id": "dlv_1", "webhook-timestamp": stamp, "webhook-signature": signature}
	}
	without := func(name string) map[string]string {
		h := with(sign(current))
		delete(h, name)
		return h
	}
	text := string(body)
	return signatures{Version: 1, About: "A body with its headers, the secrets that the receiver holds, its clock in seconds, and whether it must accept the call. The tolerance is 300 seconds to either side.", Vectors: []signature{
		{"signed by the secret", []string{current}, with(sign(current)), text, sent, true},
		{"the receiver's clock is 300 seconds ahead", []string{current}, with(sign(current)), text, sent + 300, true},
		{"the receiver's clock is 300 seconds behind", []string{current}, with(sign(current)), text, sent - 300, true},
		{"too old", []string{current}, with(sign(current)), text, sent + 301, false},
		{"from the future", []string{current}, with(sign(current)), text, sent - 301, false},
		{"after a rotation, the receiver still holds the former secret", []string{former}, with(sign(current) + " " + sign(former)), text, sent, true},
		{"after a rotation, the receiver holds the new secret", []string{current}, with(sign(current) + " " + sign(former)), text, sent, true},
		{"the receiver holds both secrets", []string{former, current}, with(sign(current)), text, sent, true},
		{"signed by the former secret alone, which is gone", []string{current}, with(sign(former)), text, sent, false},
		{"a signature of another version beside the right one", []string{current}, with("v2,AAAA " + sign(current)), text, sent, true},
		{"a signature of another version alone", []string{current}, with("v2" + sign(current)[2:]), text, sent, false},
		{"the body has a blank more", []string{current}, with(sign(current)), text + " ", sent, false},
		{"no signature", []string{current}, without("webhook-signature"), text, sent, false},
		{"no id", []string{current}, without("webhook-id"), text, sent, false},
		{"no timestamp", []string{current}, without("webhook-timestamp"), text, sent, false},
		{"a signature that is no base64", []string{current}, with("v1,!!!!"), text, sent, false},
	}}
}

func TestTheSignatureVectorsHold(t *testing.T) {
	t.Parallel()
	all := vectors(t)
	golden(t, "webhooks.json", all)
	for _, v := range all.Vectors {
		age := v.Now - 1795262400
		ok := false
		for _, secret := range v.Secrets {
			wh, err := standardwebhooks.NewWebhook(secret)
			if err != nil {
				t.Fatal(err)
			}
			h := http.Header{}
			for name, value := range v.Headers {
				h.Set(name, value)
			}
			ok = ok || wh.VerifyIgnoringTimestamp([]byte(v.Body), h) == nil && age <= 300 && age >= -300
		}
		if ok != v.Accept {
			t.Errorf("%s: the standard's library says %v", v.Name, ok)
		}
	}
}

func TestAReceiverIsFoundOut(t *testing.T) {
	t.Parallel()
	strict := func(secret string) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			wh, err := standardwebhooks.NewWebhook(secret)
			var body bytes.Buffer
			if err == nil {
				_, err = body.ReadFrom(r.Body)
			}
			if err == nil {
				err = wh.Verify(body.Bytes(), r.Header)
			}
			if err != nil {
				w.WriteHeader(http.StatusUnauthorized)
			}
		}
	}
	careless := func(http.ResponseWriter, *http.Request) {}
	receptions, err := conformance.Receptions()
	if err != nil {
		t.Fatal(err)
	}
	for name, tc := range map[string]struct {
		handler http.HandlerFunc
		fails   bool
	}{"strict": {strict(current), false}, "careless": {careless, true}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := httptest.NewServer(tc.handler)
			defer server.Close()
			r := conformance.Receiver{URL: server.URL, Secret: current, Run: "t", Now: time.Now(), Client: server.Client()}
			failed := 0
			for _, o := range r.Check(t.Context(), receptions) {
				if o.Result == conformance.Fail {
					failed++
					if !tc.fails {
						t.Errorf("%s: %s", o.Name, o.Detail)
					}
				}
			}
			if tc.fails && failed != 10 {
				t.Errorf("%d fail", failed)
			}
		})
	}
}

func TestTheMacroVectorsHold(t *testing.T) {
	t.Parallel()
	text, err := conformance.File("macros.json")
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		Values  map[string]string
		Vectors []struct{ Template, Want string }
		Refused []struct{ Template, Why string }
	}
	if err := json.Unmarshal(text, &file); err != nil {
		t.Fatal(err)
	}
	for _, v := range file.Vectors {
		if problems := (webhook.Rules{}).Lint(v.Template); len(problems) > 0 {
			t.Errorf("%s: %v", v.Template, problems)
		}
		if got := webhook.Expand(v.Template, file.Values); got != v.Want {
			t.Errorf("%s: %s, not %s", v.Template, got, v.Want)
		}
	}
	for _, v := range file.Refused {
		if problems := (webhook.Rules{}).Lint(v.Template); len(problems) == 0 {
			t.Errorf("%s is taken: %s", v.Template, v.Why)
		}
	}
}
