package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"sync"

	"github.com/tributaryhq/tributary/shared/kernel/queue"
	"github.com/tributaryhq/tributary/test/stage"
)

// serve is the redirect as a process of its own, on a link of the stage: with a
// queue that is SQS's client on a connection to the address, or without one.
// It writes the link's address and ends with its input.
func serve(ctx context.Context, sqs string, out io.Writer) error {
	s, err := stage.Open(ctx)
	if err != nil {
		return err
	}
	maya, err := s.Join(ctx, "maya")
	if err != nil {
		return err
	}
	s.Redirect.Queue = taken{}
	if sqs != "" {
		s.Redirect.Queue = stage.QueueAt(sqs)
	}
	line, err := (&net.ListenConfig{}).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	server := &http.Server{Handler: s.Redirect} //nolint:gosec // on loopback, for a minute
	go func() {
		_, _ = io.Copy(io.Discard, os.Stdin) // the bench is gone
		_ = server.Close()
	}()
	if _, err := fmt.Fprintf(out, "http://%s/r/%s?sub1=mail\n", line.Addr(), maya.Link.Key); err != nil {
		return err
	}
	if err := server.Serve(line); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

// served is a redirect of ours in another process, on one core.
type served struct {
	target
	process *exec.Cmd
	stop    io.Closer
}

// begin starts one; sqs is empty for one without a queue.
func begin(ctx context.Context, name, sqs string) (*served, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	args := []string{self, "-serve", "-sqs", sqs}
	if path, err := exec.LookPath("taskset"); err == nil {
		args = append([]string{path, "-c", "0"}, args...)
	}
	s := &served{process: exec.CommandContext(ctx, args[0], args[1:]...)} //nolint:gosec // ourselves
	s.process.Env = append(os.Environ(), "GOMAXPROCS=1")
	s.process.Stderr = os.Stderr
	if s.stop, err = s.process.StdinPipe(); err != nil {
		return nil, err
	}
	out, err := s.process.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := s.process.Start(); err != nil {
		return nil, err
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		return nil, fmt.Errorf("the redirect did not start: %w", err)
	}
	s.target = target{name, line[:len(line)-1]}
	return s, nil
}

// end stops it and waits.
func (s *served) end() {
	_ = s.stop.Close()
	_ = s.process.Wait() // killed ones say so
}

// accepting is SQS as far as a sender meets it: what it confirms it has.
type accepting struct {
	*httptest.Server
	mu   sync.Mutex
	took []queue.Message
}

func accept() *accepting {
	a := &accepting{}
	a.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			return // the sender was killed
		}
		text, answer, err := stage.Confirm(body)
		if err != nil {
			w.WriteHeader(http.StatusBadRequest)
			return
		}
		a.mu.Lock()
		a.took = append(a.took, queue.Message{Body: text, Receives: 1})
		a.mu.Unlock()
		w.Header().Set("Content-Type", "application/x-amz-json-1.0")
		_, _ = w.Write(answer) // as above
	}))
	return a
}

func (a *accepting) messages() []queue.Message {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.took
}
