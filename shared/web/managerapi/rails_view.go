package managerapi

import (
	"time"

	"github.com/tributaryhq/tributary/shared/domain/rail"
)

// RailPath is one provider that pays.
type RailPath struct {
	ProgramPath
	Rail string `path:"rail" enum:"paypal,stripe" example:"paypal"`
}

// The two sides of a provider.
const (
	live    = "live"
	sandbox = "sandbox"
)

func environment(isSandbox bool) string {
	if isSandbox {
		return sandbox
	}
	return live
}

// RailInput is what to set of a connection; what is left out stays.
type RailInput struct {
	Environment *string `json:"environment,omitempty" enum:"live,sandbox" doc:"Of PayPal; Stripe's key says it by itself"`
	ClientID    *string `json:"client_id,omitempty" maxLength:"300" doc:"Of your app at PayPal"`
	Secret      *string `json:"secret,omitempty" maxLength:"300" doc:"The app's secret at PayPal, or a restricted key of Stripe that may write transfers and read balance and accounts"`
	Onboarding  *string `json:"onboarding_key,omitempty" maxLength:"300" doc:"A second restricted key of Stripe that may write accounts and account links, and cannot pay; empty forgets it"`
	WebhookID   *string `json:"webhook_id,omitempty" maxLength:"50" doc:"PayPal's id of the webhook"`
	Signing     *string `json:"signing_secret,omitempty" maxLength:"300" doc:"whsec_… of Stripe's endpoint"`
}

func (in RailInput) setup() rail.Setup {
	s := rail.Setup{ClientID: in.ClientID, Secret: in.Secret, Onboarding: in.Onboarding, Webhook: in.WebhookID, Signing: in.Signing}
	if in.Environment != nil {
		is := *in.Environment == sandbox
		s.Sandbox = &is
	}
	return s
}

// RailList is every provider that can pay.
type RailList struct {
	Data []Rail `json:"data"`
}

// Rail is how a program is joined to a provider that pays.
type Rail struct {
	Rail           string       `json:"rail" enum:"paypal,stripe"`
	Connected      bool         `json:"connected"`
	Environment    string       `json:"environment" enum:"live,sandbox"`
	ClientID       string       `json:"client_id,omitempty"`
	KeyHint        string       `json:"key_hint,omitempty" doc:"The last characters of the key or secret"`
	OnboardingHint string       `json:"onboarding_key_hint,omitempty" doc:"Absent: partners cannot connect accounts here"`
	WebhookURL     string       `json:"webhook_url" doc:"Where the provider sends its events"`
	WebhookID      string       `json:"webhook_id,omitempty"`
	Events         []string     `json:"events" doc:"The events to send there"`
	SigningSecrets []RailSecret `json:"signing_secrets" doc:"Those that are valid, newest first"`
	ConnectedAt    time.Time    `json:"connected_at,omitzero"`
	LastEventAt    time.Time    `json:"last_event_at,omitzero" doc:"Absent: none came yet"`
}

// RailSecret is what may be shown of a signing secret.
type RailSecret struct {
	Hint    string    `json:"hint" doc:"Its last characters"`
	AddedAt time.Time `json:"added_at"`
}
