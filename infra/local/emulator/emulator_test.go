//go:build integration

package emulator_test

import (
	"context"
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"testing"

	"github.com/tributaryhq/tributary/infra/local/emulator"
	"github.com/tributaryhq/tributary/infra/local/emulator/emulatortest"
)

func TestAnEmulatorAnswersOnLoopbackAndStops(t *testing.T) {
	t.Parallel()
	e, err := emulator.Start(t.Context(), emulator.Options{State: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	get(t, e.URL+"/_ministack/health")
	if err := e.Stop(); err != nil {
		t.Fatal(err)
	}
	<-e.Exited()
	if err := e.Stop(); err != nil {
		t.Errorf("a second stop: %v", err)
	}
}

func TestATestGetsAnEmulator(t *testing.T) {
	t.Parallel()
	get(t, emulatortest.URL(t)+"/_ministack/health")
}

func TestAMissingEmulatorSaysWhatToDo(t *testing.T) {
	t.Parallel()
	if _, err := emulator.Start(t.Context(), emulator.Options{Root: t.TempDir()}); !errors.Is(err, emulator.ErrNotInstalled) {
		t.Errorf("got %v", err)
	}
}

func TestAnEmulatorThatEndsAtOnceIsAnError(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	program := filepath.Join(root, emulator.Program)
	if err := os.MkdirAll(filepath.Dir(program), 0o750); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(program, []byte("#!/bin/sh\nexit 3\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	if _, err := emulator.Start(t.Context(), emulator.Options{Root: root}); err == nil {
		t.Error("no error")
	}
}

// TestTheEmulatorOfARunThatWasKilledEndsBeforeTheNext leaves one running, as a
// killed run does, and starts another on the same state.
func TestTheEmulatorOfARunThatWasKilledEndsBeforeTheNext(t *testing.T) {
	t.Parallel()
	state := filepath.Join(t.TempDir(), "state")
	orphan, err := emulator.Start(t.Context(), emulator.Options{State: state})
	if err != nil {
		t.Fatal(err)
	}
	next, err := emulator.Start(t.Context(), emulator.Options{State: state})
	if err != nil {
		t.Fatal(err)
	}
	select {
	case <-orphan.Exited():
	default:
		t.Error("both have the state")
	}
	if err := next.Stop(); err != nil {
		t.Error(err)
	}
}

func get(t *testing.T, url string) {
	t.Helper()
	r, err := http.NewRequestWithContext(context.WithoutCancel(t.Context()), http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	_ = res.Body.Close()
	if res.StatusCode != http.StatusOK {
		t.Errorf("%s answers %d", url, res.StatusCode)
	}
}
