package app

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/tributaryhq/tributary/shared/aws/awsconfig"
	"github.com/tributaryhq/tributary/shared/aws/blob"
	"github.com/tributaryhq/tributary/shared/aws/lambdarun"
	"github.com/tributaryhq/tributary/shared/aws/seal"
	"github.com/tributaryhq/tributary/shared/domain/audit"
	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/domain/proof"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/store"
)

// settle is how long after midnight a day is taken for complete: what was
// decided before it is written by then, and indexes have caught up.
const settle = 15 * time.Minute

// LedgerProof audits every account and signs the root of every day that has
// ended and has none, those included that a run has missed: a day's root holds
// what was posted before its midnight, whenever it is made. A program whose
// book has a fault is not signed until the fault is explained.
func (b Backends) LedgerProof() Schedule {
	return func(ctx context.Context, now time.Time) error {
		programs, err := store.Programs{T: b.Table, Clock: b.Clock}.All(ctx)
		if err != nil {
			return fmt.Errorf("list programs: %w", err)
		}
		var errs []error
		for _, p := range programs {
			if err := (prover{b, p}).run(ctx, now); err != nil {
				errs = append(errs, fmt.Errorf("the book of %s: %w", p, err))
			}
		}
		return errors.Join(errs...)
	}
}

// prover signs the days of one program.
type prover struct {
	Backends
	program id.Program
}

func (v prover) run(ctx context.Context, now time.Time) error {
	last, err := store.Proofs{T: v.Table}.Latest(ctx, v.program)
	if err != nil && !fault.Is(err, fault.NotFound) {
		return err
	}
	days, err := missing(last.Day, now.Add(-settle))
	if err != nil || len(days) == 0 {
		return err
	}
	cuts, err := v.audited(ctx, days)
	if err != nil {
		return err
	}
	last.Log.Program = v.program
	for i, day := range days {
		if last, err = v.sign(ctx, last, day, cuts[i]); err != nil {
			return err
		}
		if i == len(days)-1 { // before the root is kept: a run that ends here is repeated
			if err := v.place(ctx, last, cuts[i]); err != nil {
				return err
			}
		}
		if err := (store.Proofs{T: v.Table}).Add(ctx, last); err != nil {
			return err
		}
		v.Log.Info("root signed", "program_id", v.program, "day", day, "root", last.Root().String(), "accounts", last.Accounts)
	}
	return nil
}

// missing returns the days after the last one that has a root and before now;
// without one, the day before.
func missing(last string, now time.Time) ([]string, error) {
	yesterday := now.UTC().AddDate(0, 0, -1)
	if last == "" {
		return []string{clock.Day(yesterday, time.UTC)}, nil
	}
	day, err := time.Parse(time.DateOnly, last)
	if err != nil {
		return nil, fmt.Errorf("the day of the last root: %w", err)
	}
	var days []string
	for day = day.AddDate(0, 0, 1); !day.After(yesterday); day = day.AddDate(0, 0, 1) {
		days = append(days, clock.Day(day, time.UTC))
	}
	return days, nil
}

// audited folds every account and returns where each stood at the end of each
// day; accounts without a posting by then are left out.
func (v prover) audited(ctx context.Context, days []string) ([][]ledger.Balance, error) {
	ledgers := store.Ledgers{T: v.Table}
	accounts, err := ledgers.Accounts(ctx, v.program)
	if err != nil {
		return nil, err
	}
	ends := make([]time.Time, len(days))
	for i, day := range days {
		if ends[i], err = endOf(day); err != nil {
			return nil, err
		}
	}
	cuts := make([][]ledger.Balance, len(days))
	faults := 0
	for _, a := range accounts {
		stood, findings, err := ledgers.AuditAt(ctx, a, ends)
		if err != nil {
			return nil, fmt.Errorf("audit the account of %s: %w", a.Partner, err)
		}
		v.tell(findings)
		faults += len(findings)
		for i, b := range stood {
			if b.Seq > 0 {
				cuts[i] = append(cuts[i], b)
			}
		}
	}
	if faults > 0 {
		return nil, fmt.Errorf("the audit found %d faults; nothing is signed", faults)
	}
	return cuts, nil
}

