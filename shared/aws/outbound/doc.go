// Package outbound is the one HTTP client that calls addresses which somebody
// outside has chosen: hooks and the like (S-31). It speaks https only, resolves
// a name once, refuses it unless all of its addresses are public, dials the
// address that was checked, follows no redirect, knows no proxy, and gives up
// after ten seconds or 64 KiB.
package outbound
