package main

import (
	"bufio"
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"os"
	"syscall"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/enrollment"
	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/domain/link"
	"github.com/tributaryhq/tributary/shared/domain/partner"
	"github.com/tributaryhq/tributary/shared/domain/proof"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/store"
	"github.com/tributaryhq/tributary/shared/table/memory"
)

const (
	postingsEach    = 1000   // of an account
	nsOfPosting     = 60_000 // a million in a minute
	auditMiB        = 256
	postingsPerSale = 20 // so many are audited for each commission that -n asks for
)

// audits measures how long a posting takes to be audited in the table and to be
// verified in an export, and what memory both take. Accounts are made one at a
// time, which is not measured, so that the memory is the audit's.
func audits(ctx context.Context, n int) ([]Row, error) {
	accounts := max(1, n*postingsPerSale/postingsEach)
	file, err := os.CreateTemp("", "ledger")
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.Remove(file.Name()) }()
	book := bookOf{out: bufio.NewWriter(file), log: proof.Log{Program: benchProgram}}
	for i := range accounts {
		if err := book.account(ctx, i); err != nil {
			return nil, err
		}
	}
	if err := errors.Join(book.out.Flush(), file.Sync()); err != nil {
		return nil, err
	}
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return nil, err
	}
	head, err := book.head(ctx)
	if err != nil {
		return nil, err
	}
	start := worked()
	r, err := proof.Verify(io.MultiReader(bytes.NewReader(head), file), nil)
	verified := worked() - start
	if err != nil || r.Postings != int64(accounts*postingsEach) {
		return nil, fmt.Errorf("verified %d postings: %w", r.Postings, err)
	}
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		return nil, err
	}
	per := func(d time.Duration) int64 { return d.Nanoseconds() / r.Postings }
	return []Row{
		{Name: fmt.Sprintf("audit of %d postings in the table", r.Postings), Value: per(book.audited), Unit: "ns of CPU each", Goal: nsOfPosting, Timed: true},
		{Name: fmt.Sprintf("verify an export of %d postings", r.Postings), Value: per(verified), Unit: "ns of CPU each", Goal: nsOfPosting, Timed: true},
		{Name: "memory of both", Value: used.Maxrss >> 10, Unit: "MiB", Goal: auditMiB, Timed: true},
	}, nil
}

// worked is how long this program had a processor: what else runs on the
// machine is not its work.
func worked() time.Duration {
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		return 0
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

const benchProgram = id.Program("prg_bench")

// bookOf writes an export, account by account, and audits each as it goes.
type bookOf struct {
	out     *bufio.Writer
	log     proof.Log
	leaves  []proof.Hash
	audited time.Duration
}

func (b *bookOf) account(ctx context.Context, i int) error {
	a := ledger.Account{Program: benchProgram, Partner: id.Partner(fmt.Sprintf("ptr_%06d", i)), Currency: "EUR"}
	tab := memory.New(clock.System())
	postings, err := fill(ctx, tab, a)
	if err != nil {
		return err
	}
	start := worked()
	_, found, err := store.Ledgers{T: tab}.AuditAt(ctx, a, nil)
	if err == nil {
		err = scanned(ctx, tab)
	}
	b.audited += worked() - start
	if err != nil || len(found) > 0 {
		return fmt.Errorf("the audit found %v: %w", found, err)
	}
	balance, err := store.Ledgers{T: tab}.Of(ctx, a)
	if err != nil {
		return err
	}
	x := proof.Export{W: b.out}
	errs := []error{x.Account(balance.Leaf())}
	for _, p := range postings {
		errs = append(errs, x.Posting(proof.Entry{Body: p.Body(), Prev: p.Prev, Hash: p.Hash, Note: p.Note()}))
	}
	b.leaves = append(b.leaves, proof.LeafHash(balance.Leaf()))
	return errors.Join(errs...)
}

// scanned adds up the whole table, as the second part of the audit.
func scanned(ctx context.Context, tab *memory.Table) error {
	books := store.NewBooks()
	for cursor := ""; ; {
		page, err := tab.Scan(ctx, cursor)
		if err != nil {
			return err
		}
		for _, item := range page.Items {
			if err := books.Add(item); err != nil {
				return err
			}
		}
		if cursor = page.Next; cursor == "" {
			return nil
		}
	}
}

// fill opens an account and posts to it.
func fill(ctx context.Context, tab *memory.Table, a ledger.Account) ([]ledger.Posting, error) {
	now := time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)
	s := store.Enrollments{T: tab, Clock: clock.System()}
	waiting := enrollment.Enrollment{Program: a.Program, Partner: a.Partner, Status: enrollment.InReview, Ref: 1, AppliedAt: now, Version: 1}
	active := waiting
	active.Status, active.Version = enrollment.Active, 2
	l := link.Link{ID: "lnk_1", Program: a.Program, Partner: a.Partner, Key: "k", Ref: 1, CreatedAt: now}
	err := errors.Join(
		s.Apply(ctx, enrollment.Application{Enrollment: waiting, Partner: &partner.Partner{ID: a.Partner, Version: 1}, Event: event.Event{ID: "evt_1", At: now}}),
		s.Approve(ctx, enrollment.Approval{Before: waiting, After: active, Currency: a.Currency, Link: l, Event: event.Event{ID: "evt_2", At: now}}),
	)
	if err != nil {
		return nil, err
	}
	money := store.Commissions{T: tab}
	b, err := money.Balance(ctx, a)
	var out []ledger.Posting
	for n := range postingsEach {
		if err != nil {
			return nil, err
		}
		moves, kind := ledger.Earn(1000), ledger.Earned
		if n%2 == 1 {
			moves, kind = b.Approve(1000), ledger.Approval
		}
		var e ledger.Entry
		if e, err = b.Post(ledger.Note{Kind: kind, Refs: []string{fmt.Sprintf("com_%022d", n/2)}, Actor: "system", At: now}, moves...); err == nil {
			err = money.Commit(ctx, commission.Outcome{Entries: []ledger.Entry{e}})
		}
		b, out = e.After, append(out, e.Posting)
	}
	return out, err
}

// head returns the first lines of the export.
func (b *bookOf) head(ctx context.Context) ([]byte, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, err
	}
	tree := proof.Grow(append(b.leaves, proof.LeafHash(b.log.Leaf())))
	root, err := proof.Sign(ctx, pen{key}, proof.Statement{Program: benchProgram, Day: "2026-11-20", Tree: tree.Root()})
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	x := proof.Export{W: &out}
	err = errors.Join(x.Root(root), x.Log(b.log.Leaf()))
	return out.Bytes(), err
}

// pen signs with a key in memory.
type pen struct{ key *ecdsa.PrivateKey }

// Sign signs.
func (p pen) Sign(_ context.Context, message []byte) ([]byte, error) {
	sum := sha256.Sum256(message)
	return ecdsa.SignASN1(rand.Reader, p.key, sum[:])
}

// Public returns the public key.
func (p pen) Public(context.Context) ([]byte, error) {
	return x509.MarshalPKIXPublicKey(&p.key.PublicKey)
}