func endOf(day string) (time.Time, error) {
	at, err := time.Parse(time.DateOnly, day)
	return at.AddDate(0, 0, 1), err
}

// tell writes the lines that the alarm counts.
func (b Backends) tell(findings []ledger.Finding) {
	for _, f := range findings {
		b.Log.Error("ledger finding", "program_id", f.Account.Program, "partner_id", f.Account.Partner, "seq", f.Seq, "what", f.What)
	}
}

// sign makes a day's root and puts it into the vault.
func (v prover) sign(ctx context.Context, last proof.Kept, day string, stood []ledger.Balance) (proof.Kept, error) {
	acts, err := store.Audit{T: v.Table}.OfDay(ctx, v.program, day)
	if err != nil {
		return last, err
	}
	log := chained(last.Log, acts)
	previous := proof.Hash{}
	if last.Day != "" {
		previous = last.Root()
	}
	tree := treeOf(log, stood)
	signed, err := proof.Sign(ctx, v.Signer, proof.Statement{Program: v.program, Day: day, Previous: previous, Tree: tree.Root()})
	if err != nil {
		return last, err
	}
	leaves, err := vaulted(signed, log, stood)
	if err == nil {
		err = v.Vault.Put(ctx, "roots/"+string(v.program)+"/"+day+".ndjson", "application/x-ndjson", leaves)
	}
	if err != nil {
		return last, err
	}
	return proof.Kept{Signed: signed, Log: log, Accounts: int64(len(stood)), At: v.Clock.Now()}, nil
}

// chained returns the log with a day's acts.
func chained(log proof.Log, acts []audit.Entry) proof.Log {
	for _, e := range acts {
		log.Add(e.Body())
	}
	return log
}

// vaulted is what stands in the vault: the root and all leaves below it.
func vaulted(root proof.Signed, log proof.Log, stood []ledger.Balance) ([]byte, error) {
	var out bytes.Buffer
	x := proof.Export{W: &out}
	errs := []error{x.Root(root), x.Log(log.Leaf())}
	for _, b := range stood {
		errs = append(errs, x.Account(b.Leaf()))
	}
	return out.Bytes(), errors.Join(errs...)
}

func treeOf(log proof.Log, stood []ledger.Balance) proof.Tree {
	leaves := []proof.Hash{proof.LeafHash(log.Leaf())}
	for _, b := range stood {
		leaves = append(leaves, proof.LeafHash(b.Leaf()))
	}
	return proof.Grow(leaves)
}

// place keeps where each account stands below the newest root.
func (v prover) place(ctx context.Context, root proof.Kept, stood []ledger.Balance) error {
	tree := treeOf(root.Log, stood)
	for some := range slices.Chunk(stood, 500) {
		places := make(map[ledger.Account]proof.Place, len(some))
		for _, b := range some {
			leaf := b.Leaf()
			path, _ := tree.Path(proof.LeafHash(leaf)) // grown from it
			places[b.Account] = proof.Place{Day: root.Day, Leaf: leaf, Path: path}
		}
		if err := (store.Proofs{T: v.Table}).PlaceEach(ctx, places); err != nil {
			return err
		}
	}
	return nil
}

// LedgerProof makes the handler of functions/ledger-proof.
func LedgerProof(_ context.Context, s Surroundings) (lambdarun.Handler, error) {
	k, err := prepare(s, "PROOF_KEY_ID", "PROOF_BUCKET")
	if err != nil {
		return nil, err
	}
	k.withProof()
	return k.Run.Schedule(k.Backends.LedgerProof()), nil
}

// withProof signs roots and locks them away.
func (k *kit) withProof() {
	k.Signer = seal.Signer{API: seal.New(k.AWS.For(awsconfig.KMS)), Key: k.Config.ProofKey}
	k.Vault = blob.Bucket{Client: blob.New(k.AWS.For(awsconfig.S3)), Name: k.Config.Vault}
}
