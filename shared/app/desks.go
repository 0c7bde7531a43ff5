package app

import (
	"context"
	"net/http"
	"strings"

	"github.com/tributaryhq/tributary/shared/domain/agreement"
	"github.com/tributaryhq/tributary/shared/domain/apikey"
	"github.com/tributaryhq/tributary/shared/domain/coupon"
	"github.com/tributaryhq/tributary/shared/domain/enrollment"
	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/domain/link"
	"github.com/tributaryhq/tributary/shared/domain/offer"
	"github.com/tributaryhq/tributary/shared/domain/order"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/domain/promotion"
	"github.com/tributaryhq/tributary/shared/domain/report"
	"github.com/tributaryhq/tributary/shared/domain/team"
	"github.com/tributaryhq/tributary/shared/domain/viewing"
	"github.com/tributaryhq/tributary/shared/store"
	"github.com/tributaryhq/tributary/shared/web/auth"
	"github.com/tributaryhq/tributary/shared/web/httpkit/edge"
	"github.com/tributaryhq/tributary/shared/web/passkey"
)

// The desks are the use cases that the two APIs, the commands and the walks
// share.

// Programs is where programs are made, found and changed.
func (b Backends) Programs() program.Desk {
	return program.Desk{Store: store.Programs{T: b.Table, Clock: b.Clock}, Clock: b.Clock, Entropy: b.Entropy}
}

// Agreements is where agreements are written, published and signed.
func (b Backends) Agreements() agreement.Desk {
	kept := store.Agreements{T: b.Table, Clock: b.Clock}
	return agreement.Desk{Store: kept, Signatures: kept, Clock: b.Clock, Entropy: b.Entropy}
}

// Viewing is where those who run a program see it with a partner's eyes.
func (b Backends) Viewing() viewing.Desk {
	return viewing.Desk{Store: store.Views{T: b.Table, Clock: b.Clock}, Clock: b.Clock}
}

// Secrets proves programs, by their postback secrets.
func (b Backends) Secrets() program.Secrets {
	return program.Secrets{Store: store.ProgramSecrets{T: b.Table, Clock: b.Clock}, Clock: b.Clock, Entropy: b.Entropy}
}

// Keyring is where API keys are made and recognised.
func (b Backends) Keyring() apikey.Desk {
	return apikey.Desk{Store: store.APIKeys{T: b.Table, Clock: b.Clock}, Clock: b.Clock, Entropy: b.Entropy}
}

// Signing makes and gives the secrets with which merchants sign.
func (b Backends) Signing() apikey.Signing {
	return apikey.Signing{Store: store.Signing{T: b.Table, Clock: b.Clock}, Entropy: b.Entropy, Sealer: b.Sealer, Opener: b.Sealer}
}

// Orders is where states of orders are told.
func (b Backends) Orders() order.Desk {
	orders := store.Orders{T: b.Table}
	return order.Desk{Store: orders, Buyers: orders, Clock: b.Clock}
}

// Enrollments is where applications are made and decided.
func (b Backends) Enrollments() enrollment.Desk {
	return enrollment.Desk{Store: b.places(), Programs: b.Programs(), Groups: b.Groups(), Forms: store.ApplicationForms{T: b.Table, Clock: b.Clock}, Clock: b.Clock, Entropy: b.Entropy}
}

// Inviter lets partners in who did not apply.
func (b Backends) Inviter() enrollment.Inviter {
	return enrollment.Inviter{
		Annotator:   enrollment.Annotator{Desk: b.Enrollments(), Margin: store.Margins{T: b.Table, Clock: b.Clock}},
		Invitations: store.Guests{Enrollments: b.places()}, Door: b.Door(),
		Users: store.Users{T: b.Table, Clock: b.Clock}, Members: store.Members{T: b.Table, Clock: b.Clock}, Partners: store.Partners{T: b.Table, Clock: b.Clock},
	}
}

func (b Backends) places() store.Enrollments { return store.Enrollments{T: b.Table, Clock: b.Clock} }

// Links is what partners do with their links.
func (b Backends) Links() link.Maker {
	return link.Maker{Store: store.Links{T: b.Table}, Grants: b.Enrollments(), Clock: b.Clock, Entropy: b.Entropy}
}

