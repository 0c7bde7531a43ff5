// Package emulator starts and stops the local AWS: ministack, out of the
// virtual environment that `make setup` fills. It listens on loopback only.
package emulator

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"syscall"
	"time"
)

// Program is where `make setup` puts the emulator, from the repository's root.
const Program = ".local/venv/bin/ministack"

const (
	startTime = 60 * time.Second
	stopTime  = 30 * time.Second
)

// ErrNotInstalled says that the emulator is not there, and what to do.
var ErrNotInstalled = errors.New("the local AWS is not installed: run `make setup`")

// Options say how to start. The zero value starts an emulator on a free port
// that forgets everything when it stops.
type Options struct {
	Root  string    // of the repository; empty: found from the working directory upward
	Port  int       // 0: a free one
	State string    // folder that outlives the emulator; it is written on Stop only
	Log   io.Writer // nil: nowhere
}

// Emulator is a running emulator.
type Emulator struct {
	URL    string // http://127.0.0.1:<port>
	cmd    *exec.Cmd
	exited chan struct{}
	err    error // of the process; read after exited
}

// Start starts the emulator and returns when it answers.
func Start(ctx context.Context, o Options) (*Emulator, error) {
	root, err := rootOf(o.Root)
	if err != nil {
		return nil, err
	}
	program := filepath.Join(root, Program)
	if _, err := os.Stat(program); err != nil {
		return nil, ErrNotInstalled
	}
	if o.Port == 0 {
		if o.Port, err = freePort(); err != nil {
			return nil, fmt.Errorf("find a port for the local AWS: %w", err)
		}
	}
	if o.State != "" {
		if err := endOrphan(o.State); err != nil {
			return nil, err
		}
	}
	e := &Emulator{URL: fmt.Sprintf("http://127.0.0.1:%d", o.Port), exited: make(chan struct{})}
	// Not CommandContext: its kill would lose the state.
	e.cmd = exec.Command(program) //nolint:gosec,noctx // a fixed path; stopped by Stop
	e.cmd.Dir, e.cmd.Stdout, e.cmd.Stderr = root, o.Log, o.Log
	e.cmd.Env = environment(e.URL, o)
	// A group of its own: the terminal's Ctrl-C reaches us, and we say when it ends.
	e.cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if err := e.cmd.Start(); err != nil {
		return nil, fmt.Errorf("start the local AWS: %w", err)
	}
	if o.State != "" {
		if err := os.WriteFile(pidFile(o.State), []byte(strconv.Itoa(e.cmd.Process.Pid)), 0o600); err != nil {
			return nil, errors.Join(err, e.cmd.Process.Kill())
		}
	}
	go func() {
		e.err = e.cmd.Wait()
		close(e.exited)
	}()
	if err := e.healthy(ctx); err != nil {
		return nil, errors.Join(err, e.Stop())
	}
	return e, nil
}

// Exited is closed when the emulator has ended, asked to or not.
func (e *Emulator) Exited() <-chan struct{} { return e.exited }

// Stop ends the emulator and waits until its state is saved.
func (e *Emulator) Stop() error {
	select {
	case <-e.exited:
		return nil
	default:
	}
	if err := e.cmd.Process.Signal(syscall.SIGTERM); err != nil && !errors.Is(err, os.ErrProcessDone) {
		return fmt.Errorf("stop the local AWS: %w", err)
	}
	select {
	case <-e.exited:
		return nil
	case <-time.After(stopTime):
		_ = e.cmd.Process.Kill()
		<-e.exited
		return fmt.Errorf("the local AWS did not stop within %s", stopTime)
	}
}

func (e *Emulator) healthy(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, startTime)
	defer cancel()
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	for {
		select {
		case <-e.exited:
			return fmt.Errorf("the local AWS ended at once: %w", e.err)
		case <-ctx.Done():
			return fmt.Errorf("wait for the local AWS: %w", ctx.Err())
		case <-tick.C:
			if e.answers(ctx) {
				return nil
			}
		}
	}
}

func (e *Emulator) answers(ctx context.Context) bool {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, e.URL+"/_ministack/health", nil)
	if err != nil {
		return false
	}
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		return false
	}
	_ = res.Body.Close()
	return res.StatusCode == http.StatusOK
}

// environment is all that the emulator sees: it hands its own on to the
// functions that it runs.
func environment(url string, o Options) []string {
	env := []string{
		"PATH=" + os.Getenv("PATH"),
		"HOME=" + os.Getenv("HOME"),
		"BIND_HOST=127.0.0.1",
		"IOT_MTLS_ENABLED=0", // else a listener opens on all interfaces
		"GATEWAY_PORT=" + strconv.Itoa(o.Port),
		"AWS_ENDPOINT_URL=" + url, // for its functions
	}
	if o.State != "" {
		env = append(env,
			"PERSIST_STATE=1", "STATE_DIR="+o.State,
			"S3_PERSIST=1", "S3_DATA_DIR="+filepath.Join(o.State, "s3"))
	}
	return env
}

func freePort() (int, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0") //nolint:noctx // closed at once
	if err != nil {
		return 0, err
	}
	defer l.Close() //nolint:errcheck // it only reserved a number
	return l.Addr().(*net.TCPAddr).Port, nil
}

// rootOf returns the folder of the repository that holds go.mod and the template.
func rootOf(given string) (string, error) {
	if given != "" {
		return filepath.Abs(given)
	}
	dir, err := os.Getwd()
	if err != nil {
		return "", fmt.Errorf("find the repository: %w", err)
	}
	for at := dir; ; at = filepath.Dir(at) {
		if _, err := os.Stat(filepath.Join(at, "template.yaml")); err == nil {
			return at, nil
		}
		if at == filepath.Dir(at) {
			return "", fmt.Errorf("no template.yaml in %s or above it", dir)
		}
	}
}
