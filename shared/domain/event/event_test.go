package event_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

var noon = time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)

func recorded(t *testing.T, subject string) event.Event {
	t.Helper()
	e, err := event.New(event.ConversionRecorded, noon, "prg_1", "ptr_1", subject, 1)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func TestARetriedStepMakesTheSameEvent(t *testing.T) {
	t.Parallel()
	a, b := recorded(t, "cnv_1"), recorded(t, "cnv_1")
	if a.ID != b.ID {
		t.Errorf("%s and %s", a.ID, b.ID)
	}
	if a.ID == recorded(t, "cnv_2").ID {
		t.Error("two subjects share an event")
	}
	if _, err := event.New(event.PayoutSent, noon, "prg_1", "ptr_1", "", 1); !fault.Is(err, fault.Invalid) {
		t.Errorf("without a subject: %v", err)
	}
}

func TestWhatAnEventCausesSortsByTimeAndIsTheSameAgain(t *testing.T) {
	t.Parallel()
	e := recorded(t, "cnv_1")
	first, err := event.Derive[id.Notice](e, "kind", "usr_1")
	if err != nil {
		t.Fatal(err)
	}
	if again, err := event.Derive[id.Notice](e, "kind", "usr_1"); err != nil || again != first {
		t.Errorf("again: %s, %v", again, err)
	}
	if other, err := event.Derive[id.Notice](e, "kind", "usr_2"); err != nil || other == first {
		t.Errorf("another user: %s, %v", other, err)
	}
	later := e
	later.At = e.At.Add(time.Millisecond)
	if after, err := event.Derive[id.Notice](later, "kind", "usr_1"); err != nil || after <= first {
		t.Errorf("a later one: %s, %v", after, err)
	}
}

func TestAnEventIsReadAsItWasWritten(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		e, err := event.New(event.CommissionApproved, noon.Add(time.Duration(rapid.Int64Range(0, 1e6).Draw(t, "ms"))*time.Millisecond),
			"prg_1", id.Partner(rapid.SampledFrom([]string{"", "ptr_1"}).Draw(t, "partner")), "led_1", rapid.Int64().Draw(t, "version"))
		if err != nil {
			t.Fatal(err)
		}
		e.Data = rapid.MapOf(rapid.String(), rapid.String()).Draw(t, "data")
		e.Rollups = rapid.SliceOf(rapid.Custom(func(t *rapid.T) event.Rollup {
			return event.Rollup{Day: "2026-11-21", Facets: event.Facets{Link: rapid.String().Draw(t, "link"), Sub: rapid.String().Draw(t, "sub"), Country: rapid.String().Draw(t, "country")}, Delta: rapid.MapOf(rapid.StringN(1, 8, -1), rapid.Int64()).Draw(t, "delta")}
		})).Draw(t, "rollups")
		back, err := event.Decode(event.Encode(e))
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(e, back, cmpopts.EquateEmpty()); d != "" {
			t.Fatal(d)
		}
	})
}

func TestAnOrdinaryEventTakesOneKilobyte(t *testing.T) {
	t.Parallel()
	e := recorded(t, "cnv_0123456789ABCDEFGHJKMNPQRS")
	e.Program, e.Partner = "prg_0123456789ABCDEFGHJKMNPQRS", "ptr_0123456789ABCDEFGHJKMNPQRS"
	e.Data = map[string]string{
		event.ClickID: strings.Repeat("c", 59), event.TransactionID: "order-100200300", event.Kind: "sale", event.Payout: "120.00", event.Amount: "1200.00",
		event.Currency: "EUR", event.OfferID: "off_0123456789ABCDEFGHJKMNPQRS", event.OfferName: "Ten percent of each sale", event.CommissionID: "com_0123456789ABCDEFGHJKMNPQRS",
		event.LinkID: "lnk_0123456789ABCDEFGHJKMNPQRS", event.Sub1: "newsletter-november",
	}
	e.Rollups = []event.Rollup{{
		Day: "2026-11-21", Facets: event.Facets{Link: e.Data[event.LinkID], Offer: e.Data[event.OfferID], Sub: e.Data[event.Sub1], Device: "mobile", Country: "DE", Referrer: "news.example.com"},
		Delta: map[string]int64{"conversions": 1, "sales": 1, "revenue": 120000, "earned": 12000, "pending": 12000},
	}}
	const keys = len("PK OUT#202611211200#7 SK type event v ttl 10") + 26
	if n := len(event.Encode(e)) + keys; n > 1024 {
		t.Errorf("%d bytes, each further kilobyte costs a sale two writes", n)
	}
}

func TestWhatIsNoEventIsRefused(t *testing.T) {
	t.Parallel()
	whole := event.Encode(recorded(t, "cnv_1"))
	for name, tc := range map[string]struct {
		text string
		kind fault.Kind
	}{
		"nothing":                    {"", fault.Invalid},
		"no JSON":                    {"{", fault.Invalid},
		"another JSON":               {`{"payout":"pay_1"}`, fault.Invalid},
		"a time that is none":        {strings.Replace(whole, "2026-11-21T", "yesterday", 1), fault.Invalid},
		"an id that is none":         {strings.Replace(whole, "evt_", "xxx_", 1), fault.Invalid},
		"no subject":                 {strings.Replace(whole, `"sub":"cnv_1"`, `"sub":""`, 1), fault.Invalid},
		"a number where text stands": {strings.Replace(whole, `"prg":"prg_1"`, `"prg":1`, 1), fault.Invalid},
		"a newer form":               {strings.Replace(whole, `"v":1`, `"v":2`, 1), fault.Unavailable},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if _, err := event.Decode(tc.text); fault.KindOf(err) != tc.kind || err == nil {
				t.Errorf("got %v", err)
			}
		})
	}
}
