package table

// Together runs calls that do not depend on each other, side by side where the
// driver can: a network takes them in one round trip's time. It returns the
// first error in their order.
func Together(t Table, calls ...func() error) error {
	if p, ok := t.(interface {
		Together(calls ...func() error) error
	}); ok {
		return p.Together(calls...)
	}
	var first error
	for _, call := range calls {
		if err := call(); err != nil && first == nil {
			first = err
		}
	}
	return first
}
