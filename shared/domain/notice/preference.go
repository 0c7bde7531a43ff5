package notice

import (
	"slices"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
)

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

// Preference is by what channels a person is told a kind.
type Preference struct {
	Kind  Kind
	InApp bool
	Email bool
}

// Wants tells whether the person is to be told by a channel.
func (i Inbox) Wants(k Kind, c Channel) bool {
	switch {
	case !k.Optional():
		return true
	case k.on(c):
		return !slices.Contains(i.Off, Switch{k, c})
	default:
		return slices.Contains(i.On, Switch{k, c})
	}
}

// Preferences lists what the person is told of the kinds that may be switched.
func (i Inbox) Preferences() []Preference {
	kinds := Kinds()
	out := make([]Preference, len(kinds))
	for n, k := range kinds {
		out[n] = Preference{k, i.Wants(k, InApp), i.Wants(k, Email)}
	}
	return out
}

// Prefer returns the inbox with other preferences; kinds that are not named
// stay as they are. Invalid for a kind that does not exist, cannot be switched
// off, or is named twice.
func (i Inbox) Prefer(ps []Preference) (Inbox, error) {
	for n, p := range ps {
		again := slices.ContainsFunc(ps[:n], func(q Preference) bool { return q.Kind == p.Kind })
		if !p.Kind.Optional() || again {
			return Inbox{}, fault.New(fault.Invalid, "notice.unknown_kind", "There is no such notification to choose, or it is named twice.").
				With(fault.Field{Location: "body.preferences", Message: "has an unknown or repeated entry"})
		}
	}
	for _, p := range ps {
		i = i.set(Switch{p.Kind, InApp}, p.InApp).set(Switch{p.Kind, Email}, p.Email)
	}
	return i, nil
}

// set turns one switch. Only what differs from the default is kept.
func (i Inbox) set(s Switch, on bool) Inbox {
	without := func(list []Switch) []Switch {
		return slices.DeleteFunc(slices.Clone(list), func(have Switch) bool { return have == s })
	}
	i.Off, i.On = without(i.Off), without(i.On)
	if byDefault := s.Kind.on(s.Channel); on && !byDefault {
		i.On = append(i.On, s)
	} else if !on && byDefault {
		i.Off = append(i.Off, s)
	}
	return i
}
