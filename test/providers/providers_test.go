// Package providers_test plays what Stripe and Shopify send to a whole
// installation: the objects that stripe-mock serves and the samples that Shopify
// documents, signed by their rules, twice and in every order.
package providers_test

import (
	"bytes"
	"encoding/json"
	"maps"
	"net/http"
	"os"
	"testing"
	"time"

	"github.com/stripe/stripe-go/v85/webhook"

	"github.com/tributaryhq/tributary/shared/domain/integration"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/money"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/store"
	"github.com/tributaryhq/tributary/test/stage"
)

const (
	stripeSamples  = "../../shared/web/stripehook/testdata/stripe-mock/"
	shopifySamples = "../../shared/web/shopifyhook/testdata/"
)

type set = map[string]any

// play is a stage with a partner whose link was clicked.
type play struct {
	*testing.T
	*stage.Stage
	maya  stage.Partner
	click string
}

func open(t *testing.T, currency money.Currency) *play {
	t.Helper()
	s, err := stage.Open(t.Context(), func(p *program.Program) { p.Currency = currency })
	if err != nil {
		t.Fatal(err)
	}
	maya, err := s.Join(t.Context(), "maya")
	if err != nil {
		t.Fatal(err)
	}
	click, err := s.Click(t.Context(), maya.Link, "")
	if err != nil {
		t.Fatal(err)
	}
	s.Manual.Advance(time.Hour)
	return &play{t, s, maya, click}
}

// object is a sample with changes; its large ids stay exact.
func (p *play) object(file string, changes set) set {
	p.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		p.Fatal(err)
	}
	out := set{}
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	if err := d.Decode(&out); err != nil {
		p.Fatal(err)
	}
	merge(out, changes)
	return out
}

func merge(into, changes set) {
	for k, v := range changes {
		below, ok := into[k].(set)
		if with, is := v.(set); ok && is {
			below = maps.Clone(below)
			merge(below, with)
			v = below
		}
		into[k] = v
	}
}

// sent is one webhook, ready to be sent any number of times.
type sent func()

// stripe makes an event of the resource, signed as stripe-go signs.
func (p *play) stripe(id, kind, resource string, changes set) sent {
	p.Helper()
	return p.stripeAt(60, id, kind, resource, changes)
}

// stripeAt is an event that was made at a second of the last minute.
func (p *play) stripeAt(second int, id, kind, resource string, changes set) sent {
	p.Helper()
	e := p.object(stripeSamples+"event.json", set{
		"id": id, "type": kind, "created": p.Clock.Now().Unix() - 60 + int64(second), "api_version": "2026-08-26.dahlia",
		"data": map[string]any{"object": p.object(stripeSamples+resource+".json", changes)},
	})
	body, err := json.Marshal(e)
	if err != nil {
		p.Fatal(err)
	}
	return func() {
		p.Helper()
		signed := webhook.GenerateTestSignedPayload(&webhook.UnsignedPayload{Payload: body, Secret: stage.StripeSecret, Timestamp: p.Clock.Now()})
		if w := p.StripeSigned(p.Context(), string(body), signed.Header); w.Code != http.StatusOK {
			p.Fatalf("%s: %d %s", id, w.Code, w.Body)
		}
		p.settle()
	}
}

func (p *play) shopify(id, topic, sample string, changes set) sent {
	p.Helper()
	now := p.Clock.Now().Format(time.RFC3339)
	o := p.object(shopifySamples+sample+".json", set{"created_at": now, "processed_at": now, "updated_at": now})
	merge(o, changes)
	body, err := json.Marshal(o)
	if err != nil {
		p.Fatal(err)
	}
	return func() {
		p.Helper()
		if w := p.Shopify(p.Context(), topic, id, body); w.Code != http.StatusOK {
			p.Fatalf("%s: %d %s", id, w.Code, w.Body)
		}
		p.settle()
	}
}

func (p *play) settle() {
	p.Helper()
	if err := p.Settle(p.Context()); err != nil {
		p.Fatal(err)
	}
}

// earns holds what stands to the partner's account, in minor units.
func (p *play) earns(want int64) {
	p.Helper()
	b, err := p.Balance(p.Context(), p.maya)
	if err != nil {
		p.Fatal(err)
	}
	if b.Pending != want {
		p.Errorf("pending %d, want %d", b.Pending, want)
	}
	if parked := p.Parked(); len(parked) > 0 {
		p.Errorf("parked: %+v", parked)
	}
	if err := p.Sound(p.Context()); err != nil {
		p.Error(err)
	}
}

func (p *play) health(of integration.Provider) integration.Health {
	p.Helper()
	h, err := store.IntegrationJournal{T: p.Table, Clock: p.Clock}.Health(p.Context(), p.Program.ID, of)
	if err != nil {
		p.Fatal(err)
	}
	return h
}

// orders returns every order of n things.
func orders(n int) [][]int {
	if n == 0 {
		return [][]int{nil}
	}
	var out [][]int
	for _, o := range orders(n - 1) {
		for at := 0; at <= len(o); at++ {
			out = append(out, append(append(append([]int{}, o[:at]...), n-1), o[at:]...))
		}
	}
	return out
}

// coupons are the codes of the last conversion.
func (p *play) coupons() []string {
	p.Helper()
	lists := store.ConversionLists{T: p.Table, Clock: p.Clock}
	rows, err := lists.OfProgram(p.Context(), p.Program.ID, "", page.Request{})
	if err != nil || len(rows.Data) == 0 {
		p.Fatal(rows, err)
	}
	rec, err := lists.Get(p.Context(), p.Program.ID, rows.Data[0].ID)
	if err != nil {
		p.Fatal(err)
	}
	return rec.Report.Coupons
}
