// Package store keeps the domain in the single table: one file per noun, and
// this file, the only one in which a key prefix may be spelled.
package store

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/fx"
	"github.com/tributaryhq/tributary/shared/domain/team"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/table"
)

// esc makes text from outside safe as a part of a key: the separator and the
// escape sign themselves are percent-encoded, so that no id can forge another
// key.
func esc(s string) string {
	if !strings.ContainsAny(s, "%#") {
		return s
	}
	return strings.NewReplacer("%", "%25", "#", "%23").Replace(s)
}

func join(parts ...string) string { return strings.Join(parts, "#") }

func key(pk, sk string) table.Key { return table.Key{PK: pk, SK: sk} }

// Telling: the outbox, notices, activity, hooks.

const outboxShards = 8

func shardOf(id string, n int) string {
	sum := 0
	for i := range len(id) {
		sum = (sum*31 + int(id[i])) % n
	}
	return strconv.Itoa(sum)
}

func outboxPK(minute time.Time, shard string) string {
	return join("OUT", minute.UTC().Format("200601021504"), shard)
}

func outboxKey(at time.Time, e id.Event) table.Key {
	return key(outboxPK(at, shardOf(string(e), outboxShards)), string(e))
}

func parkedPK() string { return "DEAD#outbox" }

func parkedKey(origin string) table.Key { return key(parkedPK(), origin) }

func sweepMarkKey() table.Key { return key("MARK#outbox", "SWEPT") }

func noticePrefix() string { return "NTF#" }

func noticeKey(u id.User, n id.Notice) table.Key {
	return key(join("USER", string(u)), noticePrefix()+string(n))
}

// monthMarkKey is a part of a program's partners who were told of a month.
func monthMarkKey(p id.Program, month string, part int) table.Key {
	return key(join("MARK", "month"), join(string(p), strings.ReplaceAll(month, "-", ""), strconv.Itoa(part)))
}

// digestKey is the pause of mails to a person about a partner's conversions.
func digestKey(u id.User, p id.Program, o id.Partner) table.Key {
	return key(join("USER", string(u)), join("DIGEST", string(p), string(o)))
}

// heldKey is a conversion that waits for the next mail.
func heldKey(u id.User, p id.Program, o id.Partner, e id.Event) table.Key {
	return key(join("USER", string(u)), join("HELD", string(p), string(o), string(e)))
}

func inboxKey(u id.User) table.Key { return key(join("USER", string(u)), "INBOX") }

func mailMarkKey(e id.Event, template string, u id.User) table.Key {
	return key(join("MAIL", string(e)), join(esc(template), string(u)))
}

func milestoneKey(p id.Program, o id.Partner, name string) table.Key {
	return key(join("MILE", string(p), string(o)), esc(name))
}

func activityPK(p id.Program, o id.Partner) string {
	if o == "" {
		return join("ACT", string(p), "P")
	}
	return join("ACT", string(p), string(o))
}

func activityKey(p id.Program, o id.Partner, at time.Time, e id.Event) table.Key {
	return key(activityPK(p, o), join(at.UTC().Format("2006-01-02T15:04:05.000Z"), string(e)))
}

func hookPrefix() string { return "HOOK#" }

func hookKey(p id.Program, o id.Partner, h id.Hook) table.Key {
	return key(join("SUB", string(p), string(o)), hookPrefix()+string(h))
}

func deliveryPrefix() string { return "DLV#" }

func deliveryKey(h id.Hook, d id.Delivery) table.Key {
	return key(join("HOOK", string(h)), deliveryPrefix()+string(d))
}

func refusalPrefix() string { return "PLACE#" }

// refusalKey is one of the places where a program keeps requests that could
// not be read.
func refusalKey(p id.Program, place string) table.Key {
	return key(join("REFUSED", string(p)), refusalPrefix()+place)
}

const retryShards = 4

// retryPK is where in GSI3 deliveries wait whose next attempt falls on a UTC
// day; retrySK names hook and delivery, because this index holds keys only.
func retryPK(day time.Time, shard string) string {
	return join("RETRY#hook", day.UTC().Format("20060102"), shard)
}

func retrySK(due time.Time, p id.Program, o id.Partner, h id.Hook, d id.Delivery) string {
	return join(due.UTC().Format("2006-01-02T15:04:05.000Z"), string(p), string(o), string(h), string(d))
}

