// Package tax holds the forms by which partners tell whom a company pays: W-9,
// W-8BEN and W-8BEN-E of the Internal Revenue Service, as captured on a page and
// signed there.
//
// A form is submitted, then verified or rejected by a person of the program; a
// new one replaces it. Numbers, dates of birth and addresses are sealed as one:
// only the function that files returns opens them. Numbers are checked by their
// shape, never against a register. The wording of certifications is the
// operator's; nothing here is legal advice.
package tax
