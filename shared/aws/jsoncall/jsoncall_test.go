package jsoncall_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/tributaryhq/tributary/shared/aws/jsoncall"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
)

// service answers one after the other.
func service(t *testing.T, answers ...func(http.ResponseWriter)) (jsoncall.Client, *[]string) {
	t.Helper()
	var got []string
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		got = append(got, r.Header.Get("X-Amz-Target")+" "+r.Header.Get("Authorization")+" "+string(body))
		answers[min(len(got), len(answers))-1](w)
	}))
	t.Cleanup(s.Close)
	return jsoncall.New(aws.Config{
		Region: "eu-central-1", HTTPClient: http.DefaultClient, BaseEndpoint: &s.URL,
		Credentials: aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) {
			return aws.Credentials{AccessKeyID: "AKID", SecretAccessKey: "s"}, nil
		}),
	}, "ssm", clock.At(time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC))), &got
}

func text(status int, body string) func(http.ResponseWriter) {
	return func(w http.ResponseWriter) {
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}
}

func TestACallIsSignedAndAnswered(t *testing.T) {
	t.Parallel()
	c, got := service(t, text(http.StatusOK, `{"Value":"x"}`))
	var out struct{ Value string }
	if err := c.Call(t.Context(), "AmazonSSM.GetParameter", map[string]any{"Name": "/origin"}, &out); err != nil || out.Value != "x" {
		t.Fatal(out, err)
	}
	for _, part := range []string{"AmazonSSM.GetParameter AWS4-HMAC-SHA256 Credential=AKID/20261121/eu-central-1/ssm/aws4_request", `{"Name":"/origin"}`} {
		if !strings.Contains((*got)[0], part) {
			t.Errorf("%s has no %s", (*got)[0], part)
		}
	}
}

// asked is where a request goes and by whom it is signed.
type asked struct{ url, signature string }

// Do answers nothing.
func (a *asked) Do(r *http.Request) (*http.Response, error) {
	a.url, a.signature = r.URL.String(), r.Header.Get("Authorization")
	return nil, errors.New("nobody is there")
}

func TestWhereServicesAre(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ region, host, name, url, scope string }{
		{"eu-central-1", "ssm", "ssm", "https://ssm.eu-central-1.amazonaws.com/", "/eu-central-1/ssm/aws4_request"},
		{"us-east-1", "email", "ses", "https://email.us-east-1.amazonaws.com/", "/us-east-1/ses/aws4_request"},
		{"cn-north-1", "kms", "kms", "https://kms.cn-north-1.amazonaws.com.cn/", "/cn-north-1/kms/aws4_request"},
	} {
		ctx, cancel := context.WithCancel(t.Context())
		to := &asked{}
		client := jsoncall.At(aws.Config{Region: c.region, HTTPClient: to, Credentials: aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) {
			defer cancel() // one attempt is enough
			return aws.Credentials{AccessKeyID: "a", SecretAccessKey: "b"}, nil
		})}, c.host, c.name, clock.At(time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)))
		if err := client.Call(ctx, "X.Y", nil, &struct{}{}); err == nil || to.url != c.url || !strings.Contains(to.signature, c.scope) {
			t.Errorf("%s: asked %s, signed %s, %v", c.host, to.url, to.signature, err)
		}
	}
}

func TestWhatMayGoBetterIsTriedAgain(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		answers []func(http.ResponseWriter)
		calls   int
		code    string
	}{
		"a service that recovers": {[]func(http.ResponseWriter){text(500, ""), text(400, `{"__type":"ThrottlingException"}`), text(200, "{}")}, 3, ""},
		"one that does not":       {[]func(http.ResponseWriter){text(503, "<html>")}, 3, ""},
		"a refusal":               {[]func(http.ResponseWriter){text(400, `{"__type":"com.amazonaws.ssm#ParameterNotFound","message":"no"}`)}, 1, "ParameterNotFound"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			client, got := service(t, c.answers...)
			var out struct{}
			err := client.Call(t.Context(), "AmazonSSM.GetParameter", nil, &out)
			var refused *jsoncall.Error
			if len(*got) != c.calls || (err == nil) != (name == "a service that recovers") || errors.As(err, &refused) && refused.Code != c.code {
				t.Errorf("%d calls, %v", len(*got), err)
			}
		})
	}
}