// retryDueSK is above every retrySK that was due before or at now.
func retryDueSK(now time.Time) string { return now.UTC().Format("2006-01-02T15:04:05.000Z") + "$" }

func splitRetrySK(sk string) []string { return strings.Split(sk, "#") }

// Links, clicks, day counters.

func ref16(ref uint64) string { return fmt.Sprintf("%016x", ref) }

// linkKey is a link by its address; the instance's own host is "-".
func linkKey(host, slug string) table.Key {
	if host == "" {
		host = "-"
	}
	return key(join("LINK", esc(host), esc(slug)), "LINK")
}

// oldLinkKey is a token of another product, on a host or in a program.
func oldLinkKey(scope, token string) table.Key {
	if scope == "" {
		scope = "-"
	}
	return key(join("OLD", esc(scope), esc(token)), "OLD")
}

// importedPK is where partners of another product lie, by what it calls them.
func importedPK(p id.Program, source string) string {
	return join("IMAP", string(p), esc(source))
}

func importedKey(p id.Program, source, ref string) table.Key {
	return key(importedPK(p, source), join("PTR", esc(ref)))
}

// importedRef reads the reference back.
func importedRef(k table.Key) string {
	return strings.NewReplacer("%23", "#", "%25", "%").Replace(strings.TrimPrefix(k.SK, "PTR#"))
}

func linkRefKey(p id.Program, ref uint64) table.Key {
	return key(join("REF", string(p), ref16(ref)), "REF")
}

func linkCountKey(p id.Program, o id.Partner) table.Key {
	return key(join("ORG", string(o)), join("LNKS", string(p)))
}

// enrollmentGSI1 is where in GSI1 everything of one enrollment lies.
func enrollmentGSI1(p id.Program, o id.Partner) string {
	return join("ENR", string(p), string(o))
}

func linkGSI1Prefix() string { return "LNK#" }

func linkGSI1(at time.Time, l id.Link) string {
	return linkGSI1Prefix() + join(at.UTC().Format(table.TimeLayout), string(l))
}

func referredPrefix() string { return "RFD#" }

// referredGSI1 is where in GSI1 a partner lies who was brought by another.
func referredGSI1(at time.Time, o id.Partner) string {
	return referredPrefix() + join(instant(at), string(o))
}

func couponKey(p id.Program, code string) table.Key {
	return key(join("CPN", string(p), esc(code)), "CPN")
}

// couponsPK is where GSI2 lists a program's codes.
func couponsPK(p id.Program) string { return join("PRG", string(p), "CPN") }

func couponPrefix() string { return "CPN#" }

func couponSK(at time.Time, code string) string { return join("CPN", instant(at), esc(code)) }

func visitorPK(p id.Program, visitor string) string { return join("VIS", string(p), visitor) }

func clickRowKey(p id.Program, visitor string, link uint64) table.Key {
	return key(visitorPK(p, visitor), join("LNK", ref16(link)))
}

// crowdKey is how many clicks of a program come from one place in an hour.
func crowdKey(p id.Program, from, hour string) table.Key {
	return key(join("VEL", string(p), esc(from), hour), "VEL")
}

func clickRowPrefix() string { return "LNK#" }

// linkRefOfRow is the reference of the link whose clicks a row keeps.
func linkRefOfRow(p id.Program, row table.Key) table.Key {
	return key(join("REF", string(p), strings.TrimPrefix(row.SK, clickRowPrefix())), "REF")
}

func keptMarkKey() table.Key { return key("MARK#kept", "READ") }

// reopenedPK is where the UTC days wait that are to be counted again.
func reopenedPK() string { return "MARK#reopened" }

func reopenedKey(day string) table.Key { return key(reopenedPK(), day) }

// returnKey is what a program's visitors need who come back from an app store.
func returnKey(p id.Program) table.Key { return key(join("RET", string(p)), "RET") }

func saltKey(day string) table.Key { return key(join("SALT", day), "SALT") }

// statPK is the counters of a program ("P") or of one of its partners.
func statPK(p id.Program, scope string) string { return join("STAT", string(p), esc(scope)) }

// statSK begins with the dimension, so that a period of one is one range.
func statSK(dim, day, value string) string { return join(dim, day, esc(value)) }

// statEnd is the end of a range of statSKs that ends with the day.
func statEnd(dim, day string) string { return join(dim, day, "\U0010FFFF") }

