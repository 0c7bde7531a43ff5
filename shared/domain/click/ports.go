package click

import (
	"context"

	"github.com/tributaryhq/tributary/shared/domain/report"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// RowKey names the row that holds a visitor's clicks on a link.
type RowKey struct {
	Program id.Program
	Visitor Visitor
	LinkRef uint64
}

// Owner is whose a row's link is.
type Owner struct {
	Partner id.Partner
	Link    id.Link
	Offer   id.Offer // empty: any of the program's
}

// Change is one write of a row, all or nothing: it adds clicks, drops clicks,
// and sets the time of the last unique one. It is refused when a click to add
// is there already, or when the row's last unique click is not as expected.
type Change struct {
	Key    RowKey
	Owner  Owner // written with the row; nothing to write when empty
	Add    map[Mark]Stored
	Drop   []Mark
	Expect Expect
	Unique int64 // milliseconds; 0 leaves it
	TTL    int64 // Unix seconds
}

// Expect is what a Change asks of the row's last unique click: that there is
// none or it is no later than NoneOrUpTo, or that it is Exactly this one.
type Expect struct {
	NoneOrUpTo int64
	Exactly    int64 // wins when not 0
}

// Row is a row as it is stored.
type Row struct {
	Unique int64 // time of the last unique click in milliseconds, 0 for none
	Clicks map[Mark]Stored
	TTL    int64
}

// Changed is the outcome of one Change: the row as it is after it, or, when it
// was refused, the row that refused it.
type Changed struct {
	Row     Row
	Refused bool
	Err     error
}

// Tally adds to how many clicks came from a place.
type Tally struct {
	Place   Place
	Add     int64
	Expires int64 // Unix seconds
}

// Store keeps clicks and their counters.
type Store interface {
	// Read returns the rows, empty for those that do not exist. They may be a
	// little old.
	Read(ctx context.Context, keys []RowKey) ([]Row, error)
	// Tally adds and returns how many there are now, 0 where that failed.
	Tally(ctx context.Context, ts []Tally) []int64
	// Apply makes independent changes; each has its own outcome.
	Apply(ctx context.Context, cs []Change) []Changed
	// Reopen remembers that clicks of UTC days (yyyy-mm-dd) came late.
	Reopen(ctx context.Context, days ...string) error
	// Fold adds to day counters. An error means that some may be missing.
	Fold(ctx context.Context, ds []report.Delta) error
}

// Archive keeps one object per batch, for ever; a name is written again with
// the same content only.
type Archive interface {
	Put(ctx context.Context, key, contentType string, body []byte) error
}
