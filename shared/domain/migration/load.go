package migration

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Job says what of a bundle is to be done.
type Job struct {
	Dry   bool
	From  int // rows that were done before
	Most  int // rows to do now, 0 for all
	Actor string
}

// Load brings a bundle in, or a part of it, or tells on a dry run what would
// become of it. What was brought in before is found again. The sums come with
// the last part.
func (l Loader) Load(ctx context.Context, p program.Program, b Bundle, j Job) (Report, error) {
	known, err := l.Places.Known(ctx, p.ID, b.Source)
	if err != nil {
		return Report{}, err
	}
	r := &run{Loader: l, Job: j, program: p, bundle: b, known: known, now: l.Desk.Clock.Now(), zone: p.Location()}
	r.index()
	r.report = Report{Source: b.Source, Dry: j.Dry, Rows: b.Rows(), Done: min(max(j.From, 0), b.Rows())}
	until := b.Rows()
	if j.Most > 0 {
		until = min(until, r.report.Done+j.Most)
	}
	at := 0
	for _, part := range []struct {
		rows int
		do   func(ctx context.Context, from, to int) error
	}{
		{len(b.Partners), r.partners},
		{len(b.Links), r.links},
		{len(b.Codes), r.codes},
		{len(b.Customers), r.customers},
		{len(b.Commissions), r.commissions},
		{len(b.Payouts), r.payouts},
	} {
		from, to := max(r.report.Done-at, 0), min(until-at, part.rows)
		if from < to {
			if err := part.do(ctx, from, to); err != nil {
				return r.report, err
			}
			r.report.Done = at + to
		}
		at += part.rows
	}
	if r.report.Done == r.report.Rows {
		err = r.reconcile(ctx)
	}
	return r.report, err
}

// run is one call of Load.
type run struct {
	Loader
	Job

	program program.Program
	bundle  Bundle
	report  Report
	known   map[string]id.Partner
	rows    map[string]*Partner // of the bundle, by reference
	people  map[string]Customer // of the bundle, by every name of theirs
	now     time.Time
	zone    *time.Location
}

// index prepares looking rows up by what other rows call them.
func (r *run) index() {
	r.rows, r.people = map[string]*Partner{}, map[string]Customer{}
	for i := range r.bundle.Partners {
		p := &r.bundle.Partners[i]
		for _, ref := range refs(*p) {
			r.rows[ref] = p
		}
	}
	for _, c := range r.bundle.Customers {
		for _, name := range []string{c.ID, c.Stripe, strings.ToLower(c.Email)} {
			if name != "" {
				r.people[name] = c
			}
		}
	}
	slices.SortStableFunc(r.bundle.Commissions, func(a, b Commission) int {
		return cmp.Or(strings.Compare(a.Partner, b.Partner), cmp.Compare(slices.Index(Statuses(), a.Status), slices.Index(Statuses(), b.Status)),
			cmp.Compare(min(max(b.Minor, -1), 0), min(max(a.Minor, -1), 0)), strings.Compare(r.payoutRef(a), r.payoutRef(b)))
	})
}

// refOf is how what a row calls a partner is kept: an address as its hash.
func refOf(text string) string {
	if email, err := identity.ParseEmail(text); err == nil {
		return "mail:" + identity.HashEmail(email)
	}
	return "id:" + text
}

// refs are the references of a partner: its id and its address.
func refs(p Partner) []string {
	return slices.Compact([]string{refOf(p.ID), refOf(p.Email)})
}

// partnerOf finds who is meant. On a dry run that may be somebody who is to
// come, under the id that they will have.
func (r *run) partnerOf(ctx context.Context, text string) (id.Partner, Why, error) {
	if text == "" {
		return "", NoPartner, nil
	}
	if o := r.known[refOf(text)]; o != "" {
		return o, "", nil
	}
	row := r.rows[refOf(text)]
	switch {
	case row == nil:
		return r.stranger(ctx, text)
	case row.Standing == Waiting:
		return "", NotLetIn, nil
	case !r.Dry:
		return "", NoPartner, nil // its own row was refused
	}
	o, err := r.idOf(*row)
	return o, "", err
}

// stranger is a partner of whom the files have no row: one of the program, by
// its id here.
func (r *run) stranger(ctx context.Context, text string) (id.Partner, Why, error) {
	o, err := id.Parse[id.Partner](text)
	if err != nil {
		return "", NoPartner, nil //nolint:nilerr // no id is nobody's
	}
	b, err := r.Books.Balance(ctx, ledger.Account{Program: r.program.ID, Partner: o, Currency: r.program.Currency})
	if err != nil || b.Version > 0 {
		return o, "", err
	}
	return "", NotLetIn, nil
}

// idOf is the id that a partner of the source has here for ever.
func (r *run) idOf(p Partner) (id.Partner, error) {
	return id.Of[id.Partner](string(r.program.ID), "import", string(r.bundle.Source), p.ID)
}

func (r *run) tell(at Row, k Kind, ref string, o Outcome, why Why, hint string) {
	r.report.Results = append(r.report.Results, Result{Row: at, Kind: k, ID: ref, Outcome: o, Why: why, Hint: hint})
}

// origin is what postings and commissions of the source say of themselves.
func (r *run) origin() string { return "Imported from " + r.bundle.Source.Name() }

// key makes the business key of something of the source.
func (r *run) key(parts ...string) []string {
	return append([]string{string(r.program.ID), "import", string(r.bundle.Source)}, parts...)
}

func (r *run) payoutRef(c Commission) string {
	switch {
	case c.Status != Paid:
		return ""
	case c.Payout != "":
		return c.Payout
	case !c.PaidAt.IsZero():
		return fmt.Sprintf("paid %s on %s", c.Partner, c.PaidAt.Format(time.DateOnly))
	}
	return "paid " + c.Partner
}
