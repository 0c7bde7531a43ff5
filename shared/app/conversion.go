package app

import (
	"context"

	"github.com/tributaryhq/tributary/shared/aws/lambdarun"
	"github.com/tributaryhq/tributary/shared/domain/click"
	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/store"
)

// verifier lets conversions read click ids.
type verifier struct{ keys *click.Keys }

// Verify reads a click id of the program.
func (v verifier) Verify(_ context.Context, p id.Program, text string) (click.Touch, error) {
	return click.Verify(v.keys, p, text)
}

func (b Backends) rulebook() conversion.Rulebook {
	return &conversion.Cached{Book: store.Rulebook{T: b.Table}, Clock: b.Clock}
}

func (b Backends) processor(rules conversion.Rulebook) conversion.Processor {
	return conversion.Processor{
		Store:  store.Conversions{T: b.Table},
		Rules:  rules,
		Rates:  b.finder(),
		Clicks: verifier{b.Keys},
		Clock:  b.Clock,
	}
}

// ConversionConsumer decides what stands on the conversions queue.
func (b Backends) ConversionConsumer() lambdarun.Batch {
	p := b.processor(b.rulebook())
	return conversion.Consumer{Processor: p, Providers: map[string]conversion.Intake{
		"stripe": b.stripeEvents(p).Take, "shopify": b.shopifyEvents(p).Take, conversion.Pipeline: b.pipeline(p).Take,
	}, Joiner: conversion.Joiner{
		Store: p.Store, Money: store.Commissions{T: b.Table}, Clicks: p.Clicks, Late: conversion.Late{Queue: b.Queue}, Clock: b.Clock,
	}, Referrals: conversion.Referrals{Deeds: b.Deeds(), Places: b.places()}}.Handle
}

// ConversionConsumer makes the handler of functions/conversion-consumer.
func ConversionConsumer(ctx context.Context, s Surroundings) (lambdarun.Handler, error) {
	k, err := prepare(s, "CLICK_KEYS_SECRET", "KMS_KEY_ID", "CONVERSIONS_QUEUE_URL", "DEAD_QUEUE_URL")
	if err != nil {
		return nil, err
	}
	k.withSealer()
	k.withCaller()
	k.withQueues()
	watched, err := k.withKeys(ctx)
	if err != nil {
		return nil, err
	}
	return watched(k.Run.Queue(k.Backends.ConversionConsumer(), k.Dead())), nil
}

var _ conversion.Verifier = verifier{}

var _ conversion.Places = store.Enrollments{}
