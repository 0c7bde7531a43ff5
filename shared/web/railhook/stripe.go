package railhook

import (
	"context"
	"encoding/json"
	"net/http"

	"github.com/tributaryhq/tributary/shared/domain/rail"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/queue"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
	"github.com/tributaryhq/tributary/shared/web/stripehook"
)

// Stripe serves POST /webhooks/payouts/stripe/{program}: the events of the
// program's own account, and those of accounts that are connected with it.
type Stripe struct {
	Secrets stripehook.Secrets
	Queue   queue.Sender
	Clock   clock.Clock
}

// ServeHTTP verifies, queues and answers.
func (h Stripe) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	httpkit.Webhook(w, r, httpkit.MaxBody, h.take)
}

type stripeEvent struct {
	ID      string `json:"id"`
	Type    string `json:"type"`
	Account string `json:"account"`
	Data    struct {
		Object struct {
			ID      string `json:"id"`
			Group   string `json:"transfer_group"`
			Failure string `json:"failure_message"`
		} `json:"object"`
	} `json:"data"`
}

func (h Stripe) take(r *http.Request, p id.Program, payload []byte) error {
	if err := stripehook.Prove(r.Context(), h.Secrets, p, payload, r.Header.Get("Stripe-Signature"), h.Clock.Now()); err != nil {
		return err
	}
	var e stripeEvent
	if err := json.Unmarshal(payload, &e); err != nil || e.ID == "" {
		return unreadable()
	}
	word := rail.Word{Kind: rail.Stripe, Program: p}
	o := e.Data.Object
	switch e.Type {
	case "transfer.created", "transfer.updated", "transfer.reversed":
		var ok bool
		if word.Payout, word.Attempt, ok = rail.SplitKey(o.Group); !ok {
			return nil // a transfer that somebody made at Stripe by other means
		}
		word.Reference = o.ID
	case "account.updated":
		word.Account = o.ID
	case "payout.failed":
		if word.Account, word.Failed = e.Account, o.Failure; word.Account == "" {
			return nil // of the program's own account
		}
		if word.Failed == "" {
			word.Failed = "unknown"
		}
	default:
		return nil
	}
	return h.tell(r.Context(), word, e.ID)
}

func (h Stripe) tell(ctx context.Context, w rail.Word, event string) error {
	m, err := w.Message(event)
	if err != nil {
		return err
	}
	return h.Queue.Send(ctx, queue.Payouts, m)
}
