// Package awsconfig is the only maker of [aws.Config]. The values are made by
// hand: the SDK's own loader costs every function 2 MB and a millisecond and a
// half of its start. What the loader would have read is read here instead:
// region, credentials and the endpoint overrides AWS_ENDPOINT_URL_<SERVICE> and
// AWS_ENDPOINT_URL, which a hand-made config would silently ignore.
package awsconfig

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
)

// Service is a service's word in AWS_ENDPOINT_URL_<SERVICE>.
type Service string

// The services that the project calls.
const (
	DynamoDB        Service = "DYNAMODB"
	DynamoDBStreams Service = "DYNAMODB_STREAMS"
	SQS             Service = "SQS"
	S3              Service = "S3"
	SES             Service = "SESV2"
	KMS             Service = "KMS"
	Secrets         Service = "SECRETS_MANAGER"
	Parameters      Service = "SSM"
	Logs            Service = "CLOUDWATCH_LOGS"
)

// Lookup reads one environment variable.
type Lookup = func(string) (string, bool)

// Maker makes the configuration of each service's client. All of them share
// one HTTP client, so that connections are opened once.
type Maker struct {
	lookup      Lookup
	region      string
	credentials aws.CredentialsProvider
	http        aws.HTTPClient
}

// Limits of a call: a function would rather fail and be retried by its queue
// than wait for a peer that has gone silent. Long polls take up to 20 s.
const (
	dialTimeout   = 2 * time.Second
	headerTimeout = 25 * time.Second
	attempts      = 3
)

// New reads region and credentials. Everything that is missing is named at once.
func New(lookup Lookup) (*Maker, error) {
	var missing []error
	get := func(name string) string {
		v, ok := lookup(name)
		if !ok || v == "" {
			missing = append(missing, errors.New(name+" is not set"))
		}
		return v
	}
	m := &Maker{lookup: lookup, region: get("AWS_REGION"), http: client()}
	c := aws.Credentials{AccessKeyID: get("AWS_ACCESS_KEY_ID"), SecretAccessKey: get("AWS_SECRET_ACCESS_KEY"), Source: "environment"}
	c.SessionToken, _ = lookup("AWS_SESSION_TOKEN")
	m.credentials = aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) { return c, nil })
	return m, errors.Join(missing...)
}

// For returns the configuration of one service's client.
func (m *Maker) For(s Service) aws.Config {
	c := aws.Config{Region: m.region, Credentials: m.credentials, HTTPClient: m.http, Retryer: retryer}
	for _, name := range []string{"AWS_ENDPOINT_URL_" + string(s), "AWS_ENDPOINT_URL"} {
		if url, ok := m.lookup(name); ok && url != "" {
			c.BaseEndpoint = aws.String(url)
			break
		}
	}
	return c
}

func retryer() aws.Retryer {
	return retry.NewStandard(func(o *retry.StandardOptions) { o.MaxAttempts = attempts })
}

func client() aws.HTTPClient {
	return plainBodies{awshttp.NewBuildableClient().
		WithDialerOptions(func(d *net.Dialer) { d.Timeout = dialTimeout }).
		WithTransportOptions(func(t *http.Transport) {
			t.ResponseHeaderTimeout = headerTimeout
			t.MaxIdleConnsPerHost = 32
		})}
}

// plainBodies hides that request bodies can write themselves. The SDK closes a
// body as soon as the response has begun, and its WriteTo answers io.EOF from
// then on; a transport that had not yet looked for the body's end takes that
// for a failed write and drops the connection, response and all. What was
// written then has an unknown outcome. Its Read does not have that fault.
type plainBodies struct{ next aws.HTTPClient }

// Do sends the request.
func (c plainBodies) Do(r *http.Request) (*http.Response, error) {
	if r.Body != nil && r.Body != http.NoBody {
		plain := *r
		plain.Body = struct{ io.ReadCloser }{r.Body}
		r = &plain
	}
	return c.next.Do(r)
}
