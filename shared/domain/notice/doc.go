// Package notice tells people what happened: a line in their inbox in the
// portal (F12) and, for what matters, a mail in the program's own look (F72).
// Each can be switched off by kind and channel (F74). A notice exists once for
// each event and person; a mail is sent once for each event, kind and person:
// a mark is claimed before the sending, and whoever finds the mark claimed by
// itself goes on where it crashed.
//
// No text here names the product: what a partner reads comes from the program
// (F85).
package notice
