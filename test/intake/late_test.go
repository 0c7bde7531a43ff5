package intake_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/click"
	"github.com/tributaryhq/tributary/test/stage"
)

// line is a line of a partner's report.
type line struct {
	Key string
	Now struct {
		Conversions, Sales  int64
		Revenue, Commission struct{ Amount int64 }
	}
}

func reported(t *testing.T, s *stage.Stage, maya stage.Partner, by string) (lines []line, total line) {
	t.Helper()
	var got struct {
		Total struct {
			Conversions, Sales  int64
			Revenue, Commission struct{ Amount int64 }
		}
		Lines []line
	}
	partnerSees(t, s, maya, "/report?by="+by, &got)
	total.Now = got.Total
	return got.Lines, total
}

// TestASaleThatComesBeforeItsClickCountsWhereTheClickSays tells a sale while
// its click still stands in the queue: it earns at once, and the breakdowns
// follow when the click is there.
func TestASaleThatComesBeforeItsClickCountsWhereTheClickSays(t *testing.T) {
	t.Parallel()
	s, err := stage.Open(t.Context())
	must(t, err)
	maya, err := s.Join(t.Context(), "maya")
	must(t, err)
	must(t, s.Settle(t.Context()))
	click, err := s.Click(t.Context(), maya.Link, "sub1=mail")
	must(t, err)
	for _, parameters := range []string{"transaction_id=T1&amount=100.00&click_id=" + click, "event=refund&transaction_id=R1&order_id=T1&amount=25.00"} {
		if w := s.Post(t.Context(), parameters); w.Code != http.StatusOK || !strings.Contains(w.Body.String(), `"accepted"`) {
			t.Fatalf("%s: %d %s", parameters, w.Code, w.Body)
		}
	}
	for range 3 { // the click is recorded; what waits for it comes after ten seconds, and again
		must(t, s.Settle(t.Context()))
		s.Manual.Advance(11 * time.Second)
	}
	_, total := reported(t, s, maya, "day")
	lines, _ := reported(t, s, maya, "sub")
	total.Key = "mail"
	if len(lines) != 1 || lines[0] != total || total.Now.Sales != 1 || total.Now.Revenue.Amount != 75_00 || total.Now.Commission.Amount != 15_00 {
		t.Errorf("by sub-id %+v, in all %+v", lines, total)
	}
	if devices, _ := reported(t, s, maya, "device"); len(devices) != 1 || devices[0].Now != total.Now {
		t.Errorf("by device %+v", devices)
	}
	if parked := s.Parked(); len(parked) > 0 {
		t.Errorf("parked: %+v", parked)
	}
}

// TestASaleWhoseClickIsNeverRecordedStaysUnknown gives up after a quarter of an
// hour: nothing circles for ever.
func TestASaleWhoseClickIsNeverRecordedStaysUnknown(t *testing.T) {
	t.Parallel()
	s, _ := open(t)
	maya, err := s.Join(t.Context(), "mia")
	must(t, err)
	lost, err := s.Keys.Mint(s.Entropy, s.Program.ID, click.Touch{At: s.Clock.Now(), LinkRef: maya.Link.Ref, EnrollmentRef: 1})
	must(t, err)
	if w := s.Sale(t.Context(), "T1", "100.00", string(lost.ID)); w.Code != http.StatusOK {
		t.Fatal(w.Code, w.Body)
	}
	for range 20 {
		must(t, s.Settle(t.Context()))
		s.Manual.Advance(time.Minute)
	}
	if n := s.Waiting(); n != 0 {
		t.Errorf("%d messages still wait", n)
	}
}
