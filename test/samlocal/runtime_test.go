//go:build sam

package samlocal_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"github.com/tributaryhq/tributary/infra/local/stack"
)

// programs feeds every sample event to the program that it is for, as it was
// built, under the runtime emulator of AWS.
func programs(t *testing.T, s *stack.Stack) {
	root, err := filepath.Abs(root)
	if err != nil {
		t.Fatal(err)
	}
	emulators, err := filepath.Glob(filepath.Join(root, ".local/sam/lib/python3*/site-packages/samcli/local/rapid/aws-lambda-rie-"+stack.Arch()))
	if err != nil || len(emulators) != 1 {
		t.Fatalf("no runtime emulator: run `make setup` (%v)", err)
	}
	built, err := filepath.Glob(filepath.Join(root, ".aws-sam/build/*/bootstrap"))
	if err != nil || len(built) == 0 {
		t.Fatalf("nothing was built: %v", err)
	}
	for _, program := range built {
		id := filepath.Base(filepath.Dir(program))
		t.Run(id, func(t *testing.T) {
			events, err := filepath.Glob(filepath.Join(root, "events", kebab(id), "*.json"))
			if err != nil || len(events) == 0 {
				t.Fatalf("no sample events: %v", err)
			}
			environment, err := s.Environment(t.Context(), id)
			if err != nil {
				t.Fatal(err)
			}
			url, log := start(t, emulators[0], program, environment)
			for _, e := range events {
				event, err := os.ReadFile(e)
				if err != nil {
					t.Fatal(err)
				}
				if err := invoke(t, url, event); err != nil {
					t.Errorf("%s: %v\n%s", filepath.Base(e), err, log)
				}
			}
		})
	}
}

// start runs a program under the emulator until the test ends.
func start(t *testing.T, emulator, program string, environment map[string]string) (url string, log *bytes.Buffer) {
	t.Helper()
	addr := free(t)
	cmd := exec.Command(emulator, "--log-level", "error", "--runtime-interface-emulator-address", addr, "--runtime-api-address", free(t), program)
	cmd.Dir = t.TempDir()
	log = &bytes.Buffer{}
	cmd.Stdout, cmd.Stderr = log, log
	cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + cmd.Dir}
	for k, v := range environment {
		cmd.Env = append(cmd.Env, k+"="+v)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
	url = "http://" + addr + "/2015-03-31/functions/function/invocations"
	eventually(t, "the emulator's start", func() error {
		c, err := net.Dial("tcp", addr)
		if err == nil {
			err = c.Close()
		}
		return err
	})
	return url, log
}

// invoke fails when the program dies, answers with an error, or as no trigger
// of its kind understands.
func invoke(t *testing.T, url string, event []byte) error {
	t.Helper()
	_, body, err := fetch(t.Context(), http.MethodPost, url, http.Header{}, bytes.NewReader(event))
	if err != nil {
		return err
	}
	var answer struct {
		ErrorType  string           `json:"errorType"`
		StatusCode int              `json:"statusCode"`
		Failures   *json.RawMessage `json:"batchItemFailures"`
	}
	_ = json.Unmarshal([]byte(body), &answer) // a schedule answers null
	switch {
	case answer.ErrorType != "":
		return fmt.Errorf("it fails: %s", body)
	case bytes.Contains(event, []byte(`"rawPath"`)) && (answer.StatusCode < 200 || answer.StatusCode > 499):
		return fmt.Errorf("it answers %s", body)
	case bytes.Contains(event, []byte(`"Records"`)) && (answer.Failures == nil || !strings.HasPrefix(string(*answer.Failures), "[")):
		return fmt.Errorf("it does not say which failed: %s", body)
	}
	return nil
}

func free(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close() //nolint:errcheck // it only reserved a number
	return l.Addr().String()
}

func kebab(id string) string {
	var b strings.Builder
	for i, r := range id {
		if unicode.IsUpper(r) && i > 0 {
			b.WriteByte('-')
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}
