// Package group holds how a program sorts its partners: into groups, which
// decide what they see and may do, and on a ladder of tiers, which says what
// they earn and enjoy.
//
// A partner's group and tier stand on its enrollment and are mirrored on its
// account in the same transaction, so that a commission decided under the old
// ones is refused and decided anew. New partners come into the first group and
// the first tier. Rules move partners: up as soon as a goal is reached, down
// only when a period has closed without the figure that keeps the tier, and
// never a partner that a manager locked. Every move is kept with its cause and
// figures; the partner is told.
//
// Managers see everything; a partner sees its own tier, its own figures and the
// tiers above as the program describes them, and nothing of other partners.
package group
