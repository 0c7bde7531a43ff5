// Package ledger is the double-entry book of what a program owes its partners.
//
// An account is (program, partner, currency). Each change is one posting with
// moves between buckets: expense is where commissions come from and reversals
// go back to; pending, approved, available, in_transit and paid are where the
// partner's money stands; clawback_due is what the partner owes, and grows when
// money is taken from it. Postings are never edited; each holds the hash of the
// one before, so the account's last hash, kept on its balance, proves them all.
//
// Invariants, checked before each write: amounts are whole minor units of one
// currency, every move takes from one bucket what it gives to another, no
// bucket falls below zero, and
// pending + approved + available + in_transit + paid − clawback_due = earned − reversed.
package ledger
