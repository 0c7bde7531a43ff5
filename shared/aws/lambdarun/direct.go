package lambdarun

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
)

// Request is what a function that answers without a router needs of API
// Gateway's event; decoding nothing else saves most of the decoding.
type Request struct {
	Path       string            `json:"rawPath"`
	RawQuery   string            `json:"rawQueryString"`
	Headers    map[string]string `json:"headers"` // names are lower-case
	Cookies    []string          `json:"cookies"` // name=value
	Parameters map[string]string `json:"pathParameters"`
	Context    struct {
		RequestID string `json:"requestId"`
		HTTP      struct {
			Method   string `json:"method"`
			SourceIP string `json:"sourceIp"`
		} `json:"http"`
	} `json:"requestContext"`
}

// Response is the answer to a Request.
type Response struct {
	Status  int               `json:"statusCode"`
	Headers map[string]string `json:"headers,omitempty"`
	Cookies []string          `json:"cookies,omitempty"`
	Body    string            `json:"body,omitempty"`
}

// Direct serves API Gateway's v2 events with f, without http.Handler and
// without a log line on success.
func (r Runtime) Direct(f func(ctx context.Context, in Request) Response) Handler {
	return HandlerFunc(func(ctx context.Context, payload []byte) ([]byte, error) {
		var in Request
		if err := json.Unmarshal(payload, &in); err != nil {
			return nil, fmt.Errorf("reading the gateway's event: %w", err)
		}
		out := f(ctx, in)
		if out.Status >= http.StatusInternalServerError {
			r.Log.ErrorContext(ctx, "request", KeyRequestID, in.Context.RequestID, "method", in.Context.HTTP.Method, "status", out.Status)
		}
		return json.Marshal(out)
	})
}
