package local

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net"
	"net/http"
	"strconv"
	"strings"
	"sync/atomic"

	"github.com/aws/aws-lambda-go/events"

	"github.com/tributaryhq/tributary/shared/kernel/clock"
)

// Gateway is an HTTP API: it finds the route, invokes its function with the
// v2 event and writes the answer. A request without a route is left to Next.
type Gateway struct {
	Routes []GatewayRoute
	Clock  clock.Clock
	Next   http.Handler

	count atomic.Uint64
}

// GatewayRoute leads requests to a function. Method is ANY for all; Path may
// hold {name} for a segment and end in {name+} for the rest.
type GatewayRoute struct {
	Method, Path string
	Sandbox      Sandbox
}

// Limits of the real one.
const (
	gatewayBody    = 10 << 20
	functionBody   = 6 << 20
	gatewayHeaders = 10240
)

// ServeHTTP serves one request.
func (g *Gateway) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	route, parameters := g.route(r)
	if route == nil {
		g.Next.ServeHTTP(w, r)
		return
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, gatewayBody))
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &tooLarge) || len(body) > functionBody*3/4:
		refuse(w, http.StatusRequestEntityTooLarge, "request.too_large")
		return
	case err != nil:
		refuse(w, http.StatusBadRequest, "request.unreadable")
		return
	case headerSize(r) > gatewayHeaders:
		refuse(w, http.StatusRequestHeaderFieldsTooLarge, "request.headers_too_large")
		return
	}
	e := g.event(r, route, parameters, body)
	payload, err := json.Marshal(e)
	if err != nil {
		refuse(w, http.StatusBadRequest, "request.unreadable")
		return
	}
	out, err := route.Sandbox.Invoke(r.Context(), e.RequestContext.RequestID, payload)
	var answer events.APIGatewayV2HTTPResponse
	if err == nil {
		err = json.Unmarshal(out, &answer)
	}
	if err != nil {
		refuse(w, http.StatusInternalServerError, "internal")
		return
	}
	write(w, r, answer)
}

func (g *Gateway) event(r *http.Request, route *GatewayRoute, parameters map[string]string, body []byte) events.APIGatewayV2HTTPRequest {
	now := g.Clock.Now()
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		host = r.RemoteAddr
	}
	e := events.APIGatewayV2HTTPRequest{
		Version: "2.0", RouteKey: route.Method + " " + route.Path, RawPath: r.URL.Path, RawQueryString: r.URL.RawQuery,
		Headers: map[string]string{"host": r.Host}, PathParameters: parameters,
		RequestContext: events.APIGatewayV2HTTPRequestContext{
			AccountID: "000000000000", APIID: "local", Stage: "$default", DomainName: r.Host, RouteKey: route.Method + " " + route.Path,
			RequestID: "local-" + strconv.FormatInt(now.UnixMilli(), 36) + "-" + strconv.FormatUint(g.count.Add(1), 36),
			Time:      now.Format("02/Jan/2006:15:04:05 -0700"), TimeEpoch: now.UnixMilli(),
			HTTP: events.APIGatewayV2HTTPRequestContextHTTPDescription{
				Method: r.Method, Path: r.URL.Path, Protocol: r.Proto, SourceIP: host, UserAgent: r.UserAgent(),
			},
		},
	}
	for name, values := range r.Header {
		if name == "Cookie" {
			for _, v := range values {
				e.Cookies = append(e.Cookies, strings.Split(v, "; ")...)
			}
			continue
		}
		e.Headers[strings.ToLower(name)] = strings.Join(values, ",")
	}
	for name, values := range r.URL.Query() {
		if e.QueryStringParameters == nil {
			e.QueryStringParameters = map[string]string{}
		}
		e.QueryStringParameters[name] = strings.Join(values, ",")
	}
	e.Body, e.IsBase64Encoded = string(body), false
	if len(body) > 0 && !isText(r.Header.Get("Content-Type")) {
		e.Body, e.IsBase64Encoded = base64.StdEncoding.EncodeToString(body), true
	}
	return e
}

// isText tells which bodies the gateway hands over as they are. Forms are not
// among them.
func isText(contentType string) bool {
	kind, _, err := mime.ParseMediaType(contentType)
	return err == nil && (strings.HasPrefix(kind, "text/") || kind == "application/json" || kind == "application/xml" || kind == "application/javascript")
}

func write(w http.ResponseWriter, r *http.Request, answer events.APIGatewayV2HTTPResponse) {
	for name, value := range answer.Headers {
		w.Header().Set(name, value)
	}
	for _, c := range answer.Cookies {
		w.Header().Add("Set-Cookie", c)
	}
	body := []byte(answer.Body)
	if answer.IsBase64Encoded {
		var err error
		if body, err = base64.StdEncoding.DecodeString(answer.Body); err != nil {
			refuse(w, http.StatusInternalServerError, "internal")
			return
		}
	}
	w.WriteHeader(answer.StatusCode)
	if r.Method != http.MethodHead {
		_, _ = w.Write(body)
	}
}

// refuse answers for the gateway itself.
func refuse(w http.ResponseWriter, status int, code string) {
	w.Header().Set("Content-Type", "application/problem+json")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(map[string]any{"type": "about:blank", "title": http.StatusText(status), "status": status, "code": code})
}

func headerSize(r *http.Request) int {
	n := len(r.Method) + len(r.RequestURI)
	for name, values := range r.Header {
		for _, v := range values {
			n += len(name) + len(v)
		}
	}
	return n
}

// route returns the most specific route of the request: literal segments win
// over parameters, parameters over a greedy rest.
func (g *Gateway) route(r *http.Request) (*GatewayRoute, map[string]string) {
	var best *GatewayRoute
	var parameters map[string]string
	rank := ""
	for i := range g.Routes {
		route := &g.Routes[i]
		if route.Method != "ANY" && route.Method != r.Method {
			continue
		}
		if ps, rk, ok := matchPath(route.Path, r.URL.Path); ok && rk > rank {
			best, parameters, rank = route, ps, rk
		}
	}
	return best, parameters
}

// matchPath matches a path and ranks the match, one sign per segment: the
// greater text is the more specific.
func matchPath(pattern, path string) (parameters map[string]string, rank string, ok bool) {
	want, have := strings.Split(pattern, "/"), strings.Split(path, "/")
	parameters = map[string]string{}
	for i, seg := range want {
		inner, isParameter := strings.CutPrefix(strings.TrimSuffix(seg, "}"), "{")
		name, greedy := strings.CutSuffix(inner, "+")
		switch {
		case i >= len(have):
			return nil, "", false
		case isParameter && greedy:
			rest := strings.Join(have[i:], "/")
			parameters[name] = rest
			return parameters, rank + "1", rest != ""
		case isParameter && have[i] != "":
			parameters[name] = have[i]
			rank += "2"
		case !isParameter && seg == have[i]:
			rank += "3"
		default:
			return nil, "", false
		}
	}
	return parameters, rank, len(want) == len(have)
}
