package app

import (
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/enrollment"
	"github.com/tributaryhq/tributary/shared/domain/group"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/store"
)

// Groups is where partners are sorted into groups and tiers.
func (b Backends) Groups() group.Desk {
	return group.Desk{
		Store: store.Groups{T: b.Table, Clock: b.Clock}, Places: store.Places{T: b.Table}, Zones: zones{b.Programs()},
		Clock: b.Clock, Entropy: b.Entropy,
	}
}

// zones knows the days of programs.
type zones struct{ programs program.Desk }

// Today is the day that it is now in a program.
func (z zones) Today(ctx context.Context, p id.Program) (string, error) {
	prg, err := z.programs.Load(ctx, p)
	if err != nil {
		return "", err
	}
	return clock.Day(z.programs.Clock.Now(), prg.Location()), nil
}

// Mover moves partners by their tiers' rules.
func (b Backends) Mover() group.Mover {
	return group.Mover{Desk: b.Groups(), Roll: store.Places{T: b.Table}, Measures: store.Measures{T: b.Table}}
}

// Tiers are looked at once a night, a part of the partners at each tick of this
// hour, so that no run is long.
const (
	moveHour  = 5
	moveTicks = 12
)

// moveTiers moves the partners whose turn it is at this tick.
func (b Backends) moveTiers(ctx context.Context, now time.Time) error {
	ids, err := store.Programs{T: b.Table, Clock: b.Clock}.All(ctx)
	if err != nil {
		return fmt.Errorf("list programs: %w", err)
	}
	m, tick := b.Mover(), uint32(now.Minute()*moveTicks/60) //nolint:gosec // below 12
	turn := func(o id.Partner) bool {
		h := fnv.New32a()
		_, _ = h.Write([]byte(o))
		return h.Sum32()%moveTicks == tick
	}
	more := func() bool { return !nearEnd(ctx, b.Clock.Now()) }
	var errs []error
	for _, p := range ids {
		n, err := m.Run(ctx, p, turn, more)
		if n > 0 {
			b.Log.Info("partners moved to another tier", "program_id", p, "partners", n)
		}
		errs = append(errs, err)
	}
	return errors.Join(errs...)
}

var (
	_ group.Zones          = zones{}
	_ enrollment.Entrances = group.Desk{}
)

// rewards is what a partner is shown of its place.
type rewards struct {
	store.Groups
	store.Places
	store.Measures
}

func (b Backends) rewards() rewards {
	return rewards{store.Groups{T: b.Table, Clock: b.Clock}, store.Places{T: b.Table}, store.Measures{T: b.Table}}
}
