package app

import (
	"context"
	"sync/atomic"
)

// remembered returns a function that reads once and then answers from memory.
// What could not be read is asked for again, and several who ask at first may
// each read: nobody waits for another's reading.
func remembered(read func(context.Context) ([]byte, error)) func(context.Context) ([]byte, error) {
	var kept atomic.Pointer[[]byte]
	return func(ctx context.Context) ([]byte, error) {
		if b := kept.Load(); b != nil {
			return *b, nil
		}
		b, err := read(ctx)
		if err == nil {
			kept.Store(&b)
		}
		return b, err
	}
}
