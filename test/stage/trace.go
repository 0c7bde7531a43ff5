package stage

import (
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/click"
	"github.com/tributaryhq/tributary/shared/domain/link"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/queue"
)

// The shape of a trace: how clicks fall on links and visitors.
const (
	traceLinks    = 5000
	traceSkew     = 1.1 // of Zipf's law
	traceRepeats  = 4   // one click of so many is a visitor's second
	tracePartners = 250
	traceGap      = 300 * time.Millisecond
)

// Trace is a stream of clicks as the redirect would send them: few links have
// most of them, and a quarter are repeated by their visitor. The same seed makes
// the same trace.
type Trace struct {
	keys    *click.Keys
	program id.Program
	entropy *entropy
	luck    *rand.Rand
	zipf    *rand.Zipf
	at      time.Time
	recent  []visit
	links   []click.Message
}

type visit struct {
	link    uint64
	visitor click.Visitor
}

// NewTrace returns a trace of the stage's program.
func (s *Stage) NewTrace(seed uint64) (*Trace, error) {
	luck := rand.New(rand.NewPCG(seed, 1)) //nolint:gosec // chance must repeat
	t := &Trace{
		keys: s.Keys, program: s.Program.ID, entropy: newEntropy(), luck: luck, zipf: rand.NewZipf(luck, traceSkew, 1, traceLinks-1), at: s.Clock.Now(),
	}
	var partners []id.Partner
	for range tracePartners {
		p, err := id.New[id.Partner](t.at, t.entropy)
		if err != nil {
			return nil, err
		}
		partners = append(partners, p)
	}
	for i := range traceLinks {
		l, err := id.New[id.Link](t.at, t.entropy)
		if err != nil {
			return nil, err
		}
		t.links = append(t.links, click.Message{Program: t.program, Partner: partners[i%tracePartners], Link: l, Zone: s.Program.Zone, Window: 30})
	}
	return t, nil
}

// Pass lets time go by without clicks, to the same time of another day.
func (t *Trace) Pass(d time.Duration) { t.at = t.at.Truncate(24 * time.Hour).Add(d + 9*time.Hour) }

// Next returns the next clicks.
func (t *Trace) Next(n int) ([]queue.Message, error) {
	out := make([]queue.Message, n)
	for i := range out {
		t.at = t.at.Add(traceGap)
		m, err := t.one()
		if err != nil {
			return nil, err
		}
		body, err := m.Encode()
		if err != nil {
			return nil, err
		}
		out[i] = queue.Message{ID: fmt.Sprint("t-", t.at.UnixMilli()), Body: body, Receives: 1, SentAt: t.at}
	}
	return out, nil
}

func (t *Trace) one() (click.Message, error) {
	var v visit
	if n := len(t.recent); n > 0 && t.luck.IntN(traceRepeats) == 0 {
		v = t.recent[t.luck.IntN(n)]
	} else {
		v.link = t.zipf.Uint64()
		binary.LittleEndian.PutUint64(v.visitor[:], t.luck.Uint64())
		if t.recent = append(t.recent, v); len(t.recent) > 1000 {
			t.recent = t.recent[1:]
		}
	}
	m := t.links[v.link]
	touch, err := t.keys.Mint(t.entropy, t.program, click.Touch{At: t.at, LinkRef: v.link + 1, Visitor: v.visitor})
	m.ID = touch.ID
	m.From = fmt.Sprintf("%08x", binary.LittleEndian.Uint32(v.visitor[:]))
	m.Facts = click.Facts{
		Device: [...]click.Device{click.Desktop, click.Mobile, click.Tablet}[t.luck.IntN(3)], OS: click.Android, Browser: click.Chrome,
		Country: [...]string{"DE", "FR", "US", "JP"}[t.luck.IntN(4)],
	}
	if t.luck.IntN(2) == 0 {
		m.Facts.Referrer = fmt.Sprintf("blog-%d.example.com", t.luck.IntN(60))
	}
	if t.luck.IntN(3) == 0 {
		m.Facts.Subs = link.Subs{fmt.Sprint("ad-", t.luck.IntN(20))}
	}
	return m, err
}
