//go:build !race

package budget_test

// slack is by how many percent allocations may exceed their budget.
const slack = 0
