package sim

import "fmt"

// Play plays a world of the seed for a number of steps and lets it come to
// rest. It returns the hash of everything that was written, and what went wrong.
func Play(seed uint64, steps int) (hash string, err error) {
	w, err := newWorld(seed)
	if err != nil {
		return "", err
	}
	w.calm = false
	for range steps {
		if err := w.step(); err != nil {
			return "", fmt.Errorf("seed %d, step %d: %w", seed, w.steps, err)
		}
		if w.steps%5 == 0 {
			if err := w.check(); err != nil {
				return "", fmt.Errorf("seed %d, after step %d: %w", seed, w.steps, err)
			}
		}
	}
	if err := w.settle(); err != nil {
		return "", fmt.Errorf("seed %d, coming to rest: %w", seed, err)
	}
	if err := w.check(); err != nil {
		return "", fmt.Errorf("seed %d, at rest: %w", seed, err)
	}
	if err := w.verdict(); err != nil {
		return "", fmt.Errorf("seed %d, at the end: %w", seed, err)
	}
	return w.hash(), nil
}
