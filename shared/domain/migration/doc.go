// Package migration takes a program over from another product (M11): partners
// with their groups, links and codes, customers with who brought them, and the
// history of commissions and payouts.
//
// It reads the files that the other product exports into one neutral model,
// [Bundle], and a [Loader] brings that in, row by row. Every row becomes
// something whose id follows from the source and the row's own id, so that a
// second run finds what the first one did and does the rest. Money comes in as
// postings of their own kind that tell where they come from; what they add up
// to is held against the file, per partner and to the cent.
package migration
