package store

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/click"
	"github.com/tributaryhq/tributary/shared/domain/report"
	"github.com/tributaryhq/tributary/shared/table"
)

// Clicks keeps the rows of clicks, the salts of their visitors, and through
// Stats their counters.
type Clicks struct{ T table.Table }

// A row has "u", the time of the last unique click, and one attribute per
// click: clickAttr and its mark.
const (
	uniqueAttr = "u"
	clickAttr  = "c"
)

// Apply makes the changes side by side (A2).
func (s Clicks) Apply(ctx context.Context, cs []click.Change) []click.Changed {
	updates := make([]table.Update, len(cs))
	out := make([]click.Changed, len(cs))
	for i, c := range cs {
		u, err := clickUpdate(c)
		if err != nil {
			for j := range out {
				out[j].Err = err
			}
			return out
		}
		updates[i] = u
	}
	for i, r := range s.T.UpdateEach(ctx, updates) {
		out[i] = changed(r)
	}
	return out
}

// getMax is how many items one read takes.
const getMax = 100

// Read returns rows of clicks (A2).
func (s Clicks) Read(ctx context.Context, keys []click.RowKey) ([]click.Row, error) {
	out := make([]click.Row, 0, len(keys))
	for part := range slices.Chunk(keys, getMax) {
		of := make([]table.Key, len(part))
		for i, k := range part {
			of[i] = clickRowKey(k.Program, k.Visitor.String(), k.LinkRef)
		}
		items, err := s.T.Get(ctx, of, false)
		if err != nil {
			return nil, fmt.Errorf("read clicks: %w", err)
		}
		for _, item := range items {
			row, err := decodeClicks(item)
			if err != nil {
				return nil, err
			}
			out = append(out, row)
		}
	}
	return out, nil
}

// Tally adds to how many clicks come from places (A60).
func (s Clicks) Tally(ctx context.Context, ts []click.Tally) []int64 {
	updates := make([]table.Update, len(ts))
	for i, t := range ts {
		updates[i] = table.Update{
			Key: crowdKey(t.Place.Program, t.Place.From, t.Place.Hour),
			Set: map[string]any{"type": "crowd", "v": int64(1), table.TTL: t.Expires}, Add: map[string]int64{"n": t.Add},
		}
	}
	out := make([]int64, len(ts))
	for i, r := range s.T.UpdateEach(ctx, updates) {
		out[i] = r.New.Int("n")
	}
	return out
}

func clickUpdate(c click.Change) (table.Update, error) {
	u := table.Update{
		Key: clickRowKey(c.Key.Program, c.Key.Visitor.String(), c.Key.LinkRef),
		Set: map[string]any{"type": "click", "v": int64(1), table.TTL: c.TTL},
	}
	if c.Expect.Exactly != 0 {
		u.If = append(u.If, table.Is(uniqueAttr, c.Expect.Exactly))
	} else {
		u.If = append(u.If, table.AbsentOrAtMost(uniqueAttr, c.Expect.NoneOrUpTo))
	}
	if c.Unique != 0 {
		u.Set[uniqueAttr] = c.Unique
	}
	for name, v := range map[string]string{"partner": string(c.Owner.Partner), "link": string(c.Owner.Link), "offer": string(c.Owner.Offer)} {
		if v != "" {
			u.Set[name] = v
		}
	}
	for mark, stored := range c.Add {
		text, err := clickText(stored)
		if err != nil {
			return u, fmt.Errorf("encode a click: %w", err)
		}
		u.Set[clickAttr+string(mark)] = text
		u.If = append(u.If, table.Absent(clickAttr+string(mark)))
	}
	for _, mark := range c.Drop {
		u.Remove = append(u.Remove, clickAttr+string(mark))
	}
	return u, nil
}

// factsMax is how long the text of a click may be, so that a row of eight is
// two units; what goes first when it is longer is known of the day's counters.
const factsMax = 200

func clickText(c click.Stored) (string, error) {
	text, err := plainJSON(c)
	if len(text) > factsMax {
		c.Referrer = ""
		text, err = plainJSON(c)
	}
	if len(text) > factsMax {
		c.OS, c.Browser = "", ""
		text, err = plainJSON(c)
	}
	return text, err
}

// plainJSON leaves <, > and & as they are.
func plainJSON(v any) (string, error) {
	var text strings.Builder
	e := json.NewEncoder(&text)
	e.SetEscapeHTML(false)
	err := e.Encode(v)
	return strings.TrimSuffix(text.String(), "\n"), err
}

func changed(r table.Result) click.Changed {
	item := r.New
	out := click.Changed{Err: r.Err}
	if f := table.Refusal(r.Err, 0); f != nil && f.Reason == table.Refused {
		item, out.Refused, out.Err = f.Old, true, nil
	}
	if out.Err == nil {
		out.Row, out.Err = decodeClicks(item)
	}
	return out
}

func decodeClicks(item table.Item) (click.Row, error) {
	row := click.Row{Unique: item.Int(uniqueAttr), TTL: item.Int(table.TTL), Clicks: map[click.Mark]click.Stored{}}
	for name, v := range item {
		mark, ok := clickOf(name)
		if !ok {
			continue
		}
		var stored click.Stored
		text, _ := v.(string)
		if err := json.Unmarshal([]byte(text), &stored); err != nil {
			return row, fmt.Errorf("decode a click: %w", err)
		}
		row.Clicks[mark] = stored
	}
	return row, nil
}

func clickOf(attr string) (click.Mark, bool) {
	mark, ok := strings.CutPrefix(attr, clickAttr)
	return click.Mark(mark), ok && len(mark) == click.MarkLength
}

// Fold adds to day counters (A16).
func (s Clicks) Fold(ctx context.Context, ds []report.Delta) error { return Stats(s).Fold(ctx, ds) }

// Salts reads the salts of days (A43).
func (s Clicks) Salts(ctx context.Context, days ...string) ([][]byte, error) {
	keys := make([]table.Key, len(days))
	for i, d := range days {
		keys[i] = saltKey(d)
	}
	items, err := s.T.Get(ctx, keys, false)
	if err != nil {
		return nil, fmt.Errorf("read salts: %w", err)
	}
	out := make([][]byte, len(days))
	for i, item := range items {
		out[i], _ = item["salt"].([]byte)
	}
	return out, nil
}

// AddSalt keeps a day's salt unless it has one (A43).
func (s Clicks) AddSalt(ctx context.Context, day string, salt []byte, expires time.Time) error {
	_, _, err := s.T.Update(ctx, table.Update{
		Key:         saltKey(day),
		SetIfAbsent: map[string]any{"type": "salt", "v": int64(1), "salt": salt, table.TTL: expires.Unix()},
	})
	if err != nil {
		return fmt.Errorf("keep a salt: %w", err)
	}
	return nil
}

var (
	_ click.Store     = Clicks{}
	_ click.SaltStore = Clicks{}
)
