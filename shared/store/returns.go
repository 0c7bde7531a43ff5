package store

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/click"
	"github.com/tributaryhq/tributary/shared/domain/link"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/table"
)

// Returns finds visitors who come back from an app store.
type Returns struct{ T table.Table }

type returnRecord struct {
	Terms link.Terms `table:"terms"`
}

// returnItem is beside its program, because the redirect may read nothing else
// of programs.
func returnItem(p program.Program) table.Item {
	return newItem(returnKey(p.ID), "return", returnRecord{link.Terms{
		Website: p.Website, AllowedHosts: p.AllowedHosts, ClickParam: p.ClickParam, WindowDays: p.Attribution.WindowDays,
	}})
}

// Terms reads a program's hosts, window and parameter (A1).
func (s Returns) Terms(ctx context.Context, p id.Program) (link.Terms, error) {
	items, err := s.T.Get(ctx, []table.Key{returnKey(p)}, false)
	if err != nil {
		return link.Terms{}, fmt.Errorf("read what a return needs: %w", err)
	}
	if items[0] == nil {
		return link.Terms{}, link.NotFound()
	}
	var r returnRecord
	err = table.Decode(items[0], &r)
	return r.Terms, err
}

// Latest reads the rows of the visitors (A4), what their links are, and the
// link of the latest click on a marketplace link.
func (s Returns) Latest(ctx context.Context, p id.Program, since time.Time, visitors ...click.Visitor) (click.Clicked, error) {
	rows := map[table.Key]click.Clicked{} // by what says which link it is
	for _, v := range visitors {
		items, err := queryAll(ctx, s.T, table.Query{PK: visitorPK(p, v.String()), Prefix: clickRowPrefix()})
		if err != nil {
			return click.Clicked{}, fmt.Errorf("read a visitor's clicks: %w", err)
		}
		for _, item := range items {
			ref := linkRefOfRow(p, item.Key())
			if m := latestOf(item, since); m > rows[ref].Mark {
				rows[ref] = click.Clicked{Mark: m, Visitor: v}
			}
		}
	}
	return s.latest(ctx, rows)
}

// latestOf picks the latest click of a row, empty for none since then.
func latestOf(item table.Item, since time.Time) click.Mark {
	var last click.Mark
	for name := range item {
		if m, ok := clickOf(name); ok && m > last && !m.Time().Before(since) {
			last = m
		}
	}
	return last
}

func (s Returns) latest(ctx context.Context, rows map[table.Key]click.Clicked) (click.Clicked, error) {
	keys := slices.Collect(maps.Keys(rows))
	if len(keys) == 0 {
		return click.Clicked{}, link.NotFound()
	}
	refs, err := s.T.Get(ctx, keys, false)
	if err != nil {
		return click.Clicked{}, fmt.Errorf("read links' references: %w", err)
	}
	var last click.Clicked
	var at table.Item
	for i, k := range keys {
		if refs[i].String("kind") == string(link.Marketplace) && rows[k].Mark > last.Mark {
			last, at = rows[k], refs[i]
		}
	}
	if last.Mark == "" {
		return click.Clicked{}, link.NotFound()
	}
	last.Link, err = Links(s).ByKey(ctx, at.String("host"), at.String("key"))
	return last, err
}
