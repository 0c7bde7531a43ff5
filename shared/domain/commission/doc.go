// Package commission is the earned amount and its life.
//
// pending is held back; approved is ready for the next payment; available is in
// the partner's wallet; paid is paid. held waits for a decision. declined and
// reversed are ends, always with a reason. What a payout has claimed is never
// edited: taking it back adds a clawback, a negative line. A partial refund
// keeps the state and adds to Reversed. Partners see their own commissions
// without the rules behind a hold.
package commission