// statParts takes a statSK apart.
func statParts(sk string) (dim, day, value string) {
	dim, rest, _ := strings.Cut(sk, "#")
	day, value, _ = strings.Cut(rest, "#")
	return dim, day, strings.NewReplacer("%23", "#", "%25", "%").Replace(value)
}

func statKey(p id.Program, scope, dim, day, value string) table.Key {
	return key(statPK(p, scope), statSK(dim, day, value))
}

// rolledKey marks an event, or the nth further part of one.
func rolledKey(e id.Event, part int) table.Key {
	if part > 0 {
		return key(join("ROLLED", string(e)), join("ROLLED", strconv.Itoa(part)))
	}
	return key(join("ROLLED", string(e)), "ROLLED")
}

// Money: accounts, postings, commissions.

func account(p id.Program, o id.Partner, currency string) string {
	return join(string(p), string(o), currency)
}

func balanceKey(p id.Program, o id.Partner, currency string) table.Key {
	return key(join("BAL", account(p, o, currency)), "BAL")
}

// budgetKey is what an offer's hard budget of a period has spent.
func budgetKey(o id.Offer, period string) table.Key {
	return key(join("BUD", string(o), period), "BUD")
}

// balancesPK is where GSI2 lists a program's accounts.
func balancesPK(p id.Program) string { return join("PRG", string(p), "BAL") }

func balanceSK(o id.Partner, currency string) string { return join(string(o), currency) }

const programShards = 4

// payablePK is where GSI3 keeps the accounts that have something to pay out.
func payablePK(p id.Program, shard string) string { return join("PAYABLE", string(p), shard) }

func ledgerPK(p id.Program, o id.Partner, currency string) string {
	return join("LED", account(p, o, currency))
}

func postingKey(p id.Program, o id.Partner, currency string, seq int64) table.Key {
	n := strconv.FormatInt(seq, 10)
	return key(ledgerPK(p, o, currency), strings.Repeat("0", max(0, 12-len(n)))+n)
}

func commissionKey(c id.Commission) table.Key { return key(join("COM", string(c)), "COM") }

// instant writes a time as a part of a sort key.
func instant(t time.Time) string { return t.UTC().Format(table.TimeLayout) }

// enrolledPK is where GSI1 keeps what is a partner's in a program.
func enrolledPK(p id.Program, o id.Partner) string { return join("ENR", string(p), string(o)) }

func commissionPrefix() string { return "COM#" }

func commissionSK(at time.Time, c id.Commission) string {
	return join("COM", instant(at), string(c))
}

// monthlyPK is where GSI2 keeps a program's commissions or conversions of a
// month (UTC), by shard.
func commissionsPK(p id.Program, month, shard string) string {
	return join("PRG", string(p), "COM", month, shard)
}

func conversionsPK(p id.Program, month, shard string) string {
	return join("PRG", string(p), "CNV", month, shard)
}

const dueShards = 16

// duePK is where GSI3 keeps the commissions whose holdback ends on a day (UTC).
func duePK(due time.Time, shard string) string {
	return join("DUE", due.UTC().Format("20060102"), shard)
}

// dueSK puts those that are due together, and of them those of one account.
func dueSK(due time.Time, p id.Program, o id.Partner, currency string, c id.Commission) string {
	return join(instant(due), string(o), string(p), currency, string(c))
}

// unfundedPK is where GSI3 keeps what was approved and waits for the program's
// money; those approved together and of one account lie together.
func unfundedPK(p id.Program, shard string) string { return join("FUND", string(p), shard) }

func unfundedSK(approved time.Time, p id.Program, o id.Partner, currency string, c id.Commission) string {
	return join(instant(approved), string(o), string(p), currency, string(c))
}

func adjustmentKey(a id.Adjustment) table.Key { return key(join("ADJ", string(a)), "ADJ") }

func adjustmentsPK(p id.Program) string { return join("PRG", string(p), "ADJ") }

func adjustmentSK(at time.Time, a id.Adjustment) string { return join(instant(at), string(a)) }

// missedPK is where GSI3 keeps what earned a partner nothing.
func missedPK(p id.Program, o id.Partner) string { return join("NIL", string(p), string(o)) }

func missedSK(at time.Time, c id.Conversion) string { return join(instant(at), string(c)) }

// reviewPK is where GSI3 keeps what a manager must decide.
func reviewPK(p id.Program, kind, shard string) string { return join("REV", string(p), kind, shard) }

// Conversions: orders, events, customers.

func orderPK(p id.Program, order string) string { return join("ORD", string(p), esc(order)) }

