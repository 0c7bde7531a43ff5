package partnerapi

import (
	"context"
	"net/http"

	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/domain/payout"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

const proofType = "application/x-ndjson"

// Proofs makes the proof that a payout is in the signed book.
type Proofs interface {
	OfPayout(ctx context.Context, a ledger.Account, p id.Payout) ([]byte, error)
}

func (a api) proof(r *httpkit.API) {
	httpkit.Register(r, httpkit.Op{
		ID: "get-payout-proof", Method: http.MethodGet, Path: payoutsBase + "/{payout}/proof", Access: admin, KeyScope: payoutsRead, Produces: proofType,
		Summary:     "The proof that a payout is in the program's signed book",
		Description: "Your own postings, their way to the root that was signed for a day, and the signature; nothing of anybody else. docs/ledger-proof.md says how to verify it.",
	}, inProgram(a, a.getProof))
}

func (a api) getProof(ctx context.Context, m member, in *PayoutPath) (*httpkit.File, error) {
	p, err := a.ownPayout(ctx, m, in.Payout)
	if err != nil {
		return nil, err
	}
	body, err := a.Proofs.OfPayout(ctx, p.Account, p.ID)
	return httpkit.Attachment(proofType, "proof-"+string(p.ID)+".ndjson", body), err
}

// ownPayout reads one of the partner's payouts in the program.
func (a api) ownPayout(ctx context.Context, m member, text string) (payout.Payout, error) {
	pid, err := parse[id.Payout](text, "payout")
	if err != nil {
		return payout.Payout{}, err
	}
	p, err := a.Payouts.Payout(ctx, pid)
	if err == nil && (p.Account.Partner != m.Partner || p.Account.Program != m.Program.ID) {
		err = fault.New(fault.NotFound, "payout.unknown", "There is no such payout.")
	}
	return p, err
}
