// Package emulator starts the local AWS for integration tests.
package emulator

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

// Start returns the endpoint of a local AWS: AWS_ENDPOINT_URL where that is
// set, else one of its own on a free loopback port, which keeps nothing and
// ends with the test.
func Start(t *testing.T) string {
	t.Helper()
	if endpoint := os.Getenv("AWS_ENDPOINT_URL"); endpoint != "" {
		return endpoint
	}
	bin := filepath.Join(root(t), ".local", "venv", "bin", "ministack")
	if _, err := os.Stat(bin); err != nil {
		t.Fatalf("%s is missing: run make setup", bin)
	}
	port := freePort(t)
	endpoint := "http://127.0.0.1:" + port
	var out bytes.Buffer
	cmd := exec.Command(bin)
	cmd.Dir, cmd.Stdout, cmd.Stderr = t.TempDir(), &out, &out
	cmd.Env = append(os.Environ(), "BIND_HOST=127.0.0.1", "IOT_MTLS_ENABLED=0", "GATEWAY_PORT="+port,
		"PERSIST_STATE=0", "S3_PERSIST=0", "STATE_DIR="+cmd.Dir, "S3_DATA_DIR="+cmd.Dir,
		"AWS_ENDPOINT_URL="+endpoint, "LOG_LEVEL=ERROR")
	if err := cmd.Start(); err != nil {
		t.Fatalf("start %s: %v", bin, err)
	}
	ended := make(chan struct{})
	go func() {
		_ = cmd.Wait() // it ends by a signal
		close(ended)
	}()
	t.Cleanup(func() { stop(t, cmd, ended) })
	if err := healthy(t.Context(), endpoint, ended); err != nil {
		t.Fatalf("%s: %v\n%s", bin, err, out.Bytes())
	}
	return endpoint
}

// root returns the folder of go.mod.
func root(t *testing.T) string {
	t.Helper()
	dir, err := os.Getwd()
	for err == nil {
		if _, statErr := os.Stat(filepath.Join(dir, "go.mod")); statErr == nil {
			return dir
		}
		if dir == filepath.Dir(dir) {
			break
		}
		dir = filepath.Dir(dir)
	}
	t.Fatalf("no go.mod above the test: %v", err)
	return ""
}

func freePort(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	_, port, err := net.SplitHostPort(l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	return port
}

// healthy waits until the endpoint answers, half a minute at most.
func healthy(ctx context.Context, endpoint string, ended chan struct{}) error {
	ctx, cancel := context.WithTimeout(ctx, 30*time.Second)
	defer cancel()
	for {
		if answers(ctx, endpoint+"/_ministack/health") {
			return nil
		}
		select {
		case <-ended:
			return errors.New("it ended")
		case <-ctx.Done():
			return fmt.Errorf("no answer: %w", ctx.Err())
		case <-time.After(50 * time.Millisecond):
		}
	}
}

func answers(ctx context.Context, url string) bool {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return false
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return false
	}
	return res.Body.Close() == nil && res.StatusCode == http.StatusOK
}

func stop(t *testing.T, cmd *exec.Cmd, ended chan struct{}) {
	if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
		return // it has ended already
	}
	select {
	case <-ended:
	case <-time.After(10 * time.Second):
		t.Log("the local AWS did not stop; killing it")
		_ = cmd.Process.Kill()
		<-ended
	}
}
