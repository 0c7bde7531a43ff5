package providertest

import (
	"encoding/json"
	"fmt"
	"math/big"
	"net/http"
	"strings"
	"time"

	"github.com/tributaryhq/tributary/shared/kernel/clock"
)

// Day is a day.
const Day = 24 * time.Hour

// PayPal is a server that answers as PayPal's Payouts API does, as far as it is
// used. A sender_batch_id is known for 30 days: later the same is a new payment.
type PayPal struct {
	book

	Outcome func(key string) string // an item's first state; nil: SUCCESS
	mute    bool                    // a duplicate's answer names no batch

	batches []*paypalBatch
	tokens  int
}

type paypalBatch struct {
	id, key, receiver, value, currency string
	status                             string // of its item
	at                                 time.Time
}

// NewPayPal returns a server with an empty book.
func NewPayPal(c clock.Clock) *PayPal { return &PayPal{book: book{Clock: c}} }

// Mute has duplicates refused without a word of what they duplicate.
func (p *PayPal) Mute() { p.mute = true }

// Tokens is how often an app was let in.
func (p *PayPal) Tokens() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.tokens
}

// ServeHTTP answers.
func (p *PayPal) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch path := r.URL.Path; {
	case path == "/v1/oauth2/token":
		p.token(w, r)
	case !strings.HasPrefix(r.Header.Get("Authorization"), "Bearer A21AA-"):
		write(w, http.StatusUnauthorized, map[string]string{"error": "invalid_token"})
	case path == "/v1/payments/payouts" && r.Method == http.MethodPost:
		p.create(w, r)
	case strings.HasPrefix(path, "/v1/payments/payouts/"):
		p.show(w, strings.TrimPrefix(path, "/v1/payments/payouts/"))
	case strings.HasSuffix(path, "/cancel"):
		p.cancel(w, strings.TrimSuffix(strings.TrimPrefix(path, "/v1/payments/payouts-item/"), "/cancel"))
	case strings.HasPrefix(path, "/v1/payments/payouts-item/"):
		p.item(w, strings.TrimPrefix(path, "/v1/payments/payouts-item/"))
	default:
		refuse(w, http.StatusNotFound, "INVALID_RESOURCE_ID", "", "")
	}
}

func (p *PayPal) token(w http.ResponseWriter, r *http.Request) {
	if _, secret, ok := r.BasicAuth(); !ok || secret == "wrong-secret-of-an-app" {
		write(w, http.StatusUnauthorized, map[string]string{"error": "invalid_client", "error_description": "Client Authentication failed"})
		return
	}
	p.tokens++
	write(w, http.StatusOK, map[string]any{"access_token": fmt.Sprint("A21AA-", p.tokens), "token_type": "Bearer", "expires_in": 32400})
}

func (p *PayPal) create(w http.ResponseWriter, r *http.Request) {
	var in struct {
		Header struct {
			Key string `json:"sender_batch_id"`
		} `json:"sender_batch_header"`
		Items []struct {
			Receiver string            `json:"receiver"`
			Amount   map[string]string `json:"amount"`
		} `json:"items"`
	}
	if err := json.NewDecoder(r.Body).Decode(&in); err != nil || len(in.Items) != 1 || !strings.Contains(in.Items[0].Receiver, "@") {
		refuse(w, http.StatusBadRequest, "VALIDATION_ERROR", "items[0].receiver", "Receiver is invalid or does not match with type")
		return
	}
	t := p.trouble("create", in.Header.Key)
	if spoil(w, t) {
		return
	}
	now := p.Clock.Now()
	for _, b := range p.batches {
		if b.key == in.Header.Key && now.Sub(b.at) < 30*Day {
			p.duplicate(w, t, b)
			return
		}
	}
	b := &paypalBatch{
		id: fmt.Sprintf("BATCH%08d", len(p.batches)+1), key: in.Header.Key, receiver: in.Items[0].Receiver,
		value: in.Items[0].Amount["value"], currency: in.Items[0].Amount["currency"], status: "SUCCESS", at: now,
	}
	if p.Outcome != nil {
		b.status = p.Outcome(b.key)
	}
	p.batches = append(p.batches, b)
	if !back(b.status) {
		p.moved = append(p.moved, Movement{b.key, b.currency, cents(b.value)})
	}
	head := b.header()
	head["batch_status"] = "PENDING"
	reply(w, t, http.StatusCreated, map[string]any{"batch_header": head, "links": links("/v1/payments/payouts/"+b.id, "self")})
}

func (p *PayPal) duplicate(w http.ResponseWriter, t Trouble, b *paypalBatch) {
	body := map[string]any{
		"name": "USER_BUSINESS_ERROR", "message": "User business error.", "debug_id": "4854e55f0e1b3",
		"details": []any{map[string]string{"field": "SENDER_BATCH_ID", "issue": "Duplicate batch request"}},
	}
	if !p.mute {
		body["links"] = links("/v1/payments/payouts/"+b.id, "self")
	}
	reply(w, t, http.StatusBadRequest, body)
}

