// Package enrollment holds a partner's place in a program, from the
// application on.
//
// States: in_review → active | rejected(reason); active ⇄ suspended(reason).
// Approval is one transaction: the enrollment, the account that it earns into,
// the default link, and the event that tells of it (F87). The applicant is a
// member of the organisation from the application on, and can sign in to see
// where it stands; a program lets in partners that have entered it. Suspension is mirrored on the account, so that the next sale sees it.
// Managers see applications and reasons; a partner sees its own state.
package enrollment
