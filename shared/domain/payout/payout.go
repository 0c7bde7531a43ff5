package payout

import (
	"time"

	"github.com/tributaryhq/tributary/shared/domain/fx"
	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
)

// Status is where a payout stands.
type Status string

// The states.
const (
	Building    Status = "building"
	Reserved    Status = "reserved"
	Queued      Status = "queued"
	Sending     Status = "sending"
	Processing  Status = "processing"
	Reconciling Status = "reconciling"
	Exported    Status = "exported"
	Paid        Status = "paid"
	Failed      Status = "failed"
	Returned    Status = "returned"
	Cancelled   Status = "cancelled"
)

// next is the one transition table. Online rails go by queued, file rails by
// exported.
var next = map[Status][]Status{
	Building:    {Reserved, Cancelled},
	Reserved:    {Queued, Exported, Cancelled},
	Queued:      {Sending, Cancelled},
	Sending:     {Processing, Paid, Failed, Reconciling},
	Processing:  {Paid, Failed, Reconciling},
	Reconciling: {Processing, Paid, Failed},
	Exported:    {Paid, Failed},
	Paid:        {Returned},
}

// Final tells whether nothing more happens by itself.
func (s Status) Final() bool {
	switch s {
	case Paid, Failed, Returned, Cancelled:
		return true
	case Building, Reserved, Queued, Sending, Processing, Reconciling, Exported:
	}
	return false
}

// gaveBack tells whether the money of a payout in this state belongs back into
// the wallet.
func (s Status) gaveBack() bool { return s == Failed || s == Returned || s == Cancelled }

// Payout is one transfer to one partner.
type Payout struct {
	ID        id.Payout
	Batch     id.Batch
	Account   ledger.Account
	Status    Status
	Reason    string
	Rail      string
	PayeeName string
	Masked    string // the payee's account, as shown
	Sealed    []byte // the payee's account as it was when the payout was made
	Minor     int64  // sum of its lines; frozen once reserved
	Terms     FeeTerms
	FeeMinor  int64     // what it costs, known once reserved
	Rate      fx.Rate   // of one in another currency, frozen when it was made; Num is 0 where there is none
	SentMinor int64     // what leaves, in Rate.To; frozen once reserved
	Lines     int64     // how many commissions it holds
	Chunks    int64     // in how many claims
	Followed  int64     // of how many chunks the commissions followed the last state
	Attempt   int64     // number of the newest attempt
	Reference string    // the provider's, or what a manager noted; its partner reads it
	Evidence  string    // what a manager found out where nobody knew the outcome; for managers
	Hands     []string  // who changed its account, or gave a commission in it by hand
	AskedBy   string    // of a withdrawal: who wants it
	Retry     id.Payout // of a withdrawal: the payout that it makes anew
	Auto      bool      // of a withdrawal: nobody has to approve it
	Approval  Approval  // of a withdrawal
	Handled   bool      // of one that failed or came back: somebody has seen to it
	Unclaimed time.Time // since when the payee leaves it at the provider
	CreatedAt time.Time
	SentAt    time.Time
	EndedAt   time.Time
	Version   int64
}

// FeeTerms are what a payout costs and who bears it, as it was when it was made.
type FeeTerms struct {
	Fee         program.Fee `json:"fee"`
	PartnerPays bool        `json:"partner_pays,omitempty"`
}

// Amount is the payout's sum.
func (p Payout) Amount() money.Amount {
	a, err := money.New(p.Minor, p.Account.Currency)
	if err != nil {
		return money.Amount{}
	}
	return a
}

// Deducted is the part of the fee that the partner bears.
func (p Payout) Deducted() int64 {
	if p.Terms.PartnerPays {
		return p.FeeMinor
	}
	return 0
}

// Net is what is paid: the sum less the fee that the partner bears.
func (p Payout) Net() money.Amount {
	a, err := money.New(p.Minor-p.Deducted(), p.Account.Currency)
	if err != nil {
		return money.Amount{}
	}
	return a
}

// Sent is what leaves: Net, or what that is in the currency of the payout.
func (p Payout) Sent() money.Amount {
	if !exchanged(p.Rate) {
		return p.Net()
	}
	a, err := money.New(p.SentMinor, p.Rate.To)
	if err != nil {
		return money.Amount{}
	}
	return a
}

// Exchanged tells whether the payout is in another currency than its account.
func (p Payout) Exchanged() bool { return exchanged(p.Rate) }

// Withdrawal tells whether a partner, or a retry, asked for the payout: it is in
// no run.
func (p Payout) Withdrawal() bool { return p.Batch == "" }

// Awaiting tells whether it is a withdrawal that somebody has to approve.
func (p Payout) Awaiting() bool {
	return p.Withdrawal() && p.Status == Reserved && !p.Auto && !p.Approval.Done()
}

// Troubled tells whether a person should look at it.
func (p Payout) Troubled() bool {
	switch p.Status {
	case Failed, Returned:
		return !p.Handled
	case Reconciling:
		return true
	case Building, Reserved, Queued, Sending, Processing, Exported, Paid, Cancelled:
	}
	return !p.Unclaimed.IsZero() && !p.Status.Final()
}

// move returns the payout in another state, or a Conflict.
func (p Payout) move(to Status) (Payout, error) {
	for _, s := range next[p.Status] {
		if s == to {
			p.Status = to
			p.Version++
			return p, nil
		}
	}
	return p, fault.New(fault.Conflict, "payout.not_"+string(to), "A payout that is %s cannot become %s.", p.Status, to)
}

// Claim is a chunk of commissions that a payout holds.
type Claim struct {
	Payout      id.Payout
	Number      int64
	Commissions []id.Commission
	Minor       int64
}

// BatchStatus is where a batch stands.
type BatchStatus string

// The states.
const (
	Draft          BatchStatus = "draft"
	Reviewed       BatchStatus = "reviewed"
	Approved       BatchStatus = "approved"
	Running        BatchStatus = "running"
	Closed         BatchStatus = "closed"
	BatchCancelled BatchStatus = "cancelled"
)

var nextBatch = map[BatchStatus][]BatchStatus{
	Draft:    {Reviewed, BatchCancelled},
	Reviewed: {Approved, BatchCancelled},
	Approved: {Running},
	Running:  {Closed},
}

// Batch is one payout run of a program. Planned is false while its payouts are
// still being built.
type Batch struct {
	ID           id.Batch
	Program      id.Program
	Status       BatchStatus
	Rail         string
	Cutoff       time.Time // what became available later waits
	Planned      bool
	Key          string // of the run: its day, or when it was planned by hand
	MinimumMinor int64
	Terms        FeeTerms
	Rates        []fx.Rate    // by which it pays other currencies, frozen as it is planned
	Only         []id.Partner // these alone, where there are some
	Except       []id.Partner
	CreatedBy    string
	Approval     Approval
	CreatedAt    time.Time
	ClosedAt     time.Time
	Version      int64
}

func (b Batch) move(to BatchStatus) (Batch, error) {
	for _, s := range nextBatch[b.Status] {
		if s == to {
			b.Status = to
			b.Version++
			return b, nil
		}
	}
	return b, fault.New(fault.Conflict, "batch.not_"+string(to), "A payout run that is %s cannot become %s.", b.Status, to)
}
