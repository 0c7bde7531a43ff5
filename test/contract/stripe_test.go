//go:build contract

package contract_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tributaryhq/tributary/shared/aws/outbound"
	"github.com/tributaryhq/tributary/shared/domain/payout"
	"github.com/tributaryhq/tributary/shared/domain/rail"
	"github.com/tributaryhq/tributary/shared/provider/stripeconnect"
)

func stripeMock(t *testing.T) string {
	t.Helper()
	program := filepath.Join(t.TempDir(), "stripe-mock")
	build := exec.CommandContext(t.Context(), "go", "build", "-C", "../../tools/stripefixtures", "-o", program, "github.com/stripe/stripe-mock")
	build.Env = append(os.Environ(), "GOFLAGS=")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("build stripe-mock: %v\n%s", err, out)
	}
	return run(t, program, func(port string) []string { return []string{"-http-addr", "127.0.0.1:" + port} })
}

func TestEveryCallOfStripeIsOneThatItReads(t *testing.T) {
	t.Parallel()
	const key = "rk_test_key"
	caller := &asking{t: t, to: outbound.New(outbound.Options{Local: true})}
	api := stripeconnect.API{Caller: caller, Origin: stripeMock(t)}
	r, o := stripeconnect.Rail{API: api, Accounts: desk{rail.Credentials{Secret: key}}}, stripeconnect.Onboarding{API: api}
	a := attempt()
	paid := r.Pay(t.Context(), a)
	if paid.Answer != payout.Done || !strings.HasPrefix(paid.Reference, "tr_") {
		t.Errorf("paid: %+v", paid)
	}
	// What stripe-mock lists is not what was made: it keeps nothing.
	if got := r.Status(t.Context(), a); got.Answer != payout.Unclear || !strings.Contains(got.Reason, "tr_") {
		t.Errorf("asked by group: %+v", got)
	}
	a.Reference = paid.Reference
	if got := r.Status(t.Context(), a); got.Answer != payout.Unclear || !strings.Contains(got.Reason, paid.Reference) {
		t.Errorf("asked by id: %+v", got)
	}
	if got, err := r.Reverse(t.Context(), a); err != nil || got.Answer != payout.Back {
		t.Errorf("reversed: %+v, %v", got, err)
	}
	made, err := o.Create(t.Context(), key, "prg_1", "ptr_1", "maya@example.com", "DE")
	if err != nil || !strings.HasPrefix(made.ID, "acct_") {
		t.Errorf("an account: %+v, %v", made, err)
	}
	if link, err := o.Link(t.Context(), key, made.ID, "https://portal.test/payouts"); err != nil || !strings.HasPrefix(link, "https://") {
		t.Errorf("a link: %q, %v", link, err)
	}
	if now, err := o.State(t.Context(), key, made.ID); err != nil || now.ID == "" {
		t.Errorf("its state: %+v, %v", now, err)
	}
	for name, err := range map[string]error{"paying": api.Probe(t.Context(), key), "onboarding": o.Probe(t.Context(), key)} {
		if err != nil {
			t.Errorf("the key for %s: %v", name, err)
		}
	}
	bad := a
	bad.Payee.StripeAccount, bad.Reference = "", ""
	r.Accounts = desk{rail.Credentials{Secret: "no key at all"}}
	if got := r.Pay(t.Context(), bad); got.Answer != payout.Unclear {
		t.Errorf("without a key: %+v", got)
	}
}
