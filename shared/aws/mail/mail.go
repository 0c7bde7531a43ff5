// Package mail sends mail through SES.
package mail

import (
	"context"
	"errors"
	"maps"
	stdmail "net/mail"
	"slices"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/tributaryhq/tributary/shared/aws/jsoncall"
	"github.com/tributaryhq/tributary/shared/domain/notice"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
)

// Mailer sends mail from one address.
type Mailer struct {
	api  jsoncall.Client
	from string
}

// New returns a Mailer that sends from the address.
func New(c aws.Config, from string) Mailer {
	return Mailer{jsoncall.At(c, "email", "ses", clock.System()), from}
}

// The request of SES, as far as it is used.
type (
	sending struct {
		FromEmailAddress string
		Destination      struct{ ToAddresses []string }
		Content          struct{ Simple simple }
	}
	simple struct {
		Subject content
		Body    struct {
			Text content
			HTML *content `json:"Html,omitempty"`
		}
		Headers []header `json:",omitempty"`
	}
	content struct{ Data, Charset string }
	header  struct{ Name, Value string }
)

// Send sends one mail, under the sender's display name. A mail that SES will
// never take is Invalid.
func (m Mailer) Send(ctx context.Context, letter notice.Mail) error {
	from := stdmail.Address{Name: letter.FromName, Address: m.from}
	in := sending{FromEmailAddress: from.String()}
	in.Destination.ToAddresses = []string{letter.To}
	mail := &in.Content.Simple
	mail.Subject, mail.Body.Text = content{letter.Subject, "UTF-8"}, content{letter.Text, "UTF-8"}
	if letter.HTML != "" {
		mail.Body.HTML = &content{letter.HTML, "UTF-8"}
	}
	for _, name := range slices.Sorted(maps.Keys(letter.Headers)) {
		mail.Headers = append(mail.Headers, header{name, letter.Headers[name]})
	}
	err := m.api.Post(ctx, "v2/email/outbound-emails", in, &struct{}{})
	var refused *jsoncall.Error
	switch {
	case errors.As(err, &refused) && (refused.Code == "MessageRejected" || refused.Code == "BadRequestException"):
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
)
