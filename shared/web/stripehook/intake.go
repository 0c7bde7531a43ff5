// Package stripehook takes Stripe's webhooks: it proves them, queues them whole,
// and, on the other side of the queue, translates them into reports. What a
// payment is called follows Stripe's own ids, so that the same money reported by
// two of its events is one sale.
package stripehook

import (
	"context"
	"encoding/json"
	"io"
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

// Secrets gives the signing secrets of a program that are valid now.
type Secrets interface {
	Stripe(ctx context.Context, p id.Program) ([]string, error)
}

// Intake serves POST /webhooks/stripe/{program}.
type Intake struct {
	Secrets Secrets
	Queue   queue.Sender
	Clock   clock.Clock
}

// Handler verifies, queues and answers at once: deciding is the consumer's.
func (i Intake) Handler(house *httpkit.House) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /webhooks/stripe/{program}", func(w http.ResponseWriter, r *http.Request) {
		if err := i.take(r); err != nil {
			httpkit.WriteProblem(w, r, httpkit.Unreadable(err))
			return
		}
		w.Header().Set("Content-Type", "application/json")
		io.WriteString(w, `{"received":true}`) //nolint:errcheck // the caller hung up
	})
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		httpkit.WriteProblem(w, r, fault.New(fault.NotFound, "route.not_found", "There is nothing at this address."))
	})
	return house.Wrap(mux)
}

func (i Intake) take(r *http.Request) error {
	p, err := id.Parse[id.Program](r.PathValue("program"))
	if err != nil {
		return fault.New(fault.NotFound, "route.not_found", "There is nothing at this address.")
	}
	payload, err := io.ReadAll(r.Body)
	if err != nil {
		return fault.Wrap(err, fault.Invalid, "request.too_large", "The body cannot be read, or is larger than 256 KiB.")
	}
	secrets, err := i.Secrets.Stripe(r.Context(), p)
	if err != nil {
		return err
	}
	if err := i.verify(payload, r.Header.Get("Stripe-Signature"), secrets); err != nil {
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

// verify holds the signature against each valid secret, and its time against
// the clock.
func (i Intake) verify(payload []byte, header string, secrets []string) error {
	wrong := fault.New(fault.Unauthenticated, "stripe.bad_signature", "The signature does not fit.")
	age := i.Clock.Now().Sub(signedAt(header))
	if age > tolerance || age < -tolerance {
		return fault.New(fault.Unauthenticated, "stripe.stale_signature", "The signature is too old, or from the future.")
	}
	for _, s := range secrets {
		if webhook.ValidatePayloadIgnoringTolerance(payload, header, s) == nil {
			return nil
		}
	}
	return wrong
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
