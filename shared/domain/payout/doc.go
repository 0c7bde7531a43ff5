// Package payout pays partners, each exactly once.
//
// A batch is a run over a program: it claims what is available, a partner at a
// time, in chunks that are each one transaction; a payout is what one partner
// gets of it. Nothing leaves before a manager approves the batch. Online rails
// are called by the sender, with a stored attempt as the key, and an answer that
// is not a definite yes or no is a state of its own; file rails are exported,
// and marked paid or failed by hand. What fails goes back to the partner's
// wallet. Partners see their own payouts, never the batch.
package payout
