// Package proof makes a program's book provable to people who do not trust
// its owner, and verifies such proofs.
//
// Once a day the heads of all accounts become the leaves of a Merkle tree. Its
// root is chained to the day before's and signed. An export holds everything
// below a root; a partner's proof holds its own account and a path to the root
// and tells nothing of anybody else, not even how many there are: the tree is
// filled up with leaves that cannot be told from real ones.
//
// The package verifies by bytes, knows nothing of how the book is kept, and
// shares no code with package ledger: it is the second program. The form of
// every byte is described in docs/ledger-proof.md, with vectors in
// conformance/ledger.
package proof
