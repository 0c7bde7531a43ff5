package stripeconnect

import (
	"context"
	"net/url"

	"github.com/tributaryhq/tributary/shared/domain/rail"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Account is what Stripe tells of a connected account.
type Account struct {
	ID           string `json:"id"`
	Payouts      bool   `json:"payouts_enabled"`
	Submitted    bool   `json:"details_submitted"`
	Capabilities struct {
		Transfers string `json:"transfers"`
	} `json:"capabilities"`
	Requirements struct {
		Due      []string `json:"currently_due"`
		PastDue  []string `json:"past_due"`
		Disabled string   `json:"disabled_reason"`
	} `json:"requirements"`
	Metadata map[string]string `json:"metadata"`
}

// The names under which a connected account bears whose it is.
const (
	PartnerMark = "tributary_partner"
	ProgramMark = "tributary_program"
)

// State is how the account stands, in the words that are kept.
func (a Account) State() rail.Account {
	return rail.Account{
		ID: a.ID, Payable: a.Capabilities.Transfers == "active", Payouts: a.Payouts, Submitted: a.Submitted,
		Due: len(a.Requirements.Due) + len(a.Requirements.PastDue), Disabled: a.Requirements.Disabled,
	}
}

// Onboarding makes and reads connected accounts.
type Onboarding struct{ API API }

// Create makes an Express account for a partner of a program, once: the same
// partner again is the same account as long as Stripe keeps the key.
func (o Onboarding) Create(ctx context.Context, key string, p id.Program, partner id.Partner, email, country string) (rail.Account, error) {
	form := url.Values{
		"type": {"express"}, "capabilities[transfers][requested]": {"true"},
		"metadata[" + PartnerMark + "]": {string(partner)}, "metadata[" + ProgramMark + "]": {string(p)},
	}
	if email != "" {
		form.Set("email", email)
	}
	if country != "" {
		form.Set("country", country)
	}
	var a Account
	err := o.API.post(ctx, key, "/v1/accounts", "account-"+string(p)+"-"+string(partner), form).read(&a)
	return a.State(), err
}

// Link makes the address at which a partner tells Stripe about itself. It works
// once, for a few minutes.
func (o Onboarding) Link(ctx context.Context, key, account, back string) (string, error) {
	form := url.Values{
		"account": {account}, "type": {"account_onboarding"}, "refresh_url": {back}, "return_url": {back},
		"collection_options[fields]": {"eventually_due"},
	}
	var l struct {
		URL string `json:"url"`
	}
	err := o.API.post(ctx, key, "/v1/account_links", "", form).read(&l)
	return l.URL, err
}

// State asks Stripe how an account stands.
func (o Onboarding) State(ctx context.Context, key, account string) (rail.Account, error) {
	a, err := o.Account(ctx, key, account)
	return a.State(), err
}

// Account asks Stripe for all that is read of an account.
func (o Onboarding) Account(ctx context.Context, key, account string) (Account, error) {
	var a Account
	return a, o.API.get(ctx, key, "/v1/accounts/"+url.PathEscape(account)).read(&a)
}

// Probe tells whether the key may read and make connected accounts; Invalid
// when not.
func (o Onboarding) Probe(ctx context.Context, key string) error {
	var list struct{}
	return o.API.get(ctx, key, "/v1/accounts?limit=1").read(&list)
}

var _ rail.Accounts = Onboarding{}
