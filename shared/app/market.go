package app

import (
	"context"
	"strings"

	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/domain/market"
	"github.com/tributaryhq/tributary/shared/store"
)

// Market is where programs present themselves and partners are let in.
func (b Backends) Market() market.Desk {
	return market.Desk{Store: store.Market{T: b.Table, Clock: b.Clock}, Post: networkPost{b.recipients(), signInMails{b.Queue}, b.Origin}, Operators: b.Operators, Clock: b.Clock}
}

// operators reads the addresses of those who run the network.
func operators(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return r == ',' || r == ' ' })
}

// networkPost tells the people of a partner by mail what was decided. There is
// no program in whose name an event could be told, so it goes the way of the
// mails of sign-in.
type networkPost struct {
	people recipients
	mails  identity.Mailer
	origin string
}

// Tell queues a mail to each of them.
func (n networkPost) Tell(ctx context.Context, s market.Standing) error {
	kind := map[market.Status]identity.MailKind{
		market.Approved: identity.MailNetworkIn, market.Rejected: identity.MailNetworkNo, market.Suspended: identity.MailNetworkOut,
	}[s.Status]
	people, err := n.people.Recipients(ctx, s.Partner)
	if err != nil || kind == "" {
		return err
	}
	for _, p := range people {
		m := identity.Mail{Kind: kind, To: p.Email, Name: p.Name, Language: p.Language, Message: s.Reason, Link: n.origin + "/p/" + string(s.Partner) + "/discover"}
		if err := n.mails.Send(ctx, m); err != nil {
			return err
		}
	}
	return nil
}

var _ market.Post = networkPost{}
