package proof

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/tributaryhq/tributary/shared/kernel/canon"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// The types of line.
const (
	rootLine    = "root"
	logLine     = "log"
	accountLine = "account"
	postingLine = "posting"
	payoutLine  = "payout"
)

// line is one line of an export, as it is read.
type line struct {
	Type      string          `json:"type"`
	Statement *statement      `json:"statement"`
	Signature string          `json:"signature"`
	Key       string          `json:"key"`
	Leaf      json.RawMessage `json:"leaf"`
	Index     int64           `json:"index"`
	Path      []string        `json:"path"`
	Posting   json.RawMessage `json:"posting"`
	Prev      string          `json:"prev"`
	Hash      string          `json:"hash"`
	Note      *note           `json:"note"`
	Payout    string          `json:"payout"`
	InTransit int64           `json:"in_transit"`
	Paid      int64           `json:"paid"`
}

type statement struct {
	Version  int64  `json:"v"`
	Program  string `json:"program"`
	Day      string `json:"day"`
	Previous string `json:"previous"`
	Tree     string `json:"tree"`
}

func (l line) bytes() []byte {
	o := canon.Object{}.Text("type", l.Type)
	switch l.Type {
	case rootLine:
		if l.Statement != nil {
			s := l.Statement
			o = o.Raw("statement", canon.Object{}.Int("v", s.Version).Text("program", s.Program).Text("day", s.Day).
				Text("previous", s.Previous).Text("tree", s.Tree).Bytes())
		}
		o = o.Text("signature", l.Signature).Text("key", l.Key)
	case logLine:
		o = o.Raw("leaf", l.Leaf)
	case accountLine:
		if o = o.Raw("leaf", l.Leaf); l.Path != nil {
			o = o.Int("index", l.Index).Texts("path", l.Path)
		}
	case postingLine:
		if o = o.Raw("posting", l.Posting).Text("prev", l.Prev).Text("hash", l.Hash); l.Note != nil {
			o = o.Raw("note", l.Note.bytes())
		}
	case payoutLine:
		o = o.Text("payout", l.Payout).Int("in_transit", l.InTransit).Int("paid", l.Paid)
	}
	return o.Bytes()
}

// signed returns the root that a line tells of.
func (l line) signed() (Signed, error) {
	if l.Statement == nil || l.Statement.Version != 1 {
		return Signed{}, errors.New("this is no root of version 1")
	}
	previous, err1 := ParseHash(l.Statement.Previous)
	tree, err2 := ParseHash(l.Statement.Tree)
	signature, err3 := base64.StdEncoding.Strict().DecodeString(l.Signature)
	key, err4 := base64.StdEncoding.Strict().DecodeString(l.Key)
	s := Signed{Statement{id.Program(l.Statement.Program), l.Statement.Day, previous, tree}, signature, key}
	return s, errors.Join(err1, err2, err3, err4)
}

func rootLineOf(s Signed) line {
	return line{
		Type: rootLine, Signature: base64.StdEncoding.EncodeToString(s.Signature), Key: base64.StdEncoding.EncodeToString(s.Key),
		Statement: &statement{1, string(s.Program), s.Day, s.Previous.String(), s.Tree.String()},
	}
}

// readLog reads the leaf of the audit log.
func readLog(raw json.RawMessage, program id.Program) error {
	var l struct {
		Entries int64  `json:"entries"`
		Head    string `json:"head"`
	}
	if err := json.Unmarshal(raw, &l); err != nil {
		return fmt.Errorf("the audit log's leaf: %w", err)
	}
	head, err := ParseHash(l.Head)
	if err == nil && !bytes.Equal(raw, Log{program, l.Entries, head}.Leaf()) {
		err = fmt.Errorf("the audit log's leaf is not canonical: %s", raw)
	}
	return err
}
