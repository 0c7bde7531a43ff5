package proof

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// maxLine is how long a line may be: a posting names at most some dozens of
// commissions.
const maxLine = 1 << 20

// Report tells what an export shows, once all of it has been verified.
type Report struct {
	Program  id.Program
	Day      string
	Root     Hash
	Previous Hash
	Key      string // fingerprint of the key that signed
	Whole    bool   // all accounts are there; otherwise one, by its path
	Accounts int
	Postings int64
	Since    int64 // the first posting that is shown of a part; the balances before it are not
	Payout   string
	Paid     int64
	Currency string
}

// Verify reads an export and finds whether every byte of it is what was
// signed. The key is the public key that the reader trusts, a DER
// SubjectPublicKeyInfo; nil takes the export's word for it, and the report
// names the key. Memory does not grow with the number of postings.
func Verify(r io.Reader, key []byte) (Report, error) {
	v := verifier{key: key}
	s := bufio.NewReaderSize(r, 1<<16)
	for n := 1; ; n++ {
		text, err := readLine(s)
		if errors.Is(err, io.EOF) {
			break
		}
		if err == nil {
			err = v.line(text)
		}
		if err != nil {
			return v.report, fmt.Errorf("line %d: %w", n, err)
		}
	}
	if err := v.end(); err != nil {
		return v.report, fmt.Errorf("at the end: %w", err)
	}
	return v.report, nil
}

// readLine returns a line without its end; every line must have one.
func readLine(r *bufio.Reader) ([]byte, error) {
	var whole []byte
	for {
		part, err := r.ReadSlice('\n')
		switch {
		case err == nil && whole == nil:
			return part[:len(part)-1], nil
		case err == nil:
			return append(whole, part[:len(part)-1]...), nil
		case errors.Is(err, io.EOF) && len(whole)+len(part) > 0:
			return nil, errors.New("the line does not end")
		case !errors.Is(err, bufio.ErrBufferFull):
			return nil, err
		}
		if whole = append(whole, part...); len(whole) > maxLine {
			return nil, errors.New("the line is too long")
		}
	}
}

type verifier struct {
	key     []byte
	report  Report
	root    Signed
	hasLog  bool
	leaves  []Hash
	account *leaf // as it was signed
	raw     []byte
	folded  leaf // as far as its postings tell
	paths   []Path
	since   int64
	refs    map[string]*leaf // of a part: the moves of the postings that name a thing
	ended   bool
}

func (v *verifier) line(text []byte) error {
	var l line
	if err := json.Unmarshal(text, &l); err != nil {
		return fmt.Errorf("this is no JSON: %w", err)
	}
	if !bytes.Equal(l.bytes(), text) {
		return errors.New("the line is not in canonical form")
	}
	switch first := v.root.Key == nil; {
	case first != (l.Type == rootLine) || v.ended:
		return fmt.Errorf("a line of type %q does not belong here", l.Type)
	case first:
		return v.begin(l)
	}
	switch l.Type {
	case logLine:
		if v.hasLog || len(v.leaves) > 0 {
			return errors.New("the audit log comes once, before the accounts")
		}
		v.hasLog, v.leaves = true, append(v.leaves, LeafHash(l.Leaf))
		return readLog(l.Leaf, v.root.Program)
	case accountLine:
		return v.open(l)
	case postingLine:
		return v.posting(l)
	case payoutLine:
		return v.payout(l)
	default:
		return fmt.Errorf("a line of type %q", l.Type)
	}
}

func (v *verifier) begin(l line) (err error) {
	if v.root, err = l.signed(); err != nil {
		return err
	}
	if v.key != nil && !bytes.Equal(v.key, v.root.Key) {
		return fmt.Errorf("the root is signed with the key %s, not with the one given, %s", Fingerprint(v.root.Key), Fingerprint(v.key))
	}
	s := v.root.Statement
	v.report = Report{Program: s.Program, Day: s.Day, Root: s.Root(), Previous: s.Previous, Key: Fingerprint(v.root.Key)}
	return v.root.Verify()
}

