// Command trib is the operator's tool: it runs the whole system on this
// machine, sets an installation up, and looks after it.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"
)

// command is one of trib's commands. It returns an error to be printed.
type command struct {
	name, what string
	run        func(ctx context.Context, args []string) error
}

func commands() []command {
	return []command{
		{"local", "run the whole system on this machine, with a demo", runLocal},
		{"bootstrap", "make the first person, who makes the first program in the portal", runBootstrap},
		{"seed", "make the demo in an empty installation", runSeed},
		{"program", "create another program", runProgram},
		{"domain", "bind a host to a program: its tracking domain, and its look before sign-in", runDomain},
		{"import", "bring a program in from another product's files: rewardful, partnerstack, firstpromoter, tapfiliate, tolt, csv", runImport},
		{"pull", "write a program's settings, groups, tiers and offers as YAML", runPull},
		{"plan", "tell what such a document would change", runPlan},
		{"apply", "make the program what such a document says", runApply},
		{"replay", "bring back dead letters or events: clicks, conversions, payouts, notices, webhooks, outbox", runReplay},
		{"click", "verify click ids offline, by a program's own keys", runClick},
		{"conformance", "check a server or a receiver against the public vectors", runConformance},
		{"recount", "count days of clicks again from the archive", runRecount},
		{"audit", "verify every ledger account, commission, payout, audit log and signed root", runAudit},
		{"prove", "audit and sign the days of the ledger that have ended", runProve},
		{"export", "write a program's ledger as it was signed last, the key, or the whole installation: ledger, key, all", runExport},
		{"restore", "bring an export of a whole installation into an empty one", runRestore},
		{"verify", "verify an export or a partner's proof, offline", runVerify},
		{"openapi", "write the API's document", runOpenAPI},
	}
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "trib:", err)
		os.Exit(1) //nolint:gocritic // stop has nothing left to do
	}
}

func run(ctx context.Context, args []string) error {
	if len(args) > 0 {
		for _, c := range commands() {
			if c.name == args[0] {
				return c.run(ctx, args[1:])
			}
		}
	}
	fmt.Fprintln(os.Stderr, "usage: trib <command> [flags]")
	for _, c := range commands() {
		fmt.Fprintf(os.Stderr, "  %-16s %s\n", c.name, c.what)
	}
	if len(args) == 0 {
		return nil
	}
	return fmt.Errorf("there is no command %q", args[0])
}
