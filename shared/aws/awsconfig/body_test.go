package awsconfig_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/tributaryhq/tributary/shared/aws/awsconfig"
)

// closing is a body as the SDK makes them: it can write itself, and once closed
// it answers that with io.EOF.
type closing struct {
	io.Reader
	wrote atomic.Bool
}

func (c *closing) WriteTo(w io.Writer) (int64, error) {
	c.wrote.Store(true)
	n, err := io.Copy(w, c.Reader)
	if err == nil {
		err = io.EOF
	}
	return n, err
}

func (*closing) Close() error { return nil }

func TestABodyThatWasClosedEarlyDoesNotCostTheConnection(t *testing.T) {
	t.Parallel()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(w, r.Body)
	}))
	defer s.Close()
	m, err := awsconfig.New(lookup(map[string]string{"AWS_REGION": "r", "AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "b"}))
	if err != nil {
		t.Fatal(err)
	}
	body := &closing{Reader: strings.NewReader("hello")}
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, s.URL, body)
	if err != nil {
		t.Fatal(err)
	}
	r.ContentLength = 5
	res, err := m.For(awsconfig.DynamoDB).HTTPClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	if text, err := io.ReadAll(res.Body); err != nil || string(text) != "hello" || body.wrote.Load() {
		t.Errorf("got %q, %v; the body wrote itself: %v", text, err, body.wrote.Load())
	}
}
