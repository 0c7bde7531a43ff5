// Package shopifyhook takes Shopify's webhooks: it proves them, queues what of
// them is needed, and, on the other side of the queue, turns paid orders,
// refunds and cancellations into reports, fulfilments into states of orders,
// and the privacy topics into acts. A sale is known by the order's id.
package shopifyhook

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"slices"

	"github.com/tributaryhq/tributary/shared/domain/integration"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/queue"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

// MaxBody is the largest webhook that is read: an order of many lines is larger
// than what other routes take.
const MaxBody = 2 << 20

// Secrets gives the signing secrets of a program that are valid now. Fresh are
// read at that moment; others may be half a minute old.
type Secrets interface {
	Secrets(ctx context.Context, p id.Program, fresh bool) ([]string, error)
}

// Intake serves POST /webhooks/shopify/{program}.
type Intake struct {
	Secrets Secrets
	Queue   queue.Sender
}

// The headers that Shopify sends along.
const (
	headerTopic     = "X-Shopify-Topic"
	headerShop      = "X-Shopify-Shop-Domain"
	headerWebhook   = "X-Shopify-Webhook-Id"
	headerTriggered = "X-Shopify-Triggered-At"
	headerSignature = "X-Shopify-Hmac-Sha256"
)

// ServeHTTP verifies, queues and answers at once: deciding is the consumer's.
func (i Intake) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	httpkit.Webhook(w, r, MaxBody, i.take)
}

func (i Intake) take(r *http.Request, p id.Program, body []byte) error {
	if err := i.prove(r.Context(), p, body, r.Header.Get(headerSignature)); err != nil {
		return err
	}
	topic := r.Header.Get(headerTopic)
	if topic == "" || r.Header.Get(headerWebhook) == "" {
		return fault.New(fault.Invalid, "shopify.unreadable", "The webhook lacks its topic or its id.")
	}
	if !slices.Contains(integration.Shopify.Events(), topic) {
		return nil // none of ours
	}
	m := queue.Message{Body: needed(topic, body), Attributes: map[string]string{"kind": "shopify", "program": string(p)}}
	for name, header := range map[string]string{"topic": headerTopic, "shop": headerShop, "webhook": headerWebhook, "triggered": headerTriggered} {
		if v := r.Header.Get(header); v != "" {
			m.Attributes[name] = v[:min(len(v), 120)]
		}
	}
	return i.Queue.Send(r.Context(), queue.Conversions, m)
}

// prove holds the signature against each valid secret: those that are known,
// then those that were just set.
func (i Intake) prove(ctx context.Context, p id.Program, body []byte, signature string) error {
	given, err := base64.StdEncoding.DecodeString(signature)
	if err == nil && len(given) == sha256.Size {
		for _, fresh := range []bool{false, true} {
			secrets, err := i.Secrets.Secrets(ctx, p, fresh)
			if err != nil {
				return err
			}
			for _, s := range secrets {
				mac := hmac.New(sha256.New, []byte(s))
				mac.Write(body)
				if hmac.Equal(mac.Sum(nil), given) {
					return nil
				}
			}
		}
	}
	return fault.New(fault.Unauthenticated, "shopify.bad_signature", "The signature does not fit.")
}
