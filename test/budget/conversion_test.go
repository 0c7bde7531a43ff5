package budget_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/tributaryhq/tributary/shared/table/tabletest"
)

// gets is a usage of so many reads by key, one after the other, and one commit.
// Whose the secret is and what the rules are is in memory.
func gets(n, wru int, rru float64) tabletest.Usage {
	u := tabletest.Usage{Trips: n, RRU: rru, ByOp: map[string]int{"Get": n}}
	if wru > 0 {
		u.Trips, u.WRU, u.ByOp["Commit"] = n+1, wru, 1
	}
	return u
}

// beside adds reads that run beside the others: further Gets, and what else the
// click's visitor clicked.
func beside(u tabletest.Usage, more int) tabletest.Usage {
	u.ByOp["Get"] += more
	u.ByOp["Query"] = 1
	return u
}

// G9 asks for at most 26 units of a conversion that brings a new customer and
// 22 for a known one, 6 read units and 3 round trips;
// a duplicate writes nothing and reads at most 2 units, a refund costs at most
// 18 and 4. Where the figure below is above that, the goal stands beside it.
func TestWhatAConversionCosts(t *testing.T) {
	t.Parallel()
	s, maya, _ := open(t)
	c := click(t, s, maya)
	if err := s.Settle(t.Context()); err != nil {
		t.Fatal(err)
	}
	tell(t, s, "transaction_id=first&amount=1.00", "unattributed") // the rules are in memory from here on
	for _, step := range []struct{ name, parameters, verdict string }{
		{"a sale without a customer", "transaction_id=T0&amount=100.00&click_id=" + c, "accepted"},
		{"a new customer's", "transaction_id=T1&amount=100.00&customer_email=ada@example.com&click_id=" + c, "accepted"},
		{"a new customer's, known by two names", "transaction_id=T2&amount=100.00&customer_email=bob@example.com&customer_id=c2&click_id=" + c, "accepted"},
		{"a known customer's, with another click", "transaction_id=T3&amount=100.00&customer_email=bob@example.com&customer_id=c2&click_id=" + c, "accepted"},
		{"a known customer's, without one", "transaction_id=T4&amount=100.00&customer_id=c2", "accepted"},
		{"the same again", "transaction_id=T3&amount=100.00&customer_email=bob@example.com&customer_id=c2&click_id=" + c, "duplicate"},
		{"the same again, without a click", "transaction_id=T4&amount=100.00&customer_id=c2", "duplicate"},
		{"another amount", "transaction_id=T0&amount=100.01&click_id=" + c, "conflict"},
		{"a refund of a part", "event=refund&transaction_id=R1&order_id=T3&amount=10.00", "accepted"},
		{"a refund of the rest", "event=refund&transaction_id=R2&order_id=T3", "accepted"},
		{"the same refund again", "event=refund&transaction_id=R2&order_id=T3", "duplicate"},
	} {
		t.Run(step.name, func(t *testing.T) { //nolint:paralleltest // each builds on the one before
			want := map[string]tabletest.Usage{
				"a sale without a customer":              beside(gets(2, 20, 4.5), 0),
				"a new customer's":                       beside(gets(2, 24, 6), 1),
				"a new customer's, known by two names":   beside(gets(2, 26, 7), 1), // goal 6 reads: a second name is a second item
				"a known customer's, with another click": beside(gets(2, 22, 7), 1), // goal 6 reads, as above
				"a known customer's, without one":        gets(2, 22, 4),
				"the same again":                         gets(1, 0, 3),                                                           // goal 2: order, event and the link's owner are three items
				"the same again, without a click":        gets(1, 0, 3),                                                           // goal 2: order, event and customer
				"another amount":                         {Trips: 2, WRU: 1, RRU: 3, ByOp: map[string]int{"Get": 1, "Update": 1}}, // kept for the doctor's list of what was refused
				"a refund of a part":                     gets(2, 20, 5),                                                          // goals 18 and 4: what the customer spent is less now
				"a refund of the rest":                   gets(2, 21, 5),                                                          // as above; the commission leaves the index of what is due
				"the same refund again":                  gets(1, 0, 3),
			}[step.name]
			exactly(t, want, costs(s, func() { tell(t, s, step.parameters, step.verdict) }))
		})
	}
}

