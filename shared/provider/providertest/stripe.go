package providertest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/tributaryhq/tributary/shared/kernel/clock"
)

// Stripe is a server that answers as Stripe's API does for transfers and
// connected accounts, as far as they are used. It keeps the first answer under an
// idempotency key for 24 hours: later the same key is a new transfer.
type Stripe struct {
	book

	Refuse func(key string) string // the code of a definite no; nil: none

	transfers []*transfer
	saved     map[string]*kept
	accounts  map[string]map[string]any
}

type transfer struct {
	id, group, currency, destination string
	amount, reversed                 int64
	metadata                         map[string]string
}

type kept struct {
	form   string
	status int
	body   any
	at     time.Time
}

// NewStripe returns a server with an empty book.
func NewStripe(c clock.Clock) *Stripe {
	return &Stripe{book: book{Clock: c}, saved: map[string]*kept{}, accounts: map[string]map[string]any{}}
}

// ServeHTTP answers.
func (s *Stripe) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !strings.HasPrefix(r.Header.Get("Authorization"), "Bearer rk_") || strings.Contains(r.Header.Get("Authorization"), "wrong") {
		stripeRefuses(w, Well, http.StatusUnauthorized, "invalid_request_error", "api_key_invalid")
		return
	}
	if err := r.ParseForm(); err != nil {
		stripeRefuses(w, Well, http.StatusBadRequest, "invalid_request_error", "")
		return
	}
	path := r.URL.Path
	switch {
	case r.Method == http.MethodPost && path == "/v1/transfers":
		s.create(w, r)
	case r.Method == http.MethodPost && strings.HasSuffix(path, "/reversals"):
		s.once(w, r, "reverse", func() (int, any) {
			return s.reverse(strings.TrimSuffix(strings.TrimPrefix(path, "/v1/transfers/"), "/reversals"))
		})
	case path == "/v1/transfers":
		s.list(w, r)
	case strings.HasPrefix(path, "/v1/transfers/"):
		s.get(w, strings.TrimPrefix(path, "/v1/transfers/"))
	case path == "/v1/balance":
		write(w, http.StatusOK, map[string]any{"object": "balance"})
	case r.Method == http.MethodPost && path == "/v1/accounts":
		s.once(w, r, "account", func() (int, any) { return s.account(r) })
	case path == "/v1/accounts":
		write(w, http.StatusOK, map[string]any{"object": "list", "data": []any{}})
	case r.Method == http.MethodPost && path == "/v1/account_links":
		write(w, http.StatusOK, map[string]any{"object": "account_link", "url": "https://connect.stripe.com/setup/e/" + r.Form.Get("account")})
	case strings.HasPrefix(path, "/v1/accounts/") && s.accounts[strings.TrimPrefix(path, "/v1/accounts/")] != nil:
		write(w, http.StatusOK, s.accounts[strings.TrimPrefix(path, "/v1/accounts/")])
	default:
		stripeRefuses(w, Well, http.StatusNotFound, "invalid_request_error", "resource_missing")
	}
}

// once does what is asked once for each idempotency key.
func (s *Stripe) once(w http.ResponseWriter, r *http.Request, call string, do func() (int, any)) {
	key, form := r.Header.Get("Idempotency-Key"), r.Form.Encode()
	t := s.trouble(call, key)
	if spoil(w, t) {
		return
	}
	k := s.saved[key]
	if k == nil || key == "" || s.Clock.Now().Sub(k.at) >= Day {
		k = &kept{form: form, at: s.Clock.Now()}
		k.status, k.body = do()
		s.saved[key] = k
	}
	if k.form != form {
		stripeRefuses(w, t, http.StatusBadRequest, "idempotency_error", "")
		return
	}
	reply(w, t, k.status, k.body)
}

func (s *Stripe) create(w http.ResponseWriter, r *http.Request) {
	s.once(w, r, "transfer", func() (int, any) {
		key := r.Header.Get("Idempotency-Key")
		amount, err := strconv.ParseInt(r.Form.Get("amount"), 10, 64)
		if err != nil || amount <= 0 || !strings.HasPrefix(r.Form.Get("destination"), "acct_") {
			return http.StatusBadRequest, stripeError("invalid_request_error", "parameter_invalid")
		}
		if s.Refuse != nil {
			if code := s.Refuse(key); code != "" {
				return http.StatusBadRequest, stripeError("invalid_request_error", code)
			}
		}
		t := &transfer{
			id: fmt.Sprintf("tr_%08d", len(s.transfers)+1), group: r.Form.Get("transfer_group"), currency: r.Form.Get("currency"),
			destination: r.Form.Get("destination"), amount: amount, metadata: map[string]string{},
		}
		for name, v := range r.Form {
			if m, ok := strings.CutPrefix(name, "metadata["); ok {
				t.metadata[strings.TrimSuffix(m, "]")] = v[0]
			}
		}
		s.transfers = append(s.transfers, t)
		s.moved = append(s.moved, Movement{t.group, strings.ToUpper(t.currency), amount})
		return http.StatusOK, t.view()
	})
}

