//go:build planted

package planted_test

// bug is a mistake that somebody could make: in the file, find becomes replace.
type bug struct{ name, file, find, replace string }

func bugs() []bug {
	return []bug{
		// What two functions decide at once.
		{"a commission is written whatever became of it meanwhile", "shared/store/commissions.go",
			`table.Put{Item: encodeCommission(ch.After), If: ifVersion(ch.Before.Version)}`, `table.Put{Item: encodeCommission(ch.After)}`},
		{"a balance is written whatever became of it meanwhile", "shared/store/ledger.go",
			`		table.Put{Item: encodeBalance(e.After), If: []table.Condition{table.Is("version", e.Before.Version)}},
		table.Put{Item: item, If: []table.Condition{table.Absent("")}},`, `		table.Put{Item: encodeBalance(e.After)},
		table.Put{Item: item},`},
		{"an order is written whatever became of it meanwhile", "shared/store/conversions.go",
			`table.Put{Item: encodeHead(o.Head), If: ifVersion(o.HeadBefore.Version)}`, `table.Put{Item: encodeHead(o.Head)}`},

		// What is told twice, late, or in another order.
		{"an event that is known is decided again", "shared/domain/conversion/process.go",
			`if e := d.order.Existing; e != nil {`, `if e := d.order.Existing; e != nil && e.Verdict.Result != Accepted {`},
		{"an event is known for three days only", "shared/store/conversions.go",
			`	sk := join(instant(r.OccurredAt), string(rec.ID))
`, `	sk := join(instant(r.OccurredAt), string(rec.ID))
	item[table.TTL] = rec.DecidedAt.Add(72 * time.Hour).Unix()
`},
		{"a refund that comes before its sale is forgotten", "shared/domain/conversion/commission.go",
			`	part, err := amount.Proportion(h.back()-d.order.Head.back(), d.report.Given().Minor())
	return part.Minor(), err`, `	return 0, nil`},
		{"an event is counted each time that it is told", "shared/store/rollup.go",
			`			If:   []table.Condition{table.Absent("")},
`, ``},
		{"the stream goes on behind an event that was not told", "shared/domain/event/relay.go", `			return i, err`, `			_ = i
			return len(raws), nil`},
		{"a click is counted each time that it is delivered", "shared/domain/click/row.go",
			`classes[i] = known`, `classes[i] = Duplicate`},

		// Amounts.
		{"a refund takes its share anew each time", "shared/domain/conversion/refund.go",
			`return d.takeFrom(b, c, due-taken)`, `return d.takeFrom(b, c, due)`},
		{"halves are always rounded up", "shared/kernel/money/money.go", `		if q.Bit(0) == 0 {`, `		if n.Sign() == 0 {`},
		{"the odd cent of a split is lost", "shared/kernel/money/money.go", `	step := int64(Amount{minor: rest}.Sign())`, `	rest = 0
	step := int64(Amount{minor: rest}.Sign())`},
		{"what a dispute took is not given again", "shared/domain/conversion/refund.go",
			`return d.giveAgain(b, c, taken-due)`, `return nil`},
		{"what a manager took back is given again", "shared/domain/conversion/refund.go",
			`if c.Closed {`, `if c.Closed && c.Status == commission.Paid {`},
		{"a payout is edited by a refund", "shared/domain/commission/decide.go",
			`	if c.Claimed() {
`, `	if c.Status == Paid {
`},

		// Time.
		{"a holdback is two days short", "shared/domain/conversion/commission.go", `start.AddDate(0, 0, int(days))`, `start.AddDate(0, 0, int(days)-2)`},

		// Payouts.
		{"a payout claims what another holds", "shared/domain/payout/claim.go",
			`case c.Status != commission.Available || c.Payout != "":`, `case c.Status != commission.Available:`},
		{"a payout loses sight of what its cut-off leaves behind", "shared/domain/payout/claim.go",
			`d.from = min(d.from, named.NamedBy[c.ID])`, `_ = d.from`},
		{"a redelivered order makes a new attempt", "shared/domain/payout/send.go",
			`	case Sending:
	case Building`, `	case Sending:
		p.Status = Queued
		if p, err = r.attempt(ctx, p); err != nil {
			return err
		}
	case Building`},
		{"a provider is called after it forgot the key", "shared/domain/payout/send.go",
			`if r.Clock.Now().Sub(a.SentAt) >= rail.Window() {`, `if r.Clock.Now().IsZero() {`},
		{"an unknown outcome gives the money back", "shared/domain/payout/send.go", `	case Absent, Unclear:
		return r.to(ctx, p, Reconciling, reply)`, `	case Absent, Unclear:
		return r.giveBack(ctx, p, Failed, reply.Reason)`},
		{"an absent payment is made anew, whenever that was", "shared/domain/payout/send.go", `reply.Answer == Absent && r.Clock.Now().Sub(a.SentAt) < rail.Window()`, `reply.Answer == Absent`},
		{"the last chunk of a payout does not follow it", "shared/domain/payout/follow.go",
			`	for p.Followed < p.Chunks {
`, `	for p.Followed < p.Chunks-1 {
`},
		{"a payout that ends without paying keeps its commissions", "shared/domain/payout/follow.go",
			`n.Payout, n.Status, n.PaidAt = "", commission.Available, time.Time{}`, `n.Status, n.PaidAt = commission.Available, time.Time{}`},
		{"a settled payout is not posted", "shared/domain/ledger/moves.go",
			`return []Move{{InTransit, Paid, minor}} }`, `return []Move{{InTransit, Paid, minor - minor}} }`},

		{"a payout that debts have outgrown cannot go on", "shared/domain/payout/claim.go",
			`if p.Chunks > 0 && p.Minor+d.sum <= 0 {`, `if p.Chunks < 0 {`},
		{"the part that a rail does not send is lost", "shared/domain/payout/plan.go", `	if stays > 0 {`, `	if stays < 0 {`},
		{"the part that a rail does not send is carried over in the other currency", "shared/domain/payout/exchange.go",
			`stays = worth(small, p.Rate)`, `stays = rest`},

		// Offers, currencies and SPIFFs.
		{"a budget is drawn on whatever is left of it", "shared/store/budgets.go",
			`, If: []table.Condition{table.AbsentOrAtMost("spent", d.Most-d.Minor)},`, `,`},
		{"a bound forgets what a partner earned", "shared/domain/conversion/counting.go", `partner[name] = n`, `partner[name] = n / 2`},
		{"a refunded line takes its part of the whole order", "shared/domain/conversion/orderline.go",
			`if len(h.Lines) == 0 || !byLine(c) || h.back() >= h.SaleMinor {`, `if len(h.Lines) >= 0 {`},
		{"what a step brings for the volume before it is forgotten", "shared/domain/offer/volume.go", `	if then == now {`, `	if then <= now {`},
		{"a sale is converted by the rate of the day on which it is decided", "shared/domain/conversion/exchange.go",
			`To: prog.Currency, Day: clock.Day(r.OccurredAt, prog.Location()),`, `To: prog.Currency, Day: clock.Day(p.Clock.Now(), prog.Location()),`},
		{"a sale that waited for its rate is decided by nobody", "shared/domain/conversion/conversion.go", `return r.Verdict.Reason != RateMissing`, `return true`},
		{"a SPIFF's budget bounds each award by itself", "shared/domain/spiff/evaluate.go",
			`s.affords(s.Owed(figure)-st.Progress.Minor, st.Totals.Minor)`, `s.affords(s.Owed(figure)-st.Progress.Minor, 0)`},
		{"what a provider sends back after it was paid is not taken back", "shared/domain/payout/heard.go",
			`if reply.Answer == Refused || reply.Answer == Back {`, `if reply.Answer == Refused {`},
	}
}
