package outbound_test

import (
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/aws/outbound"
	"github.com/tributaryhq/tributary/shared/domain/webhook"
)

func TestCallsGoOutSideBySideAndComeBackInOrder(t *testing.T) {
	t.Parallel()
	gate := make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/first":
			select { // waits for the second: one after another, it would never come
			case <-gate:
			case <-r.Context().Done():
			}
		case "/second":
			close(gate)
			w.Header().Set("Retry-After", "30")
			w.WriteHeader(http.StatusServiceUnavailable)
		}
	}))
	defer server.Close()
	c := outbound.New(outbound.Options{Local: true, Timeout: 5 * time.Second})
	got := c.CallEach(t.Context(), []webhook.Request{
		{Method: http.MethodGet, URL: server.URL + "/first"}, {Method: http.MethodGet, URL: server.URL + "/second"}, {Method: http.MethodGet, URL: "http://10.0.0.1/"},
	})
	if len(got) != 3 || got[0].Status != http.StatusOK || got[0].Err != nil {
		t.Errorf("first: %+v", got[0])
	}
	if got[1].Status != http.StatusServiceUnavailable || got[1].RetryAfter != "30" {
		t.Errorf("second: %+v", got[1])
	}
	if got[2].Err == nil {
		t.Error("an inner address was called")
	}
}
