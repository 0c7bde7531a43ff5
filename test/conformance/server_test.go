// Package conformance_test holds this installation against the public vectors
// in /conformance, and the vectors against the code and the standard's own
// library.
package conformance_test

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/tributaryhq/tributary/conformance"
	"github.com/tributaryhq/tributary/shared/domain/offer"
	"github.com/tributaryhq/tributary/test/stage"
)

func TestTheServerAnswersEveryVectorAsItMust(t *testing.T) {
	t.Parallel()
	s, err := stage.Open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Offers().Create(t.Context(), s.Program.ID, offer.Version{Name: "Leads", Trigger: offer.Lead, Type: offer.Flat, FlatMinor: 500, HoldbackDays: -1}); err != nil {
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
	server := httptest.NewServer(s.Postback)
	defer server.Close()
	vectors, err := conformance.Postbacks()
	if err != nil {
		t.Fatal(err)
	}
	run := conformance.Server{URL: server.URL, Secret: s.Secret, Click: click, Currency: "EUR", Run: "t1", Client: server.Client()}
	for _, o := range run.Check(t.Context(), vectors) {
		if o.Result != conformance.Pass {
			t.Errorf("%s: %s: %s", o.Result, o.Name, o.Detail)
		}
	}
	run.Run, run.Click = "t2", ""
	skipped := 0
	for _, o := range run.Check(t.Context(), vectors) {
		if o.Result == conformance.Skip {
			skipped++
		} else if o.Result != conformance.Pass {
			t.Errorf("without a click: %s: %s: %s", o.Result, o.Name, o.Detail)
		}
	}
	if skipped == 0 {
		t.Error("nothing was skipped without a click id")
	}
}

func TestAServerThatSaysYesToEverythingIsFoundOut(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		_, _ = w.Write([]byte(`{"verdict":"accepted"}`))
	}))
	defer server.Close()
	vectors, err := conformance.Postbacks()
	if err != nil {
		t.Fatal(err)
	}
	failed := 0
	for _, o := range (conformance.Server{URL: server.URL, Secret: "x", Click: "c", Run: "t", Client: server.Client()}).Check(t.Context(), vectors) {
		if o.Result == conformance.Fail {
			failed++
		}
	}
	if failed < len(vectors)/2 {
		t.Errorf("%d of %d vectors fail", failed, len(vectors))
	}
}
