// Package team holds who acts for a partner organisation, or runs a program, and
// how people come in and go.
//
// An invitation is open for seven days and is accepted by whoever has its mail:
// with a new account, or signed in to the account of that address. An
// organisation always keeps an admin: whoever is demoted, removed or leaves
// names another one as witness, and the table lets the change happen only while
// the witness still is one.
package team
