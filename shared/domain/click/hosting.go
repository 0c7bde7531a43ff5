package click

import "slices"

//go:generate go run hosting_gen.go

// IsHosting tells whether the autonomous system of that number is a data
// centre's. The numbers come from a published list, see hosting.txt.
func IsHosting(network uint32) bool {
	_, found := slices.BinarySearch(hosting[:], network)
	return found
}
