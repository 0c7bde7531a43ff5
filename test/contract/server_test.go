//go:build contract

package contract_test

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/payout"
	"github.com/tributaryhq/tributary/shared/domain/rail"
	"github.com/tributaryhq/tributary/shared/domain/webhook"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
)

// run starts a server on a port of its own and returns where it is. It ends with
// the test.
func run(t *testing.T, program string, args func(port string) []string) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	port := fmt.Sprint(l.Addr().(*net.TCPAddr).Port)
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	c := exec.CommandContext(ctx, program, args(port)...)
	out, err := os.CreateTemp(t.TempDir(), "out")
	if err != nil {
		t.Fatal(err)
	}
	c.Stdout, c.Stderr = out, out
	if err := c.Start(); err != nil {
		t.Fatalf("start %s: %v; make contract installs it", program, err)
	}
	t.Cleanup(func() {
		cancel()
		_ = c.Wait()
	})
	origin := "http://127.0.0.1:" + port
	for range 300 {
		if conn, err := net.Dial("tcp", "127.0.0.1:"+port); err == nil {
			_ = conn.Close()
			return origin
		}
		time.Sleep(100 * time.Millisecond)
	}
	text, _ := os.ReadFile(out.Name())
	t.Fatalf("%s does not listen: %s", program, text)
	return ""
}

// asking passes calls on, and asks Prism for one of the described answers.
type asking struct {
	t      *testing.T
	to     webhook.Caller
	prefer func(r webhook.Request) string
	seen   []string
}

func (a *asking) CallEach(ctx context.Context, rs []webhook.Request) []webhook.Result {
	if a.prefer != nil {
		if p := a.prefer(rs[0]); p != "" {
			rs[0].Header["Prefer"] = p
		}
	}
	out := a.to.CallEach(ctx, rs)
	a.seen = append(a.seen, fmt.Sprintf("%s %s %d", rs[0].Method, rs[0].URL[strings.Index(rs[0].URL[8:], "/")+8:], out[0].Status))
	if b := string(out[0].Body); strings.Contains(b, "stoplight.io/prism/errors") || strings.Contains(b, "Request validation error") {
		a.t.Errorf("%s: against the contract: %s", a.seen[len(a.seen)-1], b)
	}
	return out
}

// desk gives every program the same credentials.
type desk struct{ with rail.Credentials }

func (d desk) Credentials(context.Context, id.Program, rail.Kind) (rail.Credentials, error) {
	return d.with, nil
}

func (desk) Ready(context.Context, id.Program, rail.Kind) error { return nil }

func (desk) Account(context.Context, id.Program, id.Partner) (rail.Account, error) {
	return rail.Account{ID: "acct_1032D82eZvKYlo2C"}, nil
}

func attempt() payout.Attempt {
	const p = "pay_01JD0000000000000000000000"
	return payout.Attempt{
		Payout: p, Number: 1, Key: p + "-1", Amount: money.Must(1999, "EUR"), Program: "prg_1", Partner: "ptr_1",
		Payee: payout.Details{Email: "maya@example.com", StripeAccount: "acct_1032D82eZvKYlo2C"},
	}
}

func isPost(r webhook.Request, path string) bool {
	return r.Method == http.MethodPost && strings.HasSuffix(r.URL, path)
}

var _ webhook.Caller = (*asking)(nil)
