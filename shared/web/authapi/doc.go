// Package authapi is signing in and out: /api/auth.
//
// Whoever asks learns nothing about addresses that are not theirs (S-12): the
// answers to a wrong password and to an unknown address are one, and a link is
// always said to be on its way. A GET never uses up a link: pages show a button,
// and the POST behind it consumes (F05).
package authapi
