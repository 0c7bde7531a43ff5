// Package store keeps the domain in the single table: one file per noun, and
// this file, the only one in which a key prefix may be spelled.
package store

import (
	"strings"

	"github.com/tributaryhq/tributary/shared/table"
)

// esc makes text from outside safe as a part of a key: the separator and the
// escape sign themselves are percent-encoded, so that no id can forge another
// key.
func esc(s string) string {
	return strings.NewReplacer("%", "%25", "#", "%23").Replace(s)
}

func join(parts ...string) string { return strings.Join(parts, "#") }

func key(pk, sk string) table.Key { return table.Key{PK: pk, SK: sk} }
