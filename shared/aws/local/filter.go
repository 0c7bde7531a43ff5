package local

import (
	"encoding/json"
	"fmt"
	"slices"

	"github.com/tributaryhq/tributary/shared/aws/sam"
)

// matcher is a list of event patterns, one of which must hold. Leaves are lists
// of values, one of which must be equal; other operators are refused.
type matcher []map[string]any

func newMatcher(e sam.StreamEvent) (matcher, error) {
	var m matcher
	for _, f := range e.FilterCriteria.Filters {
		var p map[string]any
		if err := json.Unmarshal([]byte(f.Pattern), &p); err != nil {
			return nil, fmt.Errorf("filter %s: %w", f.Pattern, err)
		}
		if err := known(p); err != nil {
			return nil, fmt.Errorf("filter %s: %w", f.Pattern, err)
		}
		m = append(m, p)
	}
	return m, nil
}

func known(p map[string]any) error {
	for name, v := range p {
		switch v := v.(type) {
		case map[string]any:
			if err := known(v); err != nil {
				return err
			}
		case []any:
			if slices.ContainsFunc(v, func(e any) bool { _, op := e.(map[string]any); return op }) {
				return fmt.Errorf("operators are not known here: %v", v)
			}
		default:
			return fmt.Errorf("%s is neither an object nor a list", name)
		}
	}
	return nil
}

func (m matcher) matches(tree map[string]any) bool {
	return len(m) == 0 || slices.ContainsFunc(m, func(p map[string]any) bool { return holds(p, tree) })
}

func holds(pattern map[string]any, tree map[string]any) bool {
	for name, want := range pattern {
		switch want := want.(type) {
		case map[string]any:
			sub, _ := tree[name].(map[string]any)
			if sub == nil || !holds(want, sub) {
				return false
			}
		case []any:
			if !slices.Contains(want, tree[name]) {
				return false
			}
		}
	}
	return true
}
