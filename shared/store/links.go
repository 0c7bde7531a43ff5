package store

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/link"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/table"
)

// Links keeps tracking links.
type Links struct{ T table.Table }

type linkItem struct {
	ID          id.Link     `table:"id"`
	Program     id.Program  `table:"program"`
	Partner     id.Partner  `table:"partner"`
	Host        string      `table:"host,omitempty"`
	Key         string      `table:"key"`
	Ref         uint64      `table:"ref"`
	Kind        link.Kind   `table:"kind"`
	Name        string      `table:"name,omitempty"`
	Destination string      `table:"destination"`
	Status      link.Status `table:"status"`
	UTM         link.UTM    `table:"utm,omitempty"`
	Subs        link.Subs   `table:"subs,omitempty"`
	Terms       link.Terms  `table:"terms"`
	Rules       []link.Rule `table:"rules,omitempty"`
	Ruled       int64       `table:"ruled,omitempty"`
	ExpiresAt   time.Time   `table:"expires_at,omitempty"`
	Renames     int         `table:"renames,omitempty"`
	Version     int64       `table:"version"`
	CreatedAt   time.Time   `table:"created_at"`
}

// viewMax is how much of a list row an index carries.
const viewMax = 400

func encodeLink(l link.Link) (table.Item, error) {
	item := table.Encode(linkItem(l))
	k := linkKey(l.Host, l.Key)
	item[table.PK], item[table.SK] = k.PK, k.SK
	item["type"], item["v"] = "link", int64(1)
	item["GSI1PK"], item["GSI1SK"] = enrollmentGSI1(l.Program, l.Partner), linkGSI1(l.CreatedAt, l.ID)
	view, err := linkView(l)
	item["view"] = view
	return item, err
}

// linkView is the list row; the destination is cut to what the index carries.
func linkView(l link.Link) (string, error) {
	row := link.Row{
		ID: l.ID, Host: l.Host, Key: l.Key, Kind: l.Kind, Name: l.Name,
		Destination: l.Destination, Status: l.Status, Offer: l.Terms.Offer, Smart: len(l.Rules) > 0, ExpiresAt: l.ExpiresAt, CreatedAt: l.CreatedAt,
	}
	for {
		var b strings.Builder
		e := json.NewEncoder(&b)
		e.SetEscapeHTML(false) // a destination is as long as it looks
		if err := e.Encode(row); err != nil {
			return "", fmt.Errorf("encode the row of link %s: %w", l.ID, err)
		}
		over := b.Len() - viewMax
		if over <= 0 || l.Destination == "" {
			return b.String(), nil
		}
		l.Destination = l.Destination[:max(0, len(l.Destination)-over-len("…"))]
		row.Destination = l.Destination + "…"
	}
}

// linkOps writes a new link and its reference. They belong into the Commit
// that makes the link's enrollment; a taken key or reference refuses it.
func linkOps(l link.Link) ([]table.Op, error) {
	item, err := encodeLink(l)
	if err != nil {
		return nil, err
	}
	ref := linkRefKey(l.Program, l.Ref)
	return []table.Op{
		table.Put{Item: item, If: []table.Condition{table.Absent("")}},
		table.Put{Item: table.Item{
			table.PK: ref.PK, table.SK: ref.SK, "type": "link_ref", "v": int64(1),
			"link": string(l.ID), "partner": string(l.Partner), "kind": string(l.Kind), "offer": string(l.Terms.Offer), "key": l.Key, "host": l.Host,
		}, If: []table.Condition{table.Absent("")}},
	}, nil
}

// Create writes a custom or marketplace link, its reference and its count (A20).
func (s Links) Create(ctx context.Context, l link.Link) error {
	ops, err := linkOps(l)
	if err != nil {
		return err
	}
	count := countLink(l, 1)
	count.If = []table.Condition{table.AbsentOrAtMost("custom", int64(link.MaxCustom-1)), table.AbsentOrAtMost("made", int64(link.MaxMade-1))}
	count.Add["made"] = 1
	err = s.T.Commit(ctx, append(ops, count))
	switch {
	case refused(err, 2):
		return fault.New(fault.Conflict, "link.too_many", "a partner has %d custom links at most, and makes %d in all", link.MaxCustom, link.MaxMade)
	case refused(err, 0):
		return keyTaken()
	case err != nil:
		return fmt.Errorf("create link %s: %w", l.ID, err)
	}
	return nil
}

func countLink(l link.Link, n int64) table.Update {
	return table.Update{
		Key: linkCountKey(l.Program, l.Partner),
		Set: map[string]any{"type": "link_count", "v": int64(1)},
		Add: map[string]int64{"custom": n},
	}
}

func keyTaken() error {
	return fault.New(fault.Conflict, "link.key_taken", "this key is taken").
		With(fault.Field{Location: "body.key", Message: "is taken"})
}

func refused(err error, op int) bool {
	f := table.Refusal(err, op)
	return f != nil && f.Reason == table.Refused
}

// Save replaces a link that still is what it was (A1).
func (s Links) Save(ctx context.Context, before, after link.Link) error {
	item, err := encodeLink(after)
	if err != nil {
		return err
	}
	ops := []table.Op{table.Put{Item: item, If: ifVersion(before.Version)}}
	if after.Status == link.Archived && before.Status != link.Archived {
		ops = append(ops, countLink(after, -1))
	}
	return s.replace(ctx, after, ops)
}

