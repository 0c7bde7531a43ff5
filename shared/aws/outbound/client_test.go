package outbound_test

import (
	"context"
	"crypto/x509"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/aws/outbound"
	"github.com/tributaryhq/tributary/shared/domain/webhook"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
)

// names answers every lookup with the next list of addresses, the last one for ever.
type names struct {
	answers [][]string
	asked   atomic.Int32
}

func (n *names) LookupNetIP(context.Context, string, string) ([]netip.Addr, error) {
	i := int(n.asked.Add(1)) - 1
	var out []netip.Addr
	for _, a := range n.answers[min(i, len(n.answers)-1)] {
		out = append(out, netip.MustParseAddr(a))
	}
	return out, nil
}

// stage is a TLS server called example.com behind a dialler that notes where
// the client wanted to go.
type stage struct {
	server *httptest.Server
	dialed chan string
}

func newStage(t *testing.T, h http.HandlerFunc) *stage {
	t.Helper()
	s := &stage{server: httptest.NewTLSServer(h), dialed: make(chan string, 10)}
	t.Cleanup(s.server.Close)
	return s
}

func (s *stage) client(n *names) *outbound.Client {
	roots := x509.NewCertPool()
	roots.AddCert(s.server.Certificate())
	return outbound.New(outbound.Options{Resolver: n, Roots: roots, Timeout: 2 * time.Second, Dial: func(ctx context.Context, network, address string) (net.Conn, error) {
		s.dialed <- address
		return (&net.Dialer{}).DialContext(ctx, network, s.server.Listener.Addr().String())
	}})
}

func get(u string) webhook.Request { return webhook.Request{Method: http.MethodGet, URL: u} }

func TestAPublicTargetIsCalledAtTheCheckedAddress(t *testing.T) {
	t.Parallel()
	s := newStage(t, func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		if r.Host != "example.com" || r.Header.Get("webhook-id") != "m1" || string(body) != "hello" {
			w.WriteHeader(http.StatusTeapot)
		}
		io.WriteString(w, "thanks") //nolint:errcheck // the client's view is what is tested
	})
	n := &names{answers: [][]string{{"93.184.216.34", "2606:2800:220:1::1"}, {"169.254.169.254"}}}
	res, err := s.client(n).Call(t.Context(), webhook.Request{Method: http.MethodPost, URL: "https://example.com/hook", Header: map[string]string{"webhook-id": "m1"}, Body: []byte("hello")})
	if err != nil || res.Status != http.StatusOK || string(res.Body) != "thanks" {
		t.Fatalf("got %+v, %v", res, err)
	}
	if at := <-s.dialed; at != "93.184.216.34:443" {
		t.Errorf("dialed %s, not the checked address", at)
	}
	if n.asked.Load() != 1 {
		t.Errorf("resolved %d times; a second answer could point inside", n.asked.Load())
	}
}

func TestATargetThatIsNotPublicIsNeverDialed(t *testing.T) {
	t.Parallel()
	for _, a := range []string{
		"0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "100.64.0.1", "100.127.255.254", "127.0.0.1", "127.255.0.9",
		"169.254.169.254", "169.254.170.2", "169.254.100.1", "172.16.0.1", "172.31.255.255", "192.0.0.8", "192.0.0.171", "192.0.2.1",
		"192.31.196.1", "192.52.193.1", "192.88.99.1", "192.168.1.1", "192.175.48.1", "198.18.0.1", "198.19.255.255", "198.51.100.7",
		"203.0.113.9", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255",
		"::", "::1", "::ffff:127.0.0.1", "::ffff:169.254.169.254", "::127.0.0.1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "100::1", "100:0:0:1::1",
		"2001::1", "2001:2::1", "2001:10::1", "2001:20::1", "2001:db8::1", "2002:a9fe:a9fe::1", "2620:4f:8000::1", "3fff::1", "5f00::1",
		"fc00::1", "fd00:ec2::254", "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1", "4000::1",
	} {
		t.Run(a, func(t *testing.T) {
			t.Parallel()
			s := newStage(t, func(http.ResponseWriter, *http.Request) {})
			for name, n := range map[string]*names{
				"alone":                {answers: [][]string{{a}}},
				"behind a public one":  {answers: [][]string{{"93.184.216.34", a}}},
				"in front of a public": {answers: [][]string{{a, "93.184.216.34"}}},
			} {
				if _, err := s.client(n).Call(t.Context(), get("https://example.com/")); fault.CodeOf(err) != "outbound.blocked" {
					t.Errorf("%s: %v", name, err)
				}
			}
			if !strings.Contains(a, "%") {
				literal := (&url.URL{Scheme: "https", Host: net.JoinHostPort(a, "443"), Path: "/"}).String()
				if _, err := s.client(&names{}).Call(t.Context(), get(literal)); !fault.Is(err, fault.Forbidden) {
					t.Errorf("as a literal: %v", err)
				}
			}
			if len(s.dialed) > 0 {
				t.Errorf("dialed %s", <-s.dialed)
			}
		})
	}
}

