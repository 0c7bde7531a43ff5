package main

import (
	"context"
	"encoding/pem"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"

	"github.com/tributaryhq/tributary/shared/domain/proof"
	"github.com/tributaryhq/tributary/shared/kernel/money"
)

// runVerify verifies an export of a ledger, or a partner's proof, offline: it
// opens nothing but the file.
func runVerify(_ context.Context, args []string) (err error) {
	f := flag.NewFlagSet("verify", flag.ContinueOnError)
	keyFile := f.String("key", "", "the public key that you trust, as PEM; without it the file's own is taken and named")
	f.Usage = func() {
		fmt.Fprintln(f.Output(), "usage: trib verify [--key pub.pem] export.ndjson")
		f.PrintDefaults()
	}
	if err := f.Parse(args); err != nil {
		return err
	}
	if f.NArg() != 1 {
		f.Usage()
		return errors.New("verify which file?")
	}
	var key []byte
	if *keyFile != "" {
		if key, err = readKey(*keyFile); err != nil {
			return err
		}
	}
	file, err := os.Open(f.Arg(0))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	r, err := proof.Verify(file, key)
	if err != nil {
		return fmt.Errorf("refused: %w", err)
	}
	tell(os.Stdout, r, key != nil)
	return nil
}

func readKey(path string) ([]byte, error) {
	text, err := os.ReadFile(path) //nolint:gosec // the reader names it
	if err != nil {
		return nil, err
	}
	block, _ := pem.Decode(text)
	if block == nil || block.Type != "PUBLIC KEY" {
		return nil, fmt.Errorf("%s is no public key in PEM", path)
	}
	return block.Bytes, nil
}

// tell says what was verified.
func tell(w io.Writer, r proof.Report, pinned bool) {
	what := "the whole book"
	if !r.Whole {
		what = "one account"
	}
	fmt.Fprintf(w, "verified  %s of %s at the end of %s (UTC)\n", what, r.Program, r.Day)
	fmt.Fprintf(w, "accounts  %d, with %d postings", r.Accounts, r.Postings)
	if r.Since > 1 {
		fmt.Fprintf(w, " from number %d on", r.Since)
	}
	fmt.Fprintln(w)
	if r.Payout != "" {
		amount := fmt.Sprintf("%d minor units of %s", r.Paid, r.Currency)
		if a, err := money.New(r.Paid, money.Currency(r.Currency)); err == nil {
			amount = a.String()
		}
		fmt.Fprintf(w, "payout    %s: paid %s\n", r.Payout, amount)
	}
	fmt.Fprintf(w, "root      %s, on %s\n", r.Root, r.Previous)
	fmt.Fprintf(w, "key       %s", r.Key)
	if !pinned {
		fmt.Fprint(w, "  (the file's own: compare it with what the owner publishes)")
	}
	fmt.Fprintln(w)
}