// conversionAllocs bounds one sale through the handler, on the memory table.
const conversionAllocs = 4000

func TestAConversionAllocatesLittle(t *testing.T) { //nolint:paralleltest // others' allocations would be counted
	s, maya, _ := open(t)
	c := click(t, s, maya)
	b := s.Backends
	b.Table = s.Memory
	s.Postback = b.Postback()
	n := 0
	sell := func() {
		n++
		if w := s.Sale(context.Background(), fmt.Sprint("T", n), "100.00", c); w.Code != 200 {
			t.Fatalf("answered %d %s", w.Code, w.Body)
		}
	}
	got := testing.AllocsPerRun(100, sell)
	t.Logf("%.0f allocations", got)
	if got > conversionAllocs {
		t.Errorf("%.0f allocations, at most %d", got, conversionAllocs)
	}
}

// tellingUnits bounds what the relay and the queues behind it write for one
// sale: counters, activity, notices and mail marks. The goal is 6.
const tellingUnits = 37

func TestWhatTellingASaleCosts(t *testing.T) {
	t.Parallel()
	s, maya, _ := open(t)
	c := click(t, s, maya)
	if err := s.Settle(t.Context()); err != nil {
		t.Fatal(err)
	}
	tell(t, s, "transaction_id=T1&amount=100.00&click_id="+c, "accepted")
	used := costs(s, func() {
		if err := s.Settle(t.Context()); err != nil {
			t.Fatal(err)
		}
	})
	t.Logf("%+v", used)
	if used.WRU > tellingUnits {
		t.Errorf("telling a sale writes %d units, at most %d", used.WRU, tellingUnits)
	}
}

func TestAWebhookCostsOneMessage(t *testing.T) {
	t.Parallel()
	s, _, _ := open(t)
	sent := &counting{Sender: s.Backends.Queue}
	b := s.Backends
	b.Queue = sent
	s.Webhooks = b.WebhookIntake()
	take := func() {
		if w := s.Stripe(t.Context(), `{"id":"evt_1","type":"invoice.paid","data":{"object":{}}}`); w.Code != 200 {
			t.Fatalf("answered %d %s", w.Code, w.Body)
		}
	}
	exactly(t, tabletest.Usage{Trips: 1, RRU: 1, ByOp: map[string]int{"Get": 1}}, costs(s, take))
	exactly(t, tabletest.Usage{ByOp: map[string]int{}}, costs(s, take)) // the signing secrets are remembered
	if sent.calls != 2 {
		t.Errorf("%d calls of the queue", sent.calls)
	}
}

// clickUnits bounds the write units of a click, in hundredths, on a trace of
// 5,000 links of 250 partners (G8).
const clickUnits = 160

func TestTheConsumerFoldsClicks(t *testing.T) {
	t.Parallel()
	const clicks, batch = 5_000, 1000
	s, _, _ := open(t)
	trace, err := s.NewTrace(1)
	if err != nil {
		t.Fatal(err)
	}
	consume := s.ClickConsumer()
	used := costs(s, func() {
		for range clicks / batch {
			ms, err := trace.Next(batch)
			if err != nil {
				t.Fatal(err)
			}
			for _, err := range consume(t.Context(), ms) {
				if err != nil {
					t.Fatal(err)
				}
			}
		}
	})
	t.Logf("%.2f write units a click; %+v", float64(used.WRU)/clicks, used)
	if used.WRU*100 > clickUnits*clicks {
		t.Errorf("%.2f write units a click, at most %.2f", float64(used.WRU)/clicks, float64(clickUnits)/100)
	}
	if used.RRU*2 > clicks {
		t.Errorf("the consumer reads more than the rows: %+v", used)
	}
}
