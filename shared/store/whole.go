package store

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"slices"

	"github.com/tributaryhq/tributary/shared/domain/proof"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/table"
)

// Whole is an installation as a file, to be kept or to be brought into another
// installation (M12). Its form is in docs/guides/export.md.
//
// It is written while the installation runs, item by item; who wants the moment
// to be one stops the intake before. What was torn apart the audit finds after
// the import.
type Whole struct {
	T      table.Table
	Scan   table.Scanner
	Signer proof.Signer
}

const wholeVersion = 1

// Manifest is the last line but one of an export: what the file holds, what was
// left out, and the hash of all lines before it.
type Manifest struct {
	Type     string           `json:"type"`
	Version  int              `json:"v"`
	From     string           `json:"from"` // the origin of the installation
	At       string           `json:"at"`
	Items    int64            `json:"items"`
	Kinds    map[string]int64 `json:"kinds"`
	LeftOut  map[string]int64 `json:"left_out"` // whole items, by type
	Emptied  map[string]int64 `json:"emptied"`  // items whose secret parts were left out, by type
	Accounts []Standing       `json:"accounts"` // by program and currency
	SHA256   string           `json:"sha256"`
}

// Standing is what all accounts of a program come to in a currency.
type Standing struct {
	Program     string `json:"program"`
	Currency    string `json:"currency"`
	Accounts    int64  `json:"accounts"`
	Pending     int64  `json:"pending"`
	Approved    int64  `json:"approved"`
	Available   int64  `json:"available"`
	InTransit   int64  `json:"in_transit"`
	Paid        int64  `json:"paid"`
	ClawbackDue int64  `json:"clawback_due"`
	Earned      int64  `json:"earned"`
	Reversed    int64  `json:"reversed"`
}

type wholeLine struct {
	Type      string         `json:"type"`
	Item      map[string]any `json:"item,omitempty"`
	Signature []byte         `json:"signature,omitempty"`
	Key       []byte         `json:"key,omitempty"`
}

// Export writes the whole installation.
func (w Whole) Export(ctx context.Context, from, at string, to io.Writer) (Manifest, error) {
	sum, standings := sha256.New(), newStandings()
	out := io.MultiWriter(to, sum)
	m := Manifest{Type: "manifest", Version: wholeVersion, From: from, At: at, Kinds: map[string]int64{}, LeftOut: map[string]int64{}, Emptied: map[string]int64{}}
	for cursor := ""; ; {
		page, err := w.Scan.Scan(ctx, cursor)
		if err != nil {
			return m, fmt.Errorf("read the whole table: %w", err)
		}
		for _, item := range page.Items {
			kind := item.String("type")
			portable, emptied := carried(item)
			if portable == nil {
				m.LeftOut[kind]++
				continue
			}
			if emptied {
				m.Emptied[kind]++
			}
			m.Items, m.Kinds[kind] = m.Items+1, m.Kinds[kind]+1
			if err := standings.add(item); err != nil {
				return m, err
			}
			if err := writeLine(out, wholeLine{Type: "item", Item: packItem(portable)}); err != nil {
				return m, err
			}
		}
		if cursor = page.Next; cursor == "" {
			break
		}
	}
	m.Accounts, m.SHA256 = standings.list(), hex.EncodeToString(sum.Sum(nil))
	return m, w.seal(ctx, m, to)
}

// seal writes the manifest and signs it.
func (w Whole) seal(ctx context.Context, m Manifest, to io.Writer) error {
	text, err := json.Marshal(m)
	if err != nil {
		return fmt.Errorf("write the manifest: %w", err)
	}
	if _, err := to.Write(append(text, '\n')); err != nil {
		return fmt.Errorf("write the manifest: %w", err)
	}
	signature, err := w.Signer.Sign(ctx, text)
	if err != nil {
		return fmt.Errorf("sign the manifest: %w", err)
	}
	key, err := w.Signer.Public(ctx)
	if err != nil {
		return fmt.Errorf("read the public key: %w", err)
	}
	return writeLine(to, wholeLine{Type: "signature", Signature: signature, Key: key})
}

