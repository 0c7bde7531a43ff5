package event

import (
	"bytes"
	"crypto/sha256"
	"strconv"
	"time"

	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Names of the values in [Event.Data]. A value that is not known is left out.
// Amounts are decimals with a point, such as "19.90", in Currency.
const (
	ClickID       = "click_id"
	TransactionID = "transaction_id"
	Kind          = "event"  // sale, lead, recurring, refund …: the conversion's kind
	Status        = "status" // the commission's or payout's state after the event
	Payout        = "payout" // what the partner gets (or loses): the commission's amount
	Amount        = "amount" // what the customer paid; of a payout, the sum that was sent
	Currency      = "currency"
	OfferID       = "offer_id"
	OfferName     = "offer_name"
	LinkID        = "link_id"
	Sub1          = "sub1"
	Sub2          = "sub2"
	Sub3          = "sub3"
	Sub4          = "sub4"
	Sub5          = "sub5"
	CommissionID  = "commission_id"
	Count         = "count" // how many commissions one event tells of; the facts are then those of the first
	Country       = "country"
	Device        = "device"
	Coupon        = "coupon" // the partner's code that the customer used
	ConversionID  = "conversion_id"
	Reason        = "reason"    // why declined, reversed, rejected or failed
	Reference     = "reference" // of a payout: the transfer's reference
	TierName      = "tier"      // of a changed tier: the new one's name
	Clicks        = "clicks"    // of a month, like the two below; amount is its revenue
	Leads         = "leads"
	Sales         = "sales"
	Month         = "month"   // of a month that ended: yyyy-mm, in the program's zone
	Name          = "name"    // of a sale that is announced
	Groups        = "groups"  // and the groups whose partners see it, with spaces between; none: all
	Invited       = "invited" // of an enrollment that was made for somebody, who is told otherwise
	Again         = "again"   // from when somebody may apply again, likewise
	Begins        = "begins"  // and when it begins, as RFC 3339 says it
	Person        = "person"  // of a ticket: the id of who asked; name and reference are its subject and number
	Stage         = "stage"   // of a deal: where it stands now
	Target        = "target"  // of a failing or disabled hook: the host it called
)

// New returns an event with the id that its subject's version has for ever, so
// that a retried step makes the same event again. The moment is that of the
// writing, not of what the outside reported: the outbox is ordered by it.
// An empty subject is Invalid.
func New(t Type, at time.Time, program id.Program, partner id.Partner, subject string, version int64) (Event, error) {
	evt, err := id.Of[id.Event](string(t), subject, strconv.FormatInt(version, 10))
	if err != nil {
		return Event{}, err
	}
	return Event{ID: evt, Type: t, At: at, Program: program, Partner: partner, Subject: subject, Version: version}, nil
}

// Derive returns the id of something that the event causes once for each list
// of parts: a notice to a user, a delivery to a hook. It is the same on every
// redelivery and sorts by the event's time.
func Derive[T id.Noun](e Event, parts ...string) (T, error) {
	digest, err := id.Digest(append([]string{string(e.ID)}, parts...)...)
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256([]byte(digest))
	return id.New[T](e.At, bytes.NewReader(sum[:]))
}
