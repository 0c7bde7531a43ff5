package trackapi

import (
	"bytes"
	"context"
	"encoding/hex"
	"fmt"
	"net/http"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/click"
	"github.com/tributaryhq/tributary/shared/domain/link"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/web/httpkit/edge"
)

// returnPath is where an app's first page sends the browser after its install:
// /r/return/{program}?to=… (F31).
const returnPath = "return/"

// Returns finds the click of a visitor who comes back from an app store.
type Returns interface {
	// Terms returns what a program's links need to know, less what is a
	// partner's: its hosts, its window, the name of its parameter; NotFound.
	Terms(ctx context.Context, p id.Program) (link.Terms, error)
	// Latest returns the latest click of one of the visitors on a marketplace
	// link since then; NotFound.
	Latest(ctx context.Context, p id.Program, since time.Time, visitors ...click.Visitor) (click.Clicked, error)
}

// comeBack redirects to the page that is asked for, where the program's hosts
// allow it, with the id of the visitor's latest click on a marketplace link
// appended. Who never clicked one goes there without an id.
func (h *Redirect) comeBack(ctx context.Context, r Request, v edge.Viewer, text string) Response {
	p, err := id.Parse[id.Program](text)
	if err != nil {
		return page(http.StatusNotFound)
	}
	terms, err := h.Returns.Terms(ctx, p)
	if err != nil {
		return h.missing(ctx, err)
	}
	own := link.Link{Program: p, Kind: link.Default, Destination: terms.Website, Terms: terms}
	target, err := own.Target(parseParams(r.Query).to, link.Viewer{})
	if err != nil {
		return h.missing(ctx, err)
	}
	shown := ""
	if seenOf(r, v).Cause() == "" {
		shown = h.latest(ctx, r, v, own)
	}
	return found(own.Location(target, link.Subs{}, shown), "")
}

// latest returns the id of the visitor's latest click on a marketplace link,
// empty when there is none or nobody can tell: the app's page comes first.
func (h *Redirect) latest(ctx context.Context, r Request, v edge.Viewer, own link.Link) string {
	now, seen := h.Clock.Now(), seenOf(r, v)
	visitors := []click.Visitor{h.Keys.Visitor(h.Salts.Of(ctx, now).Fingerprint(v.Address, seen.Agent, seen.Languages), own.Program)}
	if browser, known := h.Keys.Known(cookie(r.Cookies)); known {
		visitors = append(visitors, h.Keys.Visitor(browser, own.Program))
	}
	c, err := h.Returns.Latest(ctx, own.Program, now.AddDate(0, 0, -own.Terms.WindowDays), visitors...)
	if err == nil {
		var again click.ID
		if again, err = h.again(c); err == nil {
			return string(again)
		}
	}
	if !fault.Is(err, fault.NotFound) {
		h.Log.ErrorContext(ctx, "whoever came back from an app store cannot be found", "error", err.Error())
	}
	return ""
}

// again names a recorded click anew. Its mark stays, so that its facts are
// found by the new id.
func (h *Redirect) again(c click.Clicked) (click.ID, error) {
	mark, err := hex.DecodeString(string(c.Mark))
	if err != nil || len(mark) != click.MarkLength/2 {
		return "", fmt.Errorf("a click's mark is %q: %w", c.Mark, err)
	}
	const millis = 6 // before the random bytes
	t, err := h.Keys.Mint(bytes.NewReader(mark[millis:]), c.Link.Program, click.Touch{
		At: c.Mark.Time(), LinkRef: c.Link.Ref, EnrollmentRef: c.Link.Terms.EnrollmentRef, Visitor: c.Visitor,
	})
	return t.ID, err
}
