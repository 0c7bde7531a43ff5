package identity

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"time"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Login is a user's account at an OpenID provider.
type Login struct {
	User     id.User
	Issuer   string
	Subject  string // who it is there, for ever
	Email    string // what the provider said when it was linked
	LinkedAt time.Time
}

// Logins keeps which account elsewhere is whose.
type Logins interface {
	// LoginOf finds who has the account; NotFound.
	LoginOf(ctx context.Context, issuer, subject string) (Login, error)
	LoginsOf(ctx context.Context, u id.User) ([]Login, error)
	// Link writes it; Conflict when somebody has it already.
	Link(ctx context.Context, l Login) error
	Unlink(ctx context.Context, l Login) error
}

// Visit is one way to an OpenID provider and back.
type Visit struct {
	State     string // comes back with the browser
	Nonce     string // comes back in the token
	Challenge string // of the verifier, S256
	Verifier  string // shown only when the code is redeemed
}

// Claims are what a token says that was found good.
type Claims struct {
	Issuer   string
	Subject  string
	Email    string
	Verified bool // the provider knows that the address is the person's
}

// Provider is an OpenID provider. Nil: there is none.
type Provider interface {
	// Name is what people call it.
	Name() string
	// Address is where the browser goes.
	Address(ctx context.Context, v Visit, back string) (string, error)
	// Redeem gives the code away for a token and checks it: who signed it, for
	// whom, when, and for which visit. Forbidden when anything is amiss.
	Redeem(ctx context.Context, v Visit, code, back string) (Claims, error)
}

// visited is a visit as it is kept while the browser is away.
type visited struct {
	Nonce    string  `json:"nonce"`
	Verifier string  `json:"verifier"`
	Browser  string  `json:"browser"`        // hash of what its cookie says
	Link     id.User `json:"link,omitempty"` // who links the account, else it signs in
}

const visitLasts = 10 * time.Minute

// LoginBack is the page that the provider sends the browser back to.
func (d Door) LoginBack() string { return d.Origin + "/sign-in/back" }

// BeginLogin returns where the browser goes to sign in elsewhere, or to link the
// account there to a signed-in user, and what its cookie is to say until it is
// back.
func (d Door) BeginLogin(ctx context.Context, link id.User) (address, cookie string, err error) {
	if d.Provider == nil {
		return "", "", errNoProvider()
	}
	var random [4]string
	for i := range random {
		if random[i], err = d.random(); err != nil {
			return "", "", err
		}
	}
	sum := sha256.Sum256([]byte(random[2]))
	v := Visit{State: random[0], Nonce: random[1], Verifier: random[2], Challenge: base64.RawURLEncoding.EncodeToString(sum[:])}
	data, err := json.Marshal(visited{v.Nonce, v.Verifier, hashToken(random[3]), link})
	if err != nil {
		return "", "", fmt.Errorf("write a visit: %w", err)
	}
	if err := d.keep(ctx, SlipLogin, v.State, data, visitLasts); err != nil {
		return "", "", err
	}
	address, err = d.Provider.Address(ctx, v, d.LoginBack())
	return address, random[3], err
}

// FinishLogin takes the browser in that comes back: signs in, or links. The
// cookie is what BeginLogin gave to the browser that went.
func (d Door) FinishLogin(ctx context.Context, state, code, cookie string, by Caller) (string, Principal, error) {
	if d.Provider == nil {
		return "", Principal{}, errNoProvider()
	}
	data, err := d.take(ctx, SlipLogin, state)
	if err != nil {
		return "", Principal{}, err
	}
	var kept visited
	if err := json.Unmarshal(data, &kept); err != nil {
		return "", Principal{}, fmt.Errorf("read a visit: %w", err)
	}
	if cookie == "" || hashToken(cookie) != kept.Browser {
		return "", Principal{}, fault.New(fault.Forbidden, "login.other_browser", "This sign-in was begun in another browser. Begin again.")
	}
	c, err := d.Provider.Redeem(ctx, Visit{State: state, Nonce: kept.Nonce, Verifier: kept.Verifier}, code, d.LoginBack())
	if err != nil {
		return "", Principal{}, err
	}
	if kept.Link != "" {
		return d.linkLogin(ctx, kept.Link, c, by)
	}
	return d.enterByLogin(ctx, c, by)
}

