package app

import (
	"context"
	"sync"
)

// remembered returns a function that reads once and then answers from memory.
// What could not be read is asked for again.
func remembered(read func(context.Context) ([]byte, error)) func(context.Context) ([]byte, error) {
	var mu sync.Mutex
	var kept []byte
	return func(ctx context.Context) ([]byte, error) {
		mu.Lock()
		defer mu.Unlock()
		if kept != nil {
			return kept, nil
		}
		var err error
		kept, err = read(ctx)
		return kept, err
	}
}
