package store_test

import (
	"context"
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/click"
	"github.com/tributaryhq/tributary/shared/domain/link"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/queue"
	"github.com/tributaryhq/tributary/shared/store"
	"github.com/tributaryhq/tributary/shared/table"
)

// metered counts the writes that a table would bill: every update of an item
// of up to 1 KB is one unit, refused ones too.
type metered struct {
	table.Table
	units int
}

func (m *metered) UpdateEach(ctx context.Context, us []table.Update) []table.Result {
	m.units += len(us)
	return m.Table.UpdateEach(ctx, us)
}

// traffic draws batches of clicks: 5,000 links of 100 partners by Zipf's law, a
// quarter of the clicks are repeated ones.
func (c *counting) traffic(b testing.TB, batches int) [][]queue.Message {
	b.Helper()
	luck := rand.New(rand.NewPCG(1, 2))
	zipf := rand.NewZipf(luck, 1.1, 1, 4999)
	at := linkNoon
	type visit struct{ visitor, link uint64 }
	var last []visit
	out := make([][]queue.Message, batches)
	for i := range out {
		for range 1000 {
			v := visit{luck.Uint64(), zipf.Uint64()}
			if len(last) > 0 && luck.IntN(4) == 0 {
				v = last[luck.IntN(len(last))]
			}
			last = append(last, v)[max(0, len(last)-5000):]
			at = at.Add(10 * time.Millisecond)
			out[i] = append(out[i], c.message(b, v.visitor, v.link, at, luck))
		}
	}
	return out
}

func (c *counting) message(b testing.TB, visitor, ref uint64, at time.Time, luck *rand.Rand) queue.Message {
	b.Helper()
	t := click.Touch{At: at, LinkRef: ref}
	binary.BigEndian.PutUint64(t.Visitor[:], visitor)
	t, err := c.Keys.Mint(c.entropy, linkProgram, t)
	if err != nil {
		b.Fatal(err)
	}
	m := click.Message{
		ID: t.ID, Program: linkProgram, Zone: "Europe/Berlin", Window: 90,
		Partner: id.Partner(fmt.Sprintf("ptr_%026d", ref%100)), Link: id.Link(fmt.Sprintf("lnk_%026d", ref)),
		Facts: click.Facts{Device: click.Mobile, Country: "DE"},
	}
	if luck.IntN(3) == 0 {
		m.Facts.Device = click.Desktop
	}
	if luck.IntN(2) == 0 {
		m.Facts.Subs = link.Subs{fmt.Sprintf("post-%d", luck.IntN(5))}
	}
	body, err := m.Encode()
	if err != nil {
		b.Fatal(err)
	}
	return queue.Message{ID: string(t.ID), Body: body}
}

// BenchmarkConsumer records batches of 1,000 clicks (G8, without the AWS
// client): clicks/s and write units per click.
func BenchmarkConsumer(b *testing.B) {
	c := newCounting(b)
	m := &metered{Table: c.stats.T}
	c.Store = store.Clicks{T: m}
	batches := c.traffic(b, 50)
	n := 0
	b.ReportAllocs()
	for b.Loop() {
		for _, err := range c.Record(b.Context(), batches[n%len(batches)]) {
			if err != nil {
				b.Fatal(err)
			}
		}
		n++
	}
	b.ReportMetric(float64(n)*1000/b.Elapsed().Seconds(), "clicks/s")
	b.ReportMetric(float64(m.units)/float64(n)/1000, "units/click")
}
