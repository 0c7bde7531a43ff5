// Package enrollment holds a partner's place in a program, from the
// application on.
//
// States: in_review → active | rejected(reason); rejected → in_review, when it
// may apply again; active ⇄ suspended(reason); active, suspended → banned(reason)
// | left; banned, left → active, when it is taken back.
// Approval is one transaction: the enrollment, the account that it earns into,
// the default link, and the event that tells of it (F87). The applicant is a
// member of the organisation from the application on, and can sign in to see
// where it stands; a program lets in partners that have entered it. The state is
// mirrored on the account, so that the next sale and the next payout see it:
// only an active partner earns, and only an active one or one who left is paid.
// Nothing that was earned is lost by a change of state.
// Managers see applications and reasons; a partner sees its own state.
package enrollment
