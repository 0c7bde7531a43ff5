// Package large makes a program as large as they get, to try lists and reports
// on: thousands of partners, and commissions spread over a year, written as
// history that was brought in. Everything that an audit checks holds for it; no
// conversions stand behind it, and nobody is told of anything.
package large

import (
	"context"
	"fmt"
	"io"
	"time"

	"github.com/tributaryhq/tributary/shared/app"
	"github.com/tributaryhq/tributary/shared/domain/enrollment"
	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/domain/offer"
	"github.com/tributaryhq/tributary/shared/domain/partner"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/domain/report"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/store"
)

// Options say how large the program is.
type Options struct {
	On          app.Backends // on Clock
	Clock       *clock.Manual
	Now         time.Time // when its history ends
	Partners    int
	Commissions int
	Password    string // of its owner and of the first partner
	Say         io.Writer
}

// Whom to sign in as.
const (
	Owner   = "owner@large.example"
	Partner = "partner-0@large.example" // the one with most commissions
)

// days is how long the history is.
const days = 360

// maker is a program in the making.
type maker struct {
	Options
	program program.Program
	offer   id.Offer
	whole   map[report.Row]map[string]int64
	next    int // number of the next commission
}

// Make makes the program in an installation that has none, and returns the
// partner with most commissions.
func Make(ctx context.Context, o Options) (program.Program, id.Partner, error) {
	m := &maker{Options: o, whole: map[report.Row]map[string]int64{}}
	m.Clock.Set(o.Now.AddDate(0, 0, -days-1))
	if err := m.open(ctx); err != nil {
		return m.program, "", fmt.Errorf("make the program: %w", err)
	}
	var first id.Partner
	for n, many := range shares(o.Commissions, o.Partners) {
		p, err := m.join(ctx, n)
		if err != nil {
			return m.program, "", fmt.Errorf("let partner %d in: %w", n, err)
		}
		if n == 0 {
			first = p
		}
		if err := m.earn(ctx, p, many); err != nil {
			return m.program, "", fmt.Errorf("write the commissions of partner %d: %w", n, err)
		}
		if (n+1)%500 == 0 {
			fmt.Fprintf(o.Say, "%d partners, %d commissions\n", n+1, m.next)
		}
	}
	m.Clock.Set(o.Now)
	return m.program, first, store.Stats{T: o.On.Table}.Fold(ctx, deltas(m.whole))
}

// open makes a live program with one offer, and its owner.
func (m *maker) open(ctx context.Context) error {
	p := program.New("large", "Large", "https://large.example/", "EUR")
	p.AllowedHosts, p.AutoApprove, p.HoldbackDays = []string{"large.example"}, true, holdback
	p, err := m.On.Programs().Create(ctx, p)
	if err != nil {
		return err
	}
	version := offer.Version{Name: "Every order", Trigger: offer.Sale, Type: offer.Percent, Rate: rate, Recurring: true, HoldbackDays: -1}
	made, err := m.On.Offers().Create(ctx, p.ID, version)
	if err != nil {
		return err
	}
	m.offer = made.ID
	if m.program, err = m.On.Programs().Publish(ctx, p.ID); err != nil {
		return err
	}
	_, err = m.On.Door().Register(ctx, Owner, "Owner", m.Password, identity.Membership{Program: p.ID, Role: identity.Owner})
	return err
}

// join lets a partner in. Nobody but the first can sign in.
func (m *maker) join(ctx context.Context, n int) (id.Partner, error) {
	m.Clock.Advance(time.Second)
	u := identity.User{Email: fmt.Sprintf("partner-%d@large.example", n), Name: fmt.Sprintf("Person %d", n), Status: identity.Active, Version: 1, CreatedAt: m.Clock.Now()}
	var err error
	if u.ID, err = id.New[id.User](u.CreatedAt, m.On.Entropy); err != nil {
		return "", err
	}
	if n == 0 {
		if u.Password, err = m.On.Passwords.Hash(m.Password); err != nil {
			return "", err
		}
	}
	e, err := m.On.Enrollments().Apply(ctx, m.program.ID, enrollment.Applicant{User: u, New: true}, partner.Partner{Name: fmt.Sprintf("Partner %d", n)}, nil)
	return e.Partner, err
}

func (m *maker) account(p id.Partner) ledger.Account {
	return ledger.Account{Program: m.program.ID, Partner: p, Currency: m.program.Currency}
}

// shares spreads commissions over partners: few have many, and most have some.
func shares(commissions, partners int) []int {
	const head = 10
	weights, sum := make([]int, partners), 0
	for n := range weights {
		weights[n] = 1_000_000 / (n + head)
		sum += weights[n]
	}
	out, left := make([]int, partners), commissions
	for n, w := range weights {
		out[n] = commissions * w / sum
		left -= out[n]
	}
	if partners > 0 {
		out[0] += left
	}
	return out
}
