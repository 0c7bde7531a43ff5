//go:build crash

package crash_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"

	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// order is what a process asks the bank to pay.
type order struct {
	Program id.Program `json:"program"`
	Key     string     `json:"key"`
	Minor   int64      `json:"minor"`
}

// bank is a provider in a process of its own, with a book of its own. It pays a
// key once.
type bank struct {
	url   string
	mutex sync.Mutex
	keys  map[string]bool
	paid  map[id.Program]int64
}

func newBank(t *testing.T) *bank {
	t.Helper()
	b := &bank{keys: map[string]bool{}, paid: map[id.Program]int64{}}
	s := httptest.NewServer(b)
	t.Cleanup(s.Close)
	b.url = s.URL
	return b
}

// ServeHTTP pays on POST, and tells on GET whether it knows a key.
func (b *bank) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	if r.Method == http.MethodGet {
		if !b.keys[r.URL.Query().Get("key")] {
			w.WriteHeader(http.StatusNotFound)
		}
		return
	}
	var o order
	if err := json.NewDecoder(r.Body).Decode(&o); err != nil {
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	if !b.keys[o.Key] {
		b.keys[o.Key] = true
		b.paid[o.Program] += o.Minor
	}
}

func (b *bank) left(p id.Program) int64 {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	return b.paid[p]
}
