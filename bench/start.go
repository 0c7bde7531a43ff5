package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// Starts: how often each program is started, in turns, and how long one may
// take.
const (
	startRounds = 15
	startLimit  = 10 * time.Second
	helloName   = "hello"
)

// starts measures from fork to the first request for work (G6): every program
// that `make bench-init` built for this machine beside one that does nothing.
// What was not built is not reported.
func starts(ctx context.Context) ([]Row, error) {
	folder := filepath.Join(".local", "warm")
	if _, err := os.Stat(filepath.Join(folder, helloName)); errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	programs, err := os.ReadDir(folder)
	if err != nil {
		return nil, fmt.Errorf("list the programs: %w", err)
	}
	took := map[string][]time.Duration{}
	for range startRounds {
		for _, p := range programs {
			d, err := startOnce(ctx, filepath.Join(folder, p.Name()))
			if err != nil {
				return nil, fmt.Errorf("%s: %w", p.Name(), err)
			}
			took[p.Name()] = append(took[p.Name()], d)
		}
	}
	median := func(name string) int64 {
		slices.Sort(took[name])
		return took[name][startRounds/2].Microseconds()
	}
	hello := median(helloName)
	rows := []Row{{Name: "start of a program that does nothing", Value: hello, Unit: "µs", Timed: true}}
	for _, p := range programs {
		if p.Name() != helloName {
			rows = append(rows, Row{Name: "start of " + p.Name(), Value: median(p.Name()) * 100 / max(1, hello), Unit: "% of that", Goal: startGoal(p.Name()), Timed: true})
		}
	}
	return rows, nil
}

func startGoal(name string) int64 {
	switch {
	case name == "redirect":
		return 200
	case strings.HasSuffix(name, "-api"), name == "postback", name == "webhook-intake":
		return 300
	}
	return 250
}

// startOnce starts a program under a runtime that asks nothing of it, and with
// an AWS that knows every secret.
func startOnce(ctx context.Context, program string) (time.Duration, error) {
	ready := make(chan struct{}, 1)
	runtime := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case strings.HasSuffix(r.URL.Path, "/invocation/next"):
			ready <- struct{}{}
			<-r.Context().Done()
		case r.Header.Get("X-Amz-Target") != "":
			w.Header().Set("Content-Type", "application/x-amz-json-1.1")
			_, _ = io.WriteString(w, known(r.Header.Get("X-Amz-Target"))) // whoever is gone needs none
		default:
			w.WriteHeader(http.StatusInternalServerError)
		}
	}))
	defer runtime.Close()
	ctx, cancel := context.WithTimeout(ctx, startLimit)
	defer cancel()
	c := exec.CommandContext(ctx, program)
	c.Env = append(environment(runtime.URL), "AWS_LAMBDA_RUNTIME_API="+strings.TrimPrefix(runtime.URL, "http://"))
	begun := time.Now()
	if err := c.Start(); err != nil {
		return 0, err
	}
	defer func() {
		_ = c.Process.Kill()
		_ = c.Wait() // it was killed
	}()
	select {
	case <-ready:
		return time.Since(begun), nil
	case <-ctx.Done():
		return 0, errors.New("it asks for no work")
	}
}

// known answers what functions read when they start.
func known(target string) string {
	switch {
	case strings.HasSuffix(target, ".GetSecretValue"):
		return `{"Name":"s","SecretString":"a-secret-of-the-bench-that-is-long-enough-to-be-one"}`
	case strings.HasSuffix(target, ".GetParameter"), strings.HasSuffix(target, ".GetParameters"):
		return `{"Parameter":{"Name":"p","Value":"https://partners.example.com"}}`
	case strings.HasSuffix(target, ".BatchGetItem"):
		return `{"Responses":{},"UnprocessedKeys":{}}`
	}
	return `{}`
}

// environment is what the template tells any function.
func environment(endpoint string) []string {
	env := []string{
		"AWS_REGION=us-east-1", "AWS_ACCESS_KEY_ID=a", "AWS_SECRET_ACCESS_KEY=b", "AWS_LAMBDA_FUNCTION_NAME=bench", "AWS_LAMBDA_FUNCTION_MEMORY_SIZE=512",
		"AWS_ENDPOINT_URL=" + endpoint, "STAGE=prod", "LOG_LEVEL=WARN", "TABLE_NAME=bench", "ARCHIVE_BUCKET=bench", "CLICK_KEYS_SECRET=keys",
		"ORIGIN_SECRET=origin", "KMS_KEY_ID=key", "PUBLIC_ORIGIN_PARAMETER=/origin", "MAIL_FROM=a@example.com", "REDIRECT_LOG_GROUP=/log",
	}
	for _, q := range []string{"DEAD", "CLICKS", "CONVERSIONS", "PAYOUTS", "NOTICES", "WEBHOOKS"} {
		env = append(env, q+"_QUEUE_URL="+endpoint+"/1/"+strings.ToLower(q))
	}
	return env
}
