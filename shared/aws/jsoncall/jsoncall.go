// Package jsoncall calls the AWS services of which a function needs an operation
// or two, and no more: those that take JSON and are told the operation in a
// header or by a path. Their clients would cost every start of a function up to
// 3 ms, for tables of operations that nobody calls.
package jsoncall

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"

	"github.com/tributaryhq/tributary/shared/kernel/clock"
)

const (
	attempts = 3
	pause    = 100 * time.Millisecond // before the second, twice that before the third
	maxBody  = 8 << 20
)

// Client calls one service.
type Client struct {
	config aws.Config
	name   string // as it is signed
	url    string
	clock  clock.Clock
}

// New returns a client of the service of that name, as its host and its
// signatures have it.
func New(c aws.Config, name string, now clock.Clock) Client { return At(c, name, name, now) }

// At is New for a service whose host is called otherwise than it is signed.
func At(c aws.Config, host, name string, now clock.Clock) Client {
	url := "https://" + host + "." + c.Region + ".amazonaws.com"
	if strings.HasPrefix(c.Region, "cn-") {
		url += ".cn"
	}
	if c.BaseEndpoint != nil {
		url = strings.TrimSuffix(*c.BaseEndpoint, "/")
	}
	return Client{c, name, url, now}
}

// Error is a service's refusal.
type Error struct {
	Status int
	Code   string // such as ParameterNotFound
	Text   string
}

// Error tells what the service said.
func (e *Error) Error() string { return fmt.Sprintf("%s (%d): %s", e.Code, e.Status, e.Text) }

// again tells whether another attempt may go better.
func (e *Error) again() bool {
	return e.Status >= http.StatusInternalServerError || strings.Contains(e.Code, "Throttl") || strings.Contains(e.Code, "TooManyRequests")
}

// Call does an operation, such as AmazonSSM.GetParameter, and reads its answer
// into out. Only what may be done twice is to be called: an attempt that fails
// is repeated.
func (c Client) Call(ctx context.Context, operation string, in, out any) error {
	return c.call(ctx, operation, "", in, out)
}

// Post does the operation of a path, for a service that has paths. It too is
// repeated when it fails.
func (c Client) Post(ctx context.Context, path string, in, out any) error {
	return c.call(ctx, "", path, in, out)
}

func (c Client) call(ctx context.Context, target, path string, in, out any) error {
	operation := target + path
	body, err := json.Marshal(in)
	if err != nil {
		return fmt.Errorf("call %s: %w", operation, err)
	}
	for try := range attempts {
		if try > 0 {
			select {
			case <-ctx.Done():
				return fmt.Errorf("call %s: %w", operation, ctx.Err())
			case <-time.After(pause << (try - 1)):
			}
		}
		var refused *Error
		if err = c.once(ctx, target, path, body, out); err == nil || errors.As(err, &refused) && !refused.again() {
			break
		}
	}
	if err != nil {
		return fmt.Errorf("call %s: %w", operation, err)
	}
	return nil
}

func (c Client) once(ctx context.Context, target, path string, body []byte, out any) (err error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, c.url+"/"+path, bytes.NewReader(body))
	if err != nil {
		return err
	}
	r.Header.Set("Content-Type", "application/json")
	if target != "" {
		r.Header.Set("Content-Type", "application/x-amz-json-1.1")
		r.Header.Set("X-Amz-Target", target)
	}
	who, err := c.config.Credentials.Retrieve(ctx)
	if err != nil {
		return err
	}
	sum := sha256.Sum256(body)
	if err := v4.NewSigner().SignHTTP(ctx, who, r, hex.EncodeToString(sum[:]), c.name, c.config.Region, c.clock.Now()); err != nil {
		return err
	}
	answer, err := c.config.HTTPClient.Do(r)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, answer.Body.Close()) }()
	text, err := io.ReadAll(io.LimitReader(answer.Body, maxBody))
	if err != nil {
		return err
	}
	if answer.StatusCode == http.StatusOK {
		return json.Unmarshal(text, out)
	}
	var said struct {
		Type    string `json:"__type"`
		Message string
	}
	if json.Unmarshal(text, &said) != nil || said.Type == "" {
		said.Type, _, _ = strings.Cut(answer.Header.Get("X-Amzn-Errortype"), ":")
	}
	return &Error{Status: answer.StatusCode, Code: said.Type[strings.LastIndexByte(said.Type, '#')+1:], Text: said.Message}
}
