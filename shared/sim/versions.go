package sim

import (
	"maps"
	"strings"

	"github.com/tributaryhq/tributary/shared/kernel/queue"
	"github.com/tributaryhq/tributary/shared/table"
)

// phase is how far a deployment is. The next version of the code does as ours,
// but writes one thing more into every item and message, and its events have a
// newer form, which ours must leave alone until the next version tells them.
type phase int

const (
	ours phase = iota
	both       // some functions are ours, some the next version's
	next
	phases
)

const laterField = "later"

// takeTurn says for one run of a function whose code it is, and returns what
// ends the run.
func (w *world) takeTurn() func() {
	was := w.newer
	w.newer = w.phase == next || w.phase == both && w.luck.IntN(2) == 0
	return func() { w.newer = was }
}

// shaped returns operations as the version that runs would write them.
func (w *world) shaped(ops []table.Op) []table.Op {
	if !w.newer {
		return ops
	}
	out := make([]table.Op, len(ops))
	for i, op := range ops {
		if p, ok := op.(table.Put); ok {
			p.Item = maps.Clone(p.Item)
			p.Item[laterField] = "unknown to ours"
			if text := p.Item.String("event"); text != "" {
				p.Item["event"] = newForm(text)
			}
			op = p
		}
		out[i] = op
	}
	return out
}

// sent is a message as the version that runs would send it.
func (w *world) sent(m queue.Message) queue.Message {
	if w.newer && strings.HasSuffix(m.Body, "}") {
		m.Body = strings.TrimSuffix(m.Body, "}") + `,"` + laterField + `":[]}`
		m.Body = newForm(m.Body)
	}
	return m
}

// The first version's events, and those of the next.
const (
	oldEvent = `{"v":1,`
	newEvent = `{"v":2,`
)

func newForm(text string) string {
	if rest, ok := strings.CutPrefix(text, oldEvent); ok {
		return newEvent + rest
	}
	return text
}

// read is a text as the version that runs reads it: the next one knows both
// forms.
func (w *world) read(text string) string {
	if rest, ok := strings.CutPrefix(text, newEvent); ok && w.newer {
		return oldEvent + rest
	}
	return text
}

// heard is the beginning of the stream as the version that runs reads it.
func (w *world) heard(items []table.Item) []table.Item {
	out := make([]table.Item, len(items))
	for i, item := range items {
		out[i] = maps.Clone(item)
		out[i]["event"] = w.read(item.String("event"))
	}
	return out
}

// roll takes the deployment one step on, and starts every function afresh.
func (w *world) roll() error {
	w.phase = (w.phase + 1) % phases
	return w.deploy()
}
