// Command bench measures what Tributary's hot paths cost on this machine and
// prints one table beside the floors and goals. Counts are the same everywhere,
// so a missed one fails the run; a missed time is only said, since it says as
// much about the machine. It writes bench/results.json as well.
//
//	go run ./bench [-n 5000] [-only redirect] [-peer kutt=http://127.0.0.1:3000/abc] [-test.benchtime 3s]
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
	"testing"
)

func main() {
	testing.Init()
	n := flag.Int("n", 5000, "how many commissions are approved")
	file := flag.String("o", "bench/results.json", "where the results are kept, where all of it is run")
	only := flag.String("only", "", "one part: "+strings.Join(names(), ", "))
	peer := flag.String("peer", "", "others beside ours: name=http://…[,name=http://…]")
	serving := flag.Bool("serve", false, "be the redirect that another bench loads")
	sqs := flag.String("sqs", "", "with -serve: where clicks are sent; empty sends none")
	flag.Parse()
	ctx := context.Background()
	missed, err := 0, error(nil)
	if *serving {
		err = serve(ctx, *sqs, os.Stdout)
	} else {
		missed, err = run(ctx, options{*n, *file, *only, *peer}, os.Stdout)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
	if missed > 0 {
		fmt.Fprintf(os.Stderr, "bench: %d counts miss their goal\n", missed)
		os.Exit(1)
	}
}

// options are what the command takes.
type options struct {
	approved         int
	file, only, peer string
}

// part is a group of rows that is measured together.
type part struct {
	name    string
	measure func(ctx context.Context, o options) ([]Row, error)
}

func parts() []part {
	plain := func(f func(context.Context) ([]Row, error)) func(context.Context, options) ([]Row, error) {
		return func(ctx context.Context, _ options) ([]Row, error) { return f(ctx) }
	}
	return []part{
		{"redirect", func(ctx context.Context, o options) ([]Row, error) {
			others, err := peers(o.peer)
			if err != nil {
				return nil, err
			}
			return overHTTP(ctx, others)
		}},
		{"alloc", plain(redirect)},
		{"units", plain(units)},
		{"integrity", plain(integrity)},
		{"init", plain(starts)},
		{"consumer", plain(consumer)},
		{"conversion", plain(conversion)},
		{"approve", func(ctx context.Context, o options) ([]Row, error) { return approval(ctx, o.approved) }},
		{"payout", func(ctx context.Context, o options) ([]Row, error) { return payouts(ctx, o.approved) }},
		{"audit", func(ctx context.Context, o options) ([]Row, error) { return audits(ctx, o.approved) }},
		{"reads", plain(dashboards)},
		{"lists", func(ctx context.Context, o options) ([]Row, error) { return lists(ctx, o.approved) }},
		{"cost", plain(costs)},
		{"size", func(context.Context, options) ([]Row, error) { return sizes(".") }},
	}
}

func names() (out []string) {
	for _, p := range parts() {
		out = append(out, p.name)
	}
	return out
}

// run measures everything, or one part, and returns how many counts miss their
// goal.
func run(ctx context.Context, o options, out io.Writer) (missed int, err error) {
	var rows []Row
	for _, p := range parts() {
		if o.only != "" && o.only != p.name {
			continue
		}
		more, err := p.measure(ctx, o)
		if err != nil {
			return 0, fmt.Errorf("%s: %w", p.name, err)
		}
		rows = append(rows, more...)
	}
	if err := markdown(out, rows); err != nil {
		return 0, err
	}
	for _, r := range rows {
		if r.Verdict() == "miss" {
			missed++
		}
	}
	if o.only != "" {
		return missed, nil
	}
	return missed, save(ctx, o.file, rows)
}
