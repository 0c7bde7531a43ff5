package sim

import "fmt"

// Played is what came of a world.
type Played struct {
	Hash   string // of everything that was written and sent
	Events int    // messages and schedules that were run, requests that were made, events that were told
	Faults int    // that were injected
}

// Play plays a world of the seed for a number of steps and lets it come to
// rest. An error says what went wrong, and the seed that shows it again.
func Play(seed uint64, steps int) (Played, error) {
	w, err := newWorld(seed)
	if err != nil {
		return Played{}, err
	}
	if err := w.play(steps); err != nil {
		return Played{}, fmt.Errorf("seed %d, step %d: %w", seed, w.steps, err)
	}
	return Played{w.hash(), w.events, w.faults}, nil
}

func (w *world) play(steps int) error {
	w.calm = false
	for range steps {
		if err := w.step(); err != nil {
			return err
		}
		if w.wrong != nil {
			return fmt.Errorf("between two calls of another: %w", w.wrong)
		}
		if w.steps%5 == 0 {
			if err := w.check(); err != nil {
				return fmt.Errorf("checked: %w", err)
			}
		}
	}
	if err := w.settle(); err != nil {
		return fmt.Errorf("coming to rest: %w", err)
	}
	if err := w.check(); err != nil {
		return fmt.Errorf("at rest: %w", err)
	}
	if err := w.verdict(); err != nil {
		return fmt.Errorf("at the end: %w", err)
	}
	return nil
}
