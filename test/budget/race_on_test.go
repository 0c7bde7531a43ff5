//go:build race

package budget_test

// slack is by how many percent allocations may exceed their budget: the race
// detector empties pools at random. Without it, and in the benchmarks, by none.
const slack = 10
