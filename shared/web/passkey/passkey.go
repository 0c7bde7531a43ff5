// Package passkey speaks WebAuthn. It is the only one that knows the library.
//
// Every passkey is discoverable and asks its owner for a finger, a face or a
// PIN, so that it is two factors at once. Answers are good on the main origin
// alone. Whether a challenge is ours and unused the caller knows.
package passkey

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"time"

	"github.com/go-webauthn/webauthn/protocol"
	"github.com/go-webauthn/webauthn/webauthn"

	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Verifier checks passkeys for one origin.
type Verifier struct{ Origin string }

func (v Verifier) party() (*webauthn.WebAuthn, error) {
	u, err := url.Parse(v.Origin)
	if err != nil {
		return nil, fmt.Errorf("read the origin: %w", err)
	}
	w, err := webauthn.New(&webauthn.Config{
		RPID: u.Hostname(), RPDisplayName: u.Hostname(), RPOrigins: []string{v.Origin},
		AttestationPreference: protocol.PreferNoAttestation,
		AuthenticatorSelection: protocol.AuthenticatorSelection{
			ResidentKey: protocol.ResidentKeyRequirementRequired, RequireResidentKey: protocol.ResidentKeyRequired(),
			UserVerification: protocol.VerificationRequired,
		},
	})
	if err != nil {
		return nil, fault.Wrap(err, fault.Unavailable, "passkey.unavailable", "Passkeys do not work at this address.")
	}
	return w, nil
}

// Enrol asks for a new passkey that is none of those.
func (v Verifier) Enrol(u identity.User, have []identity.Passkey) (identity.Ceremony, error) {
	w, err := v.party()
	if err != nil {
		return identity.Ceremony{}, err
	}
	o, err := ownerOf(u, have)
	if err != nil {
		return identity.Ceremony{}, err
	}
	options, state, err := w.BeginRegistration(o, webauthn.WithExclusions(webauthn.Credentials(o.keys).CredentialDescriptors()))
	if err != nil {
		return identity.Ceremony{}, fmt.Errorf("ask for a passkey: %w", err)
	}
	return ceremony(options.Response, state)
}

// Enrolled returns the passkey that the browser has made.
func (v Verifier) Enrolled(u identity.User, state, answer []byte) (identity.Passkey, error) {
	w, err := v.party()
	if err != nil {
		return identity.Passkey{}, err
	}
	var s webauthn.SessionData
	if err := json.Unmarshal(state, &s); err != nil {
		return identity.Passkey{}, fmt.Errorf("read a ceremony: %w", err)
	}
	parsed, err := protocol.ParseCredentialCreationResponseBytes(answer)
	if err != nil {
		return identity.Passkey{}, refused(err)
	}
	c, err := w.CreateCredential(owner{user: u}, s, parsed)
	if err != nil {
		return identity.Passkey{}, refused(err)
	}
	return passkeyOf(c, identity.Passkey{ID: base64.RawURLEncoding.EncodeToString(c.ID)})
}

// Ask asks for any passkey of this origin.
func (v Verifier) Ask() (identity.Ceremony, error) {
	w, err := v.party()
	if err != nil {
		return identity.Ceremony{}, err
	}
	options, state, err := w.BeginDiscoverableLogin(webauthn.WithUserVerification(protocol.VerificationRequired))
	if err != nil {
		return identity.Ceremony{}, fmt.Errorf("ask for a passkey: %w", err)
	}
	return ceremony(options.Response, state)
}

// Read tells what an answer claims; nothing of it is proven.
func (Verifier) Read(answer []byte) (string, id.User, error) {
	var a struct {
		Response struct {
			ClientDataJSON protocol.URLEncodedBase64 `json:"clientDataJSON"`
			UserHandle     protocol.URLEncodedBase64 `json:"userHandle"`
		} `json:"response"`
	}
	if err := json.Unmarshal(answer, &a); err != nil {
		return "", "", refused(err)
	}
	var client struct {
		Challenge string `json:"challenge"`
	}
	if err := json.Unmarshal(a.Response.ClientDataJSON, &client); err != nil {
		return "", "", refused(err)
	}
	claimed, err := id.Parse[id.User](string(a.Response.UserHandle))
	if len(a.Response.UserHandle) > 0 && err != nil {
		return "", "", refused(err)
	}
	return client.Challenge, claimed, nil
}

