package click

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"

	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// archive writes the batch as one gzipped object of one JSON line per click.
// Its name follows from the clicks, so that the same batch is one object
// however often it comes; clicks that come in several batches are told by
// their ids.
func (c Recorder) archive(ctx context.Context, entries []*entry) error {
	ids := make([]string, len(entries))
	var body bytes.Buffer
	zip := gzip.NewWriter(&body)
	lines := json.NewEncoder(zip)
	for i, e := range entries {
		ids[i] = string(e.ID)
		if err := lines.Encode(e.Message); err != nil {
			return fmt.Errorf("archive clicks: %w", err)
		}
	}
	if err := zip.Close(); err != nil {
		return fmt.Errorf("archive clicks: %w", err)
	}
	name, err := id.Digest(ids...)
	if err != nil {
		return fmt.Errorf("archive clicks: %w", err)
	}
	key := "clicks/" + entries[0].touch.At.Format("2006/01/02/15") + "/" + name + ".ndjson.gz"
	if err := c.Archive.Put(ctx, key, "application/gzip", body.Bytes()); err != nil {
		return fmt.Errorf("archive clicks: %w", err)
	}
	return nil
}
