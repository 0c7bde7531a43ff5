package store

import (
	"context"
	"fmt"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
	"github.com/tributaryhq/tributary/shared/table"
)

// Programs keeps programs and their secrets.
type Programs struct {
	T     table.Table
	Clock clock.Clock // dates audit entries
}

type programRecord struct {
	ID           id.Program            `table:"id"`
	Slug         string                `table:"slug"`
	Name         string                `table:"name"`
	Status       program.Status        `table:"status"`
	Website      string                `table:"website"`
	AllowedHosts []string              `table:"allowed_hosts,omitempty"`
	Currency     money.Currency        `table:"currency"`
	Zone         string                `table:"zone"`
	HoldbackDays int                   `table:"holdback_days"`
	ManualReview bool                  `table:"manual_review,omitempty"`
	Attribution  program.Attribution   `table:"attribution"`
	Brand        program.Brand         `table:"brand"`
	Payouts      program.Payouts       `table:"payouts"`
	Approval     program.Approval      `table:"approval,omitempty"`
	SummaryStyle string                `table:"summary_style"`
	ClickParam   string                `table:"click_param"`
	Features     program.Features      `table:"features,omitempty"`
	UTMTemplates []program.UTMTemplate `table:"utm_templates,omitempty"`
	TrackingHost string                `table:"tracking_host,omitempty"`
	Texts        program.Texts         `table:"texts,omitempty"`
	PortalHost   string                `table:"portal_host,omitempty"`
	AppListings  []string              `table:"app_listings,omitempty"`
	Privacy      program.Privacy       `table:"privacy,omitempty"`
	Rates        program.Rates         `table:"rates,omitempty"`
	ClaimDays    int                   `table:"claim_days,omitempty"`
	Screening    program.Screening     `table:"screening,omitempty"`
	Contacts     program.Contacts      `table:"contacts,omitempty"`
	AutoApprove  bool                  `table:"auto_approve,omitempty"`
	Portal       program.Portal        `table:"portal,omitempty"`
	PostbackSet  bool                  `table:"postback_set,omitempty"`
	CostBudget   int64                 `table:"cost_budget,omitempty"`
	Version      int64                 `table:"version"`
	CreatedAt    time.Time             `table:"created_at"`
}

func programItem(p program.Program) table.Item {
	return newItem(programKey(p.ID), "program", programRecord(p))
}

// Create writes a program, its slug and its place in the list of programs.
func (s Programs) Create(ctx context.Context, p program.Program) error {
	return s.create(ctx, p)
}

// Found writes a program together with its owner's membership.
func (s Programs) Found(ctx context.Context, p program.Program, owner id.User) error {
	return s.create(ctx, p, membershipOps(identity.Membership{User: owner, Program: p.ID, Role: identity.Owner, Since: p.CreatedAt})...)
}

func (s Programs) create(ctx context.Context, p program.Program, more ...table.Op) error {
	item := programItem(p)
	owner := struct {
		Program id.Program `table:"program"`
	}{p.ID}
	err := s.T.Commit(ctx, append([]table.Op{
		table.Put{Item: newItem(slugKey(p.Slug), "slug", owner), If: []table.Condition{table.Absent("")}},
		table.Put{Item: item, If: []table.Condition{table.Absent("")}},
		table.Put{Item: newItem(programListKey(p.ID), "program_entry", owner)},
		table.Put{Item: returnItem(p)},
		auditOp(ctx, p.CreatedAt, p.ID, "program.create", string(p.ID), nil, item),
	}, more...))
	if table.ReasonOf(err) == table.Refused && table.Refusal(err, 0) != nil {
		return fault.Wrap(err, fault.Conflict, "program.slug_taken", "Another program has that slug.")
	}
	if err != nil {
		return fmt.Errorf("create program %s: %w", p.ID, err)
	}
	return nil
}

// Load reads programs consistently; unknown ones are left out.
func (s Programs) Load(ctx context.Context, ids ...id.Program) ([]program.Program, error) {
	keys := make([]table.Key, len(ids))
	for i, p := range ids {
		keys[i] = programKey(p)
	}
	items, err := s.T.Get(ctx, keys, true)
	if err != nil {
		return nil, fmt.Errorf("load programs: %w", err)
	}
	out := make([]program.Program, 0, len(items))
	for _, item := range items {
		if item == nil {
			continue
		}
		var r programRecord
		if err := table.Decode(item, &r); err != nil {
			return nil, fmt.Errorf("read program %s: %w", item.Key().PK, err)
		}
		out = append(out, program.Program(r))
	}
	return out, nil
}

// Save replaces a program when it still is what it was.
func (s Programs) Save(ctx context.Context, before, after program.Program) error {
	was, is := programItem(before), programItem(after)
	err := s.T.Commit(ctx, []table.Op{
		table.Put{Item: is, If: []table.Condition{table.Is("version", before.Version)}},
		table.Put{Item: returnItem(after)},
		auditOp(ctx, s.Clock.Now(), after.ID, "program.change", string(after.ID), was, is),
	})
	if table.ReasonOf(err) == table.Refused {
		return fault.Wrap(err, fault.Conflict, "program.changed", "Somebody else changed the program meanwhile. Load it again.")
	}
	if err != nil {
		return fmt.Errorf("save program %s: %w", after.ID, err)
	}
	return nil
}

// Find resolves a slug or host. Access pattern A24.
func (s Programs) Find(ctx context.Context, n program.Name) (id.Program, error) {
	k := slugKey(n.Slug)
	if n.Slug == "" {
		k = hostKey(n.Host)
	}
	items, err := s.T.Get(ctx, []table.Key{k}, false)
	if err != nil {
		return "", fmt.Errorf("find a program: %w", err)
	}
	if items[0] == nil {
		return "", fault.New(fault.NotFound, "program.unknown", "There is no such program.")
	}
	return id.Program(items[0].String("program")), nil
}

// Bind gives a host to a program.
func (s Programs) Bind(ctx context.Context, host string, p id.Program) error {
	item := newItem(hostKey(host), "host", struct {
		Program id.Program `table:"program"`
	}{p})
	return s.T.Commit(ctx, []table.Op{
		table.Put{Item: item},
		auditOp(ctx, s.Clock.Now(), p, "program.bind_host", string(p), nil, item),
	})
}

// All lists the programs' ids; an instance has few.
func (s Programs) All(ctx context.Context) ([]id.Program, error) {
	items, err := queryAll(ctx, s.T, table.Query{PK: programsPK()})
	if err != nil {
		return nil, fmt.Errorf("list programs: %w", err)
	}
	out := make([]id.Program, len(items))
	for i, item := range items {
		out[i] = id.Program(item.String("program"))
	}
	return out, nil
}

var (
	_ program.Store    = Programs{}
	_ program.Founding = Programs{}
)
