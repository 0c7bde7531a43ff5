package sim_test

import (
	"flag"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/tributaryhq/tributary/shared/sim"
)

var (
	seeds = flag.Uint64("seeds", 200, "how many worlds are played")
	from  = flag.Uint64("seed", 1, "the first world's seed")
	steps = flag.Int("steps", 330, "how long each is played before it comes to rest")
)

// TestWorlds plays worlds; `go test ./shared/sim -run TestWorlds -args -seed N -seeds 1`
// plays one again.
func TestWorlds(t *testing.T) {
	t.Parallel()
	var next, events, faults atomic.Int64
	var players sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		players.Go(func() {
			for !t.Failed() {
				n := next.Add(1) - 1
				if n >= int64(*seeds) { //nolint:gosec // so many are never asked for
					return
				}
				played, err := sim.Play(*from+uint64(n), *steps) //nolint:gosec // not negative
				if err != nil {
					t.Error(err)
				}
				events.Add(int64(played.Events))
				faults.Add(int64(played.Faults))
			}
		})
	}
	players.Wait()
	t.Logf("%d worlds, %d events, %d faults", *seeds, events.Load(), faults.Load())
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
			t.Fatalf("seed %d: %+v, then %+v, %v", seed, a, b, err)
		}
	}
}
