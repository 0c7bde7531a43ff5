// Package report holds the day counters and what is read out of them: a
// period's figures beside those of the equal period before, day by day, and
// broken down by link, offer, sub-id, device and country.
//
// Counters are kept per day of the program's zone, for the program as a whole
// and for each partner, by dimension. Amounts are minor units of the program's
// currency and belong to the day of the event, whenever it is told of. What a
// partner can be paid is never computed here: that is the [Wallet], which comes
// from the ledger. A partner sees unique clicks only; the other classes are in
// [Classes], for managers.
package report
