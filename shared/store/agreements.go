package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/agreement"
	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/table"
)

// Agreements keeps what partners sign, and that they did (A88).
type Agreements struct {
	T     table.Table
	Clock clock.Clock // dates audit entries
}

type registerRecord struct {
	Program    id.Program       `table:"program"`
	Agreements []agreementEntry `table:"agreements"`
	Version    int64            `table:"version"`
}

type agreementEntry struct {
	ID          id.Agreement      `table:"id"`
	Title       string            `table:"title"`
	Signers     agreement.Signers `table:"signers"`
	Groups      []id.Group        `table:"groups,omitempty"`
	State       agreement.State   `table:"state"`
	Number      int64             `table:"number"`
	Hash        string            `table:"hash,omitempty"`
	PublishedAt time.Time         `table:"published_at,omitempty"`
	Drafted     bool              `table:"drafted,omitempty"`
}

type agreementVersionRecord struct {
	Agreement   id.Agreement      `table:"agreement"`
	Program     id.Program        `table:"program"`
	Number      int64             `table:"number"`
	Title       string            `table:"title"`
	Text        string            `table:"text"`
	Signers     agreement.Signers `table:"signers"`
	Hash        string            `table:"hash"`
	Signatory   string            `table:"signatory,omitempty"`
	By          id.User           `table:"by"`
	PublishedAt time.Time         `table:"published_at,omitempty"`
}

// versionRow is what a list of versions shows: not the text.
type versionRow struct {
	Number      int64             `json:"n"`
	Title       string            `json:"t"`
	Signers     agreement.Signers `json:"g"`
	Hash        string            `json:"h"`
	Signatory   string            `json:"s,omitempty"`
	By          id.User           `json:"b"`
	PublishedAt time.Time         `json:"p,omitzero"`
}

// Register reads all agreements of a program consistently (A88).
func (s Agreements) Register(ctx context.Context, p id.Program) (agreement.Register, error) {
	items, err := s.T.Get(ctx, []table.Key{agreementsKey(p)}, true)
	if err != nil {
		return agreement.Register{}, fmt.Errorf("read agreements: %w", err)
	}
	out := agreement.Register{Program: p}
	if items[0] == nil {
		return out, nil
	}
	var r registerRecord
	if err := table.Decode(items[0], &r); err != nil {
		return out, fmt.Errorf("read agreements: %w", err)
	}
	out.Version = r.Version
	for _, a := range r.Agreements {
		out.Agreements = append(out.Agreements, agreement.Agreement(a))
	}
	return out, nil
}

// Save writes a change of one agreement, with its version and its news (A88).
func (s Agreements) Save(ctx context.Context, c agreement.Change) error {
	r := registerRecord{Program: c.After.Program, Version: c.After.Version}
	for _, a := range c.After.Agreements {
		r.Agreements = append(r.Agreements, agreementEntry(a))
	}
	ops := []table.Op{table.Put{Item: newItem(agreementsKey(r.Program), "agreements", r), If: ifVersion(c.Before.Version)}}
	var was table.Item
	if before, err := c.Before.Find(c.Of.ID); err == nil {
		was = table.Encode(agreementEntry(before))
	}
	if c.Version != nil {
		ops = append(ops, table.Put{Item: agreementVersionItem(*c.Version)})
	}
	if c.News {
		news, err := agreementNews(r.Program, c.Of)
		if err != nil {
			return err
		}
		ops = append(ops, news)
	}
	ops = append(ops, auditOp(ctx, s.Clock.Now(), r.Program, c.Act, string(c.Of.ID), was, table.Encode(agreementEntry(c.Of))))
	if err := commit(ctx, s.T, ops); err != nil {
		return fmt.Errorf("save agreement %s: %w", c.Of.ID, err)
	}
	return nil
}

func agreementVersionItem(v agreement.Version) table.Item {
	item := newItem(agreementVersionKey(v.Program, v.Agreement, v.Number), "agreement_version", agreementVersionRecord(v))
	item["GSI2PK"], item["GSI2SK"] = agreementPK(v.Program, v.Agreement), agreementVersionPrefix()+padded(v.Number)
	text, err := json.Marshal(versionRow{v.Number, v.Title, v.Signers, v.Hash, v.Signatory, v.By, v.PublishedAt})
	if err == nil { // strings, numbers and times always have a JSON form
		item["view"] = string(text)
	}
	return item
}

// agreementNews tells those who have to sign.
func agreementNews(p id.Program, a agreement.Agreement) (table.Op, error) {
	e, err := event.New(event.AgreementPublished, a.PublishedAt, p, "", string(a.ID), a.Number)
	if err != nil {
		return nil, err
	}
	groups := make([]string, len(a.Groups))
	for i, g := range a.Groups {
		groups[i] = string(g)
	}
	e.Data = map[string]string{event.Name: a.Title, event.Groups: strings.Join(groups, " ")}
	return eventOp(e), nil
}

// Version reads one version (A88).
func (s Agreements) Version(ctx context.Context, p id.Program, a id.Agreement, n int64) (agreement.Version, error) {
	items, err := s.T.Get(ctx, []table.Key{agreementVersionKey(p, a, n)}, true)
	if err != nil {
		return agreement.Version{}, fmt.Errorf("read version %d of %s: %w", n, a, err)
	}
	if items[0] == nil {
		return agreement.Version{}, fault.New(fault.NotFound, "agreement.unknown", "There is no such agreement.")
	}
	var r agreementVersionRecord
	if err := table.Decode(items[0], &r); err != nil {
		return agreement.Version{}, fmt.Errorf("read version %d of %s: %w", n, a, err)
	}
	return agreement.Version(r), nil
}

// Versions lists an agreement's versions without their texts, the newest first (A88).
func (s Agreements) Versions(ctx context.Context, p id.Program, a id.Agreement) ([]agreement.Version, error) {
	items, err := queryAll(ctx, s.T, table.Query{Index: table.Gsi2, PK: agreementPK(p, a), Prefix: agreementVersionPrefix(), Reverse: true})
	if err != nil {
		return nil, fmt.Errorf("list versions of %s: %w", a, err)
	}
	out := make([]agreement.Version, 0, len(items))
	var errs []error
	for _, item := range items {
		var r versionRow
		errs = append(errs, json.Unmarshal([]byte(item.String("view")), &r))
		out = append(out, agreement.Version{
			Agreement: a, Program: p, Number: r.Number, Title: r.Title, Signers: r.Signers, Hash: r.Hash, Signatory: r.Signatory, By: r.By, PublishedAt: r.PublishedAt,
		})
	}
	return out, errors.Join(errs...)
}

var _ agreement.Store = Agreements{}