// Answered returns the passkey that was used. One whose counter stands still or
// goes back may have been copied, and is refused.
func (v Verifier) Answered(u identity.User, have []identity.Passkey, state, answer []byte) (identity.Passkey, error) {
	w, err := v.party()
	if err != nil {
		return identity.Passkey{}, err
	}
	var s webauthn.SessionData
	if err := json.Unmarshal(state, &s); err != nil {
		return identity.Passkey{}, fmt.Errorf("read a ceremony: %w", err)
	}
	parsed, err := protocol.ParseCredentialRequestResponseBytes(answer)
	if err != nil {
		return identity.Passkey{}, refused(err)
	}
	o, err := ownerOf(u, have)
	if err != nil {
		return identity.Passkey{}, err
	}
	c, err := w.ValidateDiscoverableLogin(func(_, handle []byte) (webauthn.User, error) {
		if string(handle) != string(u.ID) {
			return nil, errors.New("another user's passkey")
		}
		return o, nil
	}, s, parsed)
	if err != nil {
		return identity.Passkey{}, refused(err)
	}
	if c.Authenticator.CloneWarning {
		return identity.Passkey{}, fault.New(fault.Forbidden, "passkey.copied", "That passkey may have been copied. Sign in another way, and remove it.")
	}
	for _, k := range have {
		if k.ID == base64.RawURLEncoding.EncodeToString(c.ID) {
			return passkeyOf(c, k)
		}
	}
	return identity.Passkey{}, refused(errors.New("not the user's"))
}

// passkeyOf writes what the library keeps into a passkey.
func passkeyOf(c *webauthn.Credential, k identity.Passkey) (identity.Passkey, error) {
	record, err := json.Marshal(c)
	if err != nil {
		return k, fmt.Errorf("write a passkey: %w", err)
	}
	k.Record, k.Synced = record, c.Flags.BackupState
	return k, nil
}

func ceremony(options any, state *webauthn.SessionData) (identity.Ceremony, error) {
	state.Expires = time.Time{} // the caller's clock says how long it is good
	text, err := json.Marshal(options)
	if err != nil {
		return identity.Ceremony{}, fmt.Errorf("write a ceremony: %w", err)
	}
	kept, err := json.Marshal(state)
	if err != nil {
		return identity.Ceremony{}, fmt.Errorf("write a ceremony: %w", err)
	}
	return identity.Ceremony{Challenge: state.Challenge, Options: text, State: kept}, nil
}

func refused(err error) error {
	return fault.Wrap(err, fault.Forbidden, "passkey.refused", "That passkey is not known here. Sign in another way.")
}

// owner is a user as the library wants one.
type owner struct {
	user identity.User
	keys []webauthn.Credential
}

func ownerOf(u identity.User, have []identity.Passkey) (owner, error) {
	o := owner{user: u, keys: make([]webauthn.Credential, len(have))}
	for i, k := range have {
		if err := json.Unmarshal(k.Record, &o.keys[i]); err != nil {
			return o, fmt.Errorf("read a passkey: %w", err)
		}
	}
	return o, nil
}

// WebAuthnID returns what a passkey remembers of its owner.
func (o owner) WebAuthnID() []byte { return []byte(o.user.ID) }

// WebAuthnName returns what tells accounts apart.
func (o owner) WebAuthnName() string { return o.user.Email }

// WebAuthnDisplayName returns what the owner is called.
func (o owner) WebAuthnDisplayName() string { return o.user.Name }

// WebAuthnCredentials returns the owner's passkeys.
func (o owner) WebAuthnCredentials() []webauthn.Credential { return o.keys }

var (
	_ identity.Verifier = Verifier{}
	_ webauthn.User     = owner{}
)
