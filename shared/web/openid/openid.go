// Package openid signs in by an OpenID provider, such as Google: authorization
// code with PKCE. It is the only one that knows the libraries.
//
// Every call goes through the one outbound client, so that neither the provider
// nor what its document names can lead into the own network. What a token says
// counts only once its signature (RS256 or ES256, by the provider's own keys),
// issuer, audience, authorized party, times and nonce were found right.
package openid

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"sync"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"

	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/domain/webhook"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
)

// skew is how far the provider's clock may be ahead of ours.
const skew = time.Minute

// Config is a provider and who we are to it.
type Config struct {
	Title  string // what people call it
	Issuer string
	Client string
	Secret func(context.Context) (string, error)
	Caller webhook.Caller
	Clock  clock.Clock
}

// Provider signs in by one provider. Its document is read at the first use.
type Provider struct {
	Config
	mu    sync.Mutex
	known *oidc.Provider
}

// New returns a provider.
func New(c Config) *Provider { return &Provider{Config: c} }

// Name is what people call it.
func (p *Provider) Name() string { return p.Title }

func (p *Provider) client() *http.Client { return &http.Client{Transport: caller{p.Caller}} }

// found reads the provider's document, once it could be read.
func (p *Provider) found(ctx context.Context) (*oidc.Provider, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.known != nil {
		return p.known, nil
	}
	known, err := oidc.NewProvider(oidc.ClientContext(context.WithoutCancel(ctx), p.client()), p.Issuer)
	if err != nil {
		return nil, fault.Wrap(err, fault.Unavailable, "login.unavailable", "The other site does not answer just now. Sign in another way.")
	}
	p.known = known
	return known, nil
}

func (p *Provider) exchange(known *oidc.Provider, secret, back string) oauth2.Config {
	return oauth2.Config{
		ClientID: p.Client, ClientSecret: secret, Endpoint: known.Endpoint(), RedirectURL: back,
		Scopes: []string{oidc.ScopeOpenID, "email"},
	}
}

// Address is where the browser goes.
func (p *Provider) Address(ctx context.Context, v identity.Visit, back string) (string, error) {
	known, err := p.found(ctx)
	if err != nil {
		return "", err
	}
	c := p.exchange(known, "", back)
	return c.AuthCodeURL(v.State, oidc.Nonce(v.Nonce), oauth2.SetAuthURLParam("code_challenge", v.Challenge),
		oauth2.SetAuthURLParam("code_challenge_method", "S256"), oauth2.SetAuthURLParam("prompt", "select_account")), nil
}

// Redeem gives the code away for a token and checks it.
func (p *Provider) Redeem(ctx context.Context, v identity.Visit, code, back string) (identity.Claims, error) {
	known, err := p.found(ctx)
	if err != nil {
		return identity.Claims{}, err
	}
	secret, err := p.Secret(ctx)
	if err != nil {
		return identity.Claims{}, fmt.Errorf("read the client's secret: %w", err)
	}
	ctx = oidc.ClientContext(ctx, p.client())
	c := p.exchange(known, secret, back)
	token, err := c.Exchange(ctx, code, oauth2.VerifierOption(v.Verifier))
	if err != nil {
		return identity.Claims{}, refused(err)
	}
	raw, ok := token.Extra("id_token").(string)
	if !ok {
		return identity.Claims{}, refused(errors.New("the answer has no token"))
	}
	return p.check(ctx, known, raw, v.Nonce)
}

// check looks at everything that the library leaves to its caller as well.
func (p *Provider) check(ctx context.Context, known *oidc.Provider, raw, nonce string) (identity.Claims, error) {
	now := p.Clock.Now()
	verifier := known.Verifier(&oidc.Config{ClientID: p.Client, SupportedSigningAlgs: []string{oidc.RS256, oidc.ES256}, Now: func() time.Time { return now }})
	t, err := verifier.Verify(ctx, raw)
	if err != nil {
		return identity.Claims{}, refused(err)
	}
	var said struct {
		Party    string `json:"azp"`
		Email    string `json:"email"`
		Verified any    `json:"email_verified"` // some write it as a text
	}
	if err := t.Claims(&said); err != nil {
		return identity.Claims{}, refused(err)
	}
	switch {
	case nonce == "" || t.Nonce != nonce:
		err = errors.New("the nonce is another visit's")
	case t.Subject == "" || len(t.Subject) > 255:
		err = errors.New("it is nobody's")
	case said.Party != "" && said.Party != p.Client, len(t.Audience) > 1 && said.Party == "":
		err = errors.New("it was made for another client")
	case t.IssuedAt.IsZero() || t.IssuedAt.After(now.Add(skew)):
		err = errors.New("it is of the future")
	}
	if err != nil {
		return identity.Claims{}, refused(err)
	}
	return identity.Claims{Issuer: t.Issuer, Subject: t.Subject, Email: said.Email, Verified: said.Verified == true || said.Verified == "true"}, nil
}

func refused(err error) error {
	return fault.Wrap(err, fault.Forbidden, "login.refused", "The other site's answer cannot be trusted. Begin again.")
}

// caller makes a transport of the outbound client.
type caller struct{ webhook.Caller }

// RoundTrip makes one request.
func (c caller) RoundTrip(r *http.Request) (*http.Response, error) {
	var body []byte
	if r.Body != nil {
		defer r.Body.Close() //nolint:errcheck // it was read
		var err error
		if body, err = io.ReadAll(r.Body); err != nil {
			return nil, fmt.Errorf("read a request: %w", err)
		}
	}
	header := map[string]string{}
	for name := range r.Header {
		header[name] = r.Header.Get(name)
	}
	out := c.CallEach(r.Context(), []webhook.Request{{Method: r.Method, URL: r.URL.String(), Header: header, Body: body}})[0]
	if out.Err != nil {
		return nil, out.Err
	}
	return &http.Response{
		StatusCode: out.Response.Status, Status: http.StatusText(out.Response.Status), Request: r, ProtoMajor: 1, ProtoMinor: 1,
		Header: http.Header{"Content-Type": {"application/json"}}, Body: io.NopCloser(bytes.NewReader(out.Response.Body)),
	}, nil
}

var (
	_ identity.Provider = (*Provider)(nil)
	_ http.RoundTripper = caller{}
)
