package paypal

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"regexp"
	"strings"

	"github.com/tributaryhq/tributary/shared/domain/rail"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
)

// amount is how PayPal writes money.
type amount struct {
	Currency string `json:"currency"`
	Value    string `json:"value"`
}

// create is the request that pays.
type create struct {
	Header header `json:"sender_batch_header"`
	Items  []pay  `json:"items"`
}

type header struct {
	Key     string `json:"sender_batch_id"`
	Type    string `json:"recipient_type,omitempty"`
	Subject string `json:"email_subject,omitempty"`
}

type pay struct {
	Type     string `json:"recipient_type,omitempty"`
	Amount   amount `json:"amount"`
	Receiver string `json:"receiver"`
	Key      string `json:"sender_item_id"`
	Note     string `json:"note,omitempty"`
}

// Batch is what PayPal tells of a batch; of ours the one item.
type Batch struct {
	Header struct {
		ID     string `json:"payout_batch_id"`
		Status string `json:"batch_status"`
		Sender header `json:"sender_batch_header"`
	} `json:"batch_header"`
	Items []Item `json:"items"`
}

// Item is what PayPal tells of one payment.
type Item struct {
	ID          string   `json:"payout_item_id"`
	Batch       string   `json:"payout_batch_id"`
	Transaction string   `json:"transaction_id"`
	Status      string   `json:"transaction_status"`
	Payment     pay      `json:"payout_item"`
	Errors      *Refusal `json:"errors"`
}

// Refusal is PayPal's error object.
type Refusal struct {
	Name    string   `json:"name"`
	Message string   `json:"message"`
	Debug   string   `json:"debug_id"`
	Details []detail `json:"details"`
	Links   []link   `json:"links"`
}

type detail struct {
	Field string `json:"field"`
	Issue string `json:"issue"`
}

type link struct {
	Href string `json:"href"`
	Rel  string `json:"rel"`
}

var batchID = regexp.MustCompile(`^[A-Za-z0-9-]{1,30}$`)

// refusal reads an answer that did not go well.
func (r answer) refusal() error {
	said := r.said()
	kind := fault.Invalid
	switch {
	case r.Status == http.StatusNotFound:
		kind = fault.NotFound
	case r.Status == http.StatusTooManyRequests:
		kind = fault.TooMany
	case r.Status >= http.StatusInternalServerError || r.Status == 0:
		kind = fault.Unavailable
	}
	return fault.New(kind, "paypal.refused", "PayPal answered with status %d %s: %s", r.Status, said.Name, said.Message)
}

func (r answer) said() Refusal {
	var said Refusal
	if json.Unmarshal(r.Body, &said) != nil {
		return Refusal{}
	}
	return said
}

// duplicate tells whether PayPal refused because it knows the batch's key.
func (r Refusal) duplicate() bool {
	if strings.Contains(strings.ToUpper(r.Name), "DUPLICATE") {
		return true
	}
	for _, d := range r.Details {
		if strings.Contains(strings.ToLower(d.Field), "sender_batch_id") && strings.Contains(strings.ToLower(d.Issue), "duplicate") {
			return true
		}
	}
	return false
}

// original is the id of the batch that a duplicate's answer points to, "" when
// it points nowhere. Only the id is taken from the link, never its host.
func (r Refusal) original() string {
	for _, l := range r.Links {
		u, err := url.Parse(l.Href)
		if err != nil {
			continue
		}
		if found, ok := strings.CutPrefix(u.Path, "/v1/payments/payouts/"); ok && batchID.MatchString(found) {
			return found
		}
	}
	return ""
}

// batch asks for a batch by PayPal's id of it.
func (a API) batch(ctx context.Context, of rail.Credentials, id string) (Batch, error) {
	var b Batch
	if !batchID.MatchString(id) {
		return b, fault.New(fault.NotFound, "paypal.no_batch", "The reference is no batch of PayPal's.")
	}
	return b, a.call(ctx, of, http.MethodGet, "/v1/payments/payouts/"+id, nil, nil).read(&b)
}

// Item asks for an item by PayPal's id of it.
func (a API) Item(ctx context.Context, of rail.Credentials, id string) (Item, error) {
	var i Item
	if !batchID.MatchString(id) {
		return i, fault.New(fault.NotFound, "paypal.no_item", "The reference is no item of PayPal's.")
	}
	return i, a.call(ctx, of, http.MethodGet, "/v1/payments/payouts-item/"+id, nil, nil).read(&i)
}

// Cancel takes back an item that nobody has claimed.
func (a API) Cancel(ctx context.Context, of rail.Credentials, id string) (Item, error) {
	var i Item
	if !batchID.MatchString(id) {
		return i, fault.New(fault.NotFound, "paypal.no_item", "The reference is no item of PayPal's.")
	}
	return i, a.call(ctx, of, http.MethodPost, "/v1/payments/payouts-item/"+id+"/cancel", nil, nil).read(&i)
}
