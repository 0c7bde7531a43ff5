package main

import (
	"bufio"
	"context"
	"encoding/pem"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"

	"github.com/tributaryhq/tributary/shared/app"
	"github.com/tributaryhq/tributary/shared/domain/proof"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/store"
)

// runProve does at once what functions/ledger-proof does every hour.
func runProve(ctx context.Context, _ []string) error {
	b, err := app.Open(ctx, app.OnLambda())
	if err != nil {
		return err
	}
	if b.Signer == nil {
		return errors.New("PROOF_KEY_ID and PROOF_BUCKET are not set")
	}
	return b.LedgerProof()(ctx, b.Clock.Now())
}

// runExport writes what others may keep and verify: a program's ledger as it
// was signed last, or the public key that it is signed with; or the whole
// installation.
func runExport(ctx context.Context, args []string) error {
	if len(args) > 0 && args[0] == "all" {
		return exportAll(ctx, args[1:])
	}
	if len(args) == 0 || args[0] != "ledger" && args[0] != "key" {
		return errors.New("export what? ledger, key or all")
	}
	f := flag.NewFlagSet("export "+args[0], flag.ContinueOnError)
	program := f.String("program", "", "the program's id, prg_…")
	out := f.String("out", "", "file to write; standard output by default")
	if err := f.Parse(args[1:]); err != nil {
		return err
	}
	if *program == "" {
		return errors.New("--program is missing")
	}
	b, err := app.Open(ctx, app.OnLambda())
	if err != nil {
		return err
	}
	return writeTo(*out, func(w io.Writer) error {
		if args[0] == "key" {
			return exportKey(ctx, b, id.Program(*program), w)
		}
		root, err := store.Proofs{T: b.Table}.Export(ctx, id.Program(*program), w)
		if err == nil {
			fmt.Fprintf(os.Stderr, "%d accounts as signed on %s by %s\n", root.Accounts, root.Day, proof.Fingerprint(root.Key))
		}
		return err
	})
}

func exportKey(ctx context.Context, b app.Backends, p id.Program, w io.Writer) error {
	root, err := store.Proofs{T: b.Table}.Latest(ctx, p)
	if err != nil {
		return err
	}
	return pem.Encode(w, &pem.Block{Type: "PUBLIC KEY", Bytes: root.Key})
}

// writeTo writes a file, or to standard output when it has no name.
func writeTo(path string, write func(io.Writer) error) (err error) {
	to := os.Stdout
	if path != "" {
		if to, err = os.Create(path); err != nil { //nolint:gosec // the operator names it
			return err
		}
		defer func() { err = errors.Join(err, to.Close()) }()
	}
	w := bufio.NewWriterSize(to, 1<<16)
	return errors.Join(write(w), w.Flush())
}
