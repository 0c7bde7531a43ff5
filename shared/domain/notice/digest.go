package notice

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/queue"
)

// DigestKind marks a message of the notices queue by which a digest is due.
const DigestKind = "digest"

// pause is the time from one mail of conversions to the next.
const pause = 10 * time.Minute

// Digest names the conversions of a partner in a program that a person is told
// by mail: the first at once, all that come within ten minutes in one mail.
type Digest struct {
	User    id.User    `json:"user"`
	Program id.Program `json:"program"`
	Partner id.Partner `json:"partner"`
}

// Held is a conversion that waits for its mail.
type Held struct {
	Event id.Event
	At    time.Time
	Offer string
	Sum   string
}

// Digests keeps what waits.
type Digests interface {
	// Open begins a pause, unless there is one. It tells whether this event began
	// the pause that there is, and when that ends.
	Open(ctx context.Context, d Digest, e id.Event, now, until time.Time) (mine bool, end time.Time, err error)
	// Hold keeps a conversion, once.
	Hold(ctx context.Context, d Digest, h Held) error
	// Held lists what is kept, a hundred at most, oldest first.
	Held(ctx context.Context, d Digest) ([]Held, error)
	Drop(ctx context.Context, d Digest, hs []Held) error
}

// mailConversion mails a conversion at once, or keeps it for the digest.
func (n Notifier) mailConversion(ctx context.Context, e event.Event, m Mark, l Letter, p program.Program, to Recipient, writer string) error {
	d, now := Digest{to.User, e.Program, e.Partner}, n.Clock.Now()
	mine, end, err := n.Digests.Open(ctx, d, e.ID, now, now.Add(pause))
	if err != nil {
		return err
	}
	if mine {
		return n.mail(ctx, m, l, p, to, writer)
	}
	held := Held{Event: e.ID, At: e.At, Offer: e.Data[event.OfferName], Sum: heldSum(e)}
	if err := n.Digests.Hold(ctx, d, held); err != nil {
		return err
	}
	return n.remind(ctx, d, end.Sub(now))
}

// heldSum is the amount that a conversion brings, as every language is made of it.
func heldSum(e event.Event) string {
	if e.Data[event.Payout] == "" {
		return ""
	}
	return e.Data[event.Payout] + " " + e.Data[event.Currency]
}

// remind asks for the digest when the pause is over.
func (n Notifier) remind(ctx context.Context, d Digest, after time.Duration) error {
	body, err := json.Marshal(d)
	if err != nil {
		return fmt.Errorf("write a reminder: %w", err)
	}
	return n.Queue.Send(ctx, queue.Notices, queue.Message{
		Body: string(body), Attributes: map[string]string{"kind": DigestKind}, Delay: max(after, time.Second).Truncate(time.Second),
	})
}

// Deliver mails the digest that a message asks for, if anything waits.
func (n Notifier) Deliver(ctx context.Context, message queue.Message) error {
	var d Digest
	if err := json.Unmarshal([]byte(message.Body), &d); err != nil {
		return fault.Wrap(err, fault.Invalid, "notice.unreadable", "The message names no digest.")
	}
	held, err := n.Digests.Held(ctx, d)
	if err != nil || len(held) == 0 {
		return err
	}
	now := n.Clock.Now()
	mine, end, err := n.Digests.Open(ctx, d, held[0].Event, now, now.Add(pause))
	if err != nil {
		return err
	}
	if !mine {
		return n.remind(ctx, d, end.Sub(now))
	}
	if err := n.mailDigest(ctx, d, held, message.ID); err != nil {
		return err
	}
	return n.Digests.Drop(ctx, d, held)
}

// mailDigest tells what was held to somebody who still belongs there and still
// wants to know.
func (n Notifier) mailDigest(ctx context.Context, d Digest, held []Held, writer string) error {
	inbox, err := n.Store.Inbox(ctx, d.User)
	if err != nil || !inbox.Wants(Conversion, Email) {
		return err
	}
	ps, err := n.Programs.Load(ctx, d.Program)
	if err != nil || len(ps) == 0 {
		return err
	}
	people, err := n.Members.Recipients(ctx, d.Partner)
	if err != nil {
		return err
	}
	ids := make([]string, len(held))
	for i, h := range held {
		ids[i] = string(h.Event)
	}
	name, err := id.Of[id.Event](append([]string{"digest"}, ids...)...)
	if err != nil {
		return err
	}
	for _, r := range people {
		if r.User != d.User || r.Email == "" {
			continue
		}
		words, err := WordsOf(r.Language)
		if err != nil {
			return err
		}
		l := writeDigest(words, d, held, ps[0], ps[0].Home(n.Origin)).plain()
		return n.mail(ctx, Mark{name, Conversion, r.User}, l, ps[0], r, writer)
	}
	return nil
}
