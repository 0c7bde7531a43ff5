package providers_test

import (
	"os"
	"strings"
	"testing"

	"github.com/tributaryhq/tributary/shared/domain/integration"
	"github.com/tributaryhq/tributary/shared/domain/rail"
	"github.com/tributaryhq/tributary/shared/provider/stripeapi"
	"github.com/tributaryhq/tributary/shared/web/shopifyhook"
	"github.com/tributaryhq/tributary/shared/web/stripehook"
)

// A merchant has only the guides and the portal to go by.
func TestGuideAndPortalNameWhatIsRead(t *testing.T) {
	t.Parallel()
	read := func(name string) string {
		text, err := os.ReadFile("../../" + name)
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	for _, of := range []integration.Provider{integration.Stripe, integration.Shopify} {
		guide := read("docs/guides/" + string(of) + ".md")
		for _, e := range of.Events() {
			if !strings.Contains(guide, e) {
				t.Errorf("the guide to %s does not name %s", of, e)
			}
		}
	}
	for _, of := range rail.Kinds() {
		guide := read("docs/guides/payouts-" + string(of) + ".md")
		for _, e := range append(of.Events(), "/webhooks/payouts/"+string(of)+"/") {
			if !strings.Contains(guide, e) {
				t.Errorf("the guide to payouts by %s does not name %s", of, e)
			}
		}
	}
	for _, page := range []string{"docs/guides/stripe.md", "docs/guides/payouts-stripe.md", "portal/src/i18n/en.json"} {
		if !strings.Contains(read(page), stripeapi.Version) {
			t.Errorf("%s does not name the API version %s", page, stripeapi.Version)
		}
	}
}

func TestEveryEventThatIsAskedForIsRead(t *testing.T) {
	t.Parallel()
	for _, e := range integration.Stripe.Events() {
		told, err := stripehook.Read(integration.Connection{}, []byte(`{"id":"evt_1","object":"event","type":"`+e+`","data":{"object":{}}}`))
		if err == nil && told.Note == "" {
			t.Errorf("Stripe's %s is ignored", e)
		}
	}
	for _, topic := range integration.Shopify.Events() {
		told, err := shopifyhook.Read(integration.Connection{}, topic, "w-1", []byte("{}"))
		if err == nil && told.Note == "" {
			t.Errorf("Shopify's %s is ignored", topic)
		}
	}
}
