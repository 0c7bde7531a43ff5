package notice

import (
	"slices"
	"time"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
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

// Channel is a way to tell.
type Channel string

// The channels.
const (
	InApp Channel = "in_app"
	Email Channel = "email"
)

// Switch is one kind on one channel.
type Switch struct {
	Kind    Kind    `json:"kind"`
	Channel Channel `json:"channel"`
}

// Inbox is the state of a person's inbox: how many notices are unread, and
// what the person does not want to be told. ReadUntil marks all notices up to
// it as read.
type Inbox struct {
	User      id.User
	Unread    int64
	ReadUntil id.Notice
	Off       []Switch
}

// Wants tells whether the person is to be told; everything is on by default.
func (i Inbox) Wants(k Kind, c Channel) bool {
	return !slices.Contains(i.Off, Switch{k, c})
}

// CheckOff returns an Invalid fault unless every switch names a kind and a
// channel that exist, once.
func CheckOff(off []Switch) error {
	for i, s := range off {
		known := slices.Contains(Kinds(), s.Kind) && (s.Channel == InApp || s.Channel == Email && s.Kind.Mailed())
		if !known || slices.Index(off, s) != i {
			return fault.New(fault.Invalid, "notice.unknown_switch", "There is no such notification, or it is named twice.").
				With(fault.Field{Location: "body.off", Message: "has an unknown or repeated entry"})
		}
	}
	return nil
}
