package stage

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"

	"github.com/tributaryhq/tributary/shared/domain/enrollment"
	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/domain/link"
	"github.com/tributaryhq/tributary/shared/domain/partner"
	"github.com/tributaryhq/tributary/shared/domain/payout"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/store"
	"github.com/tributaryhq/tributary/shared/web/trackapi"
)

// Partner is a partner of a program, with a default link and a payout method.
type Partner struct {
	ID      id.Partner
	User    id.User
	Program program.Program
	Link    link.Link
}

// Join lets a partner of that name into the stage's program.
func (s *Stage) Join(ctx context.Context, name string) (Partner, error) {
	return s.JoinTo(ctx, s.Program, name)
}

// JoinTo lets a partner of that name into a program.
func (s *Stage) JoinTo(ctx context.Context, p program.Program, name string) (Partner, error) {
	uid, err := id.New[id.User](s.Clock.Now(), s.Entropy)
	if err != nil {
		return Partner{}, err
	}
	user := identity.User{ID: uid, Email: name + "@partner.test", Name: name, Password: password, Status: identity.Active, Version: 1, CreatedAt: s.Clock.Now()}
	e, err := s.Enrollments().Apply(ctx, p.ID, enrollment.Applicant{User: user, New: true}, partner.Partner{Name: name}, nil)
	if err != nil {
		return Partner{}, fmt.Errorf("let %s in: %w", name, err)
	}
	desk := payout.Desk{Store: store.PayoutMethods{T: s.Table}, Seal: account{}, Clock: s.Clock}
	if _, err := desk.SetMethod(ctx, e.Partner, payout.Manual, payout.Details{Holder: name, FreeText: "DE02120300000000202051"}, uid); err != nil {
		return Partner{}, fmt.Errorf("set the payout method of %s: %w", name, err)
	}
	rows, err := s.Links().List(ctx, p.ID, e.Partner, page.Request{})
	if err != nil || len(rows.Data) == 0 {
		return Partner{}, fmt.Errorf("no link for %s: %w", name, err)
	}
	l, err := s.Links().Get(ctx, p.ID, e.Partner, rows.Data[0].ID)
	return Partner{e.Partner, uid, p, l}, err
}

// account seals payees' accounts; it hides nothing.
type account struct{}

// Seal leaves the account as it is.
func (account) Seal(_ context.Context, _ id.Partner, s string) ([]byte, error) { return []byte(s), nil }

// Open leaves the account as it is.
func (account) Open(_ context.Context, _ id.Partner, b []byte) (string, error) { return string(b), nil }

// Visit is a browser's request for a link.
func Visit(l link.Link, query string) trackapi.Request {
	headers := map[string]string{
		"user-agent":      "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36",
		"accept-language": "en", "sec-fetch-dest": "document", "sec-fetch-mode": "navigate",
	}
	return trackapi.Request{
		Method: http.MethodGet, Key: l.Key, Query: query, Host: "go.test", Source: "192.0.2.7:4711",
		Header: func(name string) string { return headers[name] },
	}
}

// Click opens a partner's link and returns the click id that the shop gets.
func (s *Stage) Click(ctx context.Context, l link.Link, query string) (string, error) {
	answer := s.Redirect.Handle(ctx, Visit(l, query))
	to, err := url.Parse(answer.Header["Location"])
	if err != nil || answer.Status != http.StatusFound {
		return "", fmt.Errorf("the link answers %d to %q: %w", answer.Status, to, err)
	}
	if c := to.Query().Get("click_id"); c != "" {
		return c, nil
	}
	return "", fmt.Errorf("no click id in %s", to)
}

// Post sends a postback of these parameters with the program's secret.
func (s *Stage) Post(ctx context.Context, parameters string) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	target := "/postback?key=" + s.Secret
	if parameters != "" {
		target += "&" + parameters
	}
	s.Postback.ServeHTTP(w, httptest.NewRequestWithContext(ctx, http.MethodGet, target, http.NoBody))
	return w
}

// Sale posts a sale in the program's currency and returns the answer.
func (s *Stage) Sale(ctx context.Context, transaction, amount, clickID string, more ...string) *httptest.ResponseRecorder {
	q := url.Values{"transaction_id": {transaction}, "amount": {amount}, "click_id": {clickID}}
	return s.Post(ctx, strings.Join(append([]string{q.Encode()}, more...), "&"))
}

// Balance is a partner's account.
func (s *Stage) Balance(ctx context.Context, o Partner) (ledger.Balance, error) {
	return store.Ledgers{T: s.Table}.Of(ctx, ledger.Account{Program: o.Program.ID, Partner: o.ID, Currency: o.Program.Currency})
}

// Runner makes payout runs.
func (s *Stage) Runner() payout.Runner {
	return payout.Runner{
		Store: store.Payouts{T: s.Table}, Money: store.Commissions{T: s.Table}, Methods: store.PayoutMethods{T: s.Table}, Rails: s.Rails, Open: account{}, Clock: s.Clock,
	}
}

// Export makes the file of a payout run.
func (s *Stage) Export(ctx context.Context, b id.Batch) (payout.File, error) {
	return s.Runner().Export(ctx, s.Program.ID, b)
}
