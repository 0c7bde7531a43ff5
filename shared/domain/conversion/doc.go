// Package conversion decides what a reported event is worth and to whom.
//
// Every path (postback, API, Stripe, a queue) ends in one function, Process.
// An event is known by (program, kind, transaction id), whoever reports it; the
// first report's answer is repeated for ever. A sale finds its partner by the
// customer it is bound to or by signed click ids; a refund gives back its share
// of every commission of the order, and waits for the sale when it comes first.
// Each decision writes its trace with it: what was looked at, and why it came
// out so, also when nothing was earned. Managers see the trace; partners see
// what concerns their own commission.
package conversion
