// Package bank knows what accounts look like: IBAN, BIC and American routing
// numbers with their check digits, the days on which banks move money, and the
// account that a program pays its partners from.
package bank
