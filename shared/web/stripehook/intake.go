// Package stripehook takes Stripe's webhooks: it proves them, queues them whole,
// and, on the other side of the queue, translates them into reports. What a
// payment is called follows Stripe's own ids, so that the same money reported by
// two of its events is one sale.
package stripehook

import (
	"context"
	"encoding/json"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/stripe/stripe-go/v85/webhook"

	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/queue"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

// tolerance is how old a signature may be, as Stripe's own libraries have it.
const tolerance = 300 * time.Second

// Secrets gives the signing secrets of a program that are valid now. Fresh are
// read at that moment; others may be half a minute old.
type Secrets interface {
	Secrets(ctx context.Context, p id.Program, fresh bool) ([]string, error)
}

// Intake serves POST /webhooks/stripe/{program}.
type Intake struct {
	Secrets Secrets
	Queue   queue.Sender
	Clock   clock.Clock
}

// ServeHTTP verifies, queues and answers at once: deciding is the consumer's.
func (i Intake) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	httpkit.Webhook(w, r, httpkit.MaxBody, i.take)
}

func (i Intake) take(r *http.Request, p id.Program, payload []byte) error {
	if err := Prove(r.Context(), i.Secrets, p, payload, r.Header.Get("Stripe-Signature"), i.Clock.Now()); err != nil {
		return err
	}
	var e Event
	if err := json.Unmarshal(payload, &e); err != nil || e.ID == "" {
		return fault.New(fault.Invalid, "stripe.unreadable", "The event cannot be read.")
	}
	return i.Queue.Send(r.Context(), queue.Conversions, queue.Message{
		Body: string(payload), Attributes: map[string]string{"kind": "stripe", "program": string(p)},
	})
}

// Prove holds the signature's time against the clock, and the signature against
// each valid secret: those that are known, then those that were just set.
func Prove(ctx context.Context, of Secrets, p id.Program, payload []byte, header string, now time.Time) error {
	age := now.Sub(signedAt(header))
	if age > tolerance || age < -tolerance {
		return fault.New(fault.Unauthenticated, "stripe.stale_signature", "The signature is too old, or from the future.")
	}
	for _, fresh := range []bool{false, true} {
		secrets, err := of.Secrets(ctx, p, fresh)
		if err != nil {
			return err
		}
		for _, s := range secrets {
			if webhook.ValidatePayloadIgnoringTolerance(payload, header, s) == nil {
				return nil
			}
		}
	}
	return fault.New(fault.Unauthenticated, "stripe.bad_signature", "The signature does not fit.")
}

func signedAt(header string) time.Time {
	for part := range strings.SplitSeq(header, ",") {
		if v, ok := strings.CutPrefix(strings.TrimSpace(part), "t="); ok {
			n, err := strconv.ParseInt(v, 10, 64)
			if err == nil {
				return time.Unix(n, 0)
			}
		}
	}
	return time.Time{}
}
