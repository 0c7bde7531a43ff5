package program

// Approval says what becomes of commissions once they are approved, and how
// far one manager may correct them alone.
type Approval struct {
	Funding     Funding
	AdjustMinor int64 // of one correction by hand; above it a second person approves
}

// Funding says whose account partners are paid from.
type Funding string

// The ways. An empty one is direct.
const (
	// Direct: the program pays from its own account, what is approved is available.
	Direct Funding = "direct"
	// Network: what is approved waits until the program's money has come.
	Network Funding = "network"
)

// MaxAdjustMinor bounds what a program may leave to one manager.
const MaxAdjustMinor = 100_000_000_00

func (a Approval) fundingKnown() bool {
	return a.Funding == "" || a.Funding == Direct || a.Funding == Network
}
