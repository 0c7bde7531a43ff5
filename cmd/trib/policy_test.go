package main

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/cmd/trib/setup"
	"github.com/tributaryhq/tributary/shared/app/apptest"
)

func TestTheOperatorPlansAndAppliesADocument(t *testing.T) {
	t.Parallel()
	b, _ := apptest.Backends(t, time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC))
	if _, err := (setup.Program{Slug: "north", Name: "North", Website: "https://example.com", Currency: "EUR"}).Create(t.Context(), b); err != nil {
		t.Fatal(err)
	}
	text := []byte("program: north\nsettings: {holdback_days: 7}\noffers: [{name: Sales, trigger: sale, term: {type: percent, rate: 1000}}]\n")
	for _, step := range []struct {
		apply bool
		want  string
	}{{false, "2 things would change"}, {true, "2 things were changed"}, {false, "as the document says"}} {
		var out bytes.Buffer
		if err := decidePolicy(t.Context(), b, step.apply, "", text, &out); err != nil || !strings.Contains(out.String(), step.want) {
			t.Errorf("%v: %v\n%s", step, err, out.String())
		}
	}
}
