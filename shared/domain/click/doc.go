// Package click holds what a visitor's click on a tracking link is, how it is
// named, and how it is counted.
//
// A click is named by a signed, self-describing id (see [Keys] and [Verify]):
// it says which link and which enrollment it belongs to, when it happened and
// whose it was, so that a sale is attributed without waiting for the queue and
// without reading anything. Whoever does not hold the key cannot make one up.
//
// Clicks are counted by [Recorder], a batch at a time: archived first, kept as
// one row per link and visitor second, folded into day counters third. A click
// that arrives twice is counted once.
package click
