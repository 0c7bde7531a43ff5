package local

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"github.com/aws/aws-lambda-go/lambdacontext"

	"github.com/tributaryhq/tributary/shared/aws/lambdarun"
)

// Sandbox is a function that is ready to be invoked, any number of times at once.
type Sandbox struct {
	ID      string
	Handler lambdarun.Handler
	Timeout time.Duration
	Log     *slog.Logger
}

// Invoke hands the function one event, within its time.
func (s Sandbox) Invoke(ctx context.Context, requestID string, payload []byte) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, s.Timeout)
	defer cancel()
	ctx = lambdacontext.NewContext(ctx, &lambdacontext.LambdaContext{AwsRequestID: requestID})
	out, err := s.Handler.Invoke(ctx, payload)
	if err != nil {
		err = fmt.Errorf("%s: %w", s.ID, err)
		s.Log.Error("invocation failed", lambdarun.KeyFunction, s.ID, lambdarun.KeyError, err.Error())
	}
	return out, err
}

// pause waits, and tells whether the wait was not cut short.
func pause(ctx context.Context, d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-t.C:
		return true
	}
}
