package ledger

// Earn brings a new commission into the account.
func Earn(minor int64) []Move { return []Move{{Expense, Pending, minor}} }

// Accept moves an earned amount to approved only: in a network it waits there
// until the program's money has come.
func Accept(minor int64) []Move { return []Move{{Pending, Approved, minor}} }

// Funded is the kind of a posting that says that the program's money has come.
const Funded Kind = "funded"

// Fund moves what was approved to available, as the program's money has come;
// what the partner owes is netted from it at once.
func (b Balance) Fund(minor int64) []Move {
	return append([]Move{{Approved, Available, minor}}, b.net(b.Available+minor)...)
}

// Approve moves an earned amount through approved to available, because a
// direct program pays from its own account; what the partner owes is netted
// from it at once.
func (b Balance) Approve(minor int64) []Move {
	return append([]Move{{Pending, Approved, minor}, {Approved, Available, minor}}, b.net(b.Available+minor)...)
}

// net pays off what the partner owes from what would be available.
func (b Balance) net(available int64) []Move {
	return []Move{{Available, ClawbackDue, min(available, b.ClawbackDue)}}
}

// Decline gives a pending amount back.
func Decline(minor int64) []Move { return []Move{{Pending, Expense, minor}} }

// Take gives an amount back that is available, was paid, or is on its way: from
// what is available as far as that covers, the rest becomes owed.
func (b Balance) Take(minor int64) []Move {
	covered := min(minor, b.Available)
	return []Move{{Available, Expense, covered}, {ClawbackDue, Expense, minor - covered}}
}

// Claim puts the sum of a payout's lines on its way. Lines may be negative
// (clawbacks); what was netted before is owed again until its line is claimed.
func (b Balance) Claim(sum int64) []Move {
	if sum < 0 {
		owed := min(-sum, b.ClawbackDue)
		return []Move{{InTransit, ClawbackDue, owed}, {InTransit, Available, -sum - owed}}
	}
	covered := min(sum, b.Available)
	return []Move{{Available, InTransit, covered}, {ClawbackDue, InTransit, sum - covered}}
}

// Release takes the sum of lines back from a payout that will not be sent.
func (b Balance) Release(sum int64) []Move {
	if sum < 0 {
		covered := min(-sum, b.Available)
		return []Move{{Available, InTransit, covered}, {ClawbackDue, InTransit, -sum - covered}}
	}
	return append([]Move{{InTransit, Available, sum}}, b.net(b.Available+sum)...)
}

// Settle says that the provider has paid.
func Settle(minor int64) []Move { return []Move{{InTransit, Paid, minor}} }

// Return takes the sum of lines back from a payout that had been paid and came
// back. Lines that are negative are owed again.
func (b Balance) Return(sum int64) []Move {
	if sum < 0 {
		covered := min(-sum, b.Available)
		return []Move{{Available, Paid, covered}, {ClawbackDue, Paid, -sum - covered}}
	}
	return append([]Move{{Paid, Available, sum}}, b.net(b.Available+sum)...)
}
