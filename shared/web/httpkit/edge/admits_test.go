package edge_test

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/tributaryhq/tributary/shared/web/httpkit/edge"
)

func TestOnlyTheDistributionIsAdmitted(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		secret, given string
		admitted      bool
	}{
		"with its secret":               {"s3cret", "s3cret", true},
		"with another":                  {"s3cret", "guess", false},
		"with none":                     {"s3cret", "", false},
		"where nothing stands in front": {"", "", true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/postback", nil)
			r.Header.Set(edge.SecretHeader, c.given)
			if got := (edge.Door{Secret: c.secret}).Admits(r); got != c.admitted {
				t.Fatalf("admitted: %v", got)
			}
		})
	}
}
