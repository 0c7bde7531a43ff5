// Package identity holds who signs in and what they are members of.
//
// A user has one e-mail address and, if wanted, a password. Memberships say in
// which role the user acts for a partner organisation (admin, user) or for a
// program (owner, manager, finance, viewer); they are resolved on each request,
// never kept in the session. Sessions and one-time tokens are 256 random bits
// of which only the SHA-256 is stored. Sign-in, magic link and reset look the
// same for an address that nobody has (S-12): same answer, same work, a mail in
// both cases.
package identity
