// Package openidtest is an OpenID provider for development and tests. It signs
// in whoever it is told to, without asking, and can be told to issue tokens that
// are wrong in any way.
package openidtest

import (
	"crypto"
	"crypto/hmac"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"html/template"
	"maps"
	"net/http"
	"net/url"
	"sync"

	"github.com/tributaryhq/tributary/shared/kernel/clock"
)

// Token is a token before it is signed. A test changes it to be wrong.
type Token struct {
	Alg    string // RS256, HS256 with the public key as secret, or none
	Kid    string
	Claims map[string]any
	Spoil  bool // break the signature
	Stray  bool // sign with a key that the document does not name
}

// Provider is an OpenID provider at an address.
type Provider struct {
	Issuer string
	Client string
	Secret string // empty: any will do
	Clock  clock.Clock
	// Person is who signs in: "sub", "email" and the like. Nil: whoever says an
	// address, on the page that asks for it.
	Person map[string]any
	// Change makes a token wrong; nil leaves it right.
	Change func(*Token)

	mu    sync.Mutex
	key   *rsa.PrivateKey
	codes map[string]url.Values // a code, and what was asked for with it
}

// New returns a provider with a fresh key.
func New(issuer, client, secret string, c clock.Clock) (*Provider, error) {
	key, err := newKey()
	return &Provider{Issuer: issuer, Client: client, Secret: secret, Clock: c, key: key, codes: map[string]url.Values{}}, err
}

func newKey() (*rsa.PrivateKey, error) {
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		return nil, fmt.Errorf("make a key: %w", err)
	}
	return key, nil
}

// ServeHTTP serves the document, the keys, the page that signs in, and tokens.
func (p *Provider) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	switch r.URL.Path {
	case "/.well-known/openid-configuration":
		write(w, http.StatusOK, map[string]any{
			"issuer": p.Issuer, "authorization_endpoint": p.Issuer + "/authorize", "token_endpoint": p.Issuer + "/token", "jwks_uri": p.Issuer + "/keys",
			"response_types_supported": []string{"code"}, "subject_types_supported": []string{"public"}, "id_token_signing_alg_values_supported": []string{"RS256"},
		})
	case "/keys":
		write(w, http.StatusOK, map[string]any{"keys": []any{map[string]any{
			"kty": "RSA", "use": "sig", "alg": "RS256", "kid": "one", "n": text(p.key.N.Bytes()), "e": "AQAB",
		}}})
	case "/authorize":
		p.authorize(w, r)
	case "/token":
		p.token(w, r)
	default:
		http.NotFound(w, r)
	}
}

// authorize signs the person in and sends the browser back.
func (p *Provider) authorize(w http.ResponseWriter, r *http.Request) {
	asked := r.URL.Query()
	if asked.Get("client_id") != p.Client || asked.Get("response_type") != "code" || asked.Get("code_challenge_method") != "S256" {
		http.Error(w, "not a request of the client", http.StatusBadRequest)
		return
	}
	if p.Person == nil && asked.Get("as") == "" {
		if err := page().Execute(w, asked); err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
		}
		return
	}
	code := rand.Text()
	p.mu.Lock()
	p.codes[code] = asked
	p.mu.Unlock()
	back := asked.Get("redirect_uri") + "?" + url.Values{"code": {code}, "state": {asked.Get("state")}}.Encode()
	http.Redirect(w, r, back, http.StatusFound) //nolint:gosec // a stand-in; the client's tests check what it asks for
}

// token gives a token for a code, once, to whoever knows the verifier.
func (p *Provider) token(w http.ResponseWriter, r *http.Request) {
	client, secret, basic := r.BasicAuth()
	if !basic {
		client, secret = r.PostFormValue("client_id"), r.PostFormValue("client_secret")
	}
	p.mu.Lock()
	asked, ok := p.codes[r.PostFormValue("code")]
	delete(p.codes, r.PostFormValue("code"))
	p.mu.Unlock()
	sum := sha256.Sum256([]byte(r.PostFormValue("code_verifier")))
	if !ok || client != p.Client || p.Secret != "" && secret != p.Secret || asked.Get("code_challenge") != text(sum[:]) || asked.Get("redirect_uri") != r.PostFormValue("redirect_uri") {
		write(w, http.StatusBadRequest, map[string]string{"error": "invalid_grant"})
		return
	}
	now := p.Clock.Now().Unix()
	t := Token{Alg: "RS256", Kid: "one", Claims: map[string]any{"iss": p.Issuer, "aud": p.Client, "iat": now, "exp": now + 3600, "nonce": asked.Get("nonce")}}
	if as := asked.Get("as"); p.Person == nil {
		maps.Copy(t.Claims, map[string]any{"sub": "person " + as, "email": as, "email_verified": true})
	}
	maps.Copy(t.Claims, p.Person)
	if p.Change != nil {
		p.Change(&t)
	}
	signed, err := p.sign(t)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	write(w, http.StatusOK, map[string]any{"access_token": rand.Text(), "token_type": "Bearer", "expires_in": 3600, "id_token": signed})
}

func (p *Provider) sign(t Token) (string, error) {
	head, err := json.Marshal(map[string]string{"alg": t.Alg, "kid": t.Kid, "typ": "JWT"})
	if err != nil {
		return "", fmt.Errorf("write a token: %w", err)
	}
	body, err := json.Marshal(t.Claims)
	if err != nil {
		return "", fmt.Errorf("write a token: %w", err)
	}
	plain := text(head) + "." + text(body)
	sum := sha256.Sum256([]byte(plain))
	var signature []byte
	switch t.Alg {
	case "none":
	case "HS256":
		public := pem.EncodeToMemory(&pem.Block{Type: "RSA PUBLIC KEY", Bytes: x509.MarshalPKCS1PublicKey(&p.key.PublicKey)})
		mac := hmac.New(sha256.New, public)
		mac.Write([]byte(plain))
		signature = mac.Sum(nil)
	default:
		key := p.key
		if t.Stray {
			if key, err = newKey(); err != nil {
				return "", err
			}
		}
		if signature, err = rsa.SignPKCS1v15(rand.Reader, key, crypto.SHA256, sum[:]); err != nil {
			return "", fmt.Errorf("sign a token: %w", err)
		}
	}
	if t.Spoil {
		signature[len(signature)/2] ^= 1
	}
	return plain + "." + text(signature), nil
}

// page asks who signs in.
func page() *template.Template {
	return template.Must(template.New("").Parse(`<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>Stand-in</title>
<h1>A stand-in for another site</h1><form method="get">
{{range $name, $values := .}}{{range $values}}<input type="hidden" name="{{$name}}" value="{{.}}">{{end}}{{end}}
<p><label>Sign in as <input type="email" name="as" required autofocus></label> <button>Continue</button></p></form></html>`))
}

func text(b []byte) string { return base64.RawURLEncoding.EncodeToString(b) }

func write(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(v) //nolint:errcheck,errchkjson // a stand-in
}
