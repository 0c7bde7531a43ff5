package identity

import (
	"context"
	"time"

	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Users keeps users.
type Users interface {
	// Create writes a user and its memberships; Conflict when the address is taken.
	Create(ctx context.Context, u User, ms ...Membership) error
	// ByEmail finds a user by the hash of the address; NotFound. Both outcomes
	// take as many reads.
	ByEmail(ctx context.Context, hash string) (User, error)
	// Load reads users; unknown ones are left out.
	Load(ctx context.Context, ids ...id.User) ([]User, error)
	// Save replaces a user; Conflict when before is not what is stored.
	Save(ctx context.Context, before, after User) error
}

// Members keeps memberships.
type Members interface {
	Grant(ctx context.Context, m Membership) error
	Revoke(ctx context.Context, m Membership) error
	OfUser(ctx context.Context, u id.User) ([]Membership, error)
	OfPartner(ctx context.Context, p id.Partner) ([]Membership, error)
	OfProgram(ctx context.Context, p id.Program) ([]Membership, error)
}

// Sessions keeps sessions by user and hash.
type Sessions interface {
	Start(ctx context.Context, s Session) error
	// Get reads a session consistently; NotFound when it was ended.
	Get(ctx context.Context, u id.User, hash string) (Session, error)
	// Touch moves last_seen forward unless the session was ended.
	Touch(ctx context.Context, s Session, at time.Time) error
	End(ctx context.Context, u id.User, hash string) error
	EndAll(ctx context.Context, u id.User) error
	// OfUser lists a user's sessions, ended ones left out.
	OfUser(ctx context.Context, u id.User) ([]Session, error)
}

// Tokens keeps at most one one-time token per user and kind.
type Tokens interface {
	// Issue replaces the token that was there: older ones are void.
	Issue(ctx context.Context, t Token) error
	// Consume deletes the token if its hash is that and it has not expired;
	// Gone otherwise. Of several at once, exactly one succeeds.
	Consume(ctx context.Context, u id.User, kind Kind, hash string, now time.Time) error
}

// Limits counts attempts.
type Limits interface {
	// Take counts one attempt in the present window, and says whether it is
	// within the limit.
	Take(ctx context.Context, bucket string, limit int64, window time.Duration, now time.Time) (bool, error)
	// Give takes an attempt back that turned out to be rightful.
	Give(ctx context.Context, bucket string, window time.Duration, now time.Time) error
	// Trust remembers that the account was entered from the address.
	Trust(ctx context.Context, account, address string, until time.Time) error
	Trusted(ctx context.Context, account, address string, now time.Time) (bool, error)
}

// Passwords hashes passwords, slowly. Nobody is the hash of a password that
// nobody has: verifying against it takes as long as against any other.
type Passwords interface {
	Hash(password string) (string, error)
	Verify(password, hash string) (bool, error)
	Nobody() string
}

// Mailer sends a mail of sign-in.
type Mailer interface {
	Send(ctx context.Context, m Mail) error
}

// MailKind says which text a mail has.
type MailKind string

// The mails.
const (
	MailMagic     MailKind = "magic"      // the link signs in
	MailReset     MailKind = "reset"      // the link leads to a new password
	MailInvite    MailKind = "invite"     // as reset, for somebody who never signed in
	MailNoAccount MailKind = "no_account" // somebody asked, but the address has no account
	MailTeam      MailKind = "team"       // the link leads into an organisation's team
	MailMove      MailKind = "move"       // to a new address: the link makes it the account's
	MailTaken     MailKind = "taken"      // to an address that has an account, in place of that
	MailMoveAsked MailKind = "move_asked" // to the old address: another one was asked for
	MailMoved     MailKind = "moved"      // to the old address: the link takes the move back
	MailConfirm   MailKind = "confirm"    // a code, for somebody who is signed in
	MailSecurity  MailKind = "security"   // a way of signing in was added or taken away
	MailPassword  MailKind = "password"   // a new password was set
	MailNewDevice MailKind = "new_device" // somebody signed in with a browser that was not known

	MailNetworkIn  MailKind = "network_approved" // the network lets an organisation in
	MailNetworkNo  MailKind = "network_rejected"
	MailNetworkOut MailKind = "network_suspended"
)

// Change is what became of a way of signing in.
type Change string

// The changes.
const (
	TwoStepOn      Change = "two_step_on"
	TwoStepOff     Change = "two_step_off"
	RecoveryNew    Change = "recovery_new"
	PasskeyAdded   Change = "passkey_added"
	PasskeyRemoved Change = "passkey_removed"
	LoginLinked    Change = "login_linked"
	LoginUnlinked  Change = "login_unlinked"
)

// Mail is one mail of sign-in. Program is the slug of the program whose brand
// it bears, empty for the instance's own.
type Mail struct {
	Kind      MailKind
	To        string
	Name      string
	Language  string // of the person, empty: not chosen
	Link      string
	Program   string
	ExpiresIn time.Duration // of the link; 0: for ever
	Browser   string        // of a sign-in from a new browser, like the three below
	System    string
	Country   string
	At        time.Time
	Code      string // in place of a link
	Change    Change // of the ways of signing in
	Address   string // the other address, when one takes the other's place
	By        string // who invites into a team
	Team      string // the organisation's name
	Message   string // what whoever invites says
}
