package main

import (
	"context"
	"crypto/rand"
	"errors"
	"flag"
	"fmt"
	"os"

	"github.com/tributaryhq/tributary/cmd/trib/demo"
	"github.com/tributaryhq/tributary/cmd/trib/setup"
	"github.com/tributaryhq/tributary/shared/app"
	"github.com/tributaryhq/tributary/shared/app/large"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
)

// runSeed makes the demo in an installation that has no program yet.
func runSeed(ctx context.Context, args []string) error {
	f := flag.NewFlagSet("seed", flag.ContinueOnError)
	seed := f.Uint64("seed", demo.Seed, "decides what happens in the demo")
	big := f.Bool("large", false, "make a program of many partners and commissions instead")
	partners := f.Int("partners", 5_000, "with -large: how many")
	commissions := f.Int("commissions", 50_000, "with -large: how many")
	if err := f.Parse(args); err != nil {
		return err
	}
	now := clock.System().Now()
	moved, around := clock.NewManual(now), app.OnLambda()
	around.Clock, around.Entropy = moved, demo.Chance(*seed)
	b, err := app.Open(ctx, around)
	if err != nil {
		return err
	}
	if ids, err := b.Programs().Store.All(ctx); err != nil || len(ids) > 0 {
		return errors.Join(err, errors.New("there is a program already; a demo needs an empty installation"))
	}
	if *big {
		return seedLarge(ctx, large.Options{On: b, Clock: moved, Now: now, Partners: *partners, Commissions: *commissions, Say: os.Stderr})
	}
	r, err := demo.Make(ctx, demo.Options{On: b, Clock: moved, Now: now, Seed: *seed, Secret: rand.Reader})
	if err != nil {
		return err
	}
	fmt.Printf("manager          %s  %s\n", r.Manager.Email, r.Manager.Password)
	for _, p := range r.Partners {
		fmt.Printf("partner          %s  %s\n", p.Email, p.Password)
	}
	fmt.Printf("colleague        %s  %s\n", r.Colleague.Email, r.Colleague.Password)
	fmt.Printf("tracking link    %s/r/%s\npostback secret  %s\n", b.Origin, r.LinkKey, r.PostbackSecret)
	return nil
}

// seedLarge makes a program as large as they get.
func seedLarge(ctx context.Context, o large.Options) error {
	var err error
	if o.Password, err = setup.Password(rand.Reader); err != nil {
		return err
	}
	p, _, err := large.Make(ctx, o)
	if err != nil {
		return err
	}
	fmt.Printf("program          %s\nmanager          %s  %s\npartner          %s  %s\n", p.ID, large.Owner, o.Password, large.Partner, o.Password)
	return nil
}
