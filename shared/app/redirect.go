package app

import (
	"github.com/tributaryhq/tributary/shared/app/redirect"
	"github.com/tributaryhq/tributary/shared/web/trackapi"
)

// Redirect serves tracking links.
func (b Backends) Redirect() *trackapi.Redirect {
	return redirect.New(redirect.Parts{
		Table: b.Table, Queue: b.Queue, Keys: b.Keys, OriginSecret: b.OriginSecret, Insecure: b.Local,
		Clock: b.Clock, Entropy: b.Entropy, Log: b.Log,
	})
}
