// Package publicapi is what anybody may see and do before signing in:
// /v1/public. A program's brand and terms (F85), and applying to it (F87).
//
// An application is always answered the same way, whether or not the address
// has an account, and whether or not it has applied before (S-12).
package publicapi
