package store

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/deal"
	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/table"
)

// Deals keeps sales that partners work on (A112, A113).
type Deals struct {
	T     table.Table
	Clock clock.Clock // says whether a deal still keeps its customer, and dates audit entries
}

type dealRecord struct {
	ID        id.Deal        `table:"id"`
	Program   id.Program     `table:"program"`
	Partner   id.Partner     `table:"partner"`
	By        id.User        `table:"by"`
	Status    deal.Status    `table:"status"`
	Stage     string         `table:"stage"`
	Name      string         `table:"name"`
	Company   string         `table:"company"`
	Website   string         `table:"website,omitempty"`
	Contact   string         `table:"contact,omitempty"`
	Email     string         `table:"email,omitempty"`
	Text      string         `table:"text,omitempty"`
	Minor     int64          `table:"minor"`
	Currency  money.Currency `table:"currency"`
	Reason    string         `table:"reason,omitempty"`
	ExpiresAt time.Time      `table:"expires_at,omitempty"`
	Steps     []deal.Step    `table:"steps"`
	Version   int64          `table:"version"`
	CreatedAt time.Time      `table:"created_at"`
	UpdatedAt time.Time      `table:"updated_at"`
}

// keptRecord says which deal keeps a customer, and until when, in Unix seconds.
type keptRecord struct {
	Deal    id.Deal    `table:"deal"`
	Partner id.Partner `table:"partner"`
	Until   int64      `table:"until"`
}

func dealItem(d deal.Deal) (table.Item, error) {
	item := newItem(dealKey(d.Program, d.ID), "deal", dealRecord(d))
	item["GSI1PK"], item["GSI1SK"] = enrolledPK(d.Program, d.Partner), dealPrefix()+string(d.ID)
	item["GSI2PK"], item["GSI2SK"] = dealsPK(d.Program), string(d.ID)
	row := d.Row()
	row.Name, row.Company = cut(row.Name, leadRowName), cut(row.Company, leadRowName)
	view, err := json.Marshal(row)
	if err != nil {
		return nil, fmt.Errorf("encode the row of deal %s: %w", d.ID, err)
	}
	item["view"] = string(view)
	return item, nil
}

// Save writes a deal that still is what it was, and what it does to its customer
// (A112).
func (s Deals) Save(ctx context.Context, before, after deal.Deal, tell *event.Event) error {
	item, err := dealItem(after)
	if err != nil {
		return err
	}
	ops := []table.Op{table.Put{Item: item, If: ifVersion(before.Version)}}
	kept, err := s.keep(ctx, before, after)
	if err != nil {
		return err
	}
	ops = append(ops, kept...)
	ops = append(ops, rivalOps(before, after)...)
	if tell != nil {
		ops = append(ops, eventOp(*tell))
	}
	err = s.T.Commit(ctx, ops)
	switch {
	case refused(err, 0):
		return deal.Changed()
	case len(kept) > 0 && refused(err, 1):
		return deal.Taken()
	case err != nil:
		return fmt.Errorf("write deal %s: %w", after.ID, err)
	}
	return nil
}

// keptWhileClosing is until when a customer is kept whose deal is said to be won.
const keptWhileClosing = 1 << 40

// keep returns the operation by which a deal takes its customer, keeps it longer
// or gives it back: what was read before decides nothing, the condition does.
func (s Deals) keep(ctx context.Context, before, after deal.Deal) ([]table.Op, error) {
	until := after.ExpiresAt.Unix()
	if after.Status == deal.Closing {
		until = keptWhileClosing
	}
	if before.Holds() == after.Holds() && before.Status == after.Status && before.ExpiresAt.Equal(after.ExpiresAt) {
		return nil, nil
	}
	if !before.Holds() && !after.Holds() {
		return nil, nil
	}
	k := dealKeptKey(after.Program, after.Customer())
	items, err := s.T.Get(ctx, []table.Key{k}, true)
	if err != nil {
		return nil, fmt.Errorf("read who keeps a customer: %w", err)
	}
	now := items[0]
	own := now != nil && now.String("deal") == string(after.ID)
	if !after.Holds() {
		if !own {
			return nil, nil
		}
		return []table.Op{table.Delete{Key: k, If: []table.Condition{table.Is("deal", string(after.ID))}}}, nil
	}
	put := table.Put{Item: newItem(k, "deal_customer", keptRecord{after.ID, after.Partner, until})}
	switch {
	case now == nil:
		put.If = []table.Condition{table.Absent("")}
	case own || now.Int("until") <= s.Clock.Now().Unix():
		put.If = []table.Condition{table.Is("deal", now.String("deal")), table.Is("until", now.Int("until"))}
	default:
		return nil, deal.Taken()
	}
	return []table.Op{put}, nil
}

