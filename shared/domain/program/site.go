package program

import (
	"context"
	"net/url"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
)

// Portal reads the program that has its portal on a host: bound to it by the
// operator, and chosen by the program. NotFound.
func (d Desk) Portal(ctx context.Context, host string) (Program, error) {
	p, err := d.Find(ctx, Name{Host: host})
	if err == nil && p.PortalHost != host {
		return Program{}, fault.New(fault.NotFound, "host.unknown", "No program has its portal here.")
	}
	return p, err
}

// Home returns the address of the program's portal, without a slash at its end:
// on its own host where it has one, else the instance's.
func (p Program) Home(origin string) string {
	u, err := url.Parse(origin)
	if p.PortalHost == "" || err != nil {
		return origin
	}
	home := url.URL{Scheme: u.Scheme, Host: p.PortalHost}
	if port := u.Port(); port != "" {
		home.Host += ":" + port
	}
	return home.String()
}
