// Package id is the table of identifiers: one string type per noun, a prefix,
// and 26 characters of Crockford's base 32 (a ULID, or the hash of a business
// key for what an outside event or a run creates, so that a retry makes the
// same id).
package id

import (
	"crypto/sha256"
	"encoding/base32"
	"encoding/binary"
	"io"
	"regexp"
	"strings"
	"time"

	"github.com/oklog/ulid/v2"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
)

// One type per noun. Inside the code the type is proof that the text was parsed.
type (
	// Program names one merchant's partner program.
	Program string
	// Partner names a partner organisation.
	Partner string
	// Link names a tracking link.
	Link string
	// Customer names a merchant's customer.
	Customer string
	// Conversion names one reported event.
	Conversion string
	// Offer names a rule: what action pays how much.
	Offer string
	// Commission names one earned amount.
	Commission string
	// Payout names one transfer to one partner.
	Payout string
	// Batch names one payout run.
	Batch string
	// User names a person who signs in.
	User string
	// Event names one thing that happened and must be told.
	Event string
	// Hook names one outgoing postback or webhook.
	Hook string
	// Delivery names one message to one outgoing hook.
	Delivery string
	// Notice names one in-app notification.
	Notice string
	// Key names one API key.
	Key string
	// Posting names one ledger posting.
	Posting string
	// Promotion names one sale of a merchant's that only partners announce.
	Promotion string
	// Group names a set of a program's partners.
	Group string
	// Tier names a step of a program's partnership.
	Tier string
	// Adjustment names one correction by hand.
	Adjustment string
	// Spiff names one bonus for reaching a target in a window of time.
	Spiff string
	// Invoice names the document of one payout.
	Invoice string
	// Invitation names one address that is asked into one organisation.
	Invitation string
	// Ticket names one question that a partner asks a program.
	Ticket string
	// Case names one fraud case: a conversion that waits for a manager.
	Case string
	// Claim names one missing order that a partner asks for.
	Claim string
	// Lead names one customer whom a partner, or the program, brings up.
	Lead string
	// Deal names one sale in the making.
	Deal string
	// Agreement names one text that partners sign.
	Agreement string
	// Signature names one signing of an agreement.
	Signature string
	// Note names one thing that a manager wrote down of a partner.
	Note string
)

// Noun is any of the id types.
type Noun interface {
	Program | Partner | Link | Customer | Conversion | Offer | Commission | Payout | Batch | User | Event | Hook | Delivery | Notice | Key | Posting | Promotion | Group | Tier | Adjustment | Spiff | Invoice | Invitation | Ticket | Case | Claim | Lead | Deal | Agreement | Signature | Note
}

func prefixOf[T Noun]() string {
	var z T
	switch any(z).(type) {
	case Program:
		return "prg_"
	case Partner:
		return "ptr_"
	case Link:
		return "lnk_"
	case Customer:
		return "cus_"
	case Conversion:
		return "cnv_"
	case Offer:
		return "off_"
	case Commission:
		return "com_"
	case Payout:
		return "pay_"
	case Batch:
		return "bat_"
	case User:
		return "usr_"
	case Event:
		return "evt_"
	case Hook:
		return "whk_"
	case Delivery:
		return "dlv_"
	case Notice:
		return "ntc_"
	case Key:
		return "key_"
	case Promotion:
		return "prm_"
	case Group:
		return "grp_"
	case Tier:
		return "tie_"
	case Adjustment:
		return "adj_"
	case Spiff:
		return "spf_"
	case Invoice:
		return "inv_"
	case Invitation:
		return "ivt_"
	case Note:
		return "nte_"
	case Ticket:
		return "tkt_"
	case Case:
		return "cas_"
	case Claim:
		return "clm_"
	case Lead:
		return "lea_"
	case Deal:
		return "dea_"
	case Agreement:
		return "agr_"
	case Signature:
		return "sgn_"
	default:
		return "led_"
	}
}

// New returns a fresh id: the noun's prefix and a ULID of now and entropy.
func New[T Noun](now time.Time, entropy io.Reader) (T, error) {
	u, err := ulid.New(ulid.Timestamp(now), entropy)
	if err != nil {
		return "", fault.Wrap(err, fault.Internal, "id.entropy", "no randomness to make an id from")
	}
	return T(prefixOf[T]() + u.String()), nil
}

var crockford = base32.NewEncoding("0123456789ABCDEFGHJKMNPQRSTVWXYZ").WithPadding(base32.NoPadding)

// Of returns the id that a business key has for ever: 130 bits of the SHA-256
// of its parts. An empty part is refused, because a key with a hole in it
// would be shared by strangers.
func Of[T Noun](parts ...string) (T, error) {
	h, err := Digest(parts...)
	if err != nil {
		return "", err
	}
	return T(prefixOf[T]() + h), nil
}

// Digest returns 26 characters of the SHA-256 of the parts, each preceded by
// its length, so that no two lists of parts read the same. It fails with
// Invalid when there is no part or an empty one.
func Digest(parts ...string) (string, error) {
	if len(parts) == 0 {
		return "", fault.New(fault.Invalid, "id.empty_part", "an id needs at least one part")
	}
	h := sha256.New()
	var n [8]byte
	for _, p := range parts {
		if p == "" {
			return "", fault.New(fault.Invalid, "id.empty_part", "a part of the id's key is empty")
		}
		binary.LittleEndian.PutUint64(n[:], uint64(len(p)))
		h.Write(n[:])
		io.WriteString(h, p) //nolint:errcheck // a hash's Write never fails
	}
	return crockford.EncodeToString(h.Sum(nil))[:26], nil
}

var shape = regexp.MustCompile(`^[0-9A-HJKMNP-TV-Z]{26}$`)

// Parse returns text as an id of the noun, or an Invalid fault.
func Parse[T Noun](text string) (T, error) {
	p := prefixOf[T]()
	if !strings.HasPrefix(text, p) || !shape.MatchString(text[len(p):]) {
		return "", fault.New(fault.Invalid, "id.malformed", "not an id of the form %s…", p)
	}
	return T(text), nil
}