// open begins an account, and closes the one before.
func (v *verifier) open(l line) error {
	if err := v.close(); err != nil {
		return err
	}
	next, err := strict[leaf](l.Leaf)
	if err != nil {
		return err
	}
	before := v.account
	switch {
	case next.Program != string(v.root.Program):
		return fmt.Errorf("the account is of the program %s", next.Program)
	case before != nil && cmp.Or(cmp.Compare(before.Partner, next.Partner), cmp.Compare(before.Currency, next.Currency)) >= 0:
		return errors.New("the accounts are not in order")
	case (l.Path != nil) == v.hasLog || l.Path != nil && before != nil:
		return errors.New("an account has a path when it stands alone, and only then")
	}
	if l.Path != nil {
		p := Path{Index: l.Index}
		for _, s := range l.Path {
			h, err := ParseHash(s)
			if err != nil {
				return err
			}
			p.Siblings = append(p.Siblings, h)
		}
		if p.Index < 0 || p.Index>>len(p.Siblings) != 0 {
			return errors.New("the path has no such place")
		}
		v.paths, v.refs = append(v.paths, p), map[string]*leaf{}
	}
	v.account, v.raw = &next, bytes.Clone(l.Leaf)
	v.folded = leaf{Program: next.Program, Partner: next.Partner, Currency: next.Currency}
	v.leaves, v.since = append(v.leaves, LeafHash(l.Leaf)), 0
	v.report.Accounts++
	return nil
}

func (v *verifier) posting(l line) error {
	if v.account == nil {
		return errors.New("a posting without an account")
	}
	p, err := strict[posting](l.Posting)
	if err != nil {
		return err
	}
	if v.since == 0 { // a part may begin later, on a hash that it takes for granted
		if v.since = p.Seq; p.Seq > 1 && v.paths != nil {
			v.folded.Seq, v.folded.Head = p.Seq-1, l.Prev
		}
	}
	switch {
	case !v.account.sameAccount(p):
		return errors.New("the posting is of another account")
	case p.Seq != v.folded.Seq+1:
		return fmt.Errorf("posting %d follows %d", p.Seq, v.folded.Seq)
	case l.Prev != v.folded.Head:
		return errors.New("the chain is broken: the posting does not name the one before it")
	case hexDigest([]byte(l.Prev), l.Posting) != l.Hash:
		return errors.New("the posting was changed: its hash does not fit")
	case l.Note != nil && hexDigest(l.Note.bytes()) != p.Note:
		return errors.New("the note was changed: its hash does not fit")
	}
	if err := v.folded.add(p); err != nil && v.since == 1 {
		return fmt.Errorf("the posting breaks the book: %w", err)
	}
	v.folded.Seq, v.folded.Head = p.Seq, l.Hash
	v.report.Postings++
	return v.name(p)
}

// name keeps, in a part, what the postings say that name a thing.
func (v *verifier) name(p posting) error {
	if v.refs == nil {
		return nil
	}
	for _, ref := range p.Refs {
		if v.refs[ref] == nil {
			v.refs[ref] = &leaf{}
		}
		for _, m := range p.Moves {
			v.refs[ref].give(m.From, -m.Minor)
			v.refs[ref].give(m.To, m.Minor)
		}
	}
	return nil
}

// close holds an account's postings against its leaf.
func (v *verifier) close() error {
	switch {
	case v.account == nil:
		return nil
	case v.since > 1 && (v.folded.Seq != v.account.Seq || v.folded.Head != v.account.Head):
		return errors.New("the postings do not lead to the account's head")
	case v.since <= 1 && !bytes.Equal(v.folded.bytes(), v.raw):
		return fmt.Errorf("the account of %s is not what its postings add up to: %s", v.account.Partner, v.folded.bytes())
	}
	return nil
}

func (v *verifier) payout(l line) error {
	v.ended = true
	at := v.refs[l.Payout]
	if at == nil {
		return fmt.Errorf("no posting names the payout %s", l.Payout)
	}
	if at.InTransit != l.InTransit || at.Paid != l.Paid {
		return fmt.Errorf("of the payout %s %d is on its way and %d was paid", l.Payout, at.InTransit, at.Paid)
	}
	v.report.Payout, v.report.Paid, v.report.Currency = l.Payout, l.Paid, v.account.Currency
	return nil
}

// end holds the leaves against the root.
func (v *verifier) end() error {
	if v.root.Key == nil {
		return errors.New("there is no root")
	}
	if err := v.close(); err != nil {
		return err
	}
	v.report.Whole, v.report.Since = v.hasLog, v.since
	if v.hasLog {
		if Grow(v.leaves).Root() != v.root.Tree {
			return errors.New("the accounts do not lead to the root")
		}
		return nil
	}
	if len(v.paths) != 1 || v.paths[0].Root(v.leaves[0]) != v.root.Tree {
		return errors.New("the account does not lead to the root")
	}
	return nil
}
