package app

import (
	"context"
	"errors"
	"log/slog"

	"github.com/tributaryhq/tributary/shared/aws/lambdarun"
	"github.com/tributaryhq/tributary/shared/domain/notice"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
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
	mailer := b.mailer()
	n := notice.Notifier{
		Store: notices, Marks: notices, Members: b.recipients(), Programs: store.Programs{T: b.Table, Clock: b.Clock},
		Digests: store.Digests{T: b.Table}, Audience: b.audience(), Farewell: b.farewell(), Queue: b.Queue,
		Mailer: mailer, Renderer: renderer, Origin: b.Origin, Clock: b.Clock,
	}
	mails := postman{auth.Letters{Renderer: renderer, Mailer: mailer, Brands: b.Programs(), Origin: b.Origin}}
	return func(ctx context.Context, batch []queue.Message) []error {
		errs := make([]error, len(batch))
		var events []queue.Message
		var at []int
		for i, m := range batch {
			switch m.Attributes["kind"] {
			case signInKind:
				errs[i] = mails.deliver(ctx, m.Body)
				continue
			case notice.DigestKind:
				errs[i] = n.Deliver(ctx, m)
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

// farewell makes and reads links to fewer mails.
func (b Backends) farewell() notice.Farewell {
	secrets := store.InstanceSecrets{T: b.Table, Entropy: b.Entropy}
	return notice.Farewell{
		Key:    remembered(func(ctx context.Context) ([]byte, error) { return secrets.Secret(ctx, "farewell") }),
		Origin: b.Origin,
	}
}

// watchedMail notes which addresses refuse mail for good. It holds no Backends:
// templates reach methods by name, so that the linker would keep all of theirs,
// and with them every function of the system.
type watchedMail struct {
	notice.Mailer
	bounces store.Bounces
	log     *slog.Logger
	clock   clock.Clock
}

func (b Backends) mailer() notice.Mailer {
	return watchedMail{b.Mail, store.Bounces{T: b.Table}, b.Log, b.Clock}
}

// Send sends a mail; a refusal is noted and returned.
func (w watchedMail) Send(ctx context.Context, m notice.Mail) error {
	err := w.Mailer.Send(ctx, m)
	if !fault.Is(err, fault.Invalid) {
		return err
	}
	w.log.Warn("mail refused for good", "error", err)
	return errors.Join(err, w.bounces.Refused(ctx, m.To, w.clock.Now()))
}

// Notifier makes the handler of functions/notifier.
func Notifier(ctx context.Context, s Surroundings) (lambdarun.Handler, error) {
	k, err := prepare(s, "PUBLIC_ORIGIN_PARAMETER", "DEAD_QUEUE_URL", "NOTICES_QUEUE_URL")
	if err != nil {
		return nil, err
	}
	k.withQueues()
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
