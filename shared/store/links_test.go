package store_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tributaryhq/tributary/shared/domain/link"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/store"
	"github.com/tributaryhq/tributary/shared/table/memory"
)

const (
	linkProgram = id.Program("prg_01JD00000000000000000SH0ES")
	linkPartner = id.Partner("ptr_01JD000000000000000000ANNA")
	linkOther   = id.Partner("ptr_01JD0000000000000000000BEN")
)

var linkNoon = time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)

func newLinks() store.Links { return store.Links{T: memory.New(clock.At(linkNoon))} }

func newLink(t *testing.T, partner id.Partner, key string, n byte) link.Link {
	t.Helper()
	l, err := link.New(linkProgram, partner,
		link.Terms{Website: "https://shop.example/", EnrollmentRef: 1 << 63, Zone: "UTC", WindowDays: 90, AllowedHosts: []string{"*.shop.example"}},
		link.Draft{Key: key, Name: "Blog", UTM: link.UTM{Source: "blog"}, Subs: link.Subs{"a"}},
		linkNoon.Add(time.Duration(n)*time.Second), rand.NewChaCha8([32]byte{n}))
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestALinkIsReadAsItWasWritten(t *testing.T) {
	t.Parallel()
	s := newLinks()
	l := newLink(t, linkPartner, "spring", 1)
	if err := s.Create(t.Context(), l); err != nil {
		t.Fatal(err)
	}
	got, err := s.ByKey(t.Context(), "", "spring")
	if d := cmp.Diff(l, got); err != nil || d != "" {
		t.Errorf("by key: %v %s", err, d)
	}
	got, err = s.ByID(t.Context(), linkProgram, linkPartner, l.ID)
	if d := cmp.Diff(l, got); err != nil || d != "" {
		t.Errorf("by id: %v %s", err, d)
	}
	origin, err := store.Refs(s).Resolve(t.Context(), linkProgram, l.Ref)
	want := link.Origin{Link: l.ID, Partner: linkPartner, Key: "spring"}
	if d := cmp.Diff(want, origin); err != nil || d != "" {
		t.Errorf("by reference: %v %s", err, d)
	}
}

func TestAnotherPartnersLinkIsNotFound(t *testing.T) {
	t.Parallel()
	s := newLinks()
	l := newLink(t, linkPartner, "spring", 1)
	if err := s.Create(t.Context(), l); err != nil {
		t.Fatal(err)
	}
	if _, err := s.ByID(t.Context(), linkProgram, linkOther, l.ID); !fault.Is(err, fault.NotFound) {
		t.Errorf("by id: %v", err)
	}
	if p, err := s.List(t.Context(), linkProgram, linkOther, page.Request{}); err != nil || len(p.Data) != 0 {
		t.Errorf("list: %v %v", p, err)
	}
	if _, err := store.Refs(s).Resolve(t.Context(), "prg_01JD00000000000000000W1NES", l.Ref); !fault.Is(err, fault.NotFound) {
		t.Errorf("another program resolves the reference: %v", err)
	}
}

func TestAKeyIsTakenOnce(t *testing.T) {
	t.Parallel()
	s := newLinks()
	if err := s.Create(t.Context(), newLink(t, linkPartner, "spring", 1)); err != nil {
		t.Fatal(err)
	}
	if err := s.Create(t.Context(), newLink(t, linkOther, "spring", 2)); fault.CodeOf(err) != "link.key_taken" {
		t.Errorf("got %v", err)
	}
}

func TestFiftyCustomLinksAndNoMore(t *testing.T) {
	t.Parallel()
	s := newLinks()
	for i := range 50 {
		if err := s.Create(t.Context(), newLink(t, linkPartner, fmt.Sprintf("key-%d", i), byte(i+1))); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Create(t.Context(), newLink(t, linkPartner, "key-50", 51)); fault.CodeOf(err) != "link.too_many" {
		t.Errorf("the 51st: %v", err)
	}
	if _, err := s.ByKey(t.Context(), "", "key-50"); !fault.Is(err, fault.NotFound) {
		t.Errorf("the refused link is there: %v", err)
	}
	var keys []string
	for cursor := ""; ; {
		p, err := s.List(t.Context(), linkProgram, linkPartner, page.Request{Limit: 20, Cursor: cursor})
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range p.Data {
			keys = append(keys, r.Key)
		}
		if cursor = p.Next; cursor == "" {
			break
		}
	}
	if len(keys) != 50 || keys[0] != "key-0" || keys[49] != "key-49" {
		t.Errorf("listed %v", keys)
	}
}

func TestSaveRefusesAStaleLink(t *testing.T) {
	t.Parallel()
	s := newLinks()
	l := newLink(t, linkPartner, "spring", 1)
	if err := s.Create(t.Context(), l); err != nil {
		t.Fatal(err)
	}
	off := l
	off.Version, off.Status = 2, link.Inactive
	if err := s.Save(t.Context(), l, off); err != nil {
		t.Fatal(err)
	}
	if err := s.Save(t.Context(), l, off); fault.CodeOf(err) != "link.changed" {
		t.Errorf("the same version again: %v", err)
	}
	p, err := s.List(t.Context(), linkProgram, linkPartner, page.Request{})
	if err != nil || len(p.Data) != 1 || p.Data[0].Status != link.Inactive {
		t.Errorf("the list shows %v %v", p.Data, err)
	}
}

func TestALongDestinationIsCutInListsOnly(t *testing.T) {
	t.Parallel()
	s := newLinks()
	l := newLink(t, linkPartner, "spring", 1)
	l.Destination = "https://shop.example/" + strings.Repeat("a&b", 500)
	if err := s.Create(t.Context(), l); err != nil {
		t.Fatal(err)
	}
	p, err := s.List(t.Context(), linkProgram, linkPartner, page.Request{})
	if err != nil || len(p.Data) != 1 {
		t.Fatal(p, err)
	}
	row := p.Data[0].Destination
	if len(row) > 300 || !strings.HasSuffix(row, "…") || !strings.HasPrefix(l.Destination, strings.TrimSuffix(row, "…")) || len(row) < 50 {
		t.Errorf("the row says %q", row)
	}
	if got, err := s.ByKey(t.Context(), "", "spring"); err != nil || got.Destination != l.Destination {
		t.Errorf("the link itself lost its destination: %v", err)
	}
}
