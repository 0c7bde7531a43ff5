package store

import (
	"context"
	"fmt"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/link"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/table"
)

// ByOld reads the link that an old token stands for, wherever it is now (A21).
func (s Links) ByOld(ctx context.Context, scope link.Scope, token string) (link.Link, error) {
	item, err := s.old(ctx, scope, token, false)
	if err != nil {
		return link.Link{}, err
	}
	if item == nil {
		return link.Link{}, link.NotFound()
	}
	return s.get(ctx, linkKey(item.String("host"), item.String("key")), false)
}

// Peek tells which link an old token stands for (A21).
func (s Links) Peek(ctx context.Context, scope link.Scope, token string) (id.Link, error) {
	item, err := s.old(ctx, scope, token, true)
	return id.Link(item.String("link")), err
}

func (s Links) old(ctx context.Context, scope link.Scope, token string, consistent bool) (table.Item, error) {
	items, err := s.T.Get(ctx, []table.Key{oldLinkKey(string(scope), token)}, consistent)
	if err != nil {
		return nil, fmt.Errorf("read an old token: %w", err)
	}
	return items[0], nil
}

// Add makes an old token stand for a link, unless it stands for one (A21).
func (s Links) Add(ctx context.Context, scope link.Scope, token string, l link.Link, at time.Time) (id.Link, error) {
	item := newItem(oldLinkKey(string(scope), token), "old_link", struct {
		Program id.Program `table:"program"`
		Link    id.Link    `table:"link"`
		Host    string     `table:"host,omitempty"`
		Key     string     `table:"key"`
	}{l.Program, l.ID, l.Host, l.Key})
	err := s.T.Commit(ctx, []table.Op{
		table.Put{Item: item, If: []table.Condition{table.Absent("")}},
		auditOp(ctx, at, l.Program, "link.import", string(l.Program)+"/old/"+token, nil, item),
	})
	if refused(err, 0) {
		return id.Link(table.Refusal(err, 0).Old.String("link")), nil
	}
	if err != nil {
		return "", fmt.Errorf("keep an old token: %w", err)
	}
	return "", nil
}

// Meet reads whose tracking domain a host is beside the link of a key there
// (A24).
func (s Links) Meet(ctx context.Context, host, slug string) (id.Program, link.Link, error) {
	own, instance := linkKey(host, slug), linkKey("", slug)
	items, err := s.T.Get(ctx, []table.Key{hostKey(host), own, instance}, false)
	if err != nil {
		return "", link.Link{}, fmt.Errorf("read whose a host is: %w", err)
	}
	owner, item, at := id.Program(items[0].String("program")), items[2], instance
	if owner != "" {
		item, at = items[1], own
	}
	switch {
	case item == nil:
		return owner, link.Link{}, link.NotFound()
	case item.String("moved_to") != "":
		l, err := s.get(ctx, at, false)
		return owner, l, err
	}
	l, err := decodeLink(item)
	return owner, l, err
}

var (
	_ link.Lookup = Links{}
	_ link.Old    = Links{}
)
