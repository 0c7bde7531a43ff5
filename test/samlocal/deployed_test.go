//go:build sam

// Package samlocal_test runs the template as it is deployed: sam build, sam
// deploy to the local AWS, the real programs. It walks one sale through them
// and runs each program once under Lambda's own runtime emulator.
package samlocal_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tributaryhq/tributary/infra/local/emulator"
	"github.com/tributaryhq/tributary/infra/local/stack"
	"github.com/tributaryhq/tributary/shared/aws/sam"
)

const root = "../.."

// soon is how long anything that happens by itself may take here.
const soon = 60 * time.Second

func TestTheTemplateAsDeployed(t *testing.T) {
	s := deployed(t)
	t.Run("the emulator drops nothing that the template declares", func(t *testing.T) { complete(t, s) })
	t.Run("the portal is served", func(t *testing.T) { portal(t, s) })
	t.Cleanup(func() { explain(t, s) })
	p := open(t, s)
	t.Run("a sale is told once and paid attention to once", func(t *testing.T) { sale(t, s, p) })
	t.Run("a poisoned message ends in the dead-letter queue with a reason", func(t *testing.T) { poison(t, s) })
	t.Run("each program runs under Lambda's runtime", func(t *testing.T) { programs(t, s) })
}

func deployed(t *testing.T) *stack.Stack {
	t.Helper()
	at, err := filepath.Abs(root)
	if err != nil {
		t.Fatal(err)
	}
	aws, err := emulator.Start(t.Context(), emulator.Options{Root: at})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := aws.Stop(); err != nil {
			t.Error(err)
		}
	})
	var log strings.Builder
	s, err := stack.Up(t.Context(), stack.Options{Root: at, AWS: aws.URL, Origin: "http://127.0.0.1:8080", Log: &log})
	if err != nil {
		t.Fatalf("%v\n%s", err, log.String())
	}
	return s
}

// explain prints what the functions complained of, should the test have failed.
func explain(t *testing.T, s *stack.Stack) {
	if !t.Failed() {
		return
	}
	for id, group := range s.Names {
		if !strings.HasSuffix(id, "Logs") {
			continue
		}
		log, err := s.Logs(context.WithoutCancel(t.Context()), group)
		if err != nil {
			t.Logf("%s: %v", id, err)
		}
		for line := range strings.Lines(log) {
			if strings.Contains(line, `"WARN"`) || strings.Contains(line, `"ERROR"`) || strings.Contains(line, "panic") {
				t.Logf("%s: %s", id, line)
			}
		}
	}
}

func complete(t *testing.T, s *stack.Stack) {
	text, err := os.ReadFile(filepath.Join(root, "template.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	tpl, err := sam.Parse(text, "tributary-local", map[string]string{"Stage": "local"})
	if err != nil {
		t.Fatal(err)
	}
	functions, err := tpl.WithPhysical(func(id, _ string) (string, bool) { return s.Names[id], true }).Functions()
	if err != nil {
		t.Fatal(err)
	}
	want := stack.State{Expires: true, Mappings: map[string]string{}}
	for _, f := range functions {
		for _, r := range f.Routes {
			want.Routes = append(want.Routes, r.Method+" "+r.Path)
		}
		for _, q := range f.Queues {
			want.Mappings[filepath.Base(q.Queue)] = "Enabled"
		}
		for range f.Streams {
			want.Mappings["stream"] = "Enabled"
		}
	}
	slices.Sort(want.Routes)
	got, err := s.State(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("template and deployed stack differ (-want +got)\n%s", diff)
	}
}

func portal(t *testing.T, s *stack.Stack) {
	edge, err := s.Edge()
	if err != nil {
		t.Fatal(err)
	}
	status, body := ask(t, edge, http.MethodGet, "/programs", nil)
	if status != http.StatusOK || !strings.Contains(body, "<html") {
		t.Errorf("status %d, %.200s", status, body)
	}
}

// eventually calls f until it returns nil.
func eventually(t *testing.T, what string, f func() error) {
	t.Helper()
	end := time.Now().Add(soon)
	for {
		err := f()
		if err == nil {
			return
		}
		if time.Now().After(end) {
			t.Fatalf("%s did not happen within %s: %v", what, soon, err)
		}
		time.Sleep(200 * time.Millisecond)
	}
}

// fetch gets from an address and returns what it answers.
func fetch(ctx context.Context, method, url string, header http.Header, body io.Reader) (*http.Response, string, error) {
	r, err := http.NewRequestWithContext(ctx, method, url, body)
	if err != nil {
		return nil, "", err
	}
	r.Header = header
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	res, err := client.Do(r)
	if err != nil {
		return nil, "", err
	}
	defer res.Body.Close() //nolint:errcheck // it was read
	text, err := io.ReadAll(res.Body)
	if err != nil {
		return nil, "", fmt.Errorf("read the answer of %s: %w", url, err)
	}
	return res, string(text), nil
}