func orderHeadKey(p id.Program, order string) table.Key { return key(orderPK(p, order), "HEAD") }

func recordPrefix() string { return "EV#" }

func recordKey(p id.Program, order, kind, transaction string) table.Key {
	return key(orderPK(p, order), recordPrefix()+join(kind, esc(transaction)))
}

func orderAliasKey(p id.Program, alias string) table.Key {
	return key(join("OAL", string(p), esc(alias)), "OAL")
}

func orderStateKey(p id.Program, order string) table.Key { return key(orderPK(p, order), "STATE") }

// sheetsPK is a book of rates: a program's own, or the central bank's.
func sheetsPK(b fx.Book) string { return join("FX", esc(string(b))) }

func sheetKey(b fx.Book, day string) table.Key { return key(sheetsPK(b), day) }

// ratelessPK is where sales are that wait for a rate.
func ratelessPK(p id.Program) string { return join("NORATE", string(p)) }

func ratelessKey(p id.Program, c id.Conversion) table.Key { return key(ratelessPK(p), string(c)) }

func orderPrefix() string { return "ORD#" }

// splitOrderPK takes an orderPK apart; the order is still escaped.
func splitOrderPK(pk string) (prefix, program, order string) {
	prefix, rest, _ := strings.Cut(pk, "#")
	program, order, _ = strings.Cut(rest, "#")
	return prefix, program, order
}

// orderSK is where GSI1 keeps an order among its partner's.
func orderSK(at time.Time, order string) string { return join("ORD", instant(at), esc(order)) }

// customersPK is where GSI2 keeps a program's customers of a month (UTC), by shard.
func customersPK(p id.Program, month, shard string) string {
	return join("PRG", string(p), "CUS", month, shard)
}

// contactKeyOf is what a merchant told of a person's name and address, beside
// the customer of that key.
func contactKeyOf(customer table.Key) table.Key { return key(customer.PK, "CONTACT") }

// conversionPK is where GSI1 finds a conversion by its id.
func conversionPK(c id.Conversion) string { return join("CNV", string(c)) }

func conversionSK() string { return "CNV" }

func customerKey(c id.Customer) table.Key { return key(join("CUS", string(c)), "CUS") }

func customerPrefix() string { return "CUST#" }

func customerSK(at time.Time, c id.Customer) string { return join("CUST", instant(at), string(c)) }

// Offers.

func programPK(p id.Program) string { return join("PRG", string(p)) }

func offerPrefix() string { return "OFR#" }

func offerKey(p id.Program, o id.Offer) table.Key { return key(programPK(p), join("OFR", string(o))) }

func offerVersionKey(p id.Program, o id.Offer, n int64) table.Key {
	digits := strconv.FormatInt(n, 10)
	return key(programPK(p), join("OFR", string(o), "V", strings.Repeat("0", max(0, 6-len(digits)))+digits))
}

func promotionPrefix() string { return "PROMO#" }

// promotionFrom is where those begin that start at that time or later;
// promotionEnd is above them all.
func promotionFrom(start time.Time) string { return join("PROMO", instant(start)) }

func promotionEnd() string { return join("PROMO", "~") }

func promotionKey(p id.Program, start time.Time, o id.Promotion) table.Key {
	return key(programPK(p), join(promotionFrom(start), string(o)))
}

// The marketplace: every listing lies in one partition, which partners browse.

func marketPK() string { return "MARKET" }

func listingPrefix() string { return "LST#" }

func listingKey(p id.Program) table.Key { return key(marketPK(), join("LST", string(p))) }

func standingKey(o id.Partner) table.Key { return key(partnerPK(o), "NETWORK") }

// standingsPK is where GSI2 lists the partners that stand so in the network.
func standingsPK(status string) string { return join("NETWORK", status) }

// ladderPrefix begins what groups and tiers have as a key.
func ladderPrefix() string { return "GRP#" }

func applicationFormPrefix() string { return "AFORM#" }

// applicationFormKey is how a program takes applications, or one of its groups.
func applicationFormKey(p id.Program, g id.Group) table.Key {
	return key(programPK(p), applicationFormPrefix()+string(g))
}

func tagPrefix() string { return "TAG#" }

func tagKey(p id.Program, tag string) table.Key { return key(programPK(p), tagPrefix()+esc(tag)) }

// notesPK is where managers' notes on a partner are.
func notesPK(p id.Program, o id.Partner) string { return join("NOTE", string(p), string(o)) }

