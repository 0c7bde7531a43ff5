// Package walks_test walks the ways of testdata in process: each is a script of
// what a visitor, a shop, a partner, a manager and the clock do, and of what
// they see then. Everything goes through the real handlers.
package walks_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/tributaryhq/tributary/shared/kernel/money"
	"github.com/tributaryhq/tributary/test/stage"
)

// walk is the installation of one script.
type walk struct {
	*stage.Stage
	partners map[string]stage.Partner
	said     string // by whom was asked last
}

type walkKey struct{}

func TestWalks(t *testing.T) {
	t.Parallel()
	testscript.Run(t, testscript.Params{
		Dir: "testdata",
		Setup: func(env *testscript.Env) error {
			s, err := stage.Open(context.Background())
			if err != nil {
				return err
			}
			env.Values[walkKey{}] = &walk{Stage: s, partners: map[string]stage.Partner{}}
			env.Setenv("PROGRAM", string(s.Program.ID))
			env.Setenv("OWNER", stage.Owner)
			env.Setenv("SECRET", s.Secret)
			return nil
		},
		Cmds:                commands(),
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
	})
}

// commands are what a script may do. Those that fail as they should are
// preceded by "!": the answer's status is 400 or more.
func commands() map[string]func(*testscript.TestScript, bool, []string) {
	return map[string]func(*testscript.TestScript, bool, []string){
		"join":        on(1, (*walk).join),
		"click":       on(1, (*walk).click),
		"postback":    on(0, (*walk).postback),
		"stripe":      on(1, (*walk).stripe),
		"shopify":     on(2, (*walk).shopify),
		"call":        on(3, (*walk).call),
		"keep":        on(2, (*walk).keep),
		"later":       on(1, (*walk).later),
		"run":         on(1, (*walk).run),
		"plan":        on(0, (*walk).plan),
		"approve":     on(1, (*walk).approve),
		"export":      on(1, (*walk).export),
		"mark-paid":   on(2, (*walk).markPaid),
		"balance":     on(1, (*walk).balance),
		"commissions": on(1, (*walk).commissions),
		"mails":       on(1, (*walk).mails),
		"parked":      on(0, (*walk).showParked),
		"audit":       on(0, (*walk).audit),
	}
}

// on makes a command of a method, which is given so many arguments at least.
func on(least int, do func(*walk, *testscript.TestScript, []string) (status int, err error)) func(*testscript.TestScript, bool, []string) {
	return func(ts *testscript.TestScript, neg bool, args []string) {
		if len(args) < least {
			ts.Fatalf("%d arguments at least", least)
		}
		w, ok := ts.Value(walkKey{}).(*walk)
		if !ok {
			ts.Fatalf("nothing to walk in")
		}
		status, err := do(w, ts, args)
		ts.Check(err)
		if status >= http.StatusInternalServerError || neg != (status >= http.StatusBadRequest) {
			ts.Fatalf("answered with %d %s", status, w.said)
		}
		ts.Check(w.Settle(context.Background()))
		fmt.Fprintln(ts.Stdout(), w.said) //nolint:errcheck // into memory
	}
}

// join NAME lets a partner into the program; $name and $name_link are its ids.
func (w *walk) join(ts *testscript.TestScript, args []string) (int, error) {
	p, err := w.Join(context.Background(), args[0])
	w.partners[args[0]] = p
	w.said = string(p.ID)
	ts.Setenv(strings.ToUpper(args[0]), string(p.ID))
	ts.Setenv(strings.ToUpper(args[0])+"_LINK", string(p.Link.ID))
	return 0, err
}

// click NAME [QUERY] opens the partner's link; $CLICK is the click's id.
func (w *walk) click(ts *testscript.TestScript, args []string) (int, error) {
	query := ""
	if len(args) > 1 {
		query = args[1]
	}
	a := w.Redirect.Handle(context.Background(), stage.Visit(w.partners[args[0]].Link, query))
	w.said = fmt.Sprint(a.Status, " ", a.Header["Location"])
	if to, err := url.Parse(a.Header["Location"]); err == nil {
		ts.Setenv("CLICK", to.Query().Get("click_id"))
	}
	return a.Status, nil
}

