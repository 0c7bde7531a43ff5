package railhook

import (
	"context"
	"encoding/json"
	"net/http"
	"strings"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/rail"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/queue"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

// maxAge is how old a transmission may be: PayPal tries for three days.
const maxAge = 4 * 24 * time.Hour

// Webhooks gives PayPal's id of a program's webhook, "" without one. Fresh is
// read at that moment; others may be half a minute old.
type Webhooks interface {
	Webhook(ctx context.Context, p id.Program, fresh bool) (string, error)
}

// PayPal serves POST /webhooks/payouts/paypal/{program}.
type PayPal struct {
	Webhooks Webhooks
	Certs    *Certs
	Queue    queue.Sender
	Clock    clock.Clock
}

// ServeHTTP verifies, queues and answers.
func (h PayPal) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	httpkit.Webhook(w, r, httpkit.MaxBody, h.take)
}

func (h PayPal) take(r *http.Request, p id.Program, payload []byte) error {
	t, err := transmissionOf(r.Header, h.Clock.Now())
	if err != nil {
		return err
	}
	key, err := h.Certs.key(r.Context(), t.cert)
	if err != nil {
		return err
	}
	proved := false
	for _, fresh := range []bool{false, true} {
		webhook, err := h.Webhooks.Webhook(r.Context(), p, fresh)
		if err != nil {
			return err
		}
		if webhook != "" && t.proves(key, webhook, payload) {
			proved = true
			break
		}
	}
	if !proved {
		return badSignature()
	}
	return h.tell(r.Context(), p, t.id, payload)
}

// told is what of PayPal's events is read.
type told struct {
	Type     string `json:"event_type"`
	Resource struct {
		Batch string `json:"payout_batch_id"`
		Key   string `json:"sender_batch_id"`
		Item  struct {
			Key string `json:"sender_item_id"`
		} `json:"payout_item"`
		Header struct {
			Batch  string `json:"payout_batch_id"`
			Sender struct {
				Key string `json:"sender_batch_id"`
			} `json:"sender_batch_header"`
		} `json:"batch_header"`
	} `json:"resource"`
}

func (h PayPal) tell(ctx context.Context, p id.Program, transmission string, payload []byte) error {
	var e told
	if err := json.Unmarshal(payload, &e); err != nil {
		return unreadable()
	}
	word := rail.Word{Kind: rail.PayPal, Program: p}
	key := e.Resource.Item.Key
	switch {
	case strings.HasPrefix(e.Type, "PAYMENT.PAYOUTS-ITEM."):
		word.Reference = e.Resource.Batch
		if key == "" {
			key = e.Resource.Key
		}
	case strings.HasPrefix(e.Type, "PAYMENT.PAYOUTSBATCH."):
		word.Reference, key = e.Resource.Header.Batch, e.Resource.Header.Sender.Key
	default:
		return nil
	}
	var ok bool
	if word.Payout, word.Attempt, ok = rail.SplitKey(key); !ok {
		return nil // a payment that somebody made at PayPal by other means
	}
	m, err := word.Message(transmission)
	if err != nil {
		return err
	}
	return h.Queue.Send(ctx, queue.Payouts, m)
}

func badSignature() error {
	return fault.New(fault.Unauthenticated, "rail.bad_signature", "The signature does not fit.")
}

func unreadable() error {
	return fault.New(fault.Invalid, "rail.unreadable", "The event cannot be read.")
}