func noteKey(p id.Program, o id.Partner, n id.Note) table.Key { return key(notesPK(p, o), string(n)) }

func guestPrefix() string { return "GUEST#" }

// guestKey is the open invitation of a partner into a program.
func guestKey(p id.Program, o id.Partner) table.Key {
	return key(partnerPK(o), guestPrefix()+string(p))
}

// guestsPK is where GSI2 lists a program's open invitations.
func guestsPK(p id.Program) string { return join("PRG", string(p), "GUEST") }

func guestSK(at time.Time, o id.Partner) string { return join(instant(at), string(o)) }

func groupKey(p id.Program, g id.Group) table.Key {
	return key(programPK(p), join("GRP", "G", string(g)))
}

func tierKey(p id.Program, t id.Tier) table.Key {
	return key(programPK(p), join("GRP", "T", string(t)))
}

func movePrefix(p id.Program) string { return join("MOV", string(p), "") }

// moveKey is a partner's change of place, by the version that it made.
func moveKey(p id.Program, o id.Partner, seq int64) table.Key {
	n := strconv.FormatInt(seq, 10)
	return key(partnerPK(o), movePrefix(p)+strings.Repeat("0", max(0, 12-len(n)))+n)
}

func ticketPrefix() string { return "TKT#" }

func ticketKey(p id.Program, t id.Ticket) table.Key {
	return key(programPK(p), ticketPrefix()+string(t))
}

func spiffPrefix() string { return "SPF#" }

func spiffKey(p id.Program, s id.Spiff) table.Key {
	return key(programPK(p), spiffPrefix()+string(s))
}

// spiffPK is where lies what was awarded of a SPIFF.
func spiffPK(s id.Spiff) string { return join("SPF", string(s)) }

func spiffProgressPrefix() string { return "PTR#" }

func spiffProgressKey(s id.Spiff, o id.Partner) table.Key {
	return key(spiffPK(s), spiffProgressPrefix()+string(o))
}

func spiffTotalsKey(s id.Spiff) table.Key { return key(spiffPK(s), "TOTAL") }

// Agreements.

// agreementsKey is where all agreements of a program stand.
func agreementsKey(p id.Program) table.Key { return key(programPK(p), "AGREEMENTS") }

// agreementPK is where the versions of an agreement lie; GSI2 lists there who
// signed them.
func agreementPK(p id.Program, a id.Agreement) string { return join("AGR", string(p), string(a)) }

func agreementVersionPrefix() string { return "V#" }

func agreementVersionKey(p id.Program, a id.Agreement, n int64) table.Key {
	return key(agreementPK(p, a), agreementVersionPrefix()+padded(n))
}

// signaturesPK is where lies what a partner signed in a program.
func signaturesPK(p id.Program, o id.Partner) string { return join("SGN", string(p), string(o)) }

func signaturePrefix() string { return "BY#" }

// signatureSK is where GSI2 lists a signature of an agreement.
func signatureSK(at time.Time, s id.Signature) string {
	return signaturePrefix() + join(instant(at), string(s))
}

// signatureKey is one signature; an empty user stands for all of the partner.
func signatureKey(p id.Program, o id.Partner, a id.Agreement, n int64, u id.User) table.Key {
	return key(signaturesPK(p, o), join("BY", string(a), padded(n), string(u)))
}

// tallyKey is how many of a partner signed a version.
func tallyKey(p id.Program, o id.Partner, a id.Agreement, n int64) table.Key {
	return key(signaturesPK(p, o), join("ALL", string(a), padded(n)))
}

// padded is a number of a version, such that they sort.
func padded(n int64) string {
	digits := strconv.FormatInt(n, 10)
	return strings.Repeat("0", max(0, 6-len(digits))) + digits
}

// Payouts.

func batchKey(b id.Batch) table.Key { return key(join("BAT", string(b)), "BAT") }

func batchesPK(p id.Program) string { return join("PRG", string(p), "BAT") }

func batchSK(at time.Time, b id.Batch) string { return join(instant(at), string(b)) }

func payoutKey(p id.Payout) table.Key { return key(join("PAY", string(p)), "PAY") }

// batchPayoutsPK is where GSI2 lists the payouts of a batch.
func batchPayoutsPK(b id.Batch) string { return join("BAT", string(b), "PAY") }

// payeePK is where GSI1 lists a partner's payouts.
func payeePK(o id.Partner) string { return join("ORG", string(o)) }

