// Package mail sends mail through SES.
package mail

import (
	"context"
	"errors"
	"maps"
	stdmail "net/mail"
	"slices"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/sesv2"
	"github.com/aws/aws-sdk-go-v2/service/sesv2/types"

	"github.com/tributaryhq/tributary/shared/domain/notice"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
)

// API is the part of SES that sending needs.
type API interface {
	SendEmail(ctx context.Context, in *sesv2.SendEmailInput, opts ...func(*sesv2.Options)) (*sesv2.SendEmailOutput, error)
}

// New returns SES's client.
func New(c aws.Config) *sesv2.Client { return sesv2.NewFromConfig(c) }

// Mailer sends mail from one address.
type Mailer struct {
	API  API
	From string
}

// Send sends one mail, under the sender's display name. A mail that SES will
// never take is Invalid.
func (m Mailer) Send(ctx context.Context, letter notice.Mail) error {
	text := func(s string) *types.Content { return &types.Content{Data: &s, Charset: aws.String("UTF-8")} }
	content := &types.Message{Subject: text(letter.Subject), Body: &types.Body{Text: text(letter.Text)}}
	if letter.HTML != "" {
		content.Body.Html = text(letter.HTML)
	}
	for _, name := range slices.Sorted(maps.Keys(letter.Headers)) {
		content.Headers = append(content.Headers, types.MessageHeader{Name: aws.String(name), Value: aws.String(letter.Headers[name])})
	}
	from := stdmail.Address{Name: letter.FromName, Address: m.From}
	_, err := m.API.SendEmail(ctx, &sesv2.SendEmailInput{
		FromEmailAddress: aws.String(from.String()),
		Destination:      &types.Destination{ToAddresses: []string{letter.To}},
		Content:          &types.EmailContent{Simple: content},
	})
	var rejected *types.MessageRejected
	var bad *types.BadRequestException
	switch {
	case errors.As(err, &rejected) || errors.As(err, &bad):
		return fault.Wrap(err, fault.Invalid, "mail.rejected", "this mail cannot be sent")
	case err != nil:
		return fault.Wrap(err, fault.Unavailable, "mail.unavailable", "the mail could not be sent just now; try again")
	}
	return nil
}

// None sends nothing: an installation without a mail domain works all the same.
type None struct{}

// Send does nothing.
func (None) Send(context.Context, notice.Mail) error { return nil }

var (
	_ notice.Mailer = Mailer{}
	_ notice.Mailer = None{}
	_ API           = (*sesv2.Client)(nil)
)
