package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"time"

	"github.com/tributaryhq/tributary/cmd/trib/setup"
	"github.com/tributaryhq/tributary/shared/app"
	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/kernel/queue"
	"github.com/tributaryhq/tributary/shared/store"
	"github.com/tributaryhq/tributary/shared/web/surface"
)

// programFlags are what a new program is told.
func programFlags(f *flag.FlagSet) *setup.Program {
	p := &setup.Program{}
	f.StringVar(&p.Slug, "slug", "", "the program's short name in addresses, such as northwind")
	f.StringVar(&p.Name, "program", "", "the program's name")
	f.StringVar(&p.Website, "website", "", "where links lead by default, https://…")
	f.StringVar(&p.Currency, "currency", "EUR", "ISO 4217 code; fixed once the program is live")
	f.StringVar(&p.Zone, "zone", "UTC", "time zone of its days; fixed once the program is live")
	return p
}

// runBootstrap makes the first person, and the first program when it is told
// one: otherwise that person makes it in the portal.
func runBootstrap(ctx context.Context, args []string) error {
	f := flag.NewFlagSet("bootstrap", flag.ContinueOnError)
	owner := setup.Owner{}
	f.StringVar(&owner.Email, "email", "", "of the owner")
	f.StringVar(&owner.Name, "name", "", "of the owner")
	p := programFlags(f)
	if err := f.Parse(args); err != nil {
		return err
	}
	b, err := app.Open(ctx, app.OnLambda())
	if err != nil {
		return err
	}
	if ids, err := b.Programs().Store.All(ctx); err != nil || len(ids) > 0 {
		return errors.Join(err, errors.New("there is a program already; `trib program` makes another"))
	}
	if *p == (setup.Program{Currency: p.Currency, Zone: p.Zone}) {
		password, err := owner.Join(ctx, b)
		if err != nil {
			return err
		}
		fmt.Printf("owner            %s\npassword         %s  (shown this once)\n", owner.Email, password)
		fmt.Println("Sign in to the portal and make the first program there.")
		return nil
	}
	return create(ctx, b, *p, owner)
}

// runProgram makes another program, owned by an existing or a new person.
func runProgram(ctx context.Context, args []string) error {
	f := flag.NewFlagSet("program", flag.ContinueOnError)
	owner := setup.Owner{}
	f.StringVar(&owner.Email, "email", "", "of the owner, who may have an account")
	f.StringVar(&owner.Name, "name", "", "of the owner, for a new account")
	p := programFlags(f)
	if len(args) > 0 && args[0] == "create" {
		args = args[1:]
	}
	if err := f.Parse(args); err != nil {
		return err
	}
	b, err := app.Open(ctx, app.OnLambda())
	if err != nil {
		return err
	}
	return create(ctx, b, *p, owner)
}

func create(ctx context.Context, b app.Backends, p setup.Program, owner setup.Owner) error {
	made, err := p.Create(ctx, b)
	if err != nil {
		return err
	}
	password, err := owner.Own(ctx, b, made)
	if err != nil {
		return err
	}
	secret, err := b.Secrets().Rotate(ctx, made.ID, 0)
	if err != nil {
		return err
	}
	fmt.Printf("program          %s (%s), a draft until it is published\n", made.Name, made.ID)
	fmt.Printf("owner            %s\n", owner.Email)
	if password != "" {
		fmt.Printf("password         %s  (shown this once)\n", password)
	}
	fmt.Printf("postback secret  %s  (shown this once)\n", secret)
	return nil
}

// runReplay brings back what was given up: a queue's dead letters, events that
// were parked or all of a period, and clicks that wait in a log.
func runReplay(ctx context.Context, args []string) error {
	if len(args) == 0 {
		return errors.New("replay what? clicks, conversions, payouts, notices, webhooks, outbox, or kept-clicks < a log")
	}
	switch args[0] {
	case "outbox":
		return replayOutbox(ctx, args[1:])
	case "kept-clicks":
		b, err := app.Open(ctx, app.OnLambda())
		if err != nil {
			return err
		}
		n, err := replayKept(ctx, b, os.Stdin)
		fmt.Printf("%d clicks were sent on\n", n)
		return err
	}
	n, err := app.Redrive(ctx, app.OnLambda(), queue.Name(args[0]))
	fmt.Printf("%d messages are back on %s\n", n, args[0])
	return err
}

func replayOutbox(ctx context.Context, args []string) error {
	f := flag.NewFlagSet("replay outbox", flag.ContinueOnError)
	from := f.String("from", "", "first minute, such as 2026-01-31T12:00:00Z; without it, what was parked")
	to := f.String("to", "", "last minute; now by default")
	if err := f.Parse(args); err != nil {
		return err
	}
	b, err := app.Open(ctx, app.OnLambda())
	if err != nil {
		return err
	}
	if *from == "" {
		return replayParked(ctx, b)
	}
	start, err := time.Parse(time.RFC3339, *from)
	end := b.Clock.Now()
	if err == nil && *to != "" {
		end, err = time.Parse(time.RFC3339, *to)
	}
	if err != nil {
		return err
	}
	n, err := event.Sweep{Outbox: store.Events{T: b.Table}, Relay: b.Relay()}.Replay(ctx, start, end)
	fmt.Printf("%d events were told again\n", n)
	return err
}

func replayParked(ctx context.Context, b app.Backends) error {
	outbox, relay := store.Events{T: b.Table}, b.Relay()
	parked, err := outbox.Parked(ctx)
	if err != nil {
		return err
	}
	told := 0
	for raw := range parked {
		if err := outbox.Unpark(ctx, raw); err != nil {
			return err
		}
		if _, err := relay.Tell(ctx, []event.Raw{raw}); err != nil { // parks it again where it is still refused
			return err
		}
		told++
	}
	still, err := outbox.Parked(ctx)
	fmt.Printf("%d parked events were told, %d of them are parked again\n", told, len(still))
	return err
}

// runOpenAPI writes the document of the API.
func runOpenAPI(_ context.Context, args []string) error {
	f := flag.NewFlagSet("openapi", flag.ContinueOnError)
	out := f.String("out", "docs/api/openapi.json", "file to write")
	if err := f.Parse(args); err != nil {
		return err
	}
	text, err := surface.Document()
	if err != nil {
		return err
	}
	return os.WriteFile(*out, text, 0o644) //nolint:gosec // a document for everybody
}