// rivalOps notes the deals about a customer that are not over.
func rivalOps(before, after deal.Deal) []table.Op {
	live := func(d deal.Deal) bool { return d.ID != "" && (d.Status == deal.Registered || d.Holds()) }
	was, is := dealRivalKey(before.Program, before.Customer(), before.ID), dealRivalKey(after.Program, after.Customer(), after.ID)
	var ops []table.Op
	if live(before) && (!live(after) || was != is) {
		ops = append(ops, table.Delete{Key: was})
	}
	if live(after) && (!live(before) || was != is) {
		ops = append(ops, table.Put{Item: newItem(is, "deal_rival", struct {
			Deal    id.Deal    `table:"deal"`
			Partner id.Partner `table:"partner"`
		}{after.ID, after.Partner})})
	}
	return ops
}

// Rivals finds the other deals about the same customer that are not over (A112).
func (s Deals) Rivals(ctx context.Context, d deal.Deal) ([]deal.Ref, error) {
	items, err := queryAll(ctx, s.T, table.Query{PK: dealCustomerPK(d.Program, d.Customer()), Consistent: true})
	if err != nil {
		return nil, fmt.Errorf("find deals about a customer: %w", err)
	}
	held := ""
	var out []deal.Ref
	for _, item := range items {
		switch x := item.String("deal"); {
		case item.String("type") == "deal_customer":
			if item.Int("until") > s.Clock.Now().Unix() {
				held = x
			}
		case x != string(d.ID):
			out = append(out, deal.Ref{Deal: id.Deal(x), Partner: id.Partner(item.String("partner"))})
		}
	}
	for i := range out {
		out[i].Holds = string(out[i].Deal) == held
	}
	return out, nil
}

// Load reads one consistently (A112).
func (s Deals) Load(ctx context.Context, p id.Program, d id.Deal) (deal.Deal, error) {
	items, err := s.T.Get(ctx, []table.Key{dealKey(p, d)}, true)
	if err != nil {
		return deal.Deal{}, fmt.Errorf("read a deal: %w", err)
	}
	found, err := decodeAll(items, func(r dealRecord) deal.Deal { return deal.Deal(r) })
	if err != nil {
		return deal.Deal{}, err
	}
	if len(found) == 0 {
		return deal.Deal{}, deal.Unknown()
	}
	return found[0], nil
}

// List lists deals, newest first (A112).
func (s Deals) List(ctx context.Context, q deal.Query, r page.Request) (page.Of[deal.Row], error) {
	at := table.Query{Index: table.Gsi2, PK: dealsPK(q.Program)}
	if q.Partner != "" {
		at = table.Query{Index: table.Gsi1, PK: enrolledPK(q.Program, q.Partner), Prefix: dealPrefix()}
	}
	return sieve[deal.Row]{t: s.T, q: at, sparse: q.Narrow(), read: itemwise(rowOf[deal.Row]), keeps: q.Keeps}.page(ctx, r)
}

type dealPlanRecord struct {
	Program id.Program   `table:"program"`
	Stages  []deal.Stage `table:"stages"`
	Days    int          `table:"days"`
	Version int64        `table:"version"`
}

// Plan reads how a program's deals go (A113).
func (s Deals) Plan(ctx context.Context, p id.Program) (deal.Plan, error) {
	items, err := s.T.Get(ctx, []table.Key{dealPlanKey(p)}, true)
	if err != nil {
		return deal.Plan{}, fmt.Errorf("read a program's stages: %w", err)
	}
	found, err := decodeAll(items, func(r dealPlanRecord) deal.Plan { return deal.Plan(r) })
	if err != nil || len(found) == 0 {
		return deal.First(p), err
	}
	return found[0], nil
}

// SavePlan replaces a plan whose stored version is the one before (A113).
func (s Deals) SavePlan(ctx context.Context, p deal.Plan) error {
	item := newItem(dealPlanKey(p.Program), "deal_plan", dealPlanRecord(p))
	err := s.T.Commit(ctx, []table.Op{
		table.Put{Item: item, If: ifVersion(p.Version - 1)},
		auditOp(ctx, s.Clock.Now(), p.Program, "deal_plan.change", string(p.Program)+"/deal-plan", nil, item),
	})
	if refused(err, 0) {
		return fault.Wrap(err, fault.Conflict, "deal.plan_changed", "Somebody changed the stages meanwhile. Load them again.")
	}
	if err != nil {
		return fmt.Errorf("save a program's stages: %w", err)
	}
	return nil
}

var (
	_ deal.Store = Deals{}
	_ deal.Plans = Deals{}
)
