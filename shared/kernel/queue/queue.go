// Package queue holds the one message shape that travels between functions,
// and the port by which it is sent. The engine behind it is SQS.
package queue

import (
	"context"
	"time"
)

// Name names a queue of the template.
type Name string

// The queues. Payouts is first-in-first-out per Group; the others are standard.
const (
	Clicks      Name = "clicks"
	Conversions Name = "conversions"
	Payouts     Name = "payouts"
	Notices     Name = "notices"
	Webhooks    Name = "webhooks"
)

// Message is one message. A sender sets Body, Attributes and, for a FIFO
// queue, Group and ID (its deduplication id); the rest is set on delivery.
type Message struct {
	ID         string
	Body       string
	Attributes map[string]string
	Group      string
	Delay      time.Duration // at most 15 minutes
	Receives   int           // how often it was delivered, this time included
	SentAt     time.Time
}

// Sender puts messages on a queue. It returns when the queue has them all; an
// Unavailable fault means that some may not be on it.
type Sender interface {
	Send(ctx context.Context, to Name, ms ...Message) error
}
