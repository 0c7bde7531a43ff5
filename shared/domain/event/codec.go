package event

import (
	"encoding/json"
	"time"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// layout is RFC 3339 in UTC with milliseconds at a fixed width.
const layout = "2006-01-02T15:04:05.000Z"

// wireVersion rises when an older reader could misunderstand a newer event.
const wireVersion = 1

type wire struct {
	V       int               `json:"v"`
	ID      id.Event          `json:"id"`
	Type    Type              `json:"type"`
	At      string            `json:"at"`
	Program id.Program        `json:"prg"`
	Partner id.Partner        `json:"ptr,omitempty"`
	Subject string            `json:"sub"`
	Version int64             `json:"sv"`
	Data    map[string]string `json:"data,omitempty"`
	Rollups []wireRollup      `json:"roll,omitempty"`
}

type wireRollup struct {
	Day    string `json:"d"`
	Shared bool   `json:"sh,omitempty"`
	Facets
	Delta map[string]int64 `json:"n"`
}

// Encode returns the one text form of an event, in the outbox and on queues.
func Encode(e Event) string {
	w := wire{wireVersion, e.ID, e.Type, e.At.UTC().Format(layout), e.Program, e.Partner, e.Subject, e.Version, e.Data, nil}
	for _, r := range e.Rollups {
		w.Rollups = append(w.Rollups, wireRollup(r))
	}
	text, err := json.Marshal(w)
	if err != nil { // strings, integers and maps of them always have a JSON form
		return ""
	}
	return string(text)
}

// Decode reads what Encode wrote. What cannot be read is Invalid; an event of
// a newer form is Unavailable, because a newer reader may be on its way.
func Decode(text string) (Event, error) {
	var w wire
	if err := json.Unmarshal([]byte(text), &w); err != nil {
		return Event{}, fault.Wrap(err, fault.Invalid, "event.unreadable", "the event cannot be read")
	}
	if w.V > wireVersion {
		return Event{}, fault.New(fault.Unavailable, "event.newer", "the event has the newer form %d", w.V)
	}
	at, err := time.Parse(layout, w.At)
	if err != nil {
		return Event{}, fault.Wrap(err, fault.Invalid, "event.unreadable", "the event's time cannot be read")
	}
	if _, err := id.Parse[id.Event](string(w.ID)); err != nil || w.V < 1 || w.Type == "" || w.Program == "" || w.Subject == "" {
		return Event{}, fault.New(fault.Invalid, "event.unreadable", "the event lacks a part")
	}
	e := Event{ID: w.ID, Type: w.Type, At: at, Program: w.Program, Partner: w.Partner, Subject: w.Subject, Version: w.Version, Data: w.Data}
	for _, r := range w.Rollups {
		e.Rollups = append(e.Rollups, Rollup(r))
	}
	return e, nil
}
