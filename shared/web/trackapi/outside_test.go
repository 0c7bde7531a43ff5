package trackapi_test

import (
	"bytes"
	"context"
	"encoding/json"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/click"
	"github.com/tributaryhq/tributary/shared/domain/link"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/queue"
	"github.com/tributaryhq/tributary/shared/web/httpkit/edge"
	"github.com/tributaryhq/tributary/shared/web/trackapi"
)

const (
	shoes = id.Program("prg_01JD00000000000000000SH0ES")
	phone = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Mobile Safari/537.36"
)

// outside is everything around a redirect: links, salts, queue, log.
type outside struct {
	links map[string]link.Link
	seen  click.Clicked // the visitor's latest click on a marketplace link
	down  error         // of the table
	reads int
	sent  []queue.Message
	queue error
	log   bytes.Buffer
	clock *clock.Manual
	keys  *click.Keys
}

func (o *outside) ByKey(_ context.Context, host, key string) (link.Link, error) {
	o.reads++
	if o.down != nil {
		return link.Link{}, o.down
	}
	if l, ok := o.links[host+"/"+key]; ok {
		return l, nil
	}
	return link.Link{}, link.NotFound()
}

func (o *outside) ByOld(_ context.Context, scope link.Scope, token string) (link.Link, error) {
	o.reads++
	if l, ok := o.links["old:"+string(scope)+"/"+token]; ok {
		return l, nil
	}
	return link.Link{}, link.NotFound()
}

func (o *outside) Meet(ctx context.Context, host, key string) (owner id.Program, l link.Link, err error) {
	if host == "go.shop.example" {
		owner = shoes
	} else {
		host = ""
	}
	l, err = o.ByKey(ctx, host, key)
	return owner, l, err
}

func (o *outside) Terms(_ context.Context, p id.Program) (link.Terms, error) {
	if p != shoes {
		return link.Terms{}, link.NotFound()
	}
	return link.Terms{Website: "https://shop.example/", AllowedHosts: []string{"app.shop.example"}, WindowDays: 30}, nil
}

func (o *outside) Latest(_ context.Context, p id.Program, since time.Time, visitors ...click.Visitor) (click.Clicked, error) {
	if p != shoes || o.seen.Mark == "" || o.seen.Mark.Time().Before(since) || !slices.Contains(visitors, o.seen.Visitor) {
		return click.Clicked{}, link.NotFound()
	}
	return o.seen, nil
}

func (o *outside) Salts(_ context.Context, days ...string) ([][]byte, error) {
	o.reads++
	out := make([][]byte, len(days))
	for i, d := range days {
		out[i] = []byte("salt of " + d)
	}
	return out, o.down
}

func (o *outside) AddSalt(context.Context, string, []byte, time.Time) error { return nil }

func (o *outside) Send(_ context.Context, _ queue.Name, ms ...queue.Message) error {
	if o.queue == nil {
		o.sent = append(o.sent, ms...)
	}
	return o.queue
}

// last returns the last click sent.
func (o *outside) last(t testing.TB) (click.Message, click.Touch) {
	t.Helper()
	if len(o.sent) == 0 {
		t.Fatal("no click was sent")
	}
	var m click.Message
	if err := json.Unmarshal([]byte(o.sent[len(o.sent)-1].Body), &m); err != nil {
		t.Fatal(err)
	}
	touch, err := click.Verify(o.keys, m.Program, string(m.ID))
	if err != nil {
		t.Fatal(err)
	}
	return m, touch
}

func newRedirect(t testing.TB) (*trackapi.Redirect, *outside) {
	t.Helper()
	noon := time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)
	keys, err := click.NewKeys("0123456789abcdefghijklmnopqrstuvwxyzABCD", noon)
	if err != nil {
		t.Fatal(err)
	}
	l := link.Link{
		ID: "lnk_01JD000000000000000000B00K", Program: shoes, Partner: "ptr_01JD000000000000000000ANNA", Kind: link.Default,
		Key: "anna", Ref: 0xabc, Status: link.Active, Destination: "https://shop.example/", UTM: link.UTM{Source: "anna"},
		Terms: link.Terms{Website: "https://shop.example/", EnrollmentRef: 0xdef, Zone: "Europe/Berlin", WindowDays: 30},
	}
	off, quiet, elsewhere := l, l, l
	off.Status = link.Inactive
	quiet.Terms.Cookieless = true
	elsewhere.Destination = "https://shop.example/branded"
	o := &outside{
		links: map[string]link.Link{"/anna": l, "/off": off, "/quiet": quiet, "go.shop.example/anna": elsewhere},
		clock: clock.NewManual(noon), keys: keys,
	}
	return &trackapi.Redirect{
		Links: link.NewResolver(o, o.clock), Salts: click.NewSalts(o, keys), Keys: keys, Queue: o, Door: edge.Door{},
		Returns: o, Clock: o.clock, Entropy: rand.NewChaCha8([32]byte{1}),
		Log: slog.New(slog.NewJSONHandler(&o.log, nil)),
	}, o
}

// get makes a request; headers are names, each followed by its value.
func get(target string, headers ...string) *http.Request {
	r := httptest.NewRequest(http.MethodGet, target, nil)
	r.Header.Set("User-Agent", phone)
	r.RemoteAddr = "198.51.100.7:1234"
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	return r
}

func do(h http.Handler, r *http.Request) *http.Response {
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Result()
}