func payoutPrefix() string { return "PAY#" }

// withdrawalsPK is where GSI2 lists a program's payouts outside runs.
func withdrawalsPK(p id.Program) string { return join("PRG", string(p), "WDR") }

// slotKey names an account's newest withdrawal.
func slotKey(p id.Program, o id.Partner, currency string) table.Key {
	return key(join("SLOT", account(p, o, currency)), "SLOT")
}

// ranKey says that a scheduled run of a program is done.
func ranKey(p id.Program, run string) table.Key { return key(programPK(p), join("RAN", esc(run))) }

func payoutSK(at time.Time, p id.Payout) string { return join("PAY", instant(at), string(p)) }

func claimPrefix() string { return "CHK#" }

func claimKey(p id.Payout, n int64) table.Key {
	digits := strconv.FormatInt(n, 10)
	return key(join("PAY", string(p)), join("CHK", strings.Repeat("0", max(0, 6-len(digits)))+digits))
}

func attemptKey(p id.Payout, n int64) table.Key {
	return key(join("PAY", string(p)), join("ATT", strconv.FormatInt(n, 10)))
}

func payoutMethodKey(o id.Partner) table.Key { return key(join("ORG", string(o)), "PAYMETHOD") }

// taxFormKey is a partner's tax form in force, taxFormVersionKey each as it was.
func taxFormKey(o id.Partner) table.Key { return key(join("ORG", string(o)), "TAXFORM") }

func taxFormVersionKey(o id.Partner, n int64) table.Key {
	digits := strconv.FormatInt(n, 10)
	return key(join("ORG", string(o)), join("TAXFORM", "V", strings.Repeat("0", max(0, 6-len(digits)))+digits))
}

// bankSourceKey is where lies from which account a program pays.
func bankSourceKey(p id.Program) table.Key { return key(programPK(p), "PAYFROM") }

func invoiceKey(i id.Invoice) table.Key { return key(join("INV", string(i)), "INV") }

// invoicesPK is where GSI2 lists a program's invoices.
func invoicesPK(p id.Program) string { return join("PRG", string(p), "INV") }

func invoicePrefix() string { return "INV#" }

func invoiceSK(at time.Time, i id.Invoice) string { return join("INV", instant(at), string(i)) }

// invoiceNumberKey is where lies which invoice has a number.
func invoiceNumberKey(p id.Program, number string) table.Key {
	return key(join("INVNO", string(p)), esc(number))
}

// seriesKey is where lies the last number of a series.
func seriesKey(p id.Program, series string) table.Key {
	return key(join("SEQ", string(p), esc(series)), "SEQ")
}

func programLegalKey(p id.Program) table.Key { return key(programPK(p), "LEGAL") }

func partnerLegalKey(o id.Partner) table.Key { return key(join("ORG", string(o)), "LEGAL") }

func leaseKey(job string) table.Key { return key(join("LEASE", esc(job)), "LEASE") }

func railKey(p id.Program, rail string) table.Key { return key(programPK(p), join("RAIL", esc(rail))) }

func payeeAccountKey(p id.Program, o id.Partner) table.Key {
	return key(programPK(p), join("PAYEE", string(o)))
}

// payoutTodoPK is where GSI3 keeps the payouts that a schedule must look after.
func payoutTodoPK(shard string) string { return join("PAYTODO", shard) }

func payoutTodoSK(p id.Program, o id.Payout) string { return join(string(p), string(o)) }

// Who: programs, partners, enrollments, people, audit.

func programKey(p id.Program) table.Key { return key(programPK(p), "PROGRAM") }

// pictureKey is one of a program's pictures.
func pictureKey(p id.Program, kind string) table.Key {
	return key(programPK(p), join("PICTURE", esc(kind)))
}

func programsPK() string { return "PRGS" }

func programListKey(p id.Program) table.Key { return key(programsPK(), string(p)) }

func slugKey(slug string) table.Key { return key(join("SLUG", esc(slug)), "SLUG") }

func hostKey(host string) table.Key { return key(join("HOST", esc(host)), "HOST") }

func postbackSecretKey(hash string) table.Key { return key(join("PBK", esc(hash)), "PBK") }

func currentSecretKey(p id.Program) table.Key { return key(programPK(p), "SECRET#postback") }

// apiKeysPK is where an owner's API keys lie: the program's or the partner's.
func apiKeysPK(p id.Program, o id.Partner) string {
	if o != "" {
		return partnerPK(o)
	}
	return programPK(p)
}

