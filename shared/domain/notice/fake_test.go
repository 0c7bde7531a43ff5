package notice_test

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/domain/notice"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/kernel/queue"
)

var noon = time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)

// inboxes keeps notices in memory, without paging.
type inboxes struct {
	notices map[id.Notice]notice.Notice
	off     map[id.User][]notice.Switch
	on      map[id.User][]notice.Switch
}

func (s inboxes) Add(_ context.Context, n notice.Notice) error { s.notices[n.ID] = n; return nil }
func (s inboxes) Inbox(_ context.Context, u id.User) (notice.Inbox, error) {
	return notice.Inbox{User: u, Off: s.off[u], On: s.on[u]}, nil
}

func (s inboxes) List(context.Context, id.User, page.Request) (page.Of[notice.Notice], error) {
	return page.Of[notice.Notice]{}, errors.New("not asked for")
}

func (s inboxes) Read(context.Context, id.User, id.Notice) error { return errors.New("not asked for") }

func (s inboxes) ReadAll(context.Context, id.User, id.Notice) error {
	return errors.New("not asked for")
}

func (s inboxes) Prefer(_ context.Context, i notice.Inbox) error {
	s.off[i.User], s.on[i.User] = i.Off, i.On
	return nil
}

// marks lets everything be claimed by who claims first.
type marks struct {
	mails map[notice.Mark]bool
	first map[id.Partner]id.Event
}

func (s marks) Claim(_ context.Context, m notice.Mark, _ string, _ time.Time) (bool, error) {
	return !s.mails[m], nil
}
func (s marks) Sent(_ context.Context, m notice.Mark) error { s.mails[m] = true; return nil }
func (s marks) Milestone(_ context.Context, _ id.Program, o id.Partner, _ string, e id.Event) (bool, error) {
	if s.first[o] == "" {
		s.first[o] = e
	}
	return s.first[o] == e, nil
}

type members []notice.Recipient

func (m members) Recipients(context.Context, id.Partner) ([]notice.Recipient, error) { return m, nil }

func (m members) Payees(context.Context, id.Partner) ([]notice.Recipient, error) { return m, nil }

func (m members) Managers(context.Context, id.Program, bool) ([]notice.Recipient, error) {
	return m, nil
}

type programs map[id.Program]program.Program

func (p programs) Load(_ context.Context, ids ...id.Program) ([]program.Program, error) {
	var out []program.Program
	for _, i := range ids {
		if prg, ok := p[i]; ok {
			out = append(out, prg)
		}
	}
	return out, nil
}

// post keeps the mails, or fails.
type post struct {
	mails []notice.Mail
	fail  func(notice.Mail) error
}

func (p *post) Send(_ context.Context, m notice.Mail) error {
	if p.fail != nil {
		if err := p.fail(m); err != nil {
			return err
		}
	}
	p.mails = append(p.mails, m)
	return nil
}

// digests keeps what waits, in memory.
type digests struct {
	open map[notice.Digest]notice.Held // the event that began the pause, and its end
	held map[notice.Digest][]notice.Held
}

func (s digests) Open(_ context.Context, d notice.Digest, e id.Event, now, until time.Time) (bool, time.Time, error) {
	if was, ok := s.open[d]; ok && was.At.After(now) {
		return was.Event == e, was.At, nil
	}
	s.open[d] = notice.Held{Event: e, At: until}
	return true, until, nil
}

func (s digests) Hold(_ context.Context, d notice.Digest, h notice.Held) error {
	if !slices.Contains(s.held[d], h) {
		s.held[d] = append(s.held[d], h)
	}
	return nil
}

func (s digests) Held(_ context.Context, d notice.Digest) ([]notice.Held, error) {
	return slices.Clone(s.held[d]), nil
}

func (s digests) Drop(_ context.Context, d notice.Digest, hs []notice.Held) error {
	s.held[d] = slices.DeleteFunc(s.held[d], func(h notice.Held) bool { return slices.Contains(hs, h) })
	return nil
}

// line is a queue of messages.
type line struct{ messages []queue.Message }

func (l *line) Send(_ context.Context, _ queue.Name, ms ...queue.Message) error {
	l.messages = append(l.messages, ms...)
	return nil
}

// everybody is the same partners in every program and group.
type everybody []id.Partner

func (e everybody) Partners(_ context.Context, _ id.Program, groups []id.Group) ([]id.Partner, error) {
	if len(groups) > 0 {
		return e[:1], nil
	}
	return e, nil
}

type world struct {
	notice.Notifier
	inboxes inboxes
	post    *post
	line    *line
	clock   *clock.Manual
}

func shoes() program.Program {
	return program.Program{ID: "prg_1", Name: "Northwind Shoes", Brand: program.Brand{Color: "#0f766e", Initial: "N"}}
}

func newWorld(t *testing.T, p program.Program, people ...notice.Recipient) world {
	t.Helper()
	r, err := notice.NewRenderer()
	if err != nil {
		t.Fatal(err)
	}
	w := world{inboxes: inboxes{map[id.Notice]notice.Notice{}, map[id.User][]notice.Switch{}, map[id.User][]notice.Switch{}}, post: &post{}}
	w.line, w.clock = &line{}, clock.NewManual(noon)
	key := func(context.Context) ([]byte, error) { return []byte("a key of sixteen"), nil }
	w.Notifier = notice.Notifier{
		Digests: digests{map[notice.Digest]notice.Held{}, map[notice.Digest][]notice.Held{}}, Audience: everybody{"ptr_1", "ptr_2"},
		Farewell: notice.Farewell{Key: key, Origin: "https://partners.example"}, Queue: w.line,
		Store: w.inboxes, Marks: marks{map[notice.Mark]bool{}, map[id.Partner]id.Event{}}, Members: members(people), Programs: programs{p.ID: p},
		Mailer: w.post, Renderer: r, Origin: "https://partners.example", Clock: w.clock,
	}
	return w
}

func (w world) tell(t *testing.T, e event.Event) error {
	t.Helper()
	m, ok := notice.Message(e)
	if !ok {
		t.Fatalf("%s is told to nobody", e.Type)
	}
	m.ID = "m1"
	return w.Handle(t.Context(), []queue.Message{m})[0]
}

func happened(t *testing.T, typ event.Type, data map[string]string) event.Event {
	t.Helper()
	e, err := event.New(typ, noon, "prg_1", "ptr_1", "sub_1", 1)
	if err != nil {
		t.Fatal(err)
	}
	e.Data = data
	return e
}
