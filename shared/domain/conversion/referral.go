package conversion

import (
	"context"

	"github.com/tributaryhq/tributary/shared/domain/enrollment"
	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/domain/offer"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/queue"
)

// LetIn hears of partners who were let in, and has whoever brought them paid.
// It listens to the outbox.
type LetIn struct{ Queue queue.Sender }

// Hear sends one message per approval.
func (l LetIn) Hear(ctx context.Context, es []event.Event) error {
	for _, e := range es {
		if e.Type != event.EnrollmentApproved {
			continue
		}
		m := queue.Message{Body: event.Encode(e), Attributes: map[string]string{"kind": "referral"}}
		if err := l.Queue.Send(ctx, queue.Conversions, m); err != nil {
			return err
		}
	}
	return nil
}

// Places reads a partner's place in a program.
type Places interface {
	Load(ctx context.Context, p id.Program, o id.Partner) (enrollment.Enrollment, error)
}

// Referrals pays partners for the partners they brought: once for each, by the
// offer in force when that one was let in.
type Referrals struct {
	Deeds  Deeds
	Places Places
}

// Take pays for the approval of a message, where somebody brought the partner.
func (r Referrals) Take(ctx context.Context, m queue.Message) error {
	e, err := event.Decode(m.Body)
	if err != nil {
		return err
	}
	came, err := r.Places.Load(ctx, e.Program, e.Partner)
	if err != nil || came.Referrer == "" {
		return err
	}
	_, _, err = r.Deeds.Give(ctx, Deed{
		Program: e.Program, Partner: came.Referrer, Trigger: offer.Referral, Key: string(came.Partner), At: e.At,
	})
	return err
}

var _ event.Listener = LetIn{}