func apiKeyPrefix() string { return "KEY#" }

func apiKeyKey(p id.Program, o id.Partner, k id.Key) table.Key {
	return key(apiKeysPK(p, o), apiKeyPrefix()+string(k))
}

// apiKeyHashKey is whose an API key is, by the hash of its text.
func apiKeyHashKey(hash string) table.Key { return key(join("KEY", esc(hash)), "KEY") }

func integrationKey(p id.Program, provider string) table.Key {
	return key(programPK(p), join("INT", esc(provider)))
}

func integrationHealthKey(p id.Program, provider string) table.Key {
	return key(programPK(p), join("INT", esc(provider), "HEALTH"))
}

func integrationLogPK(p id.Program, provider string) string {
	return join("INTLOG", string(p), esc(provider))
}

func integrationEntryKey(p id.Program, provider string, at time.Time, event string) table.Key {
	return key(integrationLogPK(p, provider), join(instant(at), esc(event)))
}

func integrationFactKey(p id.Program, provider, kind, name string) table.Key {
	return key(join("INTFACT", string(p), esc(provider)), join(kind, esc(name)))
}

func signingSecretKey(p id.Program) table.Key { return key(programPK(p), "SECRET#signing") }

func partnerPK(o id.Partner) string { return join("ORG", string(o)) }

func partnerKey(o id.Partner) table.Key { return key(partnerPK(o), "ORG") }

// logoKey is an organisation's picture.
func logoKey(o id.Partner) table.Key { return key(partnerPK(o), "LOGO") }

func enrollmentPrefix() string { return "ENR#" }

func enrollmentKey(p id.Program, o id.Partner) table.Key {
	return key(partnerPK(o), enrollmentPrefix()+string(p))
}

func enrollmentRefKey(p id.Program, ref uint64) table.Key {
	return key(join("EREF", string(p), ref16(ref)), "EREF")
}

func enrollmentsOfProgramPK(p id.Program) string { return join("PRG", string(p), "ENR") }

func userKey(u id.User) table.Key { return key(join("USER", string(u)), "USER") }

// bounceKey is of an address that refused a mail.
func bounceKey(hash string) table.Key { return key(join("EMAIL", esc(hash)), "BOUNCE") }

func emailKey(hash string) table.Key { return key(join("EMAIL", esc(hash)), "EMAIL") }

func membershipPrefix() string { return "MEM#" }

// membershipKey and memberKey name the two copies of one membership: with the
// person, and with what the person is a member of.
func membershipKey(u id.User, of string) table.Key {
	return key(join("USER", string(u)), membershipPrefix()+esc(of))
}

func partnerMemberKey(o id.Partner, u id.User) table.Key {
	return key(partnerPK(o), membershipPrefix()+string(u))
}

// invitationsPK is where those lie who are asked into a team.
func invitationsPK(o team.Owner) string {
	if o.Program != "" {
		return programPK(o.Program)
	}
	return partnerPK(o.Partner)
}

// invitationKey is where one address is asked into one team.
func invitationKey(o team.Owner, i id.Invitation) table.Key {
	return key(invitationsPK(o), invitationPrefix()+string(i))
}

func invitationPrefix() string { return "INV#" }

func programMemberKey(p id.Program, u id.User) table.Key {
	return key(programPK(p), membershipPrefix()+string(u))
}

func devicePrefix() string { return "DEV#" }

// deviceKey is a browser that a person signed in with.
func deviceKey(u id.User, hash string) table.Key {
	return key(join("USER", string(u)), devicePrefix()+esc(hash))
}

func sessionPrefix() string { return "SES#" }

func sessionKey(u id.User, hash string) table.Key {
	return key(join("USER", string(u)), sessionPrefix()+esc(hash))
}

// viewKey is whose eyes a session sees a program with.
func viewKey(u id.User, session string) table.Key {
	return key(join("USER", string(u)), join("VIEW", esc(session)))
}

// askedMoveKey is the e-mail address that a person wants; one at a time.
func askedMoveKey(u id.User) table.Key {
	return key(join("USER", string(u)), "EML")
}

// backMoveKey is a way back to a former address.
func backMoveKey(u id.User, hash string) table.Key {
	return key(join("USER", string(u)), join("EML", "BACK", esc(hash)))
}

