package app

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/queue"
	"github.com/tributaryhq/tributary/shared/web/auth"
)

// signInKind marks a message of the notices queue that holds a mail of sign-in
// rather than an event.
const signInKind = "sign_in"

// signInMails puts mails of sign-in on the notices queue: how long an answer
// takes does not tell whether a mail was sent.
type signInMails struct{ queue queue.Sender }

// Send queues the mail.
func (s signInMails) Send(ctx context.Context, m identity.Mail) error {
	body, err := json.Marshal(m)
	if err != nil {
		return fmt.Errorf("write a mail of sign-in: %w", err)
	}
	return s.queue.Send(ctx, queue.Notices, queue.Message{Body: string(body), Attributes: map[string]string{"kind": signInKind}})
}

// postman sends the mails of sign-in that the notices queue brings.
type postman struct{ letters auth.Letters }

func (p postman) deliver(ctx context.Context, body string) error {
	var m identity.Mail
	if err := json.Unmarshal([]byte(body), &m); err != nil {
		return fault.Wrap(err, fault.Invalid, "mail.unreadable", "The message holds no mail.")
	}
	return p.letters.Send(ctx, m)
}

var _ identity.Mailer = signInMails{}