func (s *Stripe) reverse(id string) (int, any) {
	for _, t := range s.transfers {
		if t.id != id {
			continue
		}
		left := t.amount - t.reversed
		if left == 0 {
			return http.StatusBadRequest, stripeError("invalid_request_error", "transfer_already_reversed")
		}
		t.reversed = t.amount
		s.moved = append(s.moved, Movement{t.group, strings.ToUpper(t.currency), -left})
		return http.StatusOK, map[string]any{"object": "transfer_reversal", "id": "trr_" + id, "transfer": id, "amount": left}
	}
	return http.StatusNotFound, stripeError("invalid_request_error", "resource_missing")
}

// Reverse takes an attempt's transfer back, as a person does at Stripe.
func (s *Stripe) Reverse(key string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, t := range s.transfers {
		if t.group == key {
			s.reverse(t.id)
		}
	}
}

func (s *Stripe) list(w http.ResponseWriter, r *http.Request) {
	t := s.trouble("list", r.Form.Get("transfer_group"))
	if spoil(w, t) {
		return
	}
	data := []any{}
	for _, one := range s.transfers {
		if g := r.Form.Get("transfer_group"); g == "" || g == one.group {
			data = append(data, one.view())
		}
	}
	reply(w, t, http.StatusOK, map[string]any{"object": "list", "data": data, "has_more": false})
}

func (s *Stripe) get(w http.ResponseWriter, id string) {
	for _, t := range s.transfers {
		if t.id == id {
			write(w, http.StatusOK, t.view())
			return
		}
	}
	stripeRefuses(w, Well, http.StatusNotFound, "invalid_request_error", "resource_missing")
}

func (s *Stripe) account(r *http.Request) (int, any) {
	id, metadata := fmt.Sprintf("acct_%012d", len(s.accounts)+1), map[string]string{}
	for name, v := range r.Form {
		if m, ok := strings.CutPrefix(name, "metadata["); ok {
			metadata[strings.TrimSuffix(m, "]")] = v[0]
		}
	}
	a := map[string]any{
		"id": id, "object": "account", "payouts_enabled": false, "details_submitted": false, "capabilities": map[string]string{"transfers": "inactive"},
		"requirements": map[string]any{"currently_due": []string{"external_account", "individual.id_number"}}, "metadata": metadata,
	}
	s.accounts[id] = a
	return http.StatusOK, a
}

// Onboard has a partner tell Stripe all it asks for.
func (s *Stripe) Onboard(account string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if a := s.accounts[account]; a != nil {
		a["payouts_enabled"], a["details_submitted"] = true, true
		a["capabilities"], a["requirements"] = map[string]string{"transfers": "active"}, map[string]any{"currently_due": []string{}}
	}
}

// Event is the body of a webhook with the attempt's transfer.
func (s *Stripe) Event(event, kind, key string) []byte {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, t := range s.transfers {
		if t.group == key {
			return stripeEvent(event, kind, t.view(), s.Clock.Now())
		}
	}
	return nil
}

// AccountEvent is the body of the webhook that tells of an account.
func (s *Stripe) AccountEvent(event, account string) []byte {
	s.mu.Lock()
	defer s.mu.Unlock()
	return stripeEvent(event, "account.updated", s.accounts[account], s.Clock.Now())
}

func stripeEvent(event, kind string, object any, at time.Time) []byte {
	body, err := json.Marshal(map[string]any{
		"id": event, "object": "event", "type": kind, "created": at.Unix(), "livemode": false, "data": map[string]any{"object": object},
	})
	if err != nil {
		return nil
	}
	return body
}

func (t *transfer) view() map[string]any {
	return map[string]any{
		"id": t.id, "object": "transfer", "amount": t.amount, "amount_reversed": t.reversed, "reversed": t.reversed == t.amount,
		"currency": t.currency, "destination": t.destination, "transfer_group": t.group, "metadata": t.metadata,
	}
}

func stripeError(kind, code string) any {
	return map[string]any{"error": map[string]string{"type": kind, "code": code, "message": "Stripe says no: " + code}}
}

func stripeRefuses(w http.ResponseWriter, t Trouble, status int, kind, code string) {
	reply(w, t, status, stripeError(kind, code))
}
