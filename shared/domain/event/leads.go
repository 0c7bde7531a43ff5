package event

// What happens to leads and deals.
const (
	LeadSubmitted  Type = "lead.submitted"
	LeadReferred   Type = "lead.referred" // inner: the program sends the partner one
	LeadAnswered   Type = "lead.answered" // inner: the partner takes it, or does not: status says so
	LeadApproved   Type = "lead.approved"
	LeadRejected   Type = "lead.rejected"
	LeadWon        Type = "lead.won"
	LeadLost       Type = "lead.lost"
	LeadDeleted    Type = "lead.deleted" // inner: it counts no more
	DealRegistered Type = "deal.registered"
	DealAccepted   Type = "deal.accepted"
	DealRejected   Type = "deal.rejected"
	DealMoved      Type = "deal.moved"    // inner: to another stage
	DealClosed     Type = "deal.closed"   // inner: the partner says that it is won
	DealReturned   Type = "deal.returned" // inner: the program does not think so
	DealWon        Type = "deal.won"      // and the program says so too
	DealLost       Type = "deal.lost"
)
