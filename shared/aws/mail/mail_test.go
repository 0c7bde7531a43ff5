package mail_test

import (
	"context"
	"errors"
	"testing"

	"github.com/aws/aws-sdk-go-v2/service/sesv2"
	"github.com/aws/aws-sdk-go-v2/service/sesv2/types"

	"github.com/tributaryhq/tributary/shared/aws/mail"
	"github.com/tributaryhq/tributary/shared/domain/notice"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
)

type service struct {
	in  *sesv2.SendEmailInput
	err error
}

func (s *service) SendEmail(_ context.Context, in *sesv2.SendEmailInput, _ ...func(*sesv2.Options)) (*sesv2.SendEmailOutput, error) {
	s.in = in
	return &sesv2.SendEmailOutput{}, s.err
}

func TestAMailBearsItsSendersNameAndHeaders(t *testing.T) {
	t.Parallel()
	s := &service{}
	err := mail.Mailer{API: s, From: "no-reply@example.com"}.Send(context.Background(), notice.Mail{
		To: "ana@example.com", FromName: "Kaffee, Öl & Co", Subject: "S", HTML: "<p>h", Text: "t", Headers: map[string]string{"List-Unsubscribe": "<https://x>"},
	})
	if err != nil {
		t.Fatal(err)
	}
	m := s.in.Content.Simple
	if *s.in.FromEmailAddress != "=?utf-8?b?S2FmZmVlLCDDlmwgJiBDbw==?= <no-reply@example.com>" || s.in.Destination.ToAddresses[0] != "ana@example.com" ||
		*m.Subject.Data != "S" || *m.Body.Html.Data != "<p>h" || *m.Body.Text.Data != "t" || *m.Headers[0].Name != "List-Unsubscribe" {
		t.Errorf("sent from %s: %+v", *s.in.FromEmailAddress, m)
	}
}

func TestOnlyWhatCanNeverBeSentIsInvalid(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name string
		err  error
		want fault.Kind
	}{
		{"a rejected message", &types.MessageRejected{}, fault.Invalid},
		{"a bad address", &types.BadRequestException{}, fault.Invalid},
		{"too many at once", &types.TooManyRequestsException{}, fault.Unavailable},
		{"a lost connection", errors.New("reset"), fault.Unavailable},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			err := mail.Mailer{API: &service{err: tc.err}}.Send(context.Background(), notice.Mail{})
			if fault.KindOf(err) != tc.want {
				t.Errorf("got %v", err)
			}
		})
	}
}
