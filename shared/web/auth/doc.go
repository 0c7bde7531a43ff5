// Package auth decides who may call an operation.
//
// [Guard.Admit] is the one guard of all APIs. It refuses writes that another
// site's page sent (S-9), finds the session behind the cookie (S-8), resolves
// the membership that the path asks for (/api/p/{partner}, /api/m/{program})
// and holds the role against the operation's access. An access that the table
// does not know admits nobody. What belongs to somebody else does not exist:
// NotFound. Handlers read the result with [ActorOf]; writes they make carry the
// actor into the audit log.
package auth