// enterByLogin signs in whose account elsewhere it is. An account that nobody
// has linked is that of the user with its address, if the provider vouches for
// that: nobody gets into a user's account without having answered a mail to its
// address or an operator's doing, so that nobody can lie in wait there.
func (d Door) enterByLogin(ctx context.Context, c Claims, by Caller) (string, Principal, error) {
	l, err := d.Logins.LoginOf(ctx, c.Issuer, c.Subject)
	if fault.Is(err, fault.NotFound) {
		l, err = d.adopt(ctx, c)
	}
	if err != nil {
		return "", Principal{}, err
	}
	us, err := d.Users.Load(ctx, l.User)
	if err != nil {
		return "", Principal{}, err
	}
	if len(us) == 0 || us[0].Status != Active {
		return "", Principal{}, errNoLogin()
	}
	if err := d.SignOut(ctx, by.Session); err != nil {
		return "", Principal{}, err
	}
	if err := d.Limits.Trust(ctx, HashEmail(us[0].Email), by.Address, d.Clock.Now().Add(trustLasts)); err != nil {
		return "", Principal{}, err
	}
	return d.start(ctx, l.User, d.Clock.Now(), by)
}

// adopt links an account elsewhere to the user who has its address.
func (d Door) adopt(ctx context.Context, c Claims) (Login, error) {
	email, err := ParseEmail(c.Email)
	if err != nil || !c.Verified {
		return Login{}, errNoLogin()
	}
	u, err := d.Users.ByEmail(ctx, HashEmail(email))
	if fault.Is(err, fault.NotFound) || err == nil && u.Status != Active {
		return Login{}, errNoLogin()
	}
	if err != nil {
		return Login{}, err
	}
	l := Login{User: u.ID, Issuer: c.Issuer, Subject: c.Subject, Email: email, LinkedAt: d.Clock.Now()}
	if err := d.Logins.Link(ctx, l); err != nil {
		return Login{}, err
	}
	return l, d.tell(ctx, u, LoginLinked)
}

// linkLogin links an account elsewhere to the signed-in user who went there.
func (d Door) linkLogin(ctx context.Context, who id.User, c Claims, by Caller) (string, Principal, error) {
	s, err := d.lookUp(ctx, by.Session)
	if err != nil {
		return "", Principal{}, err
	}
	us, err := d.Users.Load(ctx, who)
	if err != nil {
		return "", Principal{}, err
	}
	if s.User != who || s.Level == Half || len(us) == 0 {
		return "", Principal{}, errNoSession()
	}
	l := Login{User: who, Issuer: c.Issuer, Subject: c.Subject, Email: c.Email, LinkedAt: d.Clock.Now()}
	if err := d.Logins.Link(ctx, l); err != nil {
		return "", Principal{}, err
	}
	if err := d.tell(ctx, us[0], LoginLinked); err != nil {
		return "", Principal{}, err
	}
	return by.Session, s.principal(d.Clock.Now()), nil
}

// Unlink takes an account elsewhere from its user. Whoever has no password may
// still sign in by a mailed link.
func (d Door) Unlink(ctx context.Context, p Principal, subject string) error {
	all, err := d.Logins.LoginsOf(ctx, p.User)
	if err != nil {
		return err
	}
	for _, l := range all {
		if l.Subject != subject {
			continue
		}
		if err := d.Logins.Unlink(ctx, l); err != nil {
			return err
		}
		us, err := d.Users.Load(ctx, p.User)
		if err != nil || len(us) == 0 {
			return err
		}
		return d.tell(ctx, us[0], LoginUnlinked)
	}
	return fault.New(fault.NotFound, "login.unknown", "That sign-in is not linked.")
}

func (d Door) random() (string, error) {
	b := make([]byte, tokenBytes)
	if _, err := io.ReadFull(d.Entropy, b); err != nil {
		return "", fmt.Errorf("make a secret: %w", err)
	}
	return base64.RawURLEncoding.EncodeToString(b), nil
}

func errNoLogin() error {
	return fault.New(fault.Forbidden, "login.unknown", "No account goes with that sign-in. Sign in another way, and link it on your security page.")
}

func errNoProvider() error {
	return fault.New(fault.NotFound, "login.none", "Nobody else signs people in here.")
}
