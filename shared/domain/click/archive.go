package click

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// archive writes the batch as gzipped objects of one JSON line per click, one
// for each hour (UTC) that it has clicks of: nearly always one. A name follows
// from the clicks, so that the same batch is one object however often it comes;
// clicks that come in several batches are told by their ids.
func (c Recorder) archive(ctx context.Context, entries []*entry) error {
	for len(entries) > 0 { // oldest first
		folder := archiveFolder(entries[0].touch.At)
		n := 1
		for n < len(entries) && archiveFolder(entries[n].touch.At) == folder {
			n++
		}
		if err := c.archiveHour(ctx, folder, entries[:n]); err != nil {
			return fmt.Errorf("archive clicks: %w", err)
		}
		entries = entries[n:]
	}
	return nil
}

// archiveFolder is where the clicks of the hour of t are.
func archiveFolder(t time.Time) string { return "clicks/" + t.UTC().Format("2006/01/02/15") + "/" }

func (c Recorder) archiveHour(ctx context.Context, folder string, entries []*entry) error {
	ids := make([]string, len(entries))
	var body bytes.Buffer
	zip := gzip.NewWriter(&body)
	lines := json.NewEncoder(zip)
	for i, e := range entries {
		ids[i] = string(e.ID)
		m := e.Message
		m.From = ""
		if err := lines.Encode(m); err != nil {
			return err
		}
	}
	if err := zip.Close(); err != nil {
		return err
	}
	name, err := id.Digest(ids...)
	if err != nil {
		return err
	}
	return c.Archive.Put(ctx, folder+name+".ndjson.gz", "application/gzip", body.Bytes())
}
