package surface_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"testing"
	"text/tabwriter"

	"github.com/google/go-cmp/cmp"

	"github.com/tributaryhq/tributary/shared/web/auth"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
	"github.com/tributaryhq/tributary/shared/web/surface"
	"github.com/tributaryhq/tributary/shared/web/trackapi"
)

var update = flag.Bool("update", false, "write what is generated: the document, the routes, the list of errors")

const document = "../../../docs/api/openapi.json"

func TestTheDocumentIsGeneratedFromTheRoutes(t *testing.T) {
	t.Parallel()
	got, err := surface.Document()
	if err != nil {
		t.Fatal(err)
	}
	golden(t, document, got)
}

func TestTheRoutesAreTheOnesThatWereReviewed(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	w := tabwriter.NewWriter(&out, 0, 0, 2, ' ', 0)
	for _, r := range httpkit.Routes(surface.Nouns()...) {
		if _, err := fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", r.Method, r.Path, r.Access, r.ID); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	golden(t, "testdata/routes.golden", out.Bytes())
}

func TestEveryRouteHasARoleThatTheGuardKnows(t *testing.T) {
	t.Parallel()
	for _, r := range httpkit.Routes(surface.Nouns()...) {
		if !auth.Knows(r.Access) && r.Access != trackapi.Page {
			t.Errorf("%s %s: nobody knows who %q is", r.Method, r.Path, r.Access)
		}
	}
}

func golden(t *testing.T, file string, got []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(want), string(got)); d != "" {
		t.Errorf("%s is not what the code says; run the tests of this package with -update and look at the change (-file +code):\n%s", file, d)
	}
}
