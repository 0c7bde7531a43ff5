package payout

import (
	"context"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// wish is a payout outside runs, before it is made.
type wish struct {
	account ledger.Account
	terms   Terms
	by      string
	auto    bool
	retry   id.Payout
	mine    id.Payout // what an earlier try of it has made
}

// Withdraw pays a partner all that is available in a program, because the
// partner asks for it. Unless the program has said otherwise, a manager approves
// it before it leaves. There is one at a time: an interrupted one goes on.
func (r Runner) Withdraw(ctx context.Context, slots Slots, p program.Program, o id.Partner, by id.User) (Payout, error) {
	if !p.Payouts.Withdrawals {
		return Payout{}, fault.New(fault.Conflict, "withdrawal.off", "This program pays by schedule only.")
	}
	return r.grant(ctx, slots, wish{
		account: ledger.Account{Program: p.ID, Partner: o, Currency: p.Currency}, terms: TermsOf(p), by: string(by), auto: p.Payouts.AutoWithdraw,
	})
}

func (r Runner) grant(ctx context.Context, slots Slots, w wish) (Payout, error) {
	var p Payout
	var err error
	for range attempts {
		if p, err = r.grantOnce(ctx, slots, w); !fault.IsStale(err) {
			break
		}
		w.mine = p.ID
	}
	if err != nil {
		return p, err
	}
	if err := r.resumeWithdrawal(ctx, p); err != nil && !fault.IsStale(err) {
		return p, err
	}
	return r.Store.Payout(ctx, p.ID)
}

// grantOnce claims what is available into a payout, which it makes unless one is
// still being built. The payout's id is of the ledger's state: two requests at
// once make one payout.
func (r Runner) grantOnce(ctx context.Context, slots Slots, w wish) (Payout, error) {
	slot, err := slots.Slot(ctx, w.account)
	if err != nil {
		return Payout{}, err
	}
	if slot.Version > 0 {
		last, err := r.Store.Payout(ctx, slot.Payout)
		switch {
		case err != nil:
			return Payout{}, err
		case last.Status == Building:
			return r.fillRest(ctx, last, r.Clock.Now())
		case last.ID == w.mine:
			return last, nil
		case !last.Status.Final() || last.Followed < last.Chunks && last.Status.gaveBack():
			return Payout{}, fault.New(fault.Conflict, "withdrawal.open", "A withdrawal is under way; the next can follow when it is done.")
		}
	}
	balance, err := r.Money.Balance(ctx, w.account)
	if err != nil {
		return Payout{}, err
	}
	p, err := r.wished(ctx, w, balance)
	if err != nil {
		return Payout{}, err
	}
	d, err := r.due(ctx, w.account, p.CreatedAt)
	if err != nil {
		return Payout{}, err
	}
	if skip := r.short(p, d.sum, w.terms.MinimumMinor); skip != "" {
		return Payout{}, blocked(skip)
	}
	slot.Account, slot.Payout = w.account, p.ID
	return r.fill(ctx, p, d, &slot)
}

// fillRest claims for a payout what its making has left.
func (r Runner) fillRest(ctx context.Context, p Payout, cutoff time.Time) (Payout, error) {
	d, err := r.due(ctx, p.Account, cutoff)
	if err != nil {
		return p, err
	}
	return r.fill(ctx, p, d, nil)
}

func (r Runner) wished(ctx context.Context, w wish, balance ledger.Balance) (Payout, error) {
	if balance.Wallet() < 0 {
		return Payout{}, blocked(OwesMoney)
	}
	m, err := r.Methods.Method(ctx, w.account.Partner)
	if err != nil {
		return Payout{}, err
	}
	now := r.Clock.Now()
	b := Batch{Program: w.account.Program, Rail: m.Rail, CreatedAt: now, Terms: w.terms.fee(m.Rail)}
	skip, err := r.barred(ctx, b, w, m)
	if err != nil || skip != "" {
		return Payout{}, orBlocked(err, skip)
	}
	parts := []string{string(w.account.Program), string(w.account.Partner), string(w.account.Currency), "withdrawal", itoa(balance.Seq)}
	if w.retry != "" {
		parts = retryParts(w.retry)
	}
	pid, err := id.Of[id.Payout](parts...)
	if err != nil {
		return Payout{}, err
	}
	p, err := r.begin(ctx, b, w.account, pid)
	p.AskedBy, p.Auto, p.Retry = w.by, w.auto, w.retry
	return p, err
}

// retryParts are what the id of a payout is made of that pays another anew.
func retryParts(old id.Payout) []string { return []string{string(old), "retry"} }

// barred says why an account cannot be paid outside a run.
func (r Runner) barred(ctx context.Context, b Batch, w wish, m Method) (string, error) {
	_, skip, err := r.payee(ctx, b, w.account)
	if err != nil || skip != "" {
		return skip, err
	}
	if !w.terms.offers(m.Rail) {
		return RailNotOffered, nil
	}
	return "", nil
}

func orBlocked(err error, skip string) error {
	if err != nil {
		return err
	}
	return blocked(skip)
}

// blocked explains to a person why nothing can be withdrawn.
func blocked(skip string) error {
	text, ok := map[string]string{
		NoMethod:        "Say first how you want to be paid.",
		MethodOnHold:    "The payout method was changed; it can be used 72 hours after the change.",
		RailNotOffered:  "This program does not pay by that payout method. Choose another.",
		OtherCurrency:   "That payout method does not pay in this program's currency. Choose another.",
		BelowMinimum:    "What is available is below the program's minimum payout.",
		NothingDue:      "Nothing is available.",
		NotConnected:    "This program cannot pay by that payout method at the moment. Choose another.",
		NotJoined:       "Finish connecting your account at the provider first.",
		NameNotWritable: "The account holder's name has letters that the bank's file cannot carry. Change the payout method.",
		RateMissing:     "This program has no exchange rate of today for the currency that you want to be paid in. Ask the program, or choose its own currency.",
		TooSmall:        "What is available is less than the smallest amount that the payout method sends.",
		FeeTooHigh:      "What is available does not cover the fee.",
		OwesMoney:       "The balance is negative. What you earn is netted with it first.",
	}[skip]
	if !ok {
		text = "Something has to be done before you can be paid: " + skip + "."
	}
	return fault.New(fault.Conflict, "withdrawal."+skip, "%s", text)
}

// resumeWithdrawal brings a payout outside runs on: one that is still being
// built is reserved, one that nobody has to approve is sent.
func (r Runner) resumeWithdrawal(ctx context.Context, p Payout) error {
	if p.Status == Building {
		err := r.finish(ctx, p, r.Clock.Now())
		if err != nil {
			return err
		}
		if p, err = r.Store.Payout(ctx, p.ID); err != nil {
			return err
		}
	}
	if _, online := r.Rails.Online[p.Rail]; p.Status == Reserved && online && (p.Auto || p.Approval.Done()) {
		return r.queue(ctx, p)
	}
	return nil
}

// ApproveWithdrawal lets a withdrawal's money go, as soon as enough people have
// signed. A file rail's waits for its export then.
func (r Runner) ApproveWithdrawal(ctx context.Context, program id.Program, pid id.Payout, who Approver) (Payout, error) {
	p, err := r.withdrawal(ctx, program, pid)
	if err != nil {
		return p, err
	}
	if p.Awaiting() {
		if err := r.proved(who, p.Rail); err != nil {
			return p, err
		}
		n := p
		n.Version++
		if n.Approval, err = who.sign(p.Approval, p.AskedBy, p.Hands, r.Clock.Now()); err != nil {
			return p, err
		}
		_, online := r.Rails.Online[p.Rail]
		if err := r.Store.Commit(ctx, Outcome{Payout: &Change{p, n, online && n.Approval.Done(), r.act("withdrawal.approve")}}); err != nil {
			return p, err
		}
		p = n
	} else if !p.Approval.Done() {
		return p, fault.New(fault.Conflict, "withdrawal.not_awaiting", "Nobody has to approve this withdrawal.")
	}
	if err := r.resumeWithdrawal(ctx, p); err != nil && !fault.IsStale(err) {
		return p, err
	}
	return r.Store.Payout(ctx, pid)
}

// DeclineWithdrawal gives the money of a withdrawal back before it was approved.
func (r Runner) DeclineWithdrawal(ctx context.Context, program id.Program, pid id.Payout, reason string) error {
	if err := sentence("reason", reason); err != nil {
		return err
	}
	p, err := r.withdrawal(ctx, program, pid)
	switch {
	case err != nil:
		return err
	case p.Status == Cancelled:
		return r.follow(ctx, p)
	case !p.Awaiting():
		return fault.New(fault.Conflict, "withdrawal.not_awaiting", "This withdrawal no longer waits for approval.")
	}
	return r.end(ctx, p, Cancelled, reason, "withdrawal.decline")
}

func (r Runner) withdrawal(ctx context.Context, program id.Program, pid id.Payout) (Payout, error) {
	p, err := r.of(ctx, program, pid)
	if err == nil && !p.Withdrawal() {
		return p, fault.New(fault.Conflict, "payout.in_run", "This payout is approved with its run.")
	}
	return p, err
}

// of reads a payout of the program; another program's is not found.
func (r Runner) of(ctx context.Context, program id.Program, pid id.Payout) (Payout, error) {
	p, err := r.Store.Payout(ctx, pid)
	if err == nil && p.Account.Program != program {
		return Payout{}, fault.New(fault.NotFound, "payout.unknown", "There is no such payout.")
	}
	return p, err
}