func writeLine(to io.Writer, l any) error {
	text, err := json.Marshal(l)
	if err == nil {
		_, err = to.Write(append(text, '\n'))
	}
	if err != nil {
		return fmt.Errorf("write the export: %w", err)
	}
	return nil
}

// ReadWhole verifies an export and hands each of its items on. Trusted is the
// key that must have signed it; nil takes the file's own, which is returned.
func ReadWhole(from io.Reader, trusted []byte, each func(table.Item) error) (Manifest, []byte, error) {
	r := wholeReader{lines: bufio.NewReaderSize(from, 1<<16), sum: sha256.New(), kinds: map[string]int64{}, standings: newStandings()}
	manifest, err := r.items(each)
	if err != nil {
		return Manifest{}, nil, err
	}
	var m Manifest
	if err := json.Unmarshal(manifest, &m); err != nil || m.Version != wholeVersion {
		return m, nil, refusal("this is no export of version 1")
	}
	last, err := r.line()
	if err != nil {
		return m, nil, refusal("the file ends before its signature")
	}
	var signed wholeLine
	if err := json.Unmarshal(last, &signed); err != nil || signed.Type != "signature" {
		return m, nil, refusal("the file ends before its signature")
	}
	switch {
	case trusted != nil && !bytes.Equal(trusted, signed.Key):
		return m, nil, refusal("it was signed by another key")
	case proof.VerifyMessage(manifest, signed.Signature, signed.Key) != nil:
		return m, nil, refusal("the signature does not hold")
	case hex.EncodeToString(r.sum.Sum(nil)) != m.SHA256 || r.count != m.Items:
		return m, nil, refusal("its lines are not those that were signed")
	case !slices.Equal(r.standings.list(), m.Accounts):
		return m, nil, refusal("its accounts do not come to what the manifest says")
	}
	return m, signed.Key, nil
}

func refusal(why string) error {
	return fault.New(fault.Invalid, "export.refused", "The export is refused: %s.", why)
}

type wholeReader struct {
	lines     *bufio.Reader
	sum       hash.Hash
	count     int64
	kinds     map[string]int64
	standings *standings
}

func (r *wholeReader) line() ([]byte, error) {
	text, err := r.lines.ReadBytes('\n')
	if err != nil {
		return nil, err
	}
	return text[:len(text)-1], nil
}

// items reads the items and returns the line behind them.
func (r *wholeReader) items(each func(table.Item) error) ([]byte, error) {
	for {
		text, err := r.line()
		if errors.Is(err, io.EOF) {
			return nil, refusal("the file ends before its manifest")
		}
		if err != nil {
			return nil, fmt.Errorf("read the export: %w", err)
		}
		var l wholeLine
		if err := json.Unmarshal(text, &l); err != nil {
			return nil, refusal("a line is no JSON")
		}
		if l.Type != "item" {
			return text, nil
		}
		r.sum.Write(text)
		r.sum.Write([]byte{'\n'})
		r.count++
		item, err := unpackItem(text)
		if err != nil {
			return nil, err
		}
		if err := r.standings.add(item); err != nil {
			return nil, err
		}
		if each != nil {
			if err := each(item); err != nil {
				return nil, err
			}
		}
	}
}

// batch is how many items are written at once.
const batch = 25

// Import writes the items of an export, which must have been read and found
// good before, into an installation that has no program yet.
func (w Whole) Import(ctx context.Context, from io.Reader, trusted []byte) (Manifest, error) {
	some := make([]table.Item, 0, batch)
	flush := func() error {
		for _, err := range w.T.PutEach(ctx, some) {
			if err != nil {
				return fmt.Errorf("write items: %w", err)
			}
		}
		some = some[:0]
		return nil
	}
	m, _, err := ReadWhole(from, trusted, func(item table.Item) error {
		if some = append(some, item); len(some) == batch {
			return flush()
		}
		return nil
	})
	if err == nil && len(some) > 0 {
		err = flush()
	}
	return m, err
}
