package app_test

import (
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tributaryhq/tributary/shared/app"
	"github.com/tributaryhq/tributary/shared/app/apptest"
	"github.com/tributaryhq/tributary/shared/aws/sam"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
)

// declared returns the template's functions, with a name for every resource.
func declared(t *testing.T) map[string]sam.Function {
	t.Helper()
	text, err := os.ReadFile("../../template.yaml")
	if err != nil {
		t.Fatal(err)
	}
	tpl, err := sam.Parse(text, "test", map[string]string{"Stage": "local"})
	if err != nil {
		t.Fatal(err)
	}
	fs, err := tpl.WithPhysical(func(id, attribute string) (string, bool) { return id + "." + attribute, true }).Functions()
	if err != nil {
		t.Fatal(err)
	}
	byID := map[string]sam.Function{}
	for _, f := range fs {
		byID[f.ID] = f
	}
	return byID
}

func around(t *testing.T, env map[string]string) app.Surroundings {
	t.Helper()
	return app.Surroundings{
		Lookup: func(name string) (string, bool) { v, ok := env[name]; return v, ok },
		Clock:  clock.System(), Entropy: &apptest.Chance{}, Log: io.Discard,
	}
}

func TestTheTemplateAndTheHandlersNameTheSameFunctions(t *testing.T) {
	t.Parallel()
	want, got := slices.Sorted(maps.Keys(declared(t))), slices.Sorted(maps.Keys(app.Functions()))
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestEveryFunctionIsToldWhatItNeeds makes each function with nothing but the
// environment that the template gives it. AWS refuses everything here, so what
// reads a secret fails, but never for want of a variable.
func TestEveryFunctionIsToldWhatItNeeds(t *testing.T) {
	t.Parallel()
	aws := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusBadRequest) }))
	t.Cleanup(aws.Close)
	functions := declared(t)
	for id, construct := range app.Functions() {
		t.Run(id, func(t *testing.T) {
			t.Parallel()
			env := maps.Clone(functions[id].Environment)
			maps.Copy(env, map[string]string{
				"AWS_REGION": "us-east-1", "AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "b", "AWS_ENDPOINT_URL": aws.URL,
			})
			if _, err := construct(t.Context(), around(t, env)); err != nil && strings.Contains(err.Error(), "is not set") {
				t.Error(err)
			}
			_, err := construct(t.Context(), around(t, nil))
			if err == nil || !strings.Contains(err.Error(), "STAGE is not set") || !strings.Contains(err.Error(), "TABLE_NAME is not set") {
				t.Errorf("an empty environment: %v", err)
			}
		})
	}
}
