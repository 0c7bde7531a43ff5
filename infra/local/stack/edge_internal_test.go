package stack

import (
	"encoding/json"
	"net/http/httptest"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestTheEdgeDoesWhatItsScriptDoes(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("../../edge/cases.json")
	if err != nil {
		t.Fatal(err)
	}
	var cases []struct {
		Name    string
		URI     string
		Headers map[string]string
		Want    struct{ URI, Host, Nav string }
	}
	if err := json.Unmarshal(text, &cases); err != nil {
		t.Fatal(err)
	}
	if len(cases) == 0 {
		t.Fatal("no cases")
	}
	for _, c := range cases {
		t.Run(c.Name, func(t *testing.T) {
			t.Parallel()
			r := httptest.NewRequestWithContext(t.Context(), "GET", c.URI, nil)
			for k, v := range c.Headers {
				r.Header.Set(k, v)
			}
			r.Host = c.Headers["host"]
			v := viewerRequest(r)
			got := struct{ URI, Host, Nav string }{v.path, v.host, v.nav}
			if diff := cmp.Diff(c.Want, got); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}
