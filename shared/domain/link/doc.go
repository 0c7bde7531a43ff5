// Package link holds tracking links: what a partner shares, where it leads,
// and how a visitor's request is turned into the merchant's URL.
//
// A partner has one default link, which also takes deep links (any page of the
// merchant's site), and up to 50 custom links, whose destination nothing in a
// request can change. Every link has a random 64-bit reference that click ids
// carry and that can be resolved for ever. Only https destinations on the
// program's hosts exist, parsed and written as a browser would (see
// [ParseURL]). Partners see and change their own links only.
package link
