// Package crash kills a payout run's process, with SIGKILL, at every named point
// of it, and holds what a second process makes of the rest against the book of
// the provider.
package crash
