package store

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/customer"
	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/domain/lead"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/table"
)

// Leads keeps customers to be (A110).
type Leads struct{ T table.Table }

type leadRecord struct {
	ID         id.Lead             `table:"id"`
	Program    id.Program          `table:"program"`
	Partner    id.Partner          `table:"partner"`
	By         id.User             `table:"by,omitempty"`
	Source     lead.Source         `table:"source"`
	Status     lead.Status         `table:"status"`
	Name       string              `table:"name"`
	Email      string              `table:"email,omitempty"`
	Company    string              `table:"company,omitempty"`
	Answers    []lead.Answer       `table:"answers,omitempty"`
	Reason     string              `table:"reason,omitempty"`
	Minor      int64               `table:"minor,omitempty"`
	Known      []customer.Identity `table:"known,omitempty"`
	Conversion id.Conversion       `table:"conversion,omitempty"`
	Steps      []lead.Step         `table:"steps"`
	Version    int64               `table:"version"`
	CreatedAt  time.Time           `table:"created_at"`
	UpdatedAt  time.Time           `table:"updated_at"`
}

// What a row shows of a name, a company and an address, in bytes.
const (
	leadRowName  = 80
	leadRowEmail = 100
)

func leadItem(l lead.Lead) (table.Item, error) {
	item := newItem(leadKey(l.Program, l.ID), "lead", leadRecord(l))
	item["GSI1PK"], item["GSI1SK"] = enrolledPK(l.Program, l.Partner), leadPrefix()+string(l.ID)
	item["GSI2PK"], item["GSI2SK"] = leadsPK(l.Program), string(l.ID)
	row := l.Row()
	row.Name, row.Company, row.Email = cut(row.Name, leadRowName), cut(row.Company, leadRowName), cut(row.Email, leadRowEmail)
	view, err := json.Marshal(row)
	if err != nil {
		return nil, fmt.Errorf("encode the row of lead %s: %w", l.ID, err)
	}
	item["view"] = string(view)
	return item, nil
}

type leadName struct {
	Lead    id.Lead    `table:"lead"`
	Partner id.Partner `table:"partner"`
}

func leadNameKey(l lead.Lead, i customer.Identity) table.Key {
	return key(leadNamePK(l.Program, string(i.Kind), i.Value), string(l.Partner))
}

// names returns what takes the names of a lead that is open now, and gives those
// back that it has no more.
func (s Leads) names(before, after lead.Lead) []table.Op {
	had, has := map[customer.Identity]bool{}, map[customer.Identity]bool{}
	var ops []table.Op
	if before.ID != "" && before.Open() {
		for _, i := range before.Identities() {
			had[i] = true
		}
	}
	if after.ID != "" && after.Open() {
		for _, i := range after.Identities() {
			if has[i] = true; !had[i] {
				item := newItem(leadNameKey(after, i), "lead_name", leadName{after.ID, after.Partner})
				ops = append(ops, table.Put{Item: item, If: []table.Condition{table.Absent("")}})
			}
		}
	}
	for _, i := range before.Identities() {
		if had[i] && !has[i] {
			ops = append(ops, table.Delete{Key: leadNameKey(before, i), If: []table.Condition{table.Is("lead", string(before.ID))}})
		}
	}
	return ops
}

// Create writes a lead and the event that tells of it (A110).
func (s Leads) Create(ctx context.Context, l lead.Lead, tell event.Event) error {
	return s.Save(ctx, lead.Lead{}, l, &tell)
}

// Save replaces a lead that still is what it was (A110).
func (s Leads) Save(ctx context.Context, before, after lead.Lead, tell *event.Event) error {
	item, err := leadItem(after)
	if err != nil {
		return err
	}
	ops := append([]table.Op{table.Put{Item: item, If: ifVersion(before.Version)}}, s.names(before, after)...)
	return s.commit(ctx, after, ops, tell)
}

// Delete removes a lead that still is what it was, with its names (A110).
func (s Leads) Delete(ctx context.Context, l lead.Lead, tell event.Event) error {
	ops := append([]table.Op{table.Delete{Key: leadKey(l.Program, l.ID), If: ifVersion(l.Version)}}, s.names(l, lead.Lead{})...)
	return s.commit(ctx, l, ops, &tell)
}

// commit writes what concerns a lead, the lead first.
func (s Leads) commit(ctx context.Context, l lead.Lead, ops []table.Op, tell *event.Event) error {
	names := len(ops)
	if tell != nil {
		ops = append(ops, eventOp(*tell))
	}
	err := s.T.Commit(ctx, ops)
	if refused(err, 0) {
		return lead.Changed()
	}
	for i := 1; i < names; i++ {
		if refused(err, i) {
			return fault.Wrap(err, fault.Conflict, "lead.duplicate", "There is an open lead with this address already.")
		}
	}
	if err != nil {
		return fmt.Errorf("write lead %s: %w", l.ID, err)
	}
	return nil
}

// Load reads one consistently (A110).
func (s Leads) Load(ctx context.Context, p id.Program, l id.Lead) (lead.Lead, error) {
	items, err := s.T.Get(ctx, []table.Key{leadKey(p, l)}, true)
	if err != nil {
		return lead.Lead{}, fmt.Errorf("read a lead: %w", err)
	}
	found, err := decodeAll(items, func(r leadRecord) lead.Lead { return lead.Lead(r) })
	if err != nil {
		return lead.Lead{}, err
	}
	if len(found) == 0 {
		return lead.Lead{}, lead.Unknown()
	}
	return found[0], nil
}

// List lists leads, newest first; a page that is narrowed looks at some thousand
// rows at most, and comes with a cursor where that was not the end (A110).
func (s Leads) List(ctx context.Context, q lead.Query, r page.Request) (page.Of[lead.Row], error) {
	at := table.Query{Index: table.Gsi2, PK: leadsPK(q.Program)}
	if q.Partner != "" {
		at = table.Query{Index: table.Gsi1, PK: enrolledPK(q.Program, q.Partner), Prefix: leadPrefix()}
	}
	return sieve[lead.Row]{t: s.T, q: at, sparse: q.Narrow(), read: itemwise(rowOf[lead.Row]), keeps: q.Keeps}.page(ctx, r)
}

// rowOf reads the row that a list shows of an item.
func rowOf[R any](item table.Item) (R, error) {
	var row R
	if err := json.Unmarshal([]byte(item.String("view")), &row); err != nil {
		return row, fmt.Errorf("read the row of %s: %w", item.Key(), err)
	}
	return row, nil
}

// Same finds the open leads that have one of the names (A110).
func (s Leads) Same(ctx context.Context, p id.Program, names []customer.Identity) ([]lead.Ref, error) {
	var out []lead.Ref
	seen := map[id.Lead]bool{}
	for _, n := range names {
		items, err := queryAll(ctx, s.T, table.Query{PK: leadNamePK(p, string(n.Kind), n.Value), Consistent: true})
		if err != nil {
			return nil, fmt.Errorf("find leads of one name: %w", err)
		}
		refs, err := decodeAll(items, func(r leadName) lead.Ref { return lead.Ref(r) })
		if err != nil {
			return nil, err
		}
		for _, ref := range refs {
			if !seen[ref.Lead] {
				seen[ref.Lead] = true
				out = append(out, ref)
			}
		}
	}
	return out, nil
}

var _ lead.Store = Leads{}
