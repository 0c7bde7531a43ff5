package store

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/enrollment"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/table"
)

// Margins keeps managers' notes and tags (A121).
type Margins struct {
	T     table.Table
	Clock clock.Clock // dates audit entries
}

type noteRecord struct {
	ID      id.Note    `table:"id"`
	Program id.Program `table:"program"`
	Partner id.Partner `table:"partner"`
	By      id.User    `table:"by"`
	Text    string     `table:"text"`
	At      time.Time  `table:"at"`
}

// Notes lists a partner's notes, newest first.
func (s Margins) Notes(ctx context.Context, p id.Program, o id.Partner, r page.Request) (page.Of[enrollment.Note], error) {
	got, err := s.T.Query(ctx, table.Query{PK: notesPK(p, o), Reverse: true, Limit: r.Size(), Cursor: r.Cursor})
	if err != nil {
		return page.Of[enrollment.Note]{}, fmt.Errorf("list the notes on %s: %w", o, err)
	}
	out := page.Of[enrollment.Note]{Data: make([]enrollment.Note, len(got.Items)), Next: got.Next}
	for i, item := range got.Items {
		var rec noteRecord
		if err := table.Decode(item, &rec); err != nil {
			return page.Of[enrollment.Note]{}, fmt.Errorf("read a note: %w", err)
		}
		out.Data[i] = enrollment.Note(rec)
	}
	return out, nil
}

// AddNote writes a note.
func (s Margins) AddNote(ctx context.Context, n enrollment.Note) error {
	item := newItem(noteKey(n.Program, n.Partner, n.ID), "note", noteRecord(n))
	err := s.T.Commit(ctx, []table.Op{
		table.Put{Item: item, If: []table.Condition{table.Absent("")}},
		auditOp(ctx, n.At, n.Program, "note.create", string(n.Program)+"/"+string(n.Partner), nil, item),
	})
	if err != nil {
		return fmt.Errorf("write a note on %s: %w", n.Partner, err)
	}
	return nil
}

// DropNote removes a note; NotFound.
func (s Margins) DropNote(ctx context.Context, p id.Program, o id.Partner, n id.Note) error {
	err := s.T.Commit(ctx, []table.Op{
		table.Delete{Key: noteKey(p, o, n), If: []table.Condition{table.Present("")}},
		auditOp(ctx, s.Clock.Now(), p, "note.delete", string(p)+"/"+string(o), table.Item{"note": string(n)}, nil),
	})
	if refused(err, 0) {
		return fault.New(fault.NotFound, "note.unknown", "There is no such note.")
	}
	if err != nil {
		return fmt.Errorf("remove a note on %s: %w", o, err)
	}
	return nil
}

// Tag writes an enrollment whose tags changed, and keeps its tags among the
// program's.
func (s Margins) Tag(ctx context.Context, before, after enrollment.Enrollment, at time.Time) error {
	was, is := enrollmentItem(before), enrollmentItem(after)
	ops := []table.Op{
		table.Put{Item: is, If: []table.Condition{table.Is("version", before.Version)}},
		auditOp(ctx, at, after.Program, "enrollment.tag", after.Subject(), was, is),
	}
	for _, t := range after.Tags {
		ops = append(ops, table.Put{Item: newItem(tagKey(after.Program, t), "tag", struct {
			Tag string `table:"tag"`
		}{t})})
	}
	return commit(ctx, s.T, ops)
}

// Tags lists all tags that partners of a program were ever given.
func (s Margins) Tags(ctx context.Context, p id.Program) ([]string, error) {
	items, err := queryAll(ctx, s.T, table.Query{PK: programPK(p), Prefix: tagPrefix()})
	if err != nil {
		return nil, fmt.Errorf("list tags: %w", err)
	}
	out := make([]string, len(items))
	for i, item := range items {
		out[i] = strings.TrimSpace(item.String("tag"))
	}
	return out, nil
}

var _ enrollment.Margin = Margins{}