func (p *PayPal) show(w http.ResponseWriter, id string) {
	for _, b := range p.batches {
		if b.id != id {
			continue
		}
		t := p.trouble("batch", b.key)
		if !spoil(w, t) {
			reply(w, t, http.StatusOK, map[string]any{"batch_header": b.header(), "items": []any{b.item()}})
		}
		return
	}
	refuse(w, http.StatusNotFound, "INVALID_RESOURCE_ID", "", "")
}

func (p *PayPal) item(w http.ResponseWriter, id string) {
	for _, b := range p.batches {
		if "ITEM"+b.id == id {
			write(w, http.StatusOK, b.item())
			return
		}
	}
	refuse(w, http.StatusNotFound, "INVALID_RESOURCE_ID", "", "")
}

func (p *PayPal) cancel(w http.ResponseWriter, id string) {
	for _, b := range p.batches {
		if "ITEM"+b.id != id {
			continue
		}
		if b.status != "UNCLAIMED" {
			refuse(w, http.StatusBadRequest, "ITEM_INCORRECT_STATUS", "", "")
			return
		}
		p.turn(b, "RETURNED")
		write(w, http.StatusOK, b.item())
		return
	}
	refuse(w, http.StatusNotFound, "INVALID_RESOURCE_ID", "", "")
}

// Turn gives the payment of an attempt another state; the money follows it. What
// has come back stays back.
func (p *PayPal) Turn(key, status string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, b := range p.batches {
		if b.key == key && !back(b.status) {
			p.turn(b, status)
		}
	}
}

func (p *PayPal) turn(b *paypalBatch, status string) {
	if back(status) && !back(b.status) {
		p.moved = append(p.moved, Movement{b.key, b.currency, -cents(b.value)})
	}
	b.status = status
}

// Event is the body of the webhook that tells of an attempt's payment.
func (p *PayPal) Event(event, kind, key string) []byte {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, b := range p.batches {
		if b.key == key {
			body, err := json.Marshal(map[string]any{
				"id": event, "event_version": "1.0", "create_time": b.at.Format(time.RFC3339), "resource_type": "payouts_item",
				"event_type": kind, "summary": "A payouts item has a new state.", "resource": b.item(),
			})
			if err == nil {
				return body
			}
		}
	}
	return nil
}

func (b *paypalBatch) header() map[string]any {
	return map[string]any{
		"payout_batch_id": b.id, "batch_status": "SUCCESS", "time_created": b.at.Format(time.RFC3339),
		"sender_batch_header": map[string]string{"sender_batch_id": b.key, "email_subject": "You have a payment"},
		"amount":              map[string]string{"currency": b.currency, "value": b.value},
	}
}

func (b *paypalBatch) item() map[string]any {
	out := map[string]any{
		"payout_item_id": "ITEM" + b.id, "payout_batch_id": b.id, "sender_batch_id": b.key, "transaction_status": b.status,
		"payout_item": map[string]any{
			"recipient_type": "EMAIL", "receiver": b.receiver, "sender_item_id": b.key,
			"amount": map[string]string{"currency": b.currency, "value": b.value},
		},
	}
	if back(b.status) {
		out["errors"] = map[string]string{"name": "RECEIVER_UNREGISTERED", "message": "The receiver cannot be paid.", "debug_id": "x"}
	}
	return out
}

// back tells whether the money of an item in this state is not, or no longer, on
// its way to the payee.
func back(status string) bool {
	switch status {
	case "FAILED", "RETURNED", "REFUNDED", "REVERSED", "BLOCKED":
		return true
	}
	return false
}

func refuse(w http.ResponseWriter, status int, name, field, issue string) {
	body := map[string]any{"name": name, "message": "Refused.", "debug_id": "4854e55f0e1b3"}
	if issue != "" {
		body["details"] = []any{map[string]string{"field": field, "issue": issue, "location": "body"}}
	}
	write(w, status, body)
}

func links(path, rel string) []any {
	return []any{map[string]string{"href": "https://api.sandbox.paypal.com" + path, "rel": rel, "method": "GET"}}
}

// cents counts in hundredths, whatever the currency: PayPal's book has decimals.
func cents(value string) int64 {
	r, ok := new(big.Rat).SetString(value)
	if !ok {
		return 0
	}
	r.Mul(r, big.NewRat(100, 1))
	return r.Num().Int64()
}

// Settle decides a payment that is still open: paid, or returned when nobody
// has claimed it.
func (p *PayPal) Settle(key string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, b := range p.batches {
		switch {
		case b.key != key:
		case b.status == "UNCLAIMED":
			p.turn(b, "RETURNED")
		case b.status == "PENDING" || b.status == "ONHOLD":
			p.turn(b, "SUCCESS")
		}
	}
}
