package store_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tributaryhq/tributary/shared/domain/click"
	"github.com/tributaryhq/tributary/shared/domain/report"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/queue"
)

// recounted returns a day's clicks by the rules of other products.
func (c *counting) recounted(t *testing.T, day string) map[string]int64 {
	t.Helper()
	if _, err := c.recounter().Day(t.Context(), day); err != nil {
		t.Fatal(err)
	}
	got, err := report.Reader{Store: c.stats}.Reconciliation(t.Context(), report.Asked{Program: linkProgram, Currency: "EUR", Period: report.Period{From: day, To: day}})
	if err != nil {
		t.Fatal(err)
	}
	return got[0].Others
}

func TestTheSameClicksCountedByOtherRules(t *testing.T) {
	t.Parallel()
	day := clock.Day(linkNoon, time.UTC)
	for name, tc := range map[string]struct {
		after []time.Duration // clicks after the first, by the same visitor on the same link
		refs  []byte          // clicks on other links, at the same time
		want  map[string]int64
	}{
		"a single click counts once everywhere": {nil, nil, map[string]int64{"everflow": 1, "tune": 1, "dub": 1, "trackdesk": 1, "ga4": 1}},
		"again within half an hour counts nowhere": {
			[]time.Duration{10 * time.Minute}, nil, map[string]int64{"everflow": 1, "tune": 1, "dub": 1, "trackdesk": 1, "ga4": 1},
		},
		"after 45 minutes a session is over, an hour is not": {
			[]time.Duration{45 * time.Minute}, nil, map[string]int64{"everflow": 1, "tune": 1, "dub": 1, "trackdesk": 1, "ga4": 2},
		},
		"every 25 minutes is one session, and two hours of others": {
			[]time.Duration{25 * time.Minute, 50 * time.Minute, 75 * time.Minute, 100 * time.Minute, 125 * time.Minute},
			nil,
			map[string]int64{"everflow": 1, "tune": 1, "dub": 2, "trackdesk": 2, "ga4": 1},
		},
		"another link of the same partner and offer": {nil, []byte{9}, map[string]int64{"everflow": 1, "tune": 1, "dub": 2, "trackdesk": 1, "ga4": 1}},
		"yesterday's click still counts against a day": {
			[]time.Duration{-20 * time.Hour}, nil, map[string]int64{"everflow": 0, "tune": 1, "dub": 1, "trackdesk": 1, "ga4": 1},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := newCounting(t)
			batch := []queue.Message{c.click(t, 1, 1, linkNoon, nil)}
			for _, after := range tc.after {
				batch = append(batch, c.click(t, 1, 1, linkNoon.Add(after), nil))
			}
			for _, ref := range tc.refs {
				batch = append(batch, c.click(t, 1, ref, linkNoon, nil))
			}
			batch = append(batch, c.click(t, 2, 1, linkNoon, func(m *click.Message) { m.Cause = click.Bot }))
			c.must(t, batch...)
			got := c.recounted(t, day)
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(got, c.recounted(t, day)); diff != "" {
				t.Errorf("a second time: %s", diff)
			}
		})
	}
}
