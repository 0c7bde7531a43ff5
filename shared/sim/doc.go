// Package sim plays a program's life with the real handlers on the memory
// table: sales and refunds in any order, messages delivered twice, late or
// again after a crash, calls of the table that conflict, are throttled or lose
// their reply, a process that dies at any of them, schedules that fire twice, a
// payout provider that does not answer. A seed decides everything, so a failure
// can be played again. After each step the ledger must hold; at the end, when
// all is quiet, a model written apart from the handlers must agree to the cent,
// and the provider's own book with ours.
package sim
