package auth

import (
	"slices"
	"strings"

	"github.com/tributaryhq/tributary/shared/domain/identity"
)

// liked returns the first of our languages that an Accept-Language header names:
// browsers write the one that they like best first.
func liked(header string) string {
	for part := range strings.SplitSeq(header[:min(len(header), 200)], ",") {
		tag, _, _ := strings.Cut(strings.TrimSpace(part), ";")
		language, _, _ := strings.Cut(strings.ToLower(tag), "-")
		if slices.Contains(identity.Languages(), language) {
			return language
		}
	}
	return ""
}
