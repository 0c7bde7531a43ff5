// Package trackapi is what the merchant's side and visitors talk to: tracking
// links, which redirect and count, and the reports of what was sold, which are
// decided and answered with a verdict.
package trackapi
