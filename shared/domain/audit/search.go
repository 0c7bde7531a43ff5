package audit

import (
	"context"
	"strings"
	"time"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/page"
)

// Filter says which acts of a program are looked for. Days are of UTC.
type Filter struct {
	From, To string // both included
	Actor    string // its id
	Action   string // how it begins: "payout" finds "payout.approve"
	Resource string // a part of the id
}

// Keeps tells whether an act passes the filter, its day aside.
func (f Filter) Keeps(e Entry) bool {
	return (f.Actor == "" || e.Actor == f.Actor) && strings.HasPrefix(e.Action, f.Action) && strings.Contains(e.Resource, f.Resource)
}

// looks is how many reads one page takes at most.
const looks = 4

// Search lists a program's acts, newest first, day by day. A page may be empty
// and have more.
func Search(ctx context.Context, log Reader, p id.Program, f Filter, r page.Request) (page.Of[Entry], error) {
	out := page.Of[Entry]{Data: []Entry{}}
	day, cursor := f.To, ""
	if r.Cursor != "" {
		day, cursor, _ = strings.Cut(r.Cursor, "|")
	}
	for range looks {
		if day < f.From {
			return out, nil
		}
		got, err := log.OfProgram(ctx, p, day, page.Request{Limit: r.Size() - len(out.Data), Cursor: cursor})
		if err != nil {
			return out, err
		}
		for _, e := range got.Data {
			if f.Keeps(e) {
				out.Data = append(out.Data, e)
			}
		}
		if cursor = got.Next; cursor == "" {
			if day, err = before(day); err != nil {
				return out, err
			}
		}
		if len(out.Data) >= r.Size() {
			break
		}
	}
	if day >= f.From {
		out.Next = day + "|" + cursor
	}
	return out, nil
}

func before(day string) (string, error) {
	at, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return "", fault.Wrap(err, fault.Invalid, "audit.bad_day", "A day is written like 2026-05-31.")
	}
	return at.AddDate(0, 0, -1).Format(time.DateOnly), nil
}
