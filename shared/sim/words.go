package sim

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/tributaryhq/tributary/shared/domain/payout"
	"github.com/tributaryhq/tributary/shared/domain/rail"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/kernel/queue"
	"github.com/tributaryhq/tributary/shared/store"
)

func attemptKey(p id.Payout, number int64) string { return fmt.Sprint(p, "-", number) }

// connect joins the program with both providers.
func (w *world) connect(ctx context.Context) error {
	app, secret, key, yes := "an-app-at-paypal", "a-secret-of-an-app", "rk_test_0123456789", true //nolint:gosec // nobody's
	desk := w.backends.RailDesk()
	if _, err := desk.Set(ctx, w.program, rail.PayPal, rail.Setup{ClientID: &app, Secret: &secret, Sandbox: &yes}); err != nil {
		return err
	}
	_, err := desk.Set(ctx, w.program, rail.Stripe, rail.Setup{Secret: &key})
	return err
}

// method is how a partner is paid.
func (w *world) method(ctx context.Context, p id.Partner, n int) (string, payout.Details, error) {
	switch by := w.rails[n]; by {
	case payout.PayPal:
		return by, payout.Details{Holder: "Maya", Email: "maya@partner.test"}, nil
	case payout.Stripe:
		to := payout.Details{Holder: "Maya", StripeAccount: "acct_1032D82eZvKYlo2C"}
		joined := rail.Account{Program: w.program, Partner: p, ID: to.StripeAccount, Payable: true, Version: 1}
		return by, to, store.Rails{T: w.table, Clock: w.clock}.SaveAccount(ctx, joined)
	default:
		return by, payout.Details{Holder: "Maya", FreeText: "DE02120300000000202051"}, nil
	}
}

// hear lets a provider change its mind about a payout, and tell of it: before our
// own call's answer is known, long after it, or twice.
func (w *world) hear() error {
	n := w.luck.IntN(len(w.partners))
	if w.rails[n] == payout.Manual {
		return nil
	}
	var sent []payout.Payout
	err := w.quietly(func(ctx context.Context) (err error) {
		sent, err = w.payouts(ctx, n)
		return err
	})
	if err != nil || len(sent) == 0 {
		return err
	}
	p := sent[w.luck.IntN(len(sent))]
	key := attemptKey(p.ID, p.Attempt)
	switch w.luck.IntN(6) {
	case 0, 1:
		w.paypal.Turn(key, [...]string{"SUCCESS", "RETURNED", "FAILED"}[w.luck.IntN(3)])
	case 2:
		w.stripe.Reverse(key)
	default:
	}
	return w.word(p, 1+w.luck.IntN(2))
}

// word tells of a payout's last attempt, if its provider knows it.
func (w *world) word(p payout.Payout, times int) error {
	key := attemptKey(p.ID, p.Attempt)
	body, said := w.paypal.Event("x", "x", key), rail.Word{Kind: rail.PayPal, Program: w.program, Payout: p.ID, Attempt: p.Attempt}
	if p.Rail == payout.Stripe {
		body, said.Kind = w.stripe.Event("x", "x", key), rail.Stripe
	}
	if body == nil {
		return nil
	}
	var e struct {
		Resource struct {
			Batch string `json:"payout_batch_id"`
		} `json:"resource"`
		Data struct {
			Object struct {
				ID string `json:"id"`
			} `json:"object"`
		} `json:"data"`
	}
	if err := json.Unmarshal(body, &e); err != nil {
		return err
	}
	said.Reference = e.Resource.Batch + e.Data.Object.ID
	m, err := said.Message("event-" + key)
	if err != nil {
		return err
	}
	for range times {
		if err := w.Send(context.Background(), queue.Payouts, m); err != nil {
			return err
		}
	}
	return nil
}

// hearAll has the providers decide what is open and tell of everything.
func (w *world) hearAll() error {
	return w.quietly(func(ctx context.Context) error {
		for i := range w.partners {
			sent, err := w.payouts(ctx, i)
			if err != nil {
				return err
			}
			for _, p := range sent {
				w.paypal.Settle(attemptKey(p.ID, p.Attempt))
				if err := w.word(p, 1); err != nil { //nolint:contextcheck // it is the queue's
					return err
				}
			}
		}
		return nil
	})
}

// payouts are all of a partner's.
func (w *world) payouts(ctx context.Context, partner int) (out []payout.Payout, err error) {
	for r := (page.Request{Limit: 100}); ; {
		found, err := store.Payouts{T: w.table}.OfPartner(ctx, w.partners[partner].id, r)
		if err != nil {
			return nil, err
		}
		out = append(out, found.Data...)
		if r.Cursor = found.Next; r.Cursor == "" {
			return out, nil
		}
	}
}
