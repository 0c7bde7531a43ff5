package app_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-lambda-go/events"
	"github.com/google/go-cmp/cmp"

	"github.com/tributaryhq/tributary/shared/app"
	"github.com/tributaryhq/tributary/shared/app/apptest"
	"github.com/tributaryhq/tributary/shared/app/inprocess"
	"github.com/tributaryhq/tributary/shared/app/redirect"
	"github.com/tributaryhq/tributary/shared/aws/lambdarun"
	"github.com/tributaryhq/tributary/shared/domain/integration"
	"github.com/tributaryhq/tributary/shared/domain/link"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/queue"
	"github.com/tributaryhq/tributary/shared/store"
)

// expected is what becomes of each sample of events/: an answer's status and
// verdict, or how many messages failed and were parked.
func expected() map[string]string {
	return map[string]string{
		"redirect/visit": "302", "redirect/bot": "302", "redirect/prefetch": "302", "redirect/deep-link": "302",
		"postback/sale-get": "200 unattributed", "postback/sale-form": "200 unattributed", "postback/conversion": "200 unattributed",
		"postback/refund": "202 parked", "postback/no-secret": "401 postback.wrong_secret",
		"postback/batch": "200", "postback/order-status": "401 key.missing", "postback/track-click": "401 key.unknown", "postback/pixel": "200",
		"webhook-intake/stripe-checkout": "200", "webhook-intake/stripe-invoice": "200", "webhook-intake/stripe-refund": "200",
		"webhook-intake/stripe-forged": "401 stripe.bad_signature",
		"webhook-intake/shopify-order": "200", "webhook-intake/shopify-refund": "200", "webhook-intake/shopify-redact": "200",
		"webhook-intake/shopify-forged": "401 shopify.bad_signature",
		"portal-api/branding":           "200", "portal-api/sign-in": "401 auth.wrong_credentials", "portal-api/links": "401 auth.required",
		"manager-api/approve": "401 auth.required", "manager-api/commissions": "401 auth.required",
		"documents/statement":        "401 auth.required",
		"click-consumer/clicks":      "failed 0, parked 3", // their signatures are none of this installation's
		"conversion-consumer/report": "failed 0, parked 0", "conversion-consumer/stripe": "failed 0, parked 0", "conversion-consumer/shopify": "failed 0, parked 0", "conversion-consumer/poison": "failed 0, parked 2",
		"notifier/notices": "failed 0, parked 0", "notifier/poison": "failed 0, parked 1",
		"payout-sender/payout":        "failed 0, parked 1", // there is no such payout
		"webhook-dispatcher/delivery": "failed 0, parked 0", "webhook-dispatcher/poison": "failed 0, parked 1",
		"outbox-relay/sale": "failed 0", "outbox-relay/payout": "failed 0", "outbox-relay/unreadable": "failed 0",
		"commission-approval/tick": "done", "payout-planner/tick": "done", "payout-reconciler/tick": "done", "housekeeping/tick": "done", "ledger-proof/tick": "done",
	}
}

const samples = "../../events"

func TestEverySampleEventIsHandled(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob(samples + "/*/*.json")
	if err != nil {
		t.Fatal(err)
	}
	var have []string
	for _, f := range files {
		name := strings.TrimSuffix(strings.TrimPrefix(filepath.ToSlash(f), samples+"/"), ".json")
		have = append(have, name)
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			payload, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			folder, _, _ := strings.Cut(name, "/")
			i := installed(t)
			out, err := i.handlers[folder].Invoke(t.Context(), payload)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(expected()[name], i.outcome(t, folder, out)); diff != "" {
				t.Errorf("%s\n%s", diff, out)
			}
		})
	}
	for name := range expected() {
		if !slices.Contains(have, name) {
			t.Errorf("the sample %s is missing", name)
		}
	}
	for id := range app.Functions() {
		if !slices.ContainsFunc(have, func(n string) bool { return strings.HasPrefix(n, kebab(id)+"/") }) {
			t.Errorf("%s has no sample", id)
		}
	}
}

func kebab(id string) string {
	var b strings.Builder
	for i, r := range id {
		if r >= 'A' && r <= 'Z' && i > 0 {
			b.WriteByte('-')
		}
		b.WriteString(strings.ToLower(string(r)))
	}
	return b.String()
}

// installation is an installation that knows the samples' program and link.
type installation struct {
	handlers map[string]lambdarun.Handler
	parked   int
}

// Park counts.
func (i *installation) Park(context.Context, queue.Message, string) error {
	i.parked++
	return nil
}

