package click

import (
	"encoding/binary"
	"encoding/hex"
	"time"
)

// Class says how a click counts.
type Class string

// The classes. Gross is their sum; partners see Unique only.
const (
	Unique    Class = "unique"
	Duplicate Class = "duplicate"
	Invalid   Class = "invalid"
	known     Class = "" // counted before: a redelivery
)

// Rules of a row.
const (
	window    = 24 * time.Hour      // between two unique clicks of a cookie's visitor
	keepMax   = 8                   // clicks kept in a row
	velocity  = 8                   // more than these in a window are invalid
	keepClick = 90 * 24 * time.Hour // or the program's attribution window, if longer
)

// Mark tells a row's clicks apart: the click's time and random bytes, written
// in MarkLength hexadecimal digits.
type Mark string

// MarkLength is the length of every mark.
const MarkLength = 2 * (atLink - 2)

// Mark returns the click's mark.
func (i ID) Mark() Mark {
	b, err := encoding.DecodeString(string(i))
	if err != nil || len(b) != idBytes {
		return ""
	}
	return Mark(hex.EncodeToString(b[2:atLink]))
}

// millis is the time that the mark begins with.
func (m Mark) millis() int64 {
	b, err := hex.DecodeString(string(m))
	if err != nil || len(b) < 6 {
		return 0
	}
	return int64(binary.BigEndian.Uint64(append([]byte{0, 0}, b[:6]...))) //nolint:gosec // 48 bits fit
}

// Time is the click's time.
func (m Mark) Time() time.Time { return time.UnixMilli(m.millis()).UTC() }

// Stored is one click in a row.
type Stored struct {
	Class Class `json:"k"`
	Facts
}

// bound returns the latest last unique click with which this one is unique:
// 24 hours ago, or for a visitor without a cookie the end of yesterday (UTC),
// because their pseudonym ends with the day.
func (r received) bound() int64 {
	if r.touch.Flags&Cookieless != 0 {
		return r.touch.At.Truncate(window).UnixMilli() - 1
	}
	return r.touch.At.Add(-window).UnixMilli()
}

func (r received) ttl() int64 {
	return r.touch.At.Add(max(keepClick, time.Duration(r.Window)*24*time.Hour)).Unix()
}

// owner is whose the row is; nobody's where the link pays nothing, so that the
// visit never earns by itself.
func (r received) owner() Owner {
	if r.Holdout {
		return Owner{}
	}
	return Owner{r.Partner, r.Link, r.Offer}
}

func (r received) key() RowKey {
	return RowKey{Program: r.Program, Visitor: r.touch.Visitor, LinkRef: r.touch.LinkRef}
}

// plan decides clicks of one row, oldest first, against the row as it stands,
// and returns the one change that records them and each one's class. A change
// without Add is nothing to do.
func plan(key RowKey, row Row, clicks []received) (Change, []Class) {
	c := Change{Key: key, Expect: Expect{Exactly: row.Unique}, TTL: row.TTL, Add: map[Mark]Stored{}}
	marks := make(map[Mark]bool, len(row.Clicks)+len(clicks))
	for m := range row.Clicks {
		marks[m] = true
	}
	classes := make([]Class, len(clicks))
	for i, r := range clicks {
		m, at := r.ID.Mark(), r.touch.At.UnixMilli()
		switch {
		case marks[m], len(row.Clicks) >= keepMax && m < oldest(marks):
			classes[i] = known
			continue
		case r.crowded:
			classes[i] = Invalid
		case row.Unique == 0 || row.Unique <= r.bound():
			classes[i] = Unique
			row.Unique, c.Unique = at, at
		case within(marks, at) >= velocity:
			classes[i] = Invalid
			continue
		default:
			classes[i] = Duplicate
		}
		marks[m] = true
		c.Owner = r.owner()
		c.Add[m] = Stored{classes[i], r.Facts}
		c.TTL = max(c.TTL, r.ttl())
	}
	for len(marks) > keepMax {
		m := oldest(marks)
		delete(marks, m)
		if _, added := c.Add[m]; added {
			delete(c.Add, m)
			continue
		}
		c.Drop = append(c.Drop, m)
	}
	return c, classes
}

// oldest returns the mark with the earliest time.
func oldest(marks map[Mark]bool) Mark {
	var first Mark
	for m := range marks {
		if first == "" || m < first {
			first = m
		}
	}
	return first
}

// within counts the clicks in the window before the time, it included.
func within(marks map[Mark]bool, at int64) int {
	n := 0
	for m := range marks {
		if t := m.millis(); t <= at && t > at-window.Milliseconds() {
			n++
		}
	}
	return n
}