func TestAnAddressOfAnotherShapeIsRefused(t *testing.T) {
	t.Parallel()
	s := newStage(t, func(http.ResponseWriter, *http.Request) {})
	for name, u := range map[string]string{
		"plain http":          "http://example.com/",
		"a loopback by http":  "http://127.0.0.1:9001/2018-06-01/runtime/invocation/next",
		"a file":              "file:///etc/passwd",
		"gopher":              "gopher://example.com/",
		"a user and password": "https://u:p@example.com/",
		"the port of ssh":     "https://example.com:22/",
		"the port of redis":   "https://example.com:6379/",
		"no host":             "https:///path",
		"no scheme":           "//example.com/",
		"a control character": "https://example.com/\r\nX: y",
		"nothing":             "",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if _, err := s.client(&names{answers: [][]string{{"93.184.216.34"}}}).Call(t.Context(), get(u)); !fault.Is(err, fault.Forbidden) {
				t.Errorf("%s: %v", u, err)
			}
		})
	}
	if len(s.dialed) > 0 {
		t.Errorf("dialed %s", <-s.dialed)
	}
}

func TestARedirectIsAnAnswerAndNotFollowed(t *testing.T) {
	t.Parallel()
	s := newStage(t, func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "http://169.254.169.254/latest/meta-data/", http.StatusFound)
	})
	res, err := s.client(&names{answers: [][]string{{"93.184.216.34"}}}).Call(t.Context(), get("https://example.com/"))
	if err != nil || res.Status != http.StatusFound || len(s.dialed) != 1 {
		t.Errorf("got %d, %v after %d dials", res.Status, err, len(s.dialed))
	}
}

func TestAnEndlessAnswerIsCutAndASlowOneGivenUp(t *testing.T) {
	t.Parallel()
	s := newStage(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/slow" {
			<-r.Context().Done()
			return
		}
		chunk := strings.Repeat("x", 1<<15)
		for range 100 {
			if _, err := io.WriteString(w, chunk); err != nil {
				return
			}
		}
	})
	c := s.client(&names{answers: [][]string{{"93.184.216.34"}}})
	if res, err := c.Call(t.Context(), get("https://example.com/endless")); err != nil || len(res.Body) != 64<<10 {
		t.Errorf("endless: %d bytes, %v", len(res.Body), err)
	}
	if _, err := c.Call(t.Context(), get("https://example.com/slow")); fault.CodeOf(err) != "outbound.timeout" {
		t.Errorf("slow: %v", err)
	}
}

func TestTheCertificateMustBeThatOfTheName(t *testing.T) {
	t.Parallel()
	s := newStage(t, func(http.ResponseWriter, *http.Request) {})
	if _, err := s.client(&names{answers: [][]string{{"93.184.216.34"}}}).Call(t.Context(), get("https://other.test/")); fault.CodeOf(err) != "outbound.unreachable" {
		t.Errorf("got %v", err)
	}
}

func TestAProxyOfTheEnvironmentIsIgnored(t *testing.T) {
	t.Setenv("HTTPS_PROXY", "http://127.0.0.1:1")
	s := newStage(t, func(http.ResponseWriter, *http.Request) {})
	if _, err := s.client(&names{answers: [][]string{{"93.184.216.34"}}}).Call(t.Context(), get("https://example.com/")); err != nil {
		t.Error(err)
	}
}

func TestOnlyAClientForDevelopmentCallsTheOwnMachine(t *testing.T) {
	t.Parallel()
	target := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusAccepted) }))
	t.Cleanup(target.Close)
	if res, err := outbound.New(outbound.Options{Local: true}).Call(t.Context(), get(target.URL)); err != nil || res.Status != http.StatusAccepted {
		t.Errorf("local: %d, %v", res.Status, err)
	}
	if _, err := outbound.New(outbound.Options{}).Call(t.Context(), get(target.URL)); !fault.Is(err, fault.Forbidden) {
		t.Errorf("in production: %v", err)
	}
	moved := outbound.New(outbound.Options{Local: true, Resolver: &names{answers: [][]string{{"10.0.0.1"}}}})
	if _, err := moved.Call(t.Context(), get("http://localhost/")); !fault.Is(err, fault.Forbidden) {
		t.Errorf("a localhost that lives elsewhere: %v", err)
	}
}
