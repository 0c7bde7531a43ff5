package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/notice"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/table"
)

// noticeLife is how long a line stays in an inbox.
const noticeLife = 400 * 24 * time.Hour

// tries is how often a write is made anew when another one held its item.
const tries = 5

// Notices keeps inboxes and what was told by mail.
type Notices struct{ T table.Table }

type noticeRecord struct {
	ID      id.Notice         `table:"id"`
	User    id.User           `table:"user"`
	Kind    notice.Kind       `table:"kind"`
	Program id.Program        `table:"program"`
	Partner id.Partner        `table:"partner,omitempty"`
	Subject string            `table:"subject"`
	Title   string            `table:"title"`
	Data    map[string]string `table:"data,omitempty"`
	At      time.Time         `table:"at"`
	Read    bool              `table:"read,omitempty"`
}

type inboxRecord struct {
	Unread    int64           `table:"unread"`
	ReadUntil id.Notice       `table:"read_until"`
	Off       []notice.Switch `table:"off"`
	On        []notice.Switch `table:"on"`
}

// Add puts a notice into an inbox, once, and counts it. Access pattern A34.
func (s Notices) Add(ctx context.Context, n notice.Notice) error {
	item := newItem(noticeKey(n.User, n.ID), "notice", noticeRecord(n))
	item[table.TTL] = n.At.Add(noticeLife).Unix()
	ops := []table.Op{
		table.Put{Item: item, If: []table.Condition{table.Absent("")}},
		table.Update{Key: inboxKey(n.User), Set: inboxStamp(), Add: map[string]int64{"unread": 1}},
	}
	err := s.retry(func() error { return s.T.Commit(ctx, ops) })
	if table.Refusal(err, 0) != nil && table.ReasonOf(err) == table.Refused {
		return nil // it is there
	}
	if err != nil {
		return fmt.Errorf("add a notice for %s: %w", n.User, err)
	}
	return nil
}

// retry repeats a write that another transaction was in the way of.
func (s Notices) retry(write func() error) error {
	var err error
	for range tries {
		if err = write(); table.ReasonOf(err) != table.Conflict {
			return err
		}
	}
	return err
}

func inboxStamp() map[string]any { return map[string]any{"type": "inbox", "v": int64(1)} }

// Inbox reads the state of an inbox.
func (s Notices) Inbox(ctx context.Context, u id.User) (notice.Inbox, error) {
	items, err := s.T.Get(ctx, []table.Key{inboxKey(u)}, false)
	if err != nil {
		return notice.Inbox{}, fmt.Errorf("read the inbox of %s: %w", u, err)
	}
	var r inboxRecord
	if items[0] != nil {
		if err := table.Decode(items[0], &r); err != nil {
			return notice.Inbox{}, fmt.Errorf("read the inbox of %s: %w", u, err)
		}
	}
	return notice.Inbox{User: u, Unread: r.Unread, ReadUntil: r.ReadUntil, Off: r.Off, On: r.On}, nil
}

// List reads a page of an inbox, newest first. Access pattern A34.
func (s Notices) List(ctx context.Context, u id.User, r page.Request) (page.Of[notice.Notice], error) {
	inbox, err := s.Inbox(ctx, u)
	if err != nil {
		return page.Of[notice.Notice]{}, err
	}
	k := noticeKey(u, "")
	out, err := sieve[notice.Notice]{
		t: s.T, q: table.Query{PK: k.PK, Prefix: noticePrefix()}, sparse: r.Sought(),
		read: itemwise(func(item table.Item) (notice.Notice, error) {
			var rec noticeRecord
			err := table.Decode(item, &rec)
			rec.Read = rec.Read || rec.ID <= inbox.ReadUntil
			return notice.Notice(rec), err
		}),
		keeps: func(n notice.Notice) bool { return r.Finds(n.Title) },
	}.page(ctx, r)
	if err != nil {
		return out, fmt.Errorf("list the notices of %s: %w", u, err)
	}
	return out, nil
}

// Read marks one notice as read.
func (s Notices) Read(ctx context.Context, u id.User, n id.Notice) error {
	inbox, err := s.Inbox(ctx, u)
	if err != nil || n <= inbox.ReadUntil {
		return err
	}
	k := noticeKey(u, n)
	err = s.retry(func() error {
		return s.T.Commit(ctx, []table.Op{
			table.Update{Key: k, If: []table.Condition{table.Present(""), table.Absent("read")}, Set: map[string]any{"read": true}},
			table.Update{Key: inboxKey(u), If: []table.Condition{table.AtLeast("unread", int64(1))}, Add: map[string]int64{"unread": -1}},
		})
	})
	switch f := table.Refusal(err, 0); {
	case err == nil:
		return nil
	case f != nil && f.Reason == table.Refused && f.Old == nil:
		return fault.New(fault.NotFound, "notice.not_found", "There is no such notice.")
	case table.ReasonOf(err) == table.Refused:
		return nil // read before, by itself or with all others
	}
	return fmt.Errorf("mark notice %s as read: %w", n, err)
}

// ReadAll marks everything up to a notice as read. What is newer is counted.
func (s Notices) ReadAll(ctx context.Context, u id.User, until id.Notice) error {
	err := errors.New("no try")
	for i := 0; i < tries && err != nil; i++ {
		err = s.readAll(ctx, u, until)
		if r := table.ReasonOf(err); r != 0 && r != table.Refused && r != table.Conflict {
			break
		}
	}
	if err != nil {
		return fmt.Errorf("mark the notices of %s as read: %w", u, err)
	}
	return nil
}

func (s Notices) readAll(ctx context.Context, u id.User, until id.Notice) error {
	items, err := s.T.Get(ctx, []table.Key{inboxKey(u)}, true)
	if err != nil || items[0] == nil || items[0].String("read_until") >= string(until) {
		return err
	}
	newer, err := queryAll(ctx, s.T, table.Query{PK: inboxKey(u).PK, From: noticeKey(u, until).SK + "$", To: noticeKey(u, "~").SK, Consistent: true})
	if err != nil {
		return err
	}
	var unread int64
	for _, item := range newer {
		if read, ok := item["read"].(bool); !ok || !read {
			unread++
		}
	}
	_, _, err = s.T.Update(ctx, table.Update{
		Key: inboxKey(u), If: []table.Condition{table.Is("unread", items[0].Int("unread"))},
		Set: map[string]any{"unread": unread, "read_until": string(until)},
	})
	return err
}

// Prefer keeps what a person chose to be told otherwise.
func (s Notices) Prefer(ctx context.Context, i notice.Inbox) error {
	set := inboxStamp()
	set["off"], set["on"] = i.Off, i.On
	_, _, err := s.T.Update(ctx, table.Update{Key: inboxKey(i.User), Set: set, SetIfAbsent: map[string]any{"unread": int64(0)}})
	if err != nil {
		return fmt.Errorf("keep the preferences of %s: %w", i.User, err)
	}
	return nil
}

var (
	_ notice.Store    = Notices{}
	_ notice.Programs = Programs{}
)
