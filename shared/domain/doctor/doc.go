// Package doctor tells an integrator what a report would come to, line by line:
// what is wrong with it, what is odd, and what would be earned (M08). It looks
// at what was read and at the decision that was made without writing it, and
// decides nothing itself.
package doctor
