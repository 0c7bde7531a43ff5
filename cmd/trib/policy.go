package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"

	"github.com/tributaryhq/tributary/shared/app"
	"github.com/tributaryhq/tributary/shared/domain/audit"
	"github.com/tributaryhq/tributary/shared/domain/policy"
	"github.com/tributaryhq/tributary/shared/domain/program"
)

// operator is who acts where no user does.
const operator = "operator"

// runPull writes what a program decides.
func runPull(ctx context.Context, args []string) error {
	f := flag.NewFlagSet("pull", flag.ContinueOnError)
	slug := f.String("program", "", "slug of the program; may be left out where there is only one")
	out := f.String("out", "", "file to write; standard output by default")
	if err := f.Parse(args); err != nil {
		return err
	}
	b, err := app.Open(ctx, app.OnLambda())
	if err != nil {
		return err
	}
	p, err := programOf(ctx, b, *slug)
	if err != nil {
		return err
	}
	text, err := b.Policies().Pull(ctx, p.ID)
	if err != nil {
		return err
	}
	return writeTo(*out, func(w io.Writer) error {
		_, err := w.Write(text)
		return err
	})
}

func programOf(ctx context.Context, b app.Backends, slug string) (program.Program, error) {
	if slug == "" {
		return b.Programs().Only(ctx)
	}
	return b.Programs().Find(ctx, program.Name{Slug: slug})
}

// runPlan tells what a document would change.
func runPlan(ctx context.Context, args []string) error { return runPolicy(ctx, "plan", args) }

// runApply makes a program what a document says.
func runApply(ctx context.Context, args []string) error { return runPolicy(ctx, "apply", args) }

func runPolicy(ctx context.Context, what string, args []string) error {
	f := flag.NewFlagSet(what, flag.ContinueOnError)
	slug := f.String("program", "", "slug of the program; the document's own by default")
	if err := f.Parse(args); err != nil {
		return err
	}
	if f.NArg() != 1 {
		return fmt.Errorf("usage: trib %s [--program slug] policy.yaml", what)
	}
	text, err := os.ReadFile(f.Arg(0))
	if err != nil {
		return err
	}
	b, err := app.Open(ctx, app.OnLambda())
	if err != nil {
		return err
	}
	return decidePolicy(ctx, b, what == "apply", *slug, text, os.Stdout)
}

func decidePolicy(ctx context.Context, b app.Backends, apply bool, slug string, text []byte, out io.Writer) error {
	named, err := policy.Slug(text)
	if err != nil {
		return err
	}
	if slug == "" {
		slug = named
	}
	p, err := programOf(ctx, b, slug)
	if err != nil {
		return err
	}
	desk := b.Policies()
	var steps []policy.Step
	if apply {
		steps, err = desk.Apply(audit.With(ctx, audit.Stamp{Actor: operator}), p.ID, text, operator)
	} else {
		steps, err = desk.Plan(ctx, p.ID, text)
	}
	for _, s := range steps {
		fmt.Fprint(out, s)
	}
	switch {
	case err != nil:
		return err
	case len(steps) == 0:
		fmt.Fprintf(out, "%s is as the document says\n", p.Name)
	case !apply:
		fmt.Fprintf(out, "%d things would change; `trib apply` changes them\n", len(steps))
	default:
		fmt.Fprintf(out, "%d things were changed\n", len(steps))
	}
	return nil
}
