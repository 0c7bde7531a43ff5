package tax

import "github.com/tributaryhq/tributary/shared/kernel/money"

// Paid is what a program paid a partner in a calendar year, less what came
// back, in minor units: by hand, file and transfer in Direct; through a payment
// network, which reports by itself (Form 1099-K), in Network.
type Paid struct {
	Direct, Network int64
}

// Threshold is from which sum in a year on a payment for services is reported
// on Form 1099-NEC, in cents, and the year whose figure it is: $600 until 2025,
// $2,000 from 2026 on (Public Law 119-21, section 70433). From 2027 on it
// follows prices; a figure that is not known here is that of the nearest year
// before.
func Threshold(year int) (money.Amount, int) {
	if year < 2026 {
		return money.Must(600_00, "USD"), year
	}
	return money.Must(2000_00, "USD"), 2026
}

// Reportable tells whether a year's direct payments to the holder of the form
// belong on Form 1099-NEC: payments in dollars, from the threshold on, to payees
// of the United States that are no corporation.
func Reportable(f Form, p Paid, currency money.Currency, year int) bool {
	least, _ := Threshold(year)
	if currency != least.Currency() || p.Direct < least.Minor() {
		return false
	}
	switch f.Classification {
	case "c_corporation", "s_corporation", "llc_c", "llc_s":
		return false
	}
	return f.Kind == W9 || f.Version == 0 // who never said, is reported too
}
