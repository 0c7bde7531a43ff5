package demo

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"sort"
	"strings"
	"time"

	"github.com/tributaryhq/tributary/cmd/trib/setup"
	"github.com/tributaryhq/tributary/shared/app/inprocess"
	"github.com/tributaryhq/tributary/shared/domain/click"
	"github.com/tributaryhq/tributary/shared/domain/enrollment"
	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/store"
	"github.com/tributaryhq/tributary/shared/web/trackapi"
)

// story is the demo while it is told.
type story struct {
	Options
	*inprocess.World
	random *rand.Rand
	zone   *time.Location
	first  time.Time // midnight of the first day

	redirect                *trackapi.Redirect
	postback                http.Handler
	portalAPI, managerAPI   http.Handler
	approval, planner, look func(context.Context, time.Time) error

	program        program.Program
	postbackSecret string
	manager        *browser
	partners       []*partner
	colleague      *browser // of the first partner
	orders         int
	later          []act // what will happen, sorted by time
	runs           int
}

// partner is one of the cast, in the program.
type partner struct {
	promoter
	id       id.Partner
	browser  *browser
	keys     []string // of its links, the default one first
	visitors []visitor
	last     string // click id of its last customer
}

// act is something that happens at a time.
type act struct {
	at time.Time
	do func(context.Context) error
}

// plan adds an act. What would come after the end does not happen.
func (s *story) plan(at time.Time, do func(context.Context) error) {
	if !at.Before(s.Now) {
		return
	}
	i := sort.Search(len(s.later), func(i int) bool { return s.later[i].at.After(at) })
	s.later = append(s.later, act{})
	copy(s.later[i+1:], s.later[i:])
	s.later[i] = act{at, do}
}

// live lets the days pass.
func (s *story) live(ctx context.Context) error {
	for day := range Days + 1 {
		s.plan(s.first.AddDate(0, 0, day), func(ctx context.Context) error { return s.dawn(ctx, day) })
	}
	s.plan(s.Now.Add(-30*time.Hour), s.apply)
	s.plan(s.Now.Add(-50*time.Hour), s.announce)
	s.plan(s.Now.Add(-70*time.Hour), s.agree)
	s.plan(s.Now.Add(-44*time.Hour), s.network)
	s.planWork()
	s.plan(s.Now.Add(-26*time.Hour), s.pipeline)
	for len(s.later) > 0 {
		next := s.later[0]
		s.later = s.later[1:]
		s.Clock.Set(next.at)
		if err := next.do(ctx); err != nil {
			return err
		}
	}
	s.Clock.Set(s.Now)
	if err := s.salts(ctx); err != nil {
		return err
	}
	return s.Settle(ctx)
}

// dawn plans a day: visits of all partners, the schedules, and what a manager
// does that day.
func (s *story) dawn(ctx context.Context, day int) error {
	if err := s.salts(ctx); err != nil {
		return err
	}
	midnight := s.Clock.Now()
	for _, p := range s.partners {
		s.planVisits(p, day, midnight)
	}
	if day%2 == 0 && day >= 14 { // nothing can be due before
		s.plan(midnight.Add(70*time.Minute), s.sweep)
	}
	s.planOffice(day, midnight)
	return s.Settle(ctx)
}

// sweep runs the schedules that look after commissions and payouts.
func (s *story) sweep(ctx context.Context) error {
	if err := s.approval(ctx, s.Clock.Now()); err != nil {
		return err
	}
	if err := s.look(ctx, s.Clock.Now()); err != nil {
		return err
	}
	if err := s.climb(ctx); err != nil {
		return err
	}
	return s.Settle(ctx)
}

// salts are what visitors are told apart by; housekeeping makes them daily.
func (s *story) salts(ctx context.Context) error {
	return click.EnsureSalts(ctx, store.Clicks{T: s.On.Table}, s.Entropy, s.Clock.Now())
}

// serve builds the handlers. Visitors come through the distribution, which
// knows their country.
func (s *story) serve() error {
	b := s.Backends
	s.postback = b.Postback()
	s.approval, s.planner, s.look = b.CommissionApproval(), b.PayoutPlanner(), b.PayoutReconciler()
	var err error
	if s.portalAPI, err = b.PortalAPI(); err != nil {
		return err
	}
	if s.managerAPI, err = b.ManagerAPI(); err != nil {
		return err
	}
	b.OriginSecret = distribution
	s.redirect = b.Redirect()
	return nil
}

