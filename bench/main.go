// Command bench measures what Tributary's hot paths cost on this machine and
// prints one table beside the floors and goals. Counts are the same everywhere,
// so a missed one fails the run; a missed time is only said, since it says as
// much about the machine. It writes bench/results.json as well.
//
//	go run ./bench [-n 5000] [-test.benchtime 3s]
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"testing"
)

func main() {
	testing.Init()
	n := flag.Int("n", 5000, "how many commissions are approved")
	file := flag.String("o", "bench/results.json", "where the results are kept")
	flag.Parse()
	missed, err := run(context.Background(), *n, *file, os.Stdout)
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
	if missed > 0 {
		fmt.Fprintf(os.Stderr, "bench: %d counts miss their goal\n", missed)
		os.Exit(1)
	}
}

// run measures everything and returns how many counts miss their goal.
func run(ctx context.Context, n int, file string, out io.Writer) (missed int, err error) {
	var rows []Row
	for _, part := range []func(context.Context) ([]Row, error){
		redirect, consumer, conversion,
		func(ctx context.Context) ([]Row, error) { return approval(ctx, n) },
		func(context.Context) ([]Row, error) { return sizes(".") },
	} {
		more, err := part(ctx)
		if err != nil {
			return 0, err
		}
		rows = append(rows, more...)
	}
	if err := table(out, rows); err != nil {
		return 0, err
	}
	for _, r := range rows {
		if r.Verdict() == "miss" {
			missed++
		}
	}
	return missed, save(ctx, file, rows)
}