func (i *installation) outcome(t *testing.T, folder string, out []byte) string {
	t.Helper()
	var answer struct {
		events.APIGatewayV2HTTPResponse
		Failures []any `json:"batchItemFailures"`
	}
	if err := json.Unmarshal(out, &answer); err != nil {
		t.Fatal(err)
	}
	switch {
	case answer.StatusCode > 0:
		var body struct{ Verdict, Code string }
		_ = json.Unmarshal([]byte(answer.Body), &body) // pages and pictures have neither
		return strings.TrimSpace(fmt.Sprintf("%d %s%s", answer.StatusCode, body.Verdict, body.Code))
	case folder == "outbox-relay":
		return fmt.Sprintf("failed %d", len(answer.Failures))
	case answer.Failures != nil:
		return fmt.Sprintf("failed %d, parked %d", len(answer.Failures), i.parked)
	}
	return "done"
}

func installed(t *testing.T) *installation {
	t.Helper()
	b, c := apptest.Backends(t, time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC))
	w, err := inprocess.New(b)
	if err != nil {
		t.Fatal(err)
	}
	b = w.Backends
	furnish(t, b)
	i := &installation{}
	run := lambdarun.Runtime{Log: b.Log, Clock: c}
	portal, perr := b.PortalAPI()
	manager, merr := b.ManagerAPI()
	notifier, nerr := b.Notifier()
	documents, derr := b.Documents()
	if perr != nil || merr != nil || nerr != nil || derr != nil {
		t.Fatal(perr, merr, nerr, derr)
	}
	i.handlers = map[string]lambdarun.Handler{
		"redirect": run.Direct(redirect.Direct(b.Redirect())), "postback": run.HTTP(b.Postback()), "webhook-intake": run.HTTP(b.WebhookIntake()),
		"portal-api": run.HTTP(portal), "manager-api": run.HTTP(manager), "documents": run.HTTP(documents), "outbox-relay": run.Stream(b.OutboxRelay()),
		"commission-approval": run.Schedule(b.CommissionApproval()), "payout-planner": run.Schedule(b.PayoutPlanner()),
		"payout-reconciler": run.Schedule(b.PayoutReconciler()), "housekeeping": run.Schedule(b.Housekeeping()), "ledger-proof": run.Schedule(b.LedgerProof()),
	}
	for folder, batch := range map[string]lambdarun.Batch{
		"click-consumer": b.ClickConsumer(), "conversion-consumer": b.ConversionConsumer(), "payout-sender": b.PayoutSender(),
		"notifier": notifier, "webhook-dispatcher": b.WebhookDispatcher(),
	} {
		i.handlers[folder] = run.Queue(batch, i)
	}
	return i
}

// furnish makes what the samples name: a live program with its secrets, and
// its link "summer".
func furnish(t *testing.T, b app.Backends) {
	t.Helper()
	ctx, prg := t.Context(), id.Program("prg_01KAJ8QH00000000000000PR0G")
	p := program.New("samples", "Samples", "https://shop.example.com", "EUR")
	p.ID, p.Status, p.Version, p.CreatedAt = prg, program.Live, 1, b.Clock.Now()
	p.AllowedHosts = []string{"shop.example.com"}
	l := link.Link{
		ID: "lnk_01KAJ8QH0000000000000000N1", Program: prg, Partner: "ptr_01KAJ8QH000000000000PART01", Key: "summer", Name: "Summer", Ref: 7,
		Kind: link.Default, Status: link.Active, Destination: "https://shop.example.com/", Version: 1, CreatedAt: b.Clock.Now(),
		Terms: link.Terms{AllowedHosts: p.AllowedHosts, ClickParam: "click_id", WindowDays: 90, Zone: "UTC", EnrollmentRef: 9},
	}
	sum := sha256.Sum256([]byte("pbs_events_not_a_real_secret"))
	secrets := store.ProgramSecrets{T: b.Table, Clock: b.Clock}
	for _, err := range []error{
		b.Programs().Store.Create(ctx, p),
		store.Links{T: b.Table}.Create(ctx, l),
		secrets.Replace(ctx, prg, program.Secret{Hash: hex.EncodeToString(sum[:]), MadeAt: b.Clock.Now()}, b.Clock.Now()),
		joined(ctx, b, prg, integration.Stripe, "whsec_events_not_a_real_secret", ""),
		joined(ctx, b, prg, integration.Shopify, "shpss_events_not_a_real_secret", "samples.myshopify.com"),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
}

func joined(ctx context.Context, b app.Backends, prg id.Program, of integration.Provider, secret, account string) error {
	setup := integration.Setup{Secret: &secret}
	if account != "" {
		setup.Account = &account
	}
	_, err := b.Integrations().Set(ctx, prg, of, setup)
	return err
}

var _ lambdarun.Parker = (*installation)(nil)
