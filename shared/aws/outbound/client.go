package outbound

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"sync"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/webhook"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
)

// Bounds of a call.
const (
	defaultTimeout = 10 * time.Second
	maxResponse    = 64 << 10
)

// Resolver finds the addresses of a name; [net.DefaultResolver] is one.
type Resolver interface {
	LookupNetIP(ctx context.Context, network, host string) ([]netip.Addr, error)
}

// Options changes a client for development and tests. The zero value is what
// production uses.
type Options struct {
	// Local also allows http to a loopback address, on any port: for development.
	Local    bool
	Resolver Resolver
	Dial     func(ctx context.Context, network, address string) (net.Conn, error)
	Roots    *x509.CertPool
	Timeout  time.Duration
	Clock    clock.Clock
}

// Client calls outside addresses. It is safe for concurrent use.
type Client struct {
	opts     Options
	http     *http.Client
	special4 []netip.Prefix
	special6 []netip.Prefix
	global6  netip.Prefix
}

// New returns a client.
func New(o Options) *Client {
	if o.Resolver == nil {
		o.Resolver = net.DefaultResolver
	}
	if o.Dial == nil {
		o.Dial = (&net.Dialer{}).DialContext
	}
	if o.Clock == nil {
		o.Clock = clock.System()
	}
	if o.Timeout == 0 {
		o.Timeout = defaultTimeout
	}
	c := &Client{opts: o, special4: prefixes(special4), special6: prefixes(special6), global6: netip.MustParsePrefix(global6)}
	c.http = &http.Client{
		Timeout:       o.Timeout,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		Transport: &http.Transport{
			Proxy:                  nil,
			DialContext:            c.dial,
			TLSClientConfig:        &tls.Config{RootCAs: o.Roots, MinVersion: tls.VersionTLS12},
			DisableKeepAlives:      true,
			DisableCompression:     true,
			MaxResponseHeaderBytes: maxResponse,
		},
	}
	return c
}

func prefixes(list string) []netip.Prefix {
	var ps []netip.Prefix
	for _, text := range strings.Fields(list) {
		ps = append(ps, netip.MustParsePrefix(text))
	}
	return ps
}

// CallEach makes all calls at the same time. Whoever asks bounds how many.
func (c *Client) CallEach(ctx context.Context, rs []webhook.Request) []webhook.Result {
	out := make([]webhook.Result, len(rs))
	var all sync.WaitGroup
	for i, r := range rs {
		all.Go(func() {
			start := c.opts.Clock.Now()
			res, err := c.Call(ctx, r)
			out[i] = webhook.Result{Response: res, Err: err, Took: c.opts.Clock.Now().Sub(start)}
		})
	}
	all.Wait()
	return out
}

// Call makes one request. An address that may not be called is Forbidden and
// nothing is sent; a target that does not answer in time, or not at all, is
// Unavailable. Whatever the target answers is no error.
func (c *Client) Call(ctx context.Context, r webhook.Request) (webhook.Response, error) {
	req, err := http.NewRequestWithContext(ctx, r.Method, r.URL, bytes.NewReader(r.Body))
	if err != nil {
		return webhook.Response{}, fault.Wrap(err, fault.Forbidden, "outbound.bad_url", "not an address that can be called")
	}
	if err := c.checkURL(req); err != nil {
		return webhook.Response{}, err
	}
	for name, value := range r.Header {
		req.Header.Set(name, value)
	}
	res, err := c.http.Do(req)
	if err != nil {
		return webhook.Response{}, reasonOf(err)
	}
	defer res.Body.Close() //nolint:errcheck // nothing is left to lose
	body, err := io.ReadAll(io.LimitReader(res.Body, maxResponse))
	if err != nil {
		return webhook.Response{}, reasonOf(err)
	}
	return webhook.Response{Status: res.StatusCode, RetryAfter: res.Header.Get("Retry-After"), Body: body}, nil
}

func (c *Client) checkURL(req *http.Request) error {
	u := req.URL
	if c.opts.Local && u.Scheme == "http" && u.User == nil && loopback(u.Hostname()) {
		return nil
	}
	switch port := u.Port(); {
	case u.Scheme != "https":
		return blocked("only https addresses are called")
	case u.User != nil:
		return blocked("an address must not carry a name or password")
	case u.Hostname() == "":
		return blocked("the address has no host")
	case port != "" && port != "443" && port != "8443":
		return blocked("only the ports 443 and 8443 are called")
	}
	return nil
}

// dial resolves the name once, checks every address and connects to a checked
// one. TLS, with the name, is laid over it by the transport.
func (c *Client) dial(ctx context.Context, network, address string) (net.Conn, error) {
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return nil, fmt.Errorf("split %s: %w", address, err)
	}
	addrs, err := c.resolve(ctx, host)
	if err != nil {
		return nil, err
	}
	local := c.opts.Local && loopback(host)
	for _, a := range addrs {
		if !c.public(a) && (!local || !a.IsLoopback()) {
			return nil, blocked("the address is not on the public internet")
		}
	}
	var failed error
	for _, a := range addrs {
		conn, err := c.opts.Dial(ctx, network, net.JoinHostPort(a.Unmap().String(), port))
		if err == nil {
			return conn, nil
		}
		failed = err
	}
	return nil, failed
}

func (c *Client) resolve(ctx context.Context, host string) ([]netip.Addr, error) {
	if a, err := netip.ParseAddr(host); err == nil {
		return []netip.Addr{a}, nil
	}
	addrs, err := c.opts.Resolver.LookupNetIP(ctx, "ip", host)
	if err == nil && len(addrs) == 0 {
		err = errors.New("the name has no address")
	}
	if err != nil {
		return nil, fault.Wrap(err, fault.Unavailable, "outbound.unresolved", "the host's name could not be resolved")
	}
	return addrs, nil
}

func loopback(host string) bool {
	a, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && a.IsLoopback()
}

func blocked(message string) error {
	return fault.New(fault.Forbidden, "outbound.blocked", "%s", message)
}

// reasonOf turns a transport's error into one whose message may be shown.
func reasonOf(err error) error {
	var f *fault.Error
	var n net.Error
	switch {
	case errors.As(err, &f):
		return f
	case errors.As(err, &n) && n.Timeout():
		return fault.Wrap(err, fault.Unavailable, "outbound.timeout", "no answer in time")
	}
	return fault.Wrap(err, fault.Unavailable, "outbound.unreachable", "the host could not be reached")
}

var _ webhook.Caller = (*Client)(nil)
