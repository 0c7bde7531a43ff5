package stripehook_test

import (
	"encoding/json"
	"maps"
	"os"
	"testing"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/money"
)

//go:generate go run -C ../../../tools/stripefixtures . ../../shared/web/stripehook/testdata/stripe-mock

// set is what a test changes of a fixture; a map in it changes the map there.
type set = map[string]any

// object is what stripe-mock serves for a resource, with the changes.
func object(tb testing.TB, resource string, changes set) set {
	tb.Helper()
	text, err := os.ReadFile("testdata/stripe-mock/" + resource + ".json")
	if err != nil {
		tb.Fatal(err)
	}
	out := set{}
	if err := json.Unmarshal(text, &out); err != nil {
		tb.Fatal(err)
	}
	merge(out, changes)
	return out
}

func merge(into, changes set) {
	for k, v := range changes {
		below, ok := into[k].(set)
		if with, is := v.(set); ok && is {
			below = maps.Clone(below)
			merge(below, with)
			v = below
		}
		into[k] = v
	}
}

// at is when every event of these tests was made.
const at = 1767600000

// event is stripe-mock's event, with the object in it.
func event(tb testing.TB, id, kind string, o set) string {
	tb.Helper()
	text, err := json.Marshal(object(tb, "event", set{
		"id": id, "type": kind, "created": at, "api_version": "2026-08-26.dahlia", "data": map[string]any{"object": o},
	}))
	if err != nil {
		tb.Fatal(err)
	}
	return string(text)
}

func amount(minor int64, c money.Currency) *money.Amount {
	a := money.Must(minor, c)
	return &a
}

func codeOf(err error) string { return fault.CodeOf(err) }
