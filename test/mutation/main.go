// Command mutation measures how well a package's tests watch its code. It
// plants small faults, one at a time (a condition turned round, a bound moved,
// an operator or a number changed, a statement left out) and runs the
// package's own tests on each: a fault that no test finds has survived.
//
// All faults of a package are compiled into one test binary, in which an
// environment variable wakes one of them, so that a fault costs one run and no
// build. Tests of another package, such as the simulator, may be run on what
// is left.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"time"
)

func main() {
	least := flag.Float64("least", 85, "percent of the faults that must be found")
	jobs := flag.Int("jobs", 2, "runs at once")
	slow := flag.Duration("slow", 20*time.Second, "a run that takes longer has found its fault: it does not end")
	with := flag.String("with", "", "another package whose tests are run on what the package's own did not find, with its arguments: './shared/sim -test.run=TestWorlds -seeds=4'")
	flag.Usage = func() {
		fmt.Fprintln(flag.CommandLine.Output(), "usage: go run ./test/mutation [flags] ./shared/domain/ledger …")
		flag.PrintDefaults()
	}
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	low := false
	for _, pkg := range flag.Args() {
		r, err := measure(ctx, trial{pkg: pkg, with: *with, jobs: *jobs, slow: *slow})
		if err != nil {
			fmt.Fprintln(os.Stderr, "mutation:", err)
			os.Exit(1) //nolint:gocritic // stop has nothing left to do
		}
		for _, m := range r.survived {
			fmt.Printf("survived  %s: %s\n", m.at, m.what)
		}
		fmt.Printf("%s: %d of %d faults found, %.1f %%\n", pkg, r.total-len(r.survived), r.total, r.score())
		low = low || r.score() < *least
	}
	if low {
		os.Exit(1)
	}
}
