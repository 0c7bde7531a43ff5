package shopifyhook_test

import (
	"bytes"
	"encoding/json"
	"maps"
	"os"
	"testing"
)

// set is what a test changes of a sample; a map in it changes the map there.
type set = map[string]any

// sample is one of testdata's webhooks, as Shopify documents them, with the
// changes. Its ids are larger than what a float holds.
func sample(tb testing.TB, name string, changes set) []byte {
	tb.Helper()
	text, err := os.ReadFile("testdata/" + name + ".json")
	if err != nil {
		tb.Fatal(err)
	}
	out := set{}
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	if err := d.Decode(&out); err != nil {
		tb.Fatal(err)
	}
	merge(out, changes)
	if text, err = json.Marshal(out); err != nil {
		tb.Fatal(err)
	}
	return text
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
