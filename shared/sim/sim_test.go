package sim_test

import (
	"flag"
	"testing"

	"github.com/tributaryhq/tributary/shared/sim"
)

var (
	seeds = flag.Uint64("seeds", 60, "how many worlds are played")
	from  = flag.Uint64("seed", 1, "the first world's seed")
	steps = flag.Int("steps", 150, "how long each is played before it comes to rest")
)

// TestWorlds plays worlds; `go test ./shared/sim -args -seed N -seeds 1` plays
// one again.
func TestWorlds(t *testing.T) {
	t.Parallel()
	for seed := *from; seed < *from+*seeds; seed++ {
		if _, err := sim.Play(seed, *steps); err != nil {
			t.Fatal(err)
		}
	}
}

func TestTheSameSeedPlaysTheSameWorld(t *testing.T) {
	t.Parallel()
	for seed := range uint64(3) {
		a, err := sim.Play(seed, 80)
		if err != nil {
			t.Fatal(err)
		}
		b, err := sim.Play(seed, 80)
		if err != nil || a != b {
			t.Fatalf("seed %d: %s, then %s, %v", seed, a, b, err)
		}
	}
}
