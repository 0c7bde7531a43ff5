package lambdarun

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"strings"

	"github.com/aws/aws-lambda-go/events"
	"github.com/awslabs/aws-lambda-go-api-proxy/core"
)

// HTTP serves API Gateway's v2 events with h. It uses only the core package of
// aws-lambda-go-api-proxy and puts right what its stock adapter gets wrong:
// headers are never split at commas (signatures contain them), cookies are one
// header, a silent handler answers 200, and a request that cannot be read is
// the caller's fault. The summary line is the handler's; only what never
// reaches it, or escapes from it, is logged here.
func (r Runtime) HTTP(h http.Handler) Handler {
	return HandlerFunc(func(ctx context.Context, payload []byte) ([]byte, error) {
		var e events.APIGatewayV2HTTPRequest
		if err := json.Unmarshal(payload, &e); err != nil {
			return nil, fmt.Errorf("reading the gateway's event: %w", err)
		}
		return json.Marshal(serve(ctx, h, e, r.Log))
	})
}

func serve(ctx context.Context, h http.Handler, e events.APIGatewayV2HTTPRequest, log *slog.Logger) events.APIGatewayV2HTTPResponse {
	req, err := request(ctx, e)
	if err != nil {
		log.Info("request unreadable", KeyRequestID, e.RequestContext.RequestID, KeyError, err.Error())
		return problem(http.StatusBadRequest, "request.unreadable", e.RequestContext.RequestID)
	}
	w := core.NewProxyResponseWriterV2()
	if err := guarded(w, req, h); err != nil {
		log.Error("panic", KeyRequestID, e.RequestContext.RequestID, KeyError, err.Error())
		return problem(http.StatusInternalServerError, "internal", e.RequestContext.RequestID)
	}
	answer, err := w.GetProxyResponse()
	if err != nil { // the handler wrote nothing at all
		w.WriteHeader(http.StatusOK)
		if answer, err = w.GetProxyResponse(); err != nil {
			return problem(http.StatusInternalServerError, "internal", e.RequestContext.RequestID)
		}
	}
	return compressed(req, answer)
}

// request turns the event into the request that the caller sent.
func request(ctx context.Context, e events.APIGatewayV2HTTPRequest) (*http.Request, error) {
	// RawPath arrives decoded: a literal "?" or "%" in it would change its meaning.
	e.RawPath = (&url.URL{Path: e.RawPath}).EscapedPath()
	var accessor core.RequestAccessorV2
	req, err := accessor.EventToRequestWithContext(ctx, e)
	if err != nil {
		return nil, err
	}
	for name, value := range e.Headers {
		req.Header.Set(name, value)
	}
	if len(e.Cookies) > 0 {
		req.Header.Set("Cookie", strings.Join(e.Cookies, "; "))
	}
	if host := e.Headers["host"]; host != "" {
		req.Host = host
	}
	req.RemoteAddr = net.JoinHostPort(e.RequestContext.HTTP.SourceIP, "0")
	return req, nil
}

func guarded(w http.ResponseWriter, req *http.Request, h http.Handler) error {
	_, err := HandlerFunc(func(context.Context, []byte) ([]byte, error) {
		h.ServeHTTP(w, req)
		return nil, nil
	}).Invoke(req.Context(), nil)
	return err
}

// problem is the answer to a request that reaches no handler.
func problem(status int, code, requestID string) events.APIGatewayV2HTTPResponse {
	body, err := json.Marshal(map[string]any{
		"type": "about:blank", "title": http.StatusText(status), "status": status, "code": code, "request_id": requestID,
	})
	if err != nil { // strings and a number always marshal
		body = nil
	}
	return events.APIGatewayV2HTTPResponse{
		StatusCode: status, Body: string(body),
		Headers: map[string]string{"Content-Type": "application/problem+json", "Cache-Control": "no-store"},
	}
}
