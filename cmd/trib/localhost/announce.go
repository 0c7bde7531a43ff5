package localhost

import (
	"fmt"
	"time"

	"github.com/tributaryhq/tributary/shared/kernel/clock"
)

// holdbackOver is in how many days what is pending now is surely due.
const holdbackOver = 32

// announce says where everything is.
func (m *machine) announce() {
	say := func(format string, args ...any) { fmt.Fprintf(m.Out, format+"\n", args...) }
	say("")
	say("Tributary runs on %s", m.origin)
	if s := m.sheet; s != nil {
		say("")
		say("  portal         %s", s.Portal)
		say("  manager        %s  %s", s.Manager.Email, s.Manager.Password)
		say("  partner        %s  %s", s.Partner.Email, s.Partner.Password)
		say("  other partner  %s  %s", s.OtherPartner.Email, s.OtherPartner.Password)
		say("  tracking link  %s?sub1=hello", s.TrackingLink)
		say("  report a sale  curl '%s?key=%s&event=sale&transaction_id=T-1&amount=49.90&currency=EUR&click_id=…'", s.PostbackURL, s.PostbackSecret)
		say("                 with the click_id of where the link leads; the same again in %s", m.path("demo.json"))
	}
	say("")
	say("  mails          %s/_local/mail", m.origin)
	say("  end a holdback curl -X POST '%s/_local/run/CommissionApproval?at=%s'", m.origin, clock.System().Now().AddDate(0, 0, holdbackOver).Format(time.RFC3339))
	say("  log            %s", m.path("trib.log"))
	say("  other commands . %s && .local/bin/trib audit", m.path("trib.env"))
	say("")
	say("Ctrl-C stops it and keeps the state; without %s it begins anew.", m.path("state"))
}
