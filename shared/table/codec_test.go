package table_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tributaryhq/tributary/shared/table"
)

type status string

type count int32

type head struct {
	PK   string `table:"PK"`
	Type string `table:"type"`
}

type rate struct {
	Points int `json:"points"`
}

type sample struct {
	head
	Status  status         `table:"status"`
	Count   count          `table:"count"`
	Live    bool           `table:"live"`
	Hash    []byte         `table:"hash"`
	At      time.Time      `table:"at"`
	Wait    time.Duration  `table:"wait"`
	Rates   []rate         `table:"rates,omitempty"`
	ByKey   map[string]int `table:"by_key,omitempty"`
	Only    *rate          `table:"only,omitempty"`
	Ref     uint64         `table:"ref,omitempty"`
	Note    string         `table:"note,omitempty"`
	Ignored string
	hidden  string `table:"hidden"`
}

func full() sample {
	return sample{
		head: head{PK: "A#1", Type: "sample"}, Status: "open", Count: -7, Live: true, Hash: []byte{0, 1},
		At: time.Date(2026, 3, 1, 12, 0, 0, 45e6, time.UTC), Wait: time.Second, Rates: []rate{{5}},
		ByKey: map[string]int{"a": 1}, Only: &rate{9}, Ref: 1<<64 - 1, Note: "n",
	}
}

func TestEncodeKeepsNativeTypesAndJSONForTheRest(t *testing.T) {
	t.Parallel()
	in := full()
	in.Ignored, in.hidden = "x", "y"
	want := table.Item{
		"PK": "A#1", "type": "sample", "status": "open", "count": int64(-7), "live": true, "hash": []byte{0, 1},
		"at": "2026-03-01T12:00:00.045Z", "wait": int64(time.Second), "rates": `[{"points":5}]`,
		"by_key": `{"a":1}`, "only": `{"points":9}`, "ref": "18446744073709551615", "note": "n",
	}
	if diff := cmp.Diff(want, table.Encode(&in)); diff != "" {
		t.Error(diff)
	}
}

func TestEncodeLeavesOutZeroTimesAndWhatOmitemptyNames(t *testing.T) {
	t.Parallel()
	want := table.Item{
		"PK": "", "type": "", "status": "", "count": int64(0), "live": false, "hash": []byte{}, "wait": int64(0),
	}
	if diff := cmp.Diff(want, table.Encode(sample{Rates: []rate{}, ByKey: map[string]int{}})); diff != "" {
		t.Error(diff)
	}
}

func TestDecodeIsTheInverseOfEncode(t *testing.T) {
	t.Parallel()
	want := full()
	var got sample
	if err := table.Decode(table.Encode(want), &got); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(sample{})); diff != "" {
		t.Error(diff)
	}
}

func TestTimesAreKeptInUTCAndSortAsText(t *testing.T) {
	t.Parallel()
	zone := time.FixedZone("east", 7200)
	early := table.Value(time.Date(2026, 1, 1, 1, 0, 0, 0, zone))
	late := table.Value(time.Date(2025, 12, 31, 23, 0, 0, 1e6, time.UTC))
	if early != "2025-12-31T23:00:00.000Z" || early.(string) >= late.(string) {
		t.Errorf("got %v and %v", early, late)
	}
}

func TestDecodeRefusesWhatDoesNotFit(t *testing.T) {
	t.Parallel()
	cases := map[string]table.Item{
		"text for a number":      {"count": "7"},
		"a number too large":     {"count": int64(1) << 40},
		"a number for text":      {"note": int64(1)},
		"text for a boolean":     {"live": "true"},
		"bytes for text":         {"note": []byte{1}},
		"a boolean for bytes":    {"hash": true},
		"a time of another kind": {"at": "yesterday"},
		"broken JSON":            {"rates": "[{"},
	}
	for name, item := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if err := table.Decode(item, &sample{}); err == nil {
				t.Error("accepted")
			}
		})
	}
	if err := table.Decode(table.Item{}, sample{}); err == nil {
		t.Error("accepted a struct that is no pointer")
	}
}

func TestValueOfWhatJSONCannotHoldIsAnError(t *testing.T) {
	t.Parallel()
	if _, ok := table.Value(make(chan int)).(error); !ok {
		t.Error("got no error")
	}
	if got := table.Value(time.Time{}); got != nil {
		t.Errorf("zero time became %v", got)
	}
}
