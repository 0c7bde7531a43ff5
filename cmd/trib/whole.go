package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/tributaryhq/tributary/shared/app"
	"github.com/tributaryhq/tributary/shared/domain/proof"
	"github.com/tributaryhq/tributary/shared/store"
	"github.com/tributaryhq/tributary/shared/table"
)

// exportAll writes the whole installation, signed.
func exportAll(ctx context.Context, args []string) error {
	f := flag.NewFlagSet("export all", flag.ContinueOnError)
	out := f.String("out", "", "file to write; standard output by default")
	if err := f.Parse(args); err != nil {
		return err
	}
	b, err := app.Open(ctx, app.OnLambda())
	if err != nil {
		return err
	}
	if b.Signer == nil {
		return errors.New("PROOF_KEY_ID is not set: an export is signed by the key that signs the ledger")
	}
	whole, err := scanner()
	if err != nil {
		return err
	}
	return writeTo(*out, func(w io.Writer) error {
		m, err := wholeOf(b, whole).Export(ctx, b.Origin, b.Clock.Now().UTC().Format(time.RFC3339), w)
		if err == nil {
			tellWhole(os.Stderr, m)
		}
		return err
	})
}

func wholeOf(b app.Backends, scan table.Scanner) store.Whole {
	return store.Whole{T: b.Table, Scan: scan, Signer: b.Signer}
}

// tellWhole says what an export holds and what it does not.
func tellWhole(w io.Writer, m store.Manifest) {
	fmt.Fprintf(w, "%d items of %s at %s\n", m.Items, m.From, m.At)
	for _, x := range m.Accounts {
		fmt.Fprintf(w, "  %s %s: %d accounts, pending %d, approved %d, available %d, in transit %d, paid %d, owed back %d (minor units)\n",
			x.Program, x.Currency, x.Accounts, x.Pending, x.Approved, x.Available, x.InTransit, x.Paid, x.ClawbackDue)
	}
	list := func(what string, counts map[string]int64) {
		if len(counts) == 0 {
			return
		}
		var parts []string
		for _, kind := range slices.Sorted(maps.Keys(counts)) {
			parts = append(parts, fmt.Sprintf("%s %d", kind, counts[kind]))
		}
		fmt.Fprintf(w, "%s: %s\n", what, strings.Join(parts, ", "))
	}
	list("left out", m.LeftOut)
	list("without their secrets", m.Emptied)
	fmt.Fprintln(w, "not in the file either: the archive of clicks, the keys of click ids, and what the rails' and integrations' owners must enter again")
}

// runRestore brings an export into an installation that has no program yet.
func runRestore(ctx context.Context, args []string) error {
	f := flag.NewFlagSet("restore", flag.ContinueOnError)
	keyFile := f.String("key", "", "the public key that you trust, as PEM; without it the file's own is taken and named")
	dry := f.Bool("dry-run", false, "only verify the file and tell what it holds")
	f.Usage = func() {
		fmt.Fprintln(f.Output(), "usage: trib restore [--key pub.pem] [--dry-run] export.ndjson")
		f.PrintDefaults()
	}
	if err := f.Parse(args); err != nil {
		return err
	}
	if f.NArg() != 1 {
		f.Usage()
		return errors.New("restore which file?")
	}
	var key []byte
	var err error
	if *keyFile != "" {
		if key, err = readKey(*keyFile); err != nil {
			return err
		}
	}
	if *dry {
		return verifyWhole(f.Arg(0), key)
	}
	b, err := app.Open(ctx, app.OnLambda())
	if err != nil {
		return err
	}
	whole, err := scanner()
	if err != nil {
		return err
	}
	if err := restore(ctx, b, whole, f.Arg(0), key); err != nil {
		return err
	}
	return auditAll(ctx, b, whole)
}

func verifyWhole(path string, key []byte) (err error) {
	file, err := os.Open(path) //nolint:gosec // the operator names it
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	m, signer, err := store.ReadWhole(file, key, nil)
	if err != nil {
		return err
	}
	tellWhole(os.Stdout, m)
	fmt.Printf("signed by %s\n", proof.Fingerprint(signer))
	return nil
}

// restore verifies the whole file before it writes the first item.
func restore(ctx context.Context, b app.Backends, scan table.Scanner, path string, key []byte) (err error) {
	if ids, err := b.Programs().Store.All(ctx); err != nil || len(ids) > 0 {
		return errors.Join(err, errors.New("there is a program already; an export is brought into an empty installation"))
	}
	if err := verifyWhole(path, key); err != nil {
		return err
	}
	file, err := os.Open(path) //nolint:gosec // the operator names it
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	m, err := wholeOf(b, scan).Import(ctx, file, key)
	if err == nil {
		fmt.Printf("%d items are here now\n", m.Items)
	}
	return err
}