// Coupons is where codes are made and changed.
func (b Backends) Coupons() coupon.Desk {
	return coupon.Desk{Store: store.Coupons{T: b.Table, Clock: b.Clock}, Places: b.Enrollments(), Clock: b.Clock}
}

// Promotions is where sales that only partners announce are made and changed.
func (b Backends) Promotions() promotion.Desk {
	return promotion.Desk{Store: store.Promotions{T: b.Table, Clock: b.Clock}, Pages: b.Enrollments(), Clock: b.Clock, Entropy: b.Entropy}
}

// Offers is where offers are published.
func (b Backends) Offers() offer.Publisher {
	return offer.Publisher{Store: store.Offers{T: b.Table}, Clock: b.Clock, Entropy: b.Entropy}
}

// Team is where partner organisations are led.
func (b Backends) Team() team.Desk {
	return team.Desk{
		Store: store.Teams{T: b.Table, Clock: b.Clock}, Members: store.Members{T: b.Table, Clock: b.Clock}, Users: store.Users{T: b.Table, Clock: b.Clock},
		Partners: store.Partners{T: b.Table, Clock: b.Clock}, Programs: store.Programs{T: b.Table, Clock: b.Clock}, Keys: b.Keyring(), Limits: store.Limits{T: b.Table}, Mail: signInMails{b.Queue},
		Clock: b.Clock, Entropy: b.Entropy, Origin: b.Origin,
	}
}

// passkeyOrigin is where passkeys are good: the main origin. Browsers know none
// of an address without a name, so that on this machine it is localhost.
func passkeyOrigin(origin string) string {
	return strings.Replace(origin, "http://127.0.0.1", "http://localhost", 1)
}

// Door lets people in and out.
func (b Backends) Door() identity.Door {
	return identity.Door{
		Users: store.Users{T: b.Table, Clock: b.Clock}, Members: store.Members{T: b.Table, Clock: b.Clock},
		Sessions: store.Sessions{T: b.Table}, Tokens: store.Tokens{T: b.Table}, Limits: store.Limits{T: b.Table}, Devices: store.Devices{T: b.Table}, Moves: store.Moves{T: b.Table, Clock: b.Clock},
		Passwords: b.Passwords, Mail: signInMails{b.Queue}, Clock: b.Clock, Entropy: b.Entropy, Origin: b.Origin,
		Authenticators: store.Authenticators{T: b.Table, Clock: b.Clock}, Sealer: b.DoorSealer,
		Passkeys: store.Passkeys{T: b.Table, Clock: b.Clock}, Slips: store.Slips{T: b.Table}, Logins: store.Logins{T: b.Table, Clock: b.Clock}, Provider: b.Provider, Verifier: passkey.Verifier{Origin: passkeyOrigin(b.Origin)},
		Sites: sites{b.Programs(), b.Origin},
	}
}

func (b Backends) reports() report.Reader {
	return report.Reader{Store: store.Stats{T: b.Table}}
}

func (b Backends) cookie() auth.Cookie {
	return auth.Cookie{Secure: strings.HasPrefix(b.Origin, "https://")}
}

// guard decides who may call what.
func (b Backends) guard() (*auth.Guard, error) {
	door, secrets := edge.Door{Secret: b.OriginSecret}, store.InstanceSecrets{T: b.Table, Entropy: b.Entropy}
	return auth.New(auth.Config{
		Sessions: b.Door(), Memberships: store.Members{T: b.Table, Clock: b.Clock}, Presence: store.Members{T: b.Table, Clock: b.Clock}, Views: b.Viewing(),
		Keys:    auth.KeyDoor{Keys: b.Keyring(), Limits: store.Limits{T: b.Table}, Clock: b.Clock},
		Origins: []string{b.Origin}, Cookie: b.cookie(),
		Address:    func(r *http.Request) string { return door.Request(r).Address.String() },
		Country:    func(r *http.Request) string { return door.Request(r).Country },
		Host:       func(r *http.Request) string { return door.Request(r).Host },
		AddressKey: remembered(func(ctx context.Context) ([]byte, error) { return secrets.Secret(ctx, "address") }),
	})
}

var _ team.Keys = apikey.Desk{}
