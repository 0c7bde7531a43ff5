package app_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/hex"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/netip"
	"strings"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/app/apptest"
	"github.com/tributaryhq/tributary/shared/domain/click"
	"github.com/tributaryhq/tributary/shared/domain/link"
	"github.com/tributaryhq/tributary/shared/table/memory"
	"github.com/tributaryhq/tributary/shared/web/trackapi"
)

// kept is an archive that can be read.
type kept struct{ text strings.Builder }

// Put keeps an object, unpacked.
func (k *kept) Put(_ context.Context, name, _ string, body []byte) error {
	zip, err := gzip.NewReader(bytes.NewReader(body))
	if err != nil {
		return err
	}
	text, err := io.ReadAll(zip)
	fmt.Fprintf(&k.text, "%s\n%s\n", name, text)
	return err
}

// canaries are how an address may be written.
func canaries(t *testing.T, address string) []string {
	t.Helper()
	a := netip.MustParseAddr(address)
	raw := hex.EncodeToString(a.AsSlice())
	out := []string{address, a.StringExpanded(), raw, strings.ToUpper(raw), string(a.AsSlice())}
	if a.Is6() {
		p, err := a.Prefix(64)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, p.Addr().String(), raw[:16], strings.TrimSuffix(p.Addr().String(), "::"))
	}
	return out
}

// TestNoAddressIsAtRest: neither a visitor's address nor its user agent nor the
// rest of the page that it came from is in the queue, the table, the archive or
// the log, whether the queue is there or not.
func TestNoAddressIsAtRest(t *testing.T) {
	t.Parallel()
	b, _ := apptest.Backends(t, time.Date(2026, 11, 21, 6, 2, 0, 0, time.UTC))
	var log bytes.Buffer
	archive, q := &kept{}, &refusing{}
	b.Queue, b.Archive, b.Log = q, archive, slog.New(slog.NewJSONHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	l := link.Link{
		ID: "lnk_01KAJ8QH0000000000000000N1", Program: "prg_01KAJ8QH00000000000000PR0G", Partner: "ptr_01KAJ8QH000000000000PART01", Key: "summer", Ref: 7,
		Kind: link.Default, Status: link.Active, Destination: "https://shop.example.com/", Version: 1,
		Terms: link.Terms{Website: "https://shop.example.com/", ClickParam: "click_id", WindowDays: 90, Zone: "UTC", EnrollmentRef: 9},
	}
	links := b.Links().Store
	if err := links.Create(t.Context(), l); err != nil {
		t.Fatal(err)
	}
	if err := b.Housekeeping()(t.Context(), b.Clock.Now()); err != nil { // makes the day's salt
		t.Fatal(err)
	}
	headers := map[string]string{"user-agent": agent + " Canary/7.7.7", "referer": "https://blog.example.com/secret-post?mail=ada@example.com"}
	secrets := []string{"Canary/7.7.7", "secret-post", "ada@example.com"}
	redirect := b.Redirect()
	for _, address := range []string{"203.0.113.77", "2001:db8:7777:7777:1234:5678:9abc:def0"} {
		secrets = append(secrets, canaries(t, address)...)
		for _, q.down = range []bool{false, true} {
			a := redirect.Handle(t.Context(), trackapi.Request{
				Method: http.MethodGet, Key: "summer", Source: netip.AddrPortFrom(netip.MustParseAddr(address), 4711).String(), Header: func(n string) string { return headers[n] },
			})
			if a.Status != http.StatusFound {
				t.Fatalf("answered %d: %s", a.Status, log.String())
			}
		}
	}
	for _, err := range b.ClickConsumer()(t.Context(), q.got) {
		if err != nil {
			t.Fatal(err)
		}
	}
	tab, ok := b.Table.(*memory.Table)
	if !ok {
		t.Fatalf("another table: %T", b.Table)
	}
	page, err := tab.Scan(t.Context(), "")
	if err != nil || page.Next != "" {
		t.Fatal(page.Next, err)
	}
	places := map[string]string{"queue": fmt.Sprint(q.got), "table": fmt.Sprint(page.Items), "archive": archive.text.String(), "log": log.String()}
	for place, text := range places {
		if !strings.Contains(text, "blog.example.com") {
			t.Errorf("the %s has no click: %s", place, text)
		}
		for _, secret := range secrets {
			if strings.Contains(text, secret) {
				t.Errorf("the %s has %q", place, secret)
			}
		}
	}
	if strings.Contains(places["archive"], `"from"`) {
		t.Error("the archive has where a click came from")
	}
}

var _ click.Archive = (*kept)(nil)
