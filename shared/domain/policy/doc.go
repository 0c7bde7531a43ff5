// Package policy writes what a program decides (settings, groups, tiers and
// offers) as one YAML document and makes a program what a document says (M17):
// Pull writes the present state, Plan tells the difference, Apply makes it so
// through the same desks as the portal, so that the same rules hold, every act
// is in the log and every changed offer gets a new version.
//
// A document says as much as its writer likes: a setting that it leaves out
// stays as it is, and so does a group, a tier or an offer. An offer, group or
// tier that it names is what it says in whole. Each is found by its id, else by
// its name. Amounts are in minor units, rates in basis points.
package policy
