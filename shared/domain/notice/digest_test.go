package notice_test

import (
	"strings"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/domain/notice"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/queue"
)

func TestConversionsWithinTenMinutesAreOneMail(t *testing.T) {
	t.Parallel()
	w := newWorld(t, shoes(), anna)
	w.prefer(t, notice.Preference{Kind: notice.Conversion, InApp: true, Email: true})
	sale := letters(t)[notice.Conversion]
	for range 5 { // the first conversion, one at once, three that wait
		if err := w.tell(t, sale); err != nil {
			t.Fatal(err)
		}
		if err := w.tell(t, sale); err != nil { // each is delivered twice
			t.Fatal(err)
		}
		sale = another(t, sale)
		w.clock.Advance(time.Minute)
	}
	if len(w.post.mails) != 2 || len(w.inboxes.notices) != 5 {
		t.Fatalf("%d mails, %d notices", len(w.post.mails), len(w.inboxes.notices))
	}
	w.deliver(t)
	if len(w.post.mails) != 2 {
		t.Errorf("the digest came before its time: %q", w.post.mails[2].Subject)
	}
	w.clock.Advance(10 * time.Minute)
	w.deliver(t)
	w.deliver(t)
	if len(w.post.mails) != 3 {
		t.Fatalf("%d mails", len(w.post.mails))
	}
	m := w.post.mails[2]
	if m.Subject != "3 new conversions" || strings.Count(m.Text, "12.50 EUR") != 3 || m.Headers["List-Unsubscribe"] == "" {
		t.Errorf("%s\n%s", m.Subject, m.Text)
	}
}

// deliver hands out the messages that the notifier has sent to itself.
func (w world) deliver(t *testing.T) {
	t.Helper()
	ms := w.line.messages
	w.line.messages = nil
	for _, m := range ms {
		if m.Delay <= 0 || m.Delay > 15*time.Minute {
			t.Errorf("a delay of %s", m.Delay)
		}
		m.ID = "d1"
		if err := w.Deliver(t.Context(), m); err != nil {
			t.Fatal(err)
		}
	}
}

func TestWhoNoLongerWantsItGetsNoDigest(t *testing.T) {
	t.Parallel()
	w := newWorld(t, shoes(), anna)
	w.prefer(t, notice.Preference{Kind: notice.Conversion, InApp: true, Email: true})
	sale := letters(t)[notice.Conversion]
	for range 3 {
		if err := w.tell(t, sale); err != nil {
			t.Fatal(err)
		}
		sale = another(t, sale)
	}
	w.prefer(t, notice.Preference{Kind: notice.Conversion, InApp: true})
	w.clock.Advance(11 * time.Minute)
	w.deliver(t)
	if len(w.post.mails) != 2 {
		t.Errorf("%d mails", len(w.post.mails))
	}
}

func TestNewsGoesToEveryPartnerOnce(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		kind  notice.Kind
		data  map[string]string
		typ   event.Type
		count int
	}{
		"an offer":          {notice.NewOffer, map[string]string{event.OfferName: "Boots"}, event.OfferPublished, 2},
		"a sale of a group": {notice.NewPromotion, map[string]string{event.Name: "Sale", event.Groups: "grp_1"}, event.PromotionAnnounced, 1},
		"a sale for all":    {notice.NewPromotion, map[string]string{event.Name: "Sale", event.Groups: ""}, event.PromotionAnnounced, 2},
	} {
		w := newWorld(t, shoes(), anna)
		e := happened(t, c.typ, c.data)
		e.Partner = ""
		for range 2 {
			if err := w.tell(t, e); err != nil {
				t.Fatal(err)
			}
		}
		told := map[id.Event]event.Event{}
		for _, m := range w.line.messages {
			one, err := event.Decode(m.Body)
			if err != nil || one.Data[event.Groups] != "" || one.Partner == "" {
				t.Errorf("%s: %+v %v", name, one, err)
			}
			told[one.ID] = one
		}
		if len(told) != c.count {
			t.Errorf("%s: %d partners are told", name, len(told))
		}
		for _, err := range w.Handle(t.Context(), append([]queue.Message{}, w.line.messages...)) {
			if err != nil {
				t.Error(err)
			}
		}
		if len(w.post.mails) != c.count || len(w.inboxes.notices) != c.count {
			t.Errorf("%s: %d mails, %d notices", name, len(w.post.mails), len(w.inboxes.notices))
		}
	}
}

func TestAMonthIsThatOfTheProgramsZone(t *testing.T) {
	t.Parallel()
	zone := time.FixedZone("east", 9*3600)
	m := notice.MonthBefore(time.Date(2026, 2, 28, 16, 0, 0, 0, time.UTC), zone) // 1 March there
	if m.Name != "2026-02" || m.First != "2026-02-01" || m.Last != "2026-02-28" || !m.End.Equal(time.Date(2026, 2, 28, 15, 0, 0, 0, time.UTC)) {
		t.Errorf("%+v", m)
	}
	one, err := notice.MonthOf("prg_1", "ptr_1", m, map[string]string{event.Sales: "1"})
	if err != nil {
		t.Fatal(err)
	}
	later, err := notice.MonthOf("prg_1", "ptr_1", notice.MonthBefore(time.Date(2026, 3, 20, 0, 0, 0, 0, time.UTC), zone), nil)
	if err != nil || later.ID != one.ID || !later.At.Equal(one.At) {
		t.Errorf("the same month is another event: %v %v", one, later)
	}
}
