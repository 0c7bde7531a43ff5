package canon_test

import (
	"encoding/json"
	"testing"

	"pgregory.net/rapid"

	"github.com/tributaryhq/tributary/shared/kernel/canon"
)

func TestAnObjectHasOneForm(t *testing.T) {
	t.Parallel()
	inner := canon.Object{}.Text("from", "pending").Int("minor", -12)
	for _, tc := range []struct {
		name string
		got  canon.Object
		want string
	}{
		{"nothing", canon.Object{}, `{}`},
		{"fields in the order given", canon.Object{}.Text("b", "x").Int("a", 9007199254740993), `{"b":"x","a":9007199254740993}`},
		{"lists", canon.Object{}.Texts("none", nil).Texts("two", []string{"a", "b"}).List("of", []canon.Object{inner, {}}), `{"none":[],"two":["a","b"],"of":[{"from":"pending","minor":-12},{}]}`},
		{"raw", canon.Object{}.Raw("r", []byte(`{"x":1}`)), `{"r":{"x":1}}`},
		{"only what JSON needs is escaped", canon.Object{}.Text("t", "\"\\\b\f\n\r\t\x00\x1f\x7f<>&é\u2028\U0001F600"), "{\"t\":\"\\\"\\\\\\b\\f\\n\\r\\t\\u0000\\u001f\x7f<>&é\u2028\U0001F600\"}"},
		{"what is not UTF-8", canon.Object{}.Text("t", "a\xff"), "{\"t\":\"a\uFFFD\"}"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			if got := string(tc.got.Bytes()); got != tc.want {
				t.Errorf("got %s\nwant %s", got, tc.want)
			}
		})
	}
}

func TestAnyTextReadsBack(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		want := rapid.String().Draw(t, "text")
		var got struct{ T string }
		if err := json.Unmarshal(canon.Object{}.Text("T", want).Bytes(), &got); err != nil || got.T != want {
			t.Fatalf("read %q, %v; wrote %q", got.T, err, want)
		}
	})
}
