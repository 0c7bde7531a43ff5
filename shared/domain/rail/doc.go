// Package rail holds how a program pays online: the credentials by which it
// calls a payment provider, sealed so that only the functions that pay open
// them, what proves the provider's events, and the accounts that partners have
// connected there.
package rail
