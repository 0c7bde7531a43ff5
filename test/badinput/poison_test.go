package badinput_test

import (
	"strings"
	"testing"

	"github.com/tributaryhq/tributary/shared/domain/report"
	"github.com/tributaryhq/tributary/shared/kernel/queue"
	"github.com/tributaryhq/tributary/shared/store"
	"github.com/tributaryhq/tributary/test/stage"
)

func TestPoisonIsParkedWithAReason(t *testing.T) {
	t.Parallel()
	stripe := func(s *stage.Stage) map[string]string {
		return map[string]string{"kind": "stripe", "program": string(s.Program.ID)}
	}
	kind := func(k string) func(*stage.Stage) map[string]string {
		return func(*stage.Stage) map[string]string { return map[string]string{"kind": k} }
	}
	none := func(*stage.Stage) map[string]string { return nil }
	for name, c := range map[string]struct {
		queue      queue.Name
		attributes func(*stage.Stage) map[string]string
		body       string
		reason     string
	}{
		"a click that is no JSON":            {queue.Clicks, none, "\x00\xff", "click.bad_message"},
		"a click of nothing":                 {queue.Clicks, none, "{}", "click.bad_message"},
		"a click nested 10,000 deep":         {queue.Clicks, none, nested(10_001), "click.bad_message"},
		"a report that is no JSON":           {queue.Conversions, kind("report"), "{", "conversion.message_unreadable"},
		"a report of nothing":                {queue.Conversions, kind("report"), "{}", "conversion.invalid"},
		"a report of 10^30":                  {queue.Conversions, kind("report"), `{"amount":{"amount":1` + strings.Repeat("0", 30) + `,"currency":"EUR"}}`, "conversion.message_unreadable"},
		"a report of an unknown currency":    {queue.Conversions, kind("report"), `{"amount":{"amount":1,"currency":"XXQ"}}`, "conversion.message_unreadable"},
		"a message of no kind":               {queue.Conversions, none, "{}", "conversion.message_unknown"},
		"a Stripe event that is no JSON":     {queue.Conversions, stripe, "\x00", "stripe.unreadable"},
		"a Stripe event of no program":       {queue.Conversions, kind("stripe"), paid, "id"},
		"nothing to be decided again":        {queue.Conversions, kind("again"), "[]", "conversion.message_unreadable"},
		"a payout order that is no JSON":     {queue.Payouts, none, "no", "payout.message_unreadable"},
		"a payout order of nothing":          {queue.Payouts, none, "{}", "id"},
		"a payout order of an unknown":       {queue.Payouts, none, `{"payout":"pay_00000000000000000000000001"}`, "payout.unknown"},
		"a notice that is no JSON":           {queue.Notices, none, "\xff", "unreadable"},
		"a notice of nothing":                {queue.Notices, none, "{}", "unreadable"},
		"a sign-in letter that is no JSON":   {queue.Notices, kind("sign_in"), "\xff", "unreadable"},
		"a delivery order that is no JSON":   {queue.Webhooks, none, "\xff", "unreadable"},
		"a delivery order of nothing at all": {queue.Webhooks, none, "{}", "unreadable"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, maya, _ := open(t)
			good, err := s.Click(t.Context(), maya.Link, "")
			must(t, err)
			must(t, s.Send(t.Context(), c.queue, queue.Message{Body: c.body, Attributes: c.attributes(s)}))
			after, err := s.Click(t.Context(), maya.Link, "")
			must(t, err)
			must(t, s.Settle(t.Context()))
			parked := s.Parked()
			if len(parked) != 1 || parked[0].Queue != c.queue || !strings.Contains(parked[0].Reason, c.reason) {
				t.Fatalf("parked: %+v, want the reason %q", parked, c.reason)
			}
			if got := parked[0].Message; got.Body != c.body || got.Receives != 1 {
				t.Errorf("tried %d times, then parked as %q", got.Receives, got.Body)
			}
			if good == after {
				t.Error("two clicks have one id")
			}
			parkedNothingElse(t, s, maya)
		})
	}
}

// parkedNothingElse holds what stands around the poison: the clicks before and
// after it counted, the account as it was.
func parkedNothingElse(t *testing.T, s *stage.Stage, maya stage.Partner) {
	t.Helper()
	untouchedAccount(t, s, maya)
	day := report.Period{From: "2026-03-10", To: "2026-03-10"}
	whole, err := report.Reader{Store: store.Stats{T: s.Table}}.Whole(t.Context(), report.Asked{Program: s.Program.ID, Currency: s.Program.Currency, Period: day})
	must(t, err)
	if whole.Clicks.Gross != 3 {
		t.Errorf("%d clicks are counted, not the sale's and the two around the poison", whole.Clicks.Gross)
	}
}
