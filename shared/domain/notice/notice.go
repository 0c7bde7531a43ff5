package notice

import (
	"time"

	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Notice is one line in a person's inbox.
type Notice struct {
	ID      id.Notice
	User    id.User
	Kind    Kind
	Program id.Program
	Partner id.Partner
	Subject string // the id of what it is about
	Title   string
	Data    map[string]string // as in the event
	At      time.Time
	Read    bool
}

// Inbox is the state of a person's inbox: how many notices are unread, and
// what the person chose to be told otherwise than everybody is by default.
// ReadUntil marks all notices up to it as read.
type Inbox struct {
	User      id.User
	Unread    int64
	ReadUntil id.Notice
	Off       []Switch
	On        []Switch
}