// postback NAME=VALUE… reports to the program, with its secret.
func (w *walk) postback(_ *testscript.TestScript, args []string) (int, error) {
	q := url.Values{}
	for _, a := range args {
		name, value, _ := strings.Cut(a, "=")
		q.Set(name, value)
	}
	return w.answer(w.Post(context.Background(), q.Encode()))
}

func (w *walk) answer(r *httptest.ResponseRecorder) (int, error) {
	w.said = strings.TrimSpace(r.Body.String())
	return r.Code, nil
}

// stripe FILE sends an event, signed; names of the environment in it are filled in.
func (w *walk) stripe(ts *testscript.TestScript, args []string) (int, error) {
	body := regexp.MustCompile(`\$[A-Z_]+`).ReplaceAllStringFunc(ts.ReadFile(args[0]), func(name string) string { return ts.Getenv(name[1:]) })
	return w.answer(w.Stripe(context.Background(), body))
}

// shopify TOPIC FILE sends a webhook of the shop, signed; names of the
// environment in it are filled in. Its id is the file's name.
func (w *walk) shopify(ts *testscript.TestScript, args []string) (int, error) {
	body := regexp.MustCompile(`\$[A-Z_]+`).ReplaceAllStringFunc(ts.ReadFile(args[1]), func(name string) string { return ts.Getenv(name[1:]) })
	return w.answer(w.Shopify(context.Background(), args[0], args[1], []byte(body)))
}

// call WHO METHOD PATH [BODY] calls an API; WHO is a partner's name or an address.
func (w *walk) call(_ *testscript.TestScript, args []string) (int, error) {
	who, body := args[0], ""
	if !strings.Contains(who, "@") {
		who += "@partner.test"
	}
	if len(args) > 3 {
		body = args[3]
	}
	r, err := w.Call(context.Background(), who, args[1], args[2], body)
	if err != nil {
		return 0, err
	}
	return w.answer(r)
}

// keep NAME PATTERN keeps what the pattern's group finds in the last answer.
func (w *walk) keep(ts *testscript.TestScript, args []string) (int, error) {
	found := regexp.MustCompile(args[1]).FindStringSubmatch(w.said)
	if len(found) != 2 {
		return 0, fmt.Errorf("%s does not fit %s", args[1], w.said)
	}
	ts.Setenv(args[0], found[1])
	return 0, nil
}

// later 30d, or any duration, lets time pass.
func (w *walk) later(_ *testscript.TestScript, args []string) (int, error) {
	var days int
	if _, err := fmt.Sscanf(args[0], "%dd", &days); err == nil {
		w.Manual.Advance(time.Duration(days) * 24 * time.Hour)
		return 0, nil
	}
	d, err := time.ParseDuration(args[0])
	w.Manual.Advance(d)
	return 0, err
}

// run FUNCTION [at=TIME] runs a schedule of the template.
func (w *walk) run(_ *testscript.TestScript, args []string) (int, error) {
	for _, a := range args[1:] {
		at, err := time.Parse(time.RFC3339, strings.TrimPrefix(a, "at="))
		if err != nil {
			return 0, err
		}
		w.Manual.Set(at)
	}
	w.said = ""
	return 0, w.Run(context.Background(), args[0])
}

// audit folds every account.
func (w *walk) audit(*testscript.TestScript, []string) (int, error) {
	w.said = "sound"
	return 0, w.Sound(context.Background())
}

// decimal writes an amount of the program's currency.
func decimal(minor int64) string {
	a, err := money.New(minor, "EUR")
	if err != nil {
		return err.Error()
	}
	return a.Decimal()
}
