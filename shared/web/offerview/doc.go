// Package offerview shows what offers say alike to managers, who write it, and
// to partners, whom it concerns.
package offerview
