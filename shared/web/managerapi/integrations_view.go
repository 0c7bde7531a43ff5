package managerapi

import (
	"cmp"
	"slices"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/integration"
)

// IntegrationPath is one provider.
type IntegrationPath struct {
	ProgramPath
	Provider string `path:"provider" enum:"stripe,shopify" example:"stripe"`
}

// IntegrationInput is what to set of a connection; what is left out stays.
type IntegrationInput struct {
	Secret   *string `json:"secret,omitempty" minLength:"12" maxLength:"200" doc:"Signs the provider's events: whsec_… of Stripe's endpoint, the client secret of a Shopify app"`
	Account  *string `json:"account,omitempty" maxLength:"80" doc:"The shop's own domain, such as acme.myshopify.com"`
	Key      *string `json:"api_key,omitempty" maxLength:"200" doc:"A restricted key of Stripe that may read promotion codes and invoice payments; empty forgets it"`
	OrderKey *string `json:"order_key,omitempty" maxLength:"40" doc:"The metadata field that holds your order id"`
	ClickKey *string `json:"click_key,omitempty" maxLength:"40" doc:"The metadata field or cart attribute that holds the click id"`
	Tests    *bool   `json:"count_tests,omitempty" doc:"Whether payments in test mode earn like others; false unless it is said"`
}

// IntegrationList is every provider that a program can be joined to.
type IntegrationList struct {
	Data []Integration `json:"data"`
}

// Integration is how a program is joined to a provider.
type Integration struct {
	Provider      string              `json:"provider" enum:"stripe,shopify"`
	WebhookURL    string              `json:"webhook_url" doc:"Where the provider sends its events"`
	Events        []string            `json:"events" doc:"The events to send there"`
	Connected     bool                `json:"connected" doc:"A signing secret was set"`
	Account       string              `json:"account,omitempty"`
	Secrets       []IntegrationSecret `json:"secrets" doc:"Those that are valid, newest first"`
	KeyHint       string              `json:"api_key_hint,omitempty" doc:"The last characters of the API key"`
	OrderKey      string              `json:"order_key"`
	ClickKey      string              `json:"click_key"`
	CountTests    bool                `json:"count_tests" doc:"Payments in test mode earn like others"`
	ConnectedAt   time.Time           `json:"connected_at,omitzero"`
	EndedAt       time.Time           `json:"ended_at,omitzero" doc:"When the provider ended it"`
	EndedBy       string              `json:"ended_by,omitempty" enum:"app_uninstalled,deauthorized"`
	LastEventAt   time.Time           `json:"last_event_at,omitzero" doc:"When the last event was read; absent: none came yet"`
	LastEventType string              `json:"last_event_type,omitempty"`
	LastVerdict   string              `json:"last_verdict,omitempty"`
	Counts        []IntegrationCount  `json:"counts" doc:"How many events came out how"`
	Entries       []IntegrationEntry  `json:"entries" doc:"The last events that a person should see, of 30 days"`
}

// IntegrationSecret is what may be shown of a signing secret.
type IntegrationSecret struct {
	Hint    string    `json:"hint" doc:"Its last characters"`
	AddedAt time.Time `json:"added_at"`
}

// IntegrationCount is how many events came out so.
type IntegrationCount struct {
	Verdict string `json:"verdict" doc:"A verdict, or noted, ignored, unreadable"`
	Count   int64  `json:"count"`
}

// IntegrationEntry is an event that went wrong, or a person's wish.
type IntegrationEntry struct {
	EventID      string    `json:"event_id"`
	Type         string    `json:"type"`
	At           time.Time `json:"at"`
	Verdict      string    `json:"verdict"`
	Reason       string    `json:"reason,omitempty"`
	ConversionID string    `json:"conversion_id,omitempty"`
	Detail       []string  `json:"detail" doc:"What is held of a person who asked, or what was erased"`
}

// countsOf lists how events came out, most first.
func countsOf(h integration.Health) []IntegrationCount {
	out := []IntegrationCount{}
	for word, n := range h.Counts {
		out = append(out, IntegrationCount{string(word), n})
	}
	slices.SortFunc(out, func(a, b IntegrationCount) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Verdict, b.Verdict))
	})
	return out
}
