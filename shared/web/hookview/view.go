package hookview

import (
	"time"

	"github.com/tributaryhq/tributary/shared/domain/webhook"
)

// Hooks is an owner's hooks, and what there is to choose from.
type Hooks struct {
	Data   []Hook   `json:"data"`
	Limit  int      `json:"limit" doc:"How many there may be"`
	Topics []string `json:"topics" doc:"What a hook may hear of"`
	Macros []string `json:"macros" doc:"What an address may hold, in braces"`
}

// Hook is an address that we call.
type Hook struct {
	ID           string    `json:"id"`
	Name         string    `json:"name"`
	Form         string    `json:"form" enum:"get,json" doc:"A GET with macros, or a POST of signed JSON"`
	URL          string    `json:"url"`
	Topics       []string  `json:"topics"`
	Status       string    `json:"status" enum:"active,failing,disabled,paused"`
	Failures     int64     `json:"failures" doc:"In a row; at 20 the hook is disabled"`
	FailingSince time.Time `json:"failing_since,omitzero"`
	LastError    string    `json:"last_error,omitempty"`
	Secret       string    `json:"secret,omitempty" doc:"Signs the JSON form; in the answer that makes it, and never again"`
	OldUntil     time.Time `json:"old_secret_until,omitzero" doc:"Until when the secret before signs along"`
	CreatedAt    time.Time `json:"created_at"`
	Version      int64     `json:"version"`
}

// HookInput is what its owner decides about a hook. The form is fixed once made.
type HookInput struct {
	Name   string   `json:"name,omitempty" maxLength:"80"`
	Form   string   `json:"form" enum:"get,json"`
	URL    string   `json:"url" minLength:"1" maxLength:"2000"`
	Topics []string `json:"topics" minItems:"1" maxItems:"20"`
}

// HookPreviewInput is an address to look at.
type HookPreviewInput struct {
	URL string `json:"url" minLength:"1" maxLength:"2000"`
}

// HookPreview is what would be called, or what is wrong.
type HookPreview struct {
	URL      string   `json:"url"`
	Problems []string `json:"problems"`
}

// HookSecret is a new signing secret.
type HookSecret struct {
	Secret string `json:"secret" doc:"Shown this once; the one before signs along for a day"`
}

// HookTest chooses what is sent.
type HookTest struct {
	Topic string `json:"topic,omitempty" maxLength:"40" doc:"The first topic of the hook when left out"`
}

// HookWindow is a stretch of time, its end left out.
type HookWindow struct {
	From time.Time `json:"from"`
	To   time.Time `json:"to"`
}

// HookReplayed says how many deliveries are on their way again.
type HookReplayed struct {
	Count int  `json:"count"`
	More  bool `json:"more" doc:"There are others; ask again"`
}

// HookDelivery is one event on its way to a hook.
type HookDelivery struct {
	ID        string        `json:"id"`
	Topic     string        `json:"topic"`
	Test      bool          `json:"test" doc:"It tells of nothing that happened"`
	Status    string        `json:"status" enum:"pending,retry,ok,dead"`
	CreatedAt time.Time     `json:"created_at"`
	NextAt    time.Time     `json:"next_at,omitzero" doc:"When it is tried again"`
	Reason    string        `json:"reason,omitempty"`
	Attempts  []HookAttempt `json:"attempts" doc:"The last ten"`
	Request   *HookRequest  `json:"request,omitempty" doc:"What the last attempt sent; not in lists"`
}

// HookAttempt is one call of the address.
type HookAttempt struct {
	At         time.Time `json:"at"`
	Status     int       `json:"status,omitempty"`
	Error      string    `json:"error,omitempty"`
	DurationMS int64     `json:"duration_ms"`
	Answer     string    `json:"answer,omitempty" doc:"How the answer begins"`
}

// HookRequest is a call as it went out.
type HookRequest struct {
	Method  string            `json:"method" enum:"GET,POST"`
	URL     string            `json:"url"`
	Headers map[string]string `json:"headers"`
	Body    string            `json:"body,omitempty"`
}

func hookOf(h webhook.Hook, secret string) Hook {
	return Hook{
		ID: string(h.ID), Name: h.Name, Form: string(h.Form), URL: h.URL, Topics: words(h.Topics), Status: string(h.Status), Failures: h.Failures,
		FailingSince: h.FailingSince, LastError: h.LastError, Secret: secret, OldUntil: h.OldUntil, CreatedAt: h.CreatedAt, Version: h.Version,
	}
}

func words(ts []webhook.Topic) []string {
	out := make([]string, 0, len(ts))
	for _, t := range ts {
		out = append(out, string(t))
	}
	return out
}

func deliveryOf(d webhook.Delivery) HookDelivery {
	v := HookDelivery{
		ID: string(d.Ref.Delivery), Topic: string(d.Topic), Test: d.Test(), Status: string(d.Status),
		CreatedAt: d.Event.At, NextAt: d.NextAt, Reason: d.Reason, Attempts: []HookAttempt{},
	}
	for _, t := range d.Attempts {
		v.Attempts = append(v.Attempts, HookAttempt{At: t.At, Status: t.Status, Error: t.Error, DurationMS: t.Millis, Answer: t.Answer})
	}
	return v
}
