package demo

import (
	"encoding/binary"
	"io"
	"math/rand/v2"
	"sync"
)

// Seed is the seed of the demo that everybody sees.
const Seed = 7

// Chance returns a source of randomness that follows from a seed and may be
// read by many.
func Chance(seed uint64) io.Reader {
	var key [32]byte
	binary.LittleEndian.PutUint64(key[:], seed)
	return &chance{r: rand.NewChaCha8(key)}
}

type chance struct {
	mu sync.Mutex
	r  *rand.ChaCha8
}

// Read fills b.
func (c *chance) Read(b []byte) (int, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.r.Read(b)
}
