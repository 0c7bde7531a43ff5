package app

import (
	"context"

	"github.com/tributaryhq/tributary/shared/aws/lambdarun"
	"github.com/tributaryhq/tributary/shared/domain/notice"
	"github.com/tributaryhq/tributary/shared/kernel/queue"
	"github.com/tributaryhq/tributary/shared/store"
	"github.com/tributaryhq/tributary/shared/web/auth"
)

// Notifier tells people what the notices queue brings. An error means that a
// mail layout is broken.
func (b Backends) Notifier() (lambdarun.Batch, error) {
	renderer, err := notice.NewRenderer()
	if err != nil {
		return nil, err
	}
	notices := store.Notices{T: b.Table}
	n := notice.Notifier{
		Store: notices, Marks: notices, Members: b.recipients(), Programs: store.Programs{T: b.Table, Clock: b.Clock},
		Mailer: b.Mail, Renderer: renderer, Origin: b.Origin, Clock: b.Clock,
	}
	mails := postman{auth.Letters{Renderer: renderer, Mailer: b.Mail, Brands: b.Programs(), Origin: b.Origin}}
	return func(ctx context.Context, batch []queue.Message) []error {
		errs := make([]error, len(batch))
		var events []queue.Message
		var at []int
		for i, m := range batch {
			if m.Attributes["kind"] == signInKind {
				errs[i] = mails.deliver(ctx, m.Body)
				continue
			}
			events, at = append(events, m), append(at, i)
		}
		for i, err := range n.Handle(ctx, events) {
			errs[at[i]] = err
		}
		return errs
	}, nil
}

// Notifier makes the handler of functions/notifier.
func Notifier(ctx context.Context, s Surroundings) (lambdarun.Handler, error) {
	k, err := prepare(s, "PUBLIC_ORIGIN_PARAMETER", "DEAD_QUEUE_URL")
	if err != nil {
		return nil, err
	}
	k.withMail()
	if err := k.withOrigin(ctx); err != nil {
		return nil, err
	}
	h, err := k.Backends.Notifier()
	if err != nil {
		return nil, err
	}
	return k.Run.Queue(h, k.Dead()), nil
}
