package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/audit"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/table"
)

type auditRecord struct {
	Actor    string     `table:"actor"`
	Request  string     `table:"request,omitempty"`
	Address  string     `table:"address,omitempty"`
	At       time.Time  `table:"at"`
	Program  id.Program `table:"program,omitempty"`
	Action   string     `table:"action"`
	Resource string     `table:"resource"`
	Before   string     `table:"before,omitempty"`
	After    string     `table:"after,omitempty"`
	Changes  string     `table:"changes,omitempty"` // as JSON
}

// auditOp writes the entry of a change; it belongs into the Commit that makes
// the change. Who acts comes from the context's stamp. Before and after are
// what is written, or a part of it that tells the change; nil is nothing.
func auditOp(ctx context.Context, at time.Time, p id.Program, action, resource string, before, after table.Item) table.Op {
	by := audit.StampOf(ctx)
	r := auditRecord{
		Actor: by.Actor, Request: by.Request, Address: by.Address, At: at, Program: p,
		Action: action, Resource: resource, Before: hashItem(before), After: hashItem(after), Changes: changesText(before, after),
	}
	if p == "" { // what belongs to persons and partners is theirs to erase
		r.Changes = ""
	}
	sum := sha256.Sum256([]byte(join(r.Actor, r.Request, action, r.Before, r.After)))
	digest := hex.EncodeToString(sum[:8])
	item := newItem(auditKey(resource, at, digest), "audit", r)
	if p != "" {
		item["GSI2PK"] = auditOfProgramPK(p, clock.Day(at, time.UTC))
		item["GSI2SK"] = join(at.UTC().Format(table.TimeLayout), digest)
		item["view"] = auditView(r)
	}
	return table.Put{Item: item, If: []table.Condition{table.Absent("")}}
}

// newItem is an item of a type in its first form.
func newItem(k table.Key, kind string, record any) table.Item {
	item := table.Encode(record)
	stamp(item, k, kind)
	return item
}

func hashItem(item table.Item) string {
	if item == nil {
		return ""
	}
	text, err := json.Marshal(item) // maps are written in the order of their keys
	if err != nil {                 // strings, numbers, booleans and bytes always have a JSON form
		return ""
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}

type auditRow struct {
	Actor    string `json:"a"`
	Request  string `json:"q,omitempty"`
	At       string `json:"t"`
	Action   string `json:"w"`
	Resource string `json:"r"`
}

func auditView(r auditRecord) string {
	text, err := json.Marshal(auditRow{r.Actor, r.Request, r.At.UTC().Format(table.TimeLayout), r.Action, r.Resource})
	if err != nil {
		return ""
	}
	return string(text)
}

// Audit reads the log.
type Audit struct{ T table.Table }

// OfResource lists the acts on one thing, newest first. Access pattern A40.
func (s Audit) OfResource(ctx context.Context, resource string, r page.Request) (page.Of[audit.Entry], error) {
	p, err := s.T.Query(ctx, table.Query{PK: auditPK(resource), Reverse: true, Limit: r.Size(), Cursor: r.Cursor})
	if err != nil {
		return page.Of[audit.Entry]{}, fmt.Errorf("read the audit log of %s: %w", resource, err)
	}
	out := page.Of[audit.Entry]{Next: p.Next}
	for _, item := range p.Items {
		e, err := decodeAct(item)
		if err != nil {
			return page.Of[audit.Entry]{}, err
		}
		out.Data = append(out.Data, e)
	}
	return out, nil
}

func decodeAct(item table.Item) (audit.Entry, error) {
	var rec auditRecord
	if err := table.Decode(item, &rec); err != nil {
		return audit.Entry{}, fmt.Errorf("read an audit entry: %w", err)
	}
	e := audit.Entry{
		Stamp: audit.Stamp{Actor: rec.Actor, Request: rec.Request, Address: rec.Address},
		At:    rec.At, Program: rec.Program, Action: rec.Action, Resource: rec.Resource, Before: rec.Before, After: rec.After,
	}
	if rec.Changes != "" {
		if err := json.Unmarshal([]byte(rec.Changes), &e.Changes); err != nil {
			return e, fmt.Errorf("read what an act changed: %w", err)
		}
	}
	return e, nil
}

// OfDay reads all of a program's acts of one UTC day, whole and in the order in
// which they are chained. The index names them, each is read itself (A40).
func (s Audit) OfDay(ctx context.Context, prg id.Program, day string) ([]audit.Entry, error) {
	named, err := queryAll(ctx, s.T, table.Query{Index: table.Gsi2, PK: auditOfProgramPK(prg, day)})
	if err != nil {
		return nil, fmt.Errorf("read the audit log of %s: %w", prg, err)
	}
	out, err := s.acts(ctx, named, true)
	if err != nil {
		return nil, fmt.Errorf("read the audit log of %s: %w", prg, err)
	}
	slices.SortFunc(out, audit.Compare)
	return out, nil
}

// acts reads the acts that the index names; the audit tells that one is gone, by
// the root.
func (s Audit) acts(ctx context.Context, named []table.Item, consistent bool) ([]audit.Entry, error) {
	out := make([]audit.Entry, 0, len(named))
	for some := range slices.Chunk(named, 100) {
		keys := make([]table.Key, 0, len(some))
		for _, item := range some {
			keys = append(keys, item.Key())
		}
		items, err := s.T.Get(ctx, keys, consistent)
		if err != nil {
			return nil, err
		}
		for _, item := range items {
			if item == nil {
				continue
			}
			e, err := decodeAct(item)
			if err != nil {
				return nil, err
			}
			out = append(out, e)
		}
	}
	return out, nil
}

// OfProgram lists a program's acts of one UTC day, newest first. Access pattern
// A40.
func (s Audit) OfProgram(ctx context.Context, prg id.Program, day string, r page.Request) (page.Of[audit.Entry], error) {
	p, err := s.T.Query(ctx, table.Query{Index: table.Gsi2, PK: auditOfProgramPK(prg, day), Reverse: true, Limit: r.Size(), Cursor: r.Cursor})
	if err != nil {
		return page.Of[audit.Entry]{}, fmt.Errorf("read the audit log of %s: %w", prg, err)
	}
	acts, err := s.acts(ctx, p.Items, false)
	if err != nil {
		return page.Of[audit.Entry]{}, fmt.Errorf("read the audit log of %s: %w", prg, err)
	}
	return page.Of[audit.Entry]{Data: acts, Next: p.Next}, nil
}

var _ audit.Reader = Audit{}