func tokenKey(u id.User, kind string) table.Key {
	return key(join("USER", string(u)), join("TOK", esc(kind)))
}

func passkeyPrefix() string { return "PKY#" }

func passkeyKey(u id.User, credential string) table.Key {
	return key(join("USER", string(u)), passkeyPrefix()+esc(credential))
}

func loginKey(hash string) table.Key { return key(join("LOGIN", esc(hash)), "LOGIN") }

func ownLoginPrefix() string { return "LGN#" }

func ownLoginKey(u id.User, hash string) table.Key {
	return key(join("USER", string(u)), ownLoginPrefix()+esc(hash))
}

func slipKey(kind, hash string) table.Key { return key(join("SLIP", esc(kind), esc(hash)), "SLIP") }

func authenticatorKey(u id.User) table.Key { return key(join("USER", string(u)), "OTP") }

func limitKey(bucket string, window int64) table.Key {
	return key(join("LIM", esc(bucket), strconv.FormatInt(window, 10)), "LIM")
}

func trustKey(account, address string) table.Key {
	return key(join("TRUST", esc(account)), esc(address))
}

func replayKey(scope, k string) table.Key { return key(join("IDEM", esc(scope)), esc(k)) }

func instanceSecretKey(name string) table.Key { return key("INSTANCE", join("SECRET", esc(name))) }

// rootPK is a program's signed roots, by UTC day.
func rootPK(p id.Program) string { return join("ROOT", string(p)) }

func rootKey(p id.Program, day string) table.Key { return key(rootPK(p), esc(day)) }

// provenKey is where an account stands below its program's newest root.
func provenKey(p id.Program, o id.Partner, currency string) table.Key {
	return key(join("PROOF", string(p), string(o), currency), "PROOF")
}

func auditPK(resource string) string { return join("AUD", esc(resource)) }

func auditKey(resource string, at time.Time, digest string) table.Key {
	return key(auditPK(resource), join(at.UTC().Format(table.TimeLayout), digest))
}

func auditOfProgramPK(p id.Program, day string) string {
	return join("PRG", string(p), "AUD", esc(day))
}

// Leads and deals.

func leadPrefix() string { return "LEAD#" }

func leadKey(p id.Program, l id.Lead) table.Key {
	return key(join("LEAD", string(p), string(l)), "LEAD")
}

// leadsPK is where GSI2 lists a program's leads.
func leadsPK(p id.Program) string { return join("PRG", string(p), "LEAD") }

// leadNamePK holds the partners who have an open lead of that name.
func leadNamePK(p id.Program, kind, value string) string {
	return join("LEADNAME", string(p), kind, esc(value))
}

func leadFormPrefix() string { return "LFORM#" }

func leadFormKey(p id.Program, g id.Group) table.Key {
	return key(programPK(p), leadFormPrefix()+string(g))
}

func dealPrefix() string { return "DEAL#" }

func dealKey(p id.Program, d id.Deal) table.Key {
	return key(join("DEAL", string(p), string(d)), "DEAL")
}

// dealsPK is where GSI2 lists a program's deals.
func dealsPK(p id.Program) string { return join("PRG", string(p), "DEAL") }

// dealCustomerPK holds the deals about one customer, and which of them keeps it.
func dealCustomerPK(p id.Program, customer string) string {
	return join("DCUS", string(p), esc(customer))
}

func dealKeptKey(p id.Program, customer string) table.Key {
	return key(dealCustomerPK(p, customer), "HELD")
}

func dealRivalKey(p id.Program, customer string, d id.Deal) table.Key {
	return key(dealCustomerPK(p, customer), dealPrefix()+string(d))
}

func dealPlanKey(p id.Program) table.Key { return key(programPK(p), "DPLAN") }

// Fraud cases and claims.

func caseKey(c id.Case) table.Key { return key(join("CASE", string(c)), "CASE") }

// casesPK is where GSI2 lists a program's fraud cases.
func casesPK(p id.Program) string { return join("PRG", string(p), "CASE") }

func caseSK(at time.Time, c id.Case) string { return join(instant(at), string(c)) }

func missingKey(c id.Claim) table.Key { return key(join("CLAIM", string(c)), "CLAIM") }

// missingsPK is where GSI2 lists a program's claims.
func missingsPK(p id.Program) string { return join("PRG", string(p), "CLAIM") }

func missingPrefix() string { return "CLM#" }

func missingSK(at time.Time, c id.Claim) string { return join(instant(at), string(c)) }
