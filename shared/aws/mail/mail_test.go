package mail_test

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/google/go-cmp/cmp"

	"github.com/tributaryhq/tributary/shared/aws/mail"
	"github.com/tributaryhq/tributary/shared/domain/notice"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
)

// service is SES, which answers always the same; what it is sent is returned.
func service(t *testing.T, status int, kind string) (mail.Mailer, *string) {
	t.Helper()
	var got string
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		got = r.Method + " " + r.URL.Path + " " + string(body)
		if kind != "" {
			w.Header().Set("X-Amzn-Errortype", kind)
		}
		w.WriteHeader(status)
		_, _ = io.WriteString(w, `{"MessageId":"1"}`)
	}))
	t.Cleanup(s.Close)
	return mail.New(aws.Config{
		Region: "eu-central-1", BaseEndpoint: &s.URL, HTTPClient: http.DefaultClient,
		Credentials: aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) {
			return aws.Credentials{AccessKeyID: "a", SecretAccessKey: "b"}, nil
		}),
	}, "no-reply@example.com"), &got
}

func TestAMailBearsItsSendersNameAndHeaders(t *testing.T) {
	t.Parallel()
	m, got := service(t, http.StatusOK, "")
	err := m.Send(t.Context(), notice.Mail{
		To: "ana@example.com", FromName: "Kaffee, Öl & Co", Subject: "S", HTML: "h", Text: "t", Headers: map[string]string{"List-Unsubscribe": "https://x"},
	})
	want := `POST /v2/email/outbound-emails {"FromEmailAddress":"=?utf-8?b?S2FmZmVlLCDDlmwgJiBDbw==?= \u003cno-reply@example.com\u003e",` +
		`"Destination":{"ToAddresses":["ana@example.com"]},"Content":{"Simple":{"Subject":{"Data":"S","Charset":"UTF-8"},` +
		`"Body":{"Text":{"Data":"t","Charset":"UTF-8"},"Html":{"Data":"h","Charset":"UTF-8"}},"Headers":[{"Name":"List-Unsubscribe","Value":"https://x"}]}}}`
	if diff := cmp.Diff(want, *got); diff != "" || err != nil {
		t.Error(diff, err)
	}
}

func TestOnlyWhatCanNeverBeSentIsInvalid(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name   string
		status int
		kind   string
		want   fault.Kind
	}{
		{"a rejected message", http.StatusBadRequest, "MessageRejected", fault.Invalid},
		{"a bad address", http.StatusBadRequest, "BadRequestException:http://internal/", fault.Invalid},
		{"too many at once", http.StatusTooManyRequests, "TooManyRequestsException", fault.Unavailable},
		{"a service that is away", http.StatusServiceUnavailable, "", fault.Unavailable},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			m, _ := service(t, tc.status, tc.kind)
			if err := m.Send(t.Context(), notice.Mail{}); fault.KindOf(err) != tc.want {
				t.Errorf("got %v", err)
			}
		})
	}
}