// person makes somebody who signs in.
func (s *story) person(email string) (*browser, error) {
	password, err := setup.Password(s.Secret)
	return &browser{origin: s.Origin, portal: s.portalAPI, manager: s.managerAPI, email: email, password: password}, err
}

// join lets a partner apply, be approved, choose a password, say where payouts
// go and make links.
func (s *story) join(ctx context.Context, who promoter) error {
	b, err := s.person(who.email)
	if err != nil {
		return err
	}
	s.Clock.Advance(time.Duration(20+s.random.IntN(60)) * time.Minute)
	if err := s.applyAs(ctx, b, who); err != nil {
		return err
	}
	var waiting struct {
		Data []struct {
			PartnerID string `json:"partner_id"`
		}
	}
	base := "/api/m/" + string(s.program.ID) + "/applications"
	if err := s.manager.signIn(ctx); err != nil {
		return err
	}
	if err := s.manager.call(ctx, http.MethodGet, base, nil, &waiting); err != nil {
		return err
	}
	if len(waiting.Data) != 1 {
		return fmt.Errorf("%d applications wait", len(waiting.Data))
	}
	p := &partner{promoter: who, id: id.Partner(waiting.Data[0].PartnerID), browser: b}
	if err := s.manager.call(ctx, http.MethodPost, base+"/"+string(p.id)+"/approve", nil, nil); err != nil {
		return err
	}
	door := s.Door()
	u, err := door.Users.ByEmail(ctx, identity.HashEmail(who.email))
	if err != nil {
		return err
	}
	if _, err := door.SetPassword(ctx, u, b.password); err != nil {
		return err
	}
	s.partners = append(s.partners, p)
	return s.furnish(ctx, p)
}

// applyAs fills in the form that the program has by now.
func (s *story) applyAs(ctx context.Context, b *browser, who promoter) error {
	const program = "/v1/public/programs/" + programSlug
	var form struct {
		Questions []struct {
			ID, Kind string
			Choices  []string
		}
	}
	if err := b.call(ctx, http.MethodGet, program+"/application-form", nil, &form); err != nil {
		return err
	}
	answers := map[string]string{}
	for i, q := range form.Questions {
		switch enrollment.QuestionKind(q.Kind) {
		case enrollment.Choice:
			answers[q.ID] = q.Choices[i%len(q.Choices)]
		case enrollment.Box:
			answers[q.ID] = "yes"
		case enrollment.Line, enrollment.Lines:
			answers[q.ID] = who.promotes
		case enrollment.Country:
			answers[q.ID] = who.country
		case enrollment.Web:
			answers[q.ID] = who.website
		}
	}
	return b.call(ctx, http.MethodPost, program+"/applications", map[string]any{
		"name": who.name, "email": who.email, "company": who.company, "website": who.website, "country": who.country, "answers": answers,
	}, nil)
}

// furnish is what a new partner does in the portal.
func (s *story) furnish(ctx context.Context, p *partner) error {
	if err := p.browser.signIn(ctx); err != nil {
		return err
	}
	home := "/api/p/" + string(p.id)
	if err := p.browser.call(ctx, http.MethodPut, home+"/payout-method", p.payoutMethod(), nil); err != nil {
		return err
	}
	legal := map[string]any{"name": p.company, "address": []string{"Market Square 7", "10110"}, "country": p.country, "vat_number": p.country + "123456789"}
	if err := p.browser.call(ctx, http.MethodPut, home+"/legal", legal, nil); err != nil {
		return err
	}
	links := home + "/programs/" + string(s.program.ID) + "/links"
	for _, l := range p.links {
		err := p.browser.call(ctx, http.MethodPost, links, map[string]any{
			"name": l.name, "key": l.key, "destination": programWebsite + l.path,
			"utm": map[string]any{"source": strings.ToLower(strings.Fields(p.company)[0]), "medium": "affiliate", "campaign": l.campaign},
		}, nil)
		if err != nil {
			return err
		}
	}
	var all struct{ Data []struct{ Key string } }
	if err := p.browser.call(ctx, http.MethodGet, links, nil, &all); err != nil {
		return err
	}
	for _, l := range all.Data {
		p.keys = append(p.keys, l.Key)
	}
	return nil
}

// apply lets those apply who still wait when the demo is looked at.
func (s *story) apply(ctx context.Context) error {
	for _, who := range applicants() {
		b, err := s.person(who.email)
		if err != nil {
			return err
		}
		if err := s.applyAs(ctx, b, who); err != nil {
			return err
		}
		s.Clock.Advance(time.Duration(30+s.random.IntN(300)) * time.Minute)
	}
	return s.Settle(ctx)
}
