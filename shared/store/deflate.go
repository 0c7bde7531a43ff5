package store

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"

	"github.com/klauspost/compress/flate"
)

// maxUnpacked bounds what one item may hold, unpacked.
const maxUnpacked = 1 << 20

// deflate makes the JSON of a record small (DEFLATE, RFC 1951): every kilobyte of
// an item is paid with each write. Words that most such records have in common
// help; inflate needs the same. The standard library's writer takes 800 KB a call.
func deflate(record any, words string) []byte {
	text, err := json.Marshal(record)
	if err != nil {
		return nil // records hold strings and numbers, which always encode
	}
	var out bytes.Buffer
	if err := flate.StatelessDeflate(&out, text, true, []byte(words)); err != nil {
		return nil // memory takes everything
	}
	return out.Bytes()
}

func inflate(packed []byte, words string, into any) error {
	r := flate.NewReaderDict(bytes.NewReader(packed), []byte(words))
	if err := json.NewDecoder(io.LimitReader(r, maxUnpacked)).Decode(into); err != nil {
		return fmt.Errorf("inflate a record: %w", err)
	}
	return nil
}
