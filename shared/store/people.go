package store

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/domain/customer"
	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/domain/integration"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/table"
)

// People answers persons who ask what is held of them, or to be forgotten. The
// ledger is not touched: it names no customer.
type People struct {
	T     table.Table
	Clock clock.Clock // dates audit entries
}

// Held lists what is held of a person and of their orders. Access pattern A53.
func (s People) Held(ctx context.Context, p id.Program, who []customer.Identity, orders []string) ([]string, error) {
	found, err := s.find(ctx, p, who)
	if err != nil {
		return nil, err
	}
	var out []string
	contacts, err := CustomerLists{T: s.T}.Contacts(ctx, p, found...)
	if err != nil {
		return nil, err
	}
	for _, c := range found {
		out = append(out, c.Held()...)
		if k := contacts[c.ID]; k != (customer.Contact{}) {
			out = append(out, "contact for partners: "+strings.TrimSpace(k.Name+" "+k.Email))
		}
	}
	for _, o := range orders {
		records, err := s.records(ctx, p, o)
		if err != nil {
			return nil, err
		}
		for _, rec := range records {
			r := rec.Report
			line := "order " + r.Order + ": " + string(r.Kind) + " of " + r.OccurredAt.Format("2006-01-02")
			if r.Amount != nil {
				line += ", " + r.Amount.String()
			}
			out = append(out, line)
		}
	}
	sales, err := s.heldSales(ctx, p, names(who, found))
	if err != nil {
		return nil, err
	}
	out = append(out, sales...)
	return out, s.asked(ctx, p, who, len(out))
}

// asked notes the request, and tells those who run the program, once a day.
func (s People) asked(ctx context.Context, p id.Program, who []customer.Identity, held int) error {
	if len(who) == 0 {
		return nil
	}
	subject, err := customer.IDOf(p, who[0])
	if err != nil {
		return err
	}
	now := s.Clock.Now()
	e, err := event.New(event.CustomerAsked, now, p, "", string(subject), now.Unix()/86400)
	if err != nil {
		return err
	}
	e.Data = map[string]string{event.Count: strconv.Itoa(held)}
	return commit(ctx, s.T, []table.Op{
		eventOp(e), auditOp(ctx, now, p, "customer.data_request", string(subject), nil, table.Item{"held": int64(held)}),
	})
}

// Erase forgets a person: the customer's masked address and every name by which
// they could be found, and both in the records and commissions of their orders:
// those that are named, and those that they placed through their partner; and
// the leads and deals that name them. It lists what was erased. Access patterns
// A47, A53, A110, A112.
func (s People) Erase(ctx context.Context, p id.Program, who []customer.Identity, orders []string) ([]string, error) {
	found, err := s.find(ctx, p, who)
	if err != nil {
		return nil, err
	}
	orders = slices.Clone(orders)
	out, err := s.forgetSales(ctx, p, names(who, found)) // first: the customer has the names
	if err != nil {
		return nil, err
	}
	for _, c := range found {
		if !c.Known() {
			continue
		}
		if err := s.told(ctx, c); err != nil {
			return nil, err
		}
		placed, err := s.placed(ctx, c)
		if err != nil {
			return nil, err
		}
		orders = append(orders, placed...)
		if err := s.forget(ctx, c); err != nil {
			return nil, err
		}
		out = append(out, "customer "+string(c.ID))
	}
	slices.Sort(orders)
	for _, o := range slices.Compact(orders) {
		n, err := s.scrub(ctx, p, o)
		if err != nil {
			return nil, err
		}
		if n > 0 {
			out = append(out, fmt.Sprintf("order %s: %d entries", o, n))
		}
	}
	return out, nil
}

// placed lists the orders that a customer placed through the partner to whom
// they are bound.
func (s People) placed(ctx context.Context, c customer.Customer) ([]string, error) {
	if c.Bound == nil {
		return nil, nil
	}
	items, err := queryAll(ctx, s.T, table.Query{Index: table.Gsi1, PK: enrolledPK(c.Program, c.Bound.Partner), Prefix: orderPrefix()})
	if err != nil {
		return nil, fmt.Errorf("find a person's orders: %w", err)
	}
	var out []string
	for _, item := range items {
		if item.String("view") == string(c.ID) {
			out = append(out, orderOf(item))
		}
	}
	return out, nil
}

