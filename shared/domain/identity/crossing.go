package identity

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"time"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Site is a program's portal on a host of its own.
type Site struct {
	Program id.Program
	Slug    string
	Origin  string // of the host, without a slash at its end
}

// Sites knows whose portal a host shows.
type Sites interface {
	// Site returns the program that has its portal on the host; NotFound.
	Site(ctx context.Context, host string) (Site, error)
}

// crossing is what a code stands for while a browser goes from the main origin
// to a program's own host.
type crossing struct {
	User    id.User `json:"user"`
	Session string  `json:"session"` // hash of that at the main origin
	Host    string  `json:"host"`
	Browser string  `json:"browser"` // hash of what the browser's cookie says there
}

const (
	crossingLasts = time.Minute
	hashLength    = 64 // of a hash as it is written
)

// BeginCrossing returns where a browser that is at a program's own host goes to
// sign in, and what its cookie there is to say until it is back: who signs in
// does so at the main origin only. NotFound when the host is no program's.
func (d Door) BeginCrossing(ctx context.Context, host string) (address, cookie string, err error) {
	site, err := d.Sites.Site(ctx, host)
	if err != nil {
		return "", "", err
	}
	if cookie, err = d.random(); err != nil {
		return "", "", err
	}
	q := url.Values{"host": {host}, "state": {hashCrossing(cookie)}, "program": {site.Slug}}
	return d.Origin + "/sign-in/cross?" + q.Encode(), cookie, nil
}

// Cross returns where a signed-in browser goes to be signed in at a program's
// own host too: the address carries a code behind the #, which works once,
// within a minute, there, and in the browser that began. Only a session of the
// main origin begets others.
func (d Door) Cross(ctx context.Context, p Principal, host, state string) (string, error) {
	if p.Host != "" {
		return "", fault.New(fault.Forbidden, "crossing.not_here", "Sign in at the main address first.")
	}
	if len(state) != hashLength {
		return "", fault.New(fault.Invalid, "crossing.bad_state", "This way to sign in is not whole. Begin again.").
			With(fault.Field{Location: "body.state", Message: "is not what the host gave"})
	}
	site, err := d.Sites.Site(ctx, host)
	if err != nil {
		return "", err
	}
	code, err := d.random()
	if err != nil {
		return "", err
	}
	data, err := json.Marshal(crossing{p.User, p.Session, host, state})
	if err != nil {
		return "", fmt.Errorf("write a crossing: %w", err)
	}
	return site.Origin + "/sign-in/arrive#code=" + code, d.keep(ctx, SlipDomain, code, data, crossingLasts)
}

// Arrive signs a browser in at a program's own host by the code that it brings.
// The cookie is what BeginCrossing gave to the browser that went. The session
// acts for that program only, is never fresh until its holder proves to be
// there, and ends with the one that it came from.
func (d Door) Arrive(ctx context.Context, code, host, cookie string, by Caller) (string, Principal, error) {
	data, err := d.take(ctx, SlipDomain, code)
	if err != nil {
		return "", Principal{}, err
	}
	var c crossing
	if err := json.Unmarshal(data, &c); err != nil {
		return "", Principal{}, fmt.Errorf("read a crossing: %w", err)
	}
	if c.Host != host {
		return "", Principal{}, fault.New(fault.Forbidden, "crossing.other_host", "This sign-in is for another address. Begin again.")
	}
	if cookie == "" || hashCrossing(cookie) != c.Browser {
		return "", Principal{}, fault.New(fault.Forbidden, "login.other_browser", "This sign-in was begun in another browser. Begin again.")
	}
	site, err := d.Sites.Site(ctx, host)
	if err != nil {
		return "", Principal{}, err
	}
	parent, err := d.alive(ctx, c.User, c.Session)
	if err != nil {
		return "", Principal{}, err
	}
	if u, hash, ok := parse(by.Session); ok { // not SignOut: the session before may have come from the same one
		if err := d.Sessions.End(ctx, u, hash); err != nil {
			return "", Principal{}, err
		}
	}
	raw, hash, err := mint(c.User, d.Entropy)
	if err != nil {
		return "", Principal{}, err
	}
	now := d.Clock.Now()
	s := Session{
		User: c.User, Hash: hash, CreatedAt: parent.CreatedAt, LastSeen: now, Idle: parent.Idle, Level: parent.Level,
		Browser: browserOf(by.Agent), System: systemOf(by.Agent), Country: by.Country,
		Host: host, Program: site.Program, Parent: parent.Hash,
	}
	if err := d.Sessions.Start(ctx, s); err != nil {
		return "", Principal{}, err
	}
	return raw, s.principal(now), nil
}

// alive returns a session that has not ended.
func (d Door) alive(ctx context.Context, u id.User, hash string) (Session, error) {
	s, err := d.Sessions.Get(ctx, u, hash)
	if fault.Is(err, fault.NotFound) || err == nil && d.Clock.Now().After(s.EndsAt(s.LastSeen)) {
		return Session{}, errNoSession()
	}
	return s, err
}

// hashCrossing is what the main origin learns of a browser's cookie at another
// host: enough to hold the code against, not to know it.
func hashCrossing(cookie string) string { return hashToken("crossing " + cookie) }
