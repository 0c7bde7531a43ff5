package surface_test

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/tributaryhq/tributary/shared/domain/enrollment"
	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/domain/notice"
	"github.com/tributaryhq/tributary/shared/domain/webhook"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/kernel/queue"
	"github.com/tributaryhq/tributary/shared/store"
)

// outgoing sends what happened to those who are told of it by mail and by their
// hooks, and records what they get.
func (w *world) outgoing(r *tape, scene string) {
	w.t.Helper()
	raws, err := store.Events{T: w.table}.Minute(w.ctx, w.clock.Now())
	w.must(err)
	var es []event.Event
	var batch []queue.Message
	for _, raw := range raws {
		e, err := event.Decode(raw.Text)
		w.must(err)
		es, batch = append(es, e), append(batch, queue.Message{ID: raw.Origin, Body: raw.Text})
	}
	readers := map[string]*someone{}
	for _, o := range []*someone{w.maya, w.noah, w.lena} {
		first, _, _ := strings.Cut(strings.ToLower(o.name), " ")
		readers[first] = o
	}
	record := func(kind, to, text, media string) {
		for _, name := range slices.Sorted(maps.Keys(readers)) {
			if strings.Contains(to, name) {
				r.add(kind, kind+" to "+name+", where "+scene, w.secretsOf(readers[name]), []byte(text), media)
			}
		}
	}
	for _, m := range w.mails(batch) {
		record("mail", m.To, fmt.Sprint(m), "text/html")
	}
	for _, c := range w.postbacks(es) {
		record("postback", c.URL, fmt.Sprint(c.URL, c.Header, string(c.Body)), "application/json")
	}
}

// mails lets the notifier tell the events.
func (w *world) mails(batch []queue.Message) []notice.Mail {
	w.t.Helper()
	renderer, err := notice.NewRenderer()
	w.must(err)
	notices, box, out := store.Notices{T: w.table}, &postbox{}, &letters{}
	n := notice.Notifier{
		Store: notices, Marks: notices, Members: crowd{w}, Programs: store.Programs{T: w.table, Clock: w.clock}, Digests: store.Digests{T: w.table}, Audience: crowd{w},
		Farewell: notice.Farewell{Key: func(context.Context) ([]byte, error) { return make([]byte, 32), nil }, Origin: "https://partners.example"},
		Queue:    box, Mailer: out, Renderer: renderer, Origin: "https://partners.example", Clock: w.clock,
	}
	for len(batch) > 0 {
		for _, err := range n.Handle(w.ctx, batch) {
			w.must(err)
		}
		batch, box.waiting = box.waiting, nil // what is told to many comes back one by one
		batch = slices.DeleteFunc(batch, func(m queue.Message) bool { return m.Attributes["kind"] == notice.DigestKind })
	}
	return out.mails
}

// postbacks makes the calls of partners' hooks.
func (w *world) postbacks(es []event.Event) []webhook.Request {
	w.t.Helper()
	hooks, box := store.Hooks{T: w.table}, &postbox{}
	w.must(webhook.Fanout{Hooks: hooks, Deliveries: hooks, Splitter: store.Parts{T: w.table}, Sender: box, Clock: w.clock}.Hear(w.ctx, es))
	d := webhook.Dispatcher{Hooks: hooks, Deliveries: hooks, Sealer: plain{}, Caller: box, Clock: w.clock}
	for _, err := range d.Handle(w.ctx, box.waiting) {
		w.must(err)
	}
	return box.calls
}

// postbox keeps what would have been sent.
type postbox struct {
	waiting []queue.Message
	calls   []webhook.Request
}

// Send keeps messages.
func (b *postbox) Send(_ context.Context, _ queue.Name, ms ...queue.Message) error {
	b.waiting = append(b.waiting, ms...)
	return nil
}

// CallEach keeps the calls, and answers all of them.
func (b *postbox) CallEach(_ context.Context, rs []webhook.Request) []webhook.Result {
	b.calls = append(b.calls, rs...)
	out := make([]webhook.Result, len(rs))
	for i := range out {
		out[i] = webhook.Result{Response: webhook.Response{Status: 200}}
	}
	return out
}

// letters keeps mails.
type letters struct{ mails []notice.Mail }

// Send keeps a mail.
func (l *letters) Send(_ context.Context, m notice.Mail) error {
	l.mails = append(l.mails, m)
	return nil
}

// crowd knows all people of the world.
type crowd struct{ w *world }

// Recipients returns the people of a partner.
func (c crowd) Recipients(ctx context.Context, o id.Partner) ([]notice.Recipient, error) {
	ms, err := store.Members{T: c.w.table, Clock: c.w.clock}.OfPartner(ctx, o)
	if err != nil {
		return nil, err
	}
	var out []notice.Recipient
	for _, m := range ms {
		us, err := store.Users{T: c.w.table, Clock: c.w.clock}.Load(ctx, m.User)
		if err != nil {
			return nil, err
		}
		out = append(out, notice.Recipient{User: m.User, Email: us[0].Email, Name: us[0].Name})
	}
	return out, nil
}

// Payees returns the same.
func (c crowd) Payees(ctx context.Context, o id.Partner) ([]notice.Recipient, error) {
	return c.Recipients(ctx, o)
}

// Managers returns nobody: what they are told is theirs.
func (c crowd) Managers(context.Context, id.Program, bool) ([]notice.Recipient, error) {
	return nil, nil
}

// Partners returns the active partners of the groups.
func (c crowd) Partners(ctx context.Context, p id.Program, groups []id.Group) ([]id.Partner, error) {
	got, err := store.Enrollments{T: c.w.table, Clock: c.w.clock}.OfProgram(ctx, p, enrollment.Filter{}, page.Request{})
	var out []id.Partner
	for _, row := range got.Data {
		if row.Status == enrollment.Active && (len(groups) == 0 || slices.Contains(groups, row.Group)) {
			out = append(out, row.Partner)
		}
	}
	return out, err
}

var (
	_ queue.Sender    = (*postbox)(nil)
	_ webhook.Caller  = (*postbox)(nil)
	_ notice.Mailer   = (*letters)(nil)
	_ notice.Members  = crowd{}
	_ notice.Audience = crowd{}
)