// find returns the customers that the names stand for.
func (s People) find(ctx context.Context, p id.Program, who []customer.Identity) ([]customer.Customer, error) {
	keys := customerKeys(p, who)
	var out []customer.Customer
	for depth := 0; len(keys) > 0 && depth < 2; depth++ { // a name, then the customer it belongs to
		items, err := s.T.Get(ctx, keys, true)
		if err != nil {
			return nil, fmt.Errorf("find a person: %w", err)
		}
		keys = nil
		for _, item := range items {
			switch item.String("type") {
			case "customer":
				c, err := decodeCustomer(item)
				if err != nil {
					return nil, err
				}
				if !slices.ContainsFunc(out, func(o customer.Customer) bool { return o.ID == c.ID }) {
					out = append(out, *c)
				}
			case "customer_alias":
				if k := customerKey(id.Customer(item.String("customer"))); !slices.Contains(keys, k) {
					keys = append(keys, k)
				}
			}
		}
	}
	return out, nil
}

func (s People) forget(ctx context.Context, c customer.Customer) error {
	after := c.Forgotten()
	ops := customerOps(&conversion.CustomerChange{Before: &c, After: after})
	for _, k := range customerKeys(c.Program, c.Identities) {
		ops = append(ops, table.Delete{Key: contactKeyOf(k)})
		if k != customerKey(c.ID) {
			ops = append(ops, table.Delete{Key: k})
		}
	}
	ops = append(ops, auditOp(ctx, s.Clock.Now(), c.Program, "customer.erase", string(c.ID), table.Item{"version": c.Version}, table.Item{"version": after.Version}))
	if err := commit(ctx, s.T, ops); err != nil {
		return fmt.Errorf("forget a customer: %w", err)
	}
	return nil
}

// told takes out of the provider's log what was listed when the person asked.
func (s People) told(ctx context.Context, c customer.Customer) error {
	items, err := queryAll(ctx, s.T, table.Query{PK: integrationLogPK(c.Program, string(integration.Shopify))})
	if err != nil {
		return fmt.Errorf("read what a person was told: %w", err)
	}
	var updates []table.Update
	for _, item := range items {
		if strings.Contains(item.String("detail"), string(c.ID)) {
			updates = append(updates, table.Update{Key: item.Key(), If: []table.Condition{table.Present("")}, Remove: []string{"detail"}})
		}
	}
	for _, r := range s.T.UpdateEach(ctx, updates) {
		if r.Err != nil {
			return fmt.Errorf("take out what a person was told: %w", r.Err)
		}
	}
	return nil
}

func (s People) records(ctx context.Context, p id.Program, order string) ([]conversion.Record, error) {
	items, err := queryAll(ctx, s.T, table.Query{PK: orderPK(p, order), Prefix: recordPrefix(), Consistent: true})
	if err != nil {
		return nil, fmt.Errorf("read an order's events: %w", err)
	}
	out := make([]conversion.Record, 0, len(items))
	for _, item := range items {
		rec, err := decodeRecord(item)
		if err != nil {
			return nil, err
		}
		out = append(out, rec)
	}
	return out, nil
}

// scrub takes the customer out of an order's events and commissions, and
// returns in how many they stood.
func (s People) scrub(ctx context.Context, p id.Program, order string) (int, error) {
	records, err := s.records(ctx, p, order)
	if err != nil {
		return 0, err
	}
	var updates []table.Update
	var commissions []id.Commission
	for _, rec := range records {
		for _, c := range rec.Verdict.Commissions {
			if !slices.Contains(commissions, c.ID) {
				commissions = append(commissions, c.ID)
			}
		}
		if rec.Report.Masked == "" && len(rec.Report.Customer) == 0 {
			continue
		}
		rec.Report.Masked, rec.Report.Customer = "", nil
		report := table.Encode(struct {
			Report conversion.Report `table:"report"`
		}{rec.Report})
		updates = append(updates, table.Update{
			Key: recordKey(p, rec.Report.Order, string(rec.Report.Kind), rec.Report.Transaction), If: []table.Condition{table.Is("version", rec.Version)},
			Set: map[string]any{"report": report["report"], "view": encodeConversionRow(rec)},
		})
	}
	found, err := Commissions{T: s.T}.Load(ctx, commissions)
	if err != nil {
		return 0, err
	}
	for _, c := range found {
		if c.Masked == "" {
			continue
		}
		c.Masked = ""
		updates = append(updates, table.Update{
			Key: commissionKey(c.ID), If: []table.Condition{table.Is("version", c.Version)},
			Set: map[string]any{"view": encodeCommissionRow(c), "rest": packRest(c)},
		})
	}
	for _, r := range s.T.UpdateEach(ctx, updates) {
		if r.Err != nil {
			return 0, fmt.Errorf("scrub an order: %w", r.Err)
		}
	}
	return len(updates), nil
}
