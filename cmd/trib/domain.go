package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"strings"

	"github.com/tributaryhq/tributary/shared/app"
	"github.com/tributaryhq/tributary/shared/domain/program"
)

// runDomain binds a host to a program.
func runDomain(ctx context.Context, args []string) error {
	f := flag.NewFlagSet("domain", flag.ContinueOnError)
	host := f.String("host", "", "such as go.example.com, whose DNS points to the distribution")
	slug := f.String("program", "", "slug of the program")
	if len(args) > 0 && args[0] == "add" {
		args = args[1:]
	}
	if err := f.Parse(args); err != nil {
		return err
	}
	if *host == "" || *slug == "" {
		return errors.New("usage: trib domain add --host go.example.com --program slug")
	}
	b, err := app.Open(ctx, app.OnLambda())
	if err != nil {
		return err
	}
	return bind(ctx, b, strings.ToLower(*host), *slug)
}

func bind(ctx context.Context, b app.Backends, host, slug string) error {
	p, err := b.Programs().Find(ctx, program.Name{Slug: slug})
	if err != nil {
		return err
	}
	if err := b.Programs().Bind(ctx, host, p.ID); err != nil {
		return err
	}
	fmt.Printf("%s is %s's\n", host, p.Name)
	fmt.Printf("links are found at https://%s/r/…; its settings may show them there\n", host)
	return nil
}
