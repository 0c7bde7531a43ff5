package click

import "github.com/tributaryhq/tributary/shared/domain/link"

// Clicked is a recorded click, found by its visitor instead of its id.
type Clicked struct {
	Mark    Mark
	Visitor Visitor
	Link    link.Link
}
