package table

import "context"

// Scanner reads the whole table, page by page, in no particular order but the
// same each time while nothing is written. Only the operator's commands and the
// audit may use it; expired items are left out.
type Scanner interface {
	Scan(ctx context.Context, cursor string) (Page, error)
}
