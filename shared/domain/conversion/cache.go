package conversion

import (
	"context"
	"sync"
	"time"

	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// rulesLife is how old a program's rules may be. A published version never
// changes, so all that can be late is a new one, or a changed setting.
const rulesLife = 30 * time.Second

// Cached keeps the rules of the programs that a process sees.
type Cached struct {
	Book  Rulebook
	Clock clock.Clock

	mu   sync.Mutex
	kept map[id.Program]keptRules
}

type keptRules struct {
	rules Rules
	until time.Time
}

// Rules answers from memory for half a minute. What cannot be read anew is an
// error, never an old answer: money depends on it.
func (c *Cached) Rules(ctx context.Context, p id.Program) (Rules, error) {
	now := c.Clock.Now()
	c.mu.Lock()
	k, ok := c.kept[p]
	c.mu.Unlock()
	if ok && now.Before(k.until) {
		return k.rules, nil
	}
	rules, err := c.Book.Rules(ctx, p)
	if err != nil {
		return Rules{}, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.kept == nil {
		c.kept = map[id.Program]keptRules{}
	}
	c.kept[p] = keptRules{rules, now.Add(rulesLife)}
	return rules, nil
}

var _ Rulebook = (*Cached)(nil)
