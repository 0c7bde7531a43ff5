// Package railhook takes what payment providers tell of payouts: it proves that
// it was them, and queues of which payout they spoke. What became of it is asked
// of the provider by whoever takes the word from the queue.
package railhook
