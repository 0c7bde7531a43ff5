package webhook_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tributaryhq/tributary/shared/domain/webhook"
)

var update = flag.Bool("update", false, "write the document anew")

const document = "../../../docs/api/webhooks.md"

// meanings says what the macros stand for, in the document.
func meanings() map[string]string {
	return map[string]string{
		"click_id": "the click that led to it", "conversion_id": "the conversion", "commission_id": "the commission; the first where there are several",
		"transaction_id": "the merchant's id of the event", "event": "`sale`, `recurring`, `upgrade`, `lead` or `signup`; else the topic",
		"status": "`pending`, `approved`, `declined`, `reversed`, `paid`, `sent` or `failed`", "payout": "the commission, such as `12.50`",
		"amount": "what the customer paid; of a payout, its sum", "currency": "of both, such as `EUR`", "offer_id": "the offer that pays",
		"offer_name": "its name", "link_id": "the link that was clicked", "partner_id": "the partner", "program_id": "the program",
		"sub1": "the sub-ids of the click", "sub2": "", "sub3": "", "sub4": "", "sub5": "",
		"country": "of the click, such as `DE`", "device": "of the click: `desktop`, `mobile` or `tablet`", "coupon": "the code that the customer used",
		"reason": "why it was declined or reversed, or failed", "payout_id": "the payout", "reference": "the transfer's reference, of a payout",
		"topic": "the event as listed below", "event_id": "the same for all who hear of it", "timestamp": "when it happened, in seconds", "random": "the same at every attempt",
	}
}

func occasions() map[webhook.Topic]string {
	return map[webhook.Topic]string{
		webhook.LeadCreated: "A lead was recorded for the partner.", webhook.ConversionCreated: "A sale, renewal, upgrade or signup was recorded for the partner.",
		webhook.CommissionCreated: "It earned a commission.", webhook.CommissionApproved: "The holdback is over, or somebody approved.",
		webhook.CommissionDeclined: "A commission was refused before it was approved.", webhook.CommissionReversed: "A refund or a manager took back what was earned; `payout` says how much.",
		webhook.CommissionPaid: "Commissions were paid.", webhook.PayoutSent: "Money is on its way.", webhook.PayoutFailed: "It could not be sent.",
		webhook.PartnerApproved: "The partner may begin.", webhook.PartnerApplied: "Somebody applied. For programs only.", webhook.PartnerRejected: "Somebody was turned down. For programs only.",
	}
}

func TestTheDocumentListsEveryMacroAndEveryEventWithItsExample(t *testing.T) {
	t.Parallel()
	have, err := os.ReadFile(document)
	if err != nil {
		t.Fatal(err)
	}
	want := between(t, string(have), "macros", macroTable(t))
	want = between(t, want, "events", eventList(t))
	if *update {
		if err := os.WriteFile(document, []byte(want), 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	if d := cmp.Diff(want, string(have)); d != "" {
		t.Errorf("run the tests of this package with -update (-code +document):\n%s", d)
	}
}

func between(t *testing.T, text, mark, content string) string {
	t.Helper()
	before, rest, ok := strings.Cut(text, "<!-- "+mark+" -->\n")
	_, after, end := strings.Cut(rest, "<!-- end -->")
	if !ok || !end {
		t.Fatalf("the document has no place for %s", mark)
	}
	return before + "<!-- " + mark + " -->\n" + content + "<!-- end -->" + after
}

func macroTable(t *testing.T) string {
	t.Helper()
	said := meanings()
	var b strings.Builder
	b.WriteString("| macro | stands for |\n|---|---|\n")
	for _, name := range webhook.Macros() {
		what, ok := said[name]
		if !ok {
			t.Errorf("nobody says what {%s} is", name)
		}
		if what != "" && name != "sub1" {
			b.WriteString("| `{" + name + "}` | " + what + " |\n")
		}
		if name == "sub1" {
			b.WriteString("| `{sub1}` … `{sub5}` | " + what + " |\n")
		}
	}
	return b.String()
}

func eventList(t *testing.T) string {
	t.Helper()
	var b strings.Builder
	for _, topic := range webhook.Topics("") {
		occasion, ok := occasions()[topic]
		if !ok {
			t.Errorf("nobody says when %s happens", topic)
		}
		body, err := webhook.Example(topic, time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC), strings.NewReader(strings.Repeat("0", 64)))
		if err != nil {
			t.Fatal(err)
		}
		var indented bytes.Buffer
		if err := json.Indent(&indented, body, "", "  "); err != nil {
			t.Fatal(err)
		}
		b.WriteString("### `" + string(topic) + "`\n\n" + occasion + "\n\n```json\n" + indented.String() + "\n```\n\n")
	}
	return strings.TrimSuffix(b.String(), "\n")
}
