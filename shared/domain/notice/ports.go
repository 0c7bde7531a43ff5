package notice

import (
	"context"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/page"
)

// Store keeps notices.
type Store interface {
	// Add puts a notice into its user's inbox, once, and counts it.
	Add(ctx context.Context, n Notice) error
	Inbox(ctx context.Context, u id.User) (Inbox, error)
	// List returns a user's notices, the newest first.
	List(ctx context.Context, u id.User, p page.Request) (page.Of[Notice], error)
	// Read marks one notice as read, if it is not; NotFound when there is none.
	Read(ctx context.Context, u id.User, n id.Notice) error
	// ReadAll marks everything up to a notice as read.
	ReadAll(ctx context.Context, u id.User, until id.Notice) error
	// Prefer keeps what the inbox's user chose to be told otherwise.
	Prefer(ctx context.Context, i Inbox) error
}

// Mark names one mail: it is sent once.
type Mark struct {
	Event id.Event
	Kind  Kind
	User  id.User
}

// Marks keeps what must happen once.
type Marks interface {
	// Claim tells whether the writer may send the mail: nobody has claimed it,
	// or the same writer has and has not said that it was sent, or another has
	// and was not heard of for a while.
	Claim(ctx context.Context, m Mark, writer string, now time.Time) (bool, error)
	// Sent says that the mail is out.
	Sent(ctx context.Context, m Mark) error
	// Milestone tells whether the event is the one that reached the milestone:
	// the first that asked.
	Milestone(ctx context.Context, p id.Program, o id.Partner, name string, e id.Event) (bool, error)
}

// Recipient is a person who is told. Outside is an address without an inbox.
type Recipient struct {
	User     id.User
	Email    string
	Name     string
	Language string // as the person chose it; none when empty
	Outside  bool
}

// Members knows who belongs to a partner, and who runs a program.
type Members interface {
	Recipients(ctx context.Context, o id.Partner) ([]Recipient, error)
	// Managers are the owners and managers of a program, and those who see to its
	// money where the notice is about that.
	Managers(ctx context.Context, p id.Program, money bool) ([]Recipient, error)
	// Payees are the admins of a partner, and the addresses of its payout method
	// and of the one before.
	Payees(ctx context.Context, o id.Partner) ([]Recipient, error)
}

// Programs knows how a program looks.
type Programs interface {
	Load(ctx context.Context, ids ...id.Program) ([]program.Program, error)
}

// Mail is one mail to one address.
type Mail struct {
	To       string
	FromName string
	Subject  string
	HTML     string
	Text     string
	Headers  map[string]string
}

// Mailer sends mail. An Invalid fault means that the address can never be
// reached; anything else is worth another try.
type Mailer interface {
	Send(ctx context.Context, m Mail) error
}
