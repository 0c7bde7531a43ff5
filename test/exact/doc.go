// Package exact holds the two promises about money that no order and no number
// of reports may break, against the real handlers: a sale counts once whichever
// paths tell of it however often, and the order in which its events come makes
// no difference in the end.
package exact