// Rename moves a link to another key, which may be one that it had. What leads
// to the old one finds it there.
func (s Links) Rename(ctx context.Context, before, after link.Link) error {
	err := s.rename(ctx, before, after, table.Absent(""))
	if !refused(err, 1) {
		return err
	}
	had := table.Refusal(err, 1).Old.String(movedTo)
	if l, err := s.get(ctx, linkKey(after.Host, after.Key), true); err != nil || had == "" || l.ID != before.ID {
		return keyTaken()
	}
	if err = s.rename(ctx, before, after, table.Is(movedTo, had)); refused(err, 1) {
		return keyTaken()
	}
	return err
}

// movedTo is the attribute of a link's old place that holds its new key.
const movedTo = "moved_to"

func (s Links) rename(ctx context.Context, before, after link.Link, free table.Condition) error {
	item, err := encodeLink(after)
	if err != nil {
		return err
	}
	moved := newItem(linkKey(before.Host, before.Key), "link", struct {
		Host string `table:"host,omitempty"`
		Key  string `table:"moved_to"`
	}{after.Host, after.Key})
	return s.replace(ctx, after, []table.Op{
		table.Put{Item: moved, If: ifVersion(before.Version)},
		table.Put{Item: item, If: []table.Condition{free}},
		table.Update{Key: linkRefKey(after.Program, after.Ref), If: []table.Condition{table.Present("")}, Set: map[string]any{"key": after.Key}},
	})
}

// replace commits a change of a link, whose first condition is its version.
func (s Links) replace(ctx context.Context, l link.Link, ops []table.Op) error {
	err := s.T.Commit(ctx, ops)
	if refused(err, 0) {
		return fault.New(fault.Conflict, "link.changed", "the link was changed meanwhile; load it again")
	}
	if err != nil {
		return fmt.Errorf("save link %s: %w", l.ID, err)
	}
	return nil
}

// ByKey reads a link by its address (A1).
func (s Links) ByKey(ctx context.Context, host, slug string) (link.Link, error) {
	return s.get(ctx, linkKey(host, slug), false)
}

func decodeLink(item table.Item) (link.Link, error) {
	var it linkItem
	if err := table.Decode(item, &it); err != nil {
		return link.Link{}, fmt.Errorf("read a link: %w", err)
	}
	return link.Link(it), nil
}

// get reads a link, following it to its present key.
func (s Links) get(ctx context.Context, k table.Key, consistent bool) (link.Link, error) {
	for range link.MaxRenames + 1 {
		items, err := s.T.Get(ctx, []table.Key{k}, consistent)
		if err != nil {
			return link.Link{}, fmt.Errorf("read a link: %w", err)
		}
		switch item := items[0]; {
		case item == nil:
			return link.Link{}, link.NotFound()
		case item.String(movedTo) != "":
			k = linkKey(item.String("host"), item.String(movedTo))
		default:
			return decodeLink(item)
		}
	}
	return link.Link{}, link.NotFound()
}

// ByID finds a partner's link among its at most 51 (A20) and reads it (A1).
func (s Links) ByID(ctx context.Context, program id.Program, partner id.Partner, want id.Link) (link.Link, error) {
	items, err := queryAll(ctx, s.T, s.mine(program, partner))
	if err != nil {
		return link.Link{}, fmt.Errorf("find link %s: %w", want, err)
	}
	for _, item := range items {
		row, err := decodeRow(item)
		if err != nil {
			return link.Link{}, err
		}
		if row.ID == want {
			return s.get(ctx, linkKey(row.Host, row.Key), true)
		}
	}
	return link.Link{}, link.NotFound()
}

// List reads a partner's links, oldest first (A20).
func (s Links) List(ctx context.Context, program id.Program, partner id.Partner, p page.Request) (page.Of[link.Row], error) {
	q := s.mine(program, partner)
	q.Limit, q.Cursor = p.Size(), p.Cursor
	got, err := s.T.Query(ctx, q)
	if err != nil {
		return page.Of[link.Row]{}, fmt.Errorf("list links: %w", err)
	}
	out := page.Of[link.Row]{Data: make([]link.Row, 0, len(got.Items)), Next: got.Next}
	for _, item := range got.Items {
		row, err := decodeRow(item)
		if err != nil {
			return page.Of[link.Row]{}, err
		}
		out.Data = append(out.Data, row)
	}
	return out, nil
}

func (s Links) mine(program id.Program, partner id.Partner) table.Query {
	return table.Query{Index: table.Gsi1, PK: enrollmentGSI1(program, partner), Prefix: linkGSI1Prefix()}
}

func decodeRow(item table.Item) (link.Row, error) {
	var row link.Row
	if err := json.Unmarshal([]byte(item.String("view")), &row); err != nil {
		return link.Row{}, fmt.Errorf("read a link's row: %w", err)
	}
	return row, nil
}

// Refs resolves what click ids carry.
type Refs struct{ T table.Table }

// Resolve returns what a link reference of the program stands for, by one
// read; NotFound when it was never given.
func (s Refs) Resolve(ctx context.Context, program id.Program, ref uint64) (link.Origin, error) {
	items, err := s.T.Get(ctx, []table.Key{linkRefKey(program, ref)}, true)
	if err != nil {
		return link.Origin{}, fmt.Errorf("resolve a link reference: %w", err)
	}
	item := items[0]
	if item == nil {
		return link.Origin{}, link.NotFound()
	}
	return link.Origin{
		Link: id.Link(item.String("link")), Partner: id.Partner(item.String("partner")),
		Offer: id.Offer(item.String("offer")), Key: item.String("key"), Host: item.String("host"),
	}, nil
}

var _ link.Store = Links{}
