// Package lambdarun adapts the project's four handler shapes to the events
// that AWS Lambda hands over: HTTP requests, queue batches, schedules and the
// table's stream. The same adapters run under Lambda and in the local host.
//
// Each writes one summary line per request, batch or run; nothing else in the
// project logs and returns an error at once.
package lambdarun

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"os"
	"runtime/debug"
	"time"

	"github.com/aws/aws-lambda-go/lambda"

	"github.com/tributaryhq/tributary/shared/kernel/clock"
)

// Handler takes one event as JSON and answers with JSON.
type Handler = lambda.Handler

// Runtime is what every adapter of one function needs.
type Runtime struct {
	Log   *slog.Logger
	Clock clock.Clock
}

// The keys of log lines.
const (
	KeyFunction  = "function"
	KeyRequestID = "request_id"
	KeyDuration  = "duration_ms"
	KeyFaultKind = "fault_kind"
	KeyFaultCode = "fault_code"
	KeyError     = "error"
)

// Logger returns the logger of one function. The level is one of debug, info,
// warn and error; anything else is info.
func Logger(w io.Writer, function, level string) *slog.Logger {
	var l slog.Level
	if l.UnmarshalText([]byte(level)) != nil {
		l = slog.LevelInfo
	}
	return slog.New(slog.NewJSONHandler(w, &slog.HandlerOptions{Level: l})).With(KeyFunction, function)
}

// Start serves Lambda's events until the sandbox ends. A handler that could
// not be built is logged, and the process ends: Lambda reports the failed start.
func Start(h Handler, err error) {
	if err != nil {
		Logger(os.Stderr, os.Getenv("AWS_LAMBDA_FUNCTION_NAME"), "info").Error("start", KeyError, err.Error())
		os.Exit(1)
	}
	lambda.Start(h)
}

// HandlerFunc is a Handler made of a function.
type HandlerFunc func(ctx context.Context, payload []byte) ([]byte, error)

// Invoke runs the function. A panic becomes an error with its stack, so that
// one bad event ends neither a sandbox nor the local host.
func (f HandlerFunc) Invoke(ctx context.Context, payload []byte) (out []byte, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
		}
	}()
	return f(ctx, payload)
}

func (r Runtime) since(start time.Time) int64 { return r.Clock.Now().Sub(start).Milliseconds() }

var _ Handler = HandlerFunc(nil)
