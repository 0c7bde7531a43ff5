// Package partnerapi is what a partner's people see and do: /api/p/{partner}.
//
// One file per noun: its routes, then handlers, then views. Every answer is a
// view of its own, never a domain struct, so that what a partner must not see
// (other partners, margins, risk scores, holdback rates, click classes) has no
// field to travel in. What belongs to another partner, or to a program in which
// the partner is not enrolled, does not exist here: NotFound.
package partnerapi
