// Package passkeytest stands in for a device that holds passkeys.
package passkeytest

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"net/url"

	"github.com/go-webauthn/webauthn/protocol/webauthncbor"
)

// Device is an authenticator with one passkey. Its fields may be changed to
// make it behave badly.
type Device struct {
	Origin   string // that its browser is at
	ID       []byte
	User     []byte
	Count    uint32
	Verified bool // it asks its owner for a finger, a face or a PIN
	key      *ecdsa.PrivateKey
}

// New returns a device in a browser at an origin.
func New(origin string) (*Device, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, fmt.Errorf("make a key: %w", err)
	}
	d := &Device{Origin: origin, ID: make([]byte, 16), Verified: true, key: key}
	_, err = rand.Read(d.ID)
	return d, err
}

func text(b []byte) string { return base64.RawURLEncoding.EncodeToString(b) }

// Create makes the passkey that the options ask for.
func (d *Device) Create(options []byte) ([]byte, error) {
	var o struct {
		Challenge string `json:"challenge"`
		User      struct {
			ID string `json:"id"`
		} `json:"user"`
	}
	if err := json.Unmarshal(options, &o); err != nil {
		return nil, fmt.Errorf("read options: %w", err)
	}
	var err error
	if d.User, err = base64.RawURLEncoding.DecodeString(o.User.ID); err != nil {
		return nil, fmt.Errorf("read a user handle: %w", err)
	}
	point, err := d.key.PublicKey.Bytes()
	if err != nil {
		return nil, fmt.Errorf("write a public key: %w", err)
	}
	cose, err := webauthncbor.Marshal(map[int]any{1: 2, 3: -7, -1: 1, -2: point[1:33], -3: point[33:]})
	if err != nil {
		return nil, fmt.Errorf("write a public key: %w", err)
	}
	data := d.data(0x40)
	data = append(data, make([]byte, 16)...) // of no known make
	data = binary.BigEndian.AppendUint16(data, uint16(len(d.ID)))
	data = append(append(data, d.ID...), cose...)
	object, err := webauthncbor.Marshal(map[string]any{"fmt": "none", "attStmt": map[string]any{}, "authData": data})
	if err != nil {
		return nil, fmt.Errorf("write an attestation: %w", err)
	}
	return d.answer(map[string]any{
		"clientDataJSON": text(d.client("webauthn.create", o.Challenge)), "attestationObject": text(object), "transports": []string{"internal"},
	})
}

// Get answers a challenge with the passkey.
func (d *Device) Get(options []byte) ([]byte, error) {
	var o struct {
		Challenge string `json:"challenge"`
	}
	if err := json.Unmarshal(options, &o); err != nil {
		return nil, fmt.Errorf("read options: %w", err)
	}
	d.Count++
	client, data := d.client("webauthn.get", o.Challenge), d.data(0)
	hash := sha256.Sum256(client)
	sum := sha256.Sum256(append(append([]byte{}, data...), hash[:]...))
	signature, err := ecdsa.SignASN1(rand.Reader, d.key, sum[:])
	if err != nil {
		return nil, fmt.Errorf("sign: %w", err)
	}
	return d.answer(map[string]any{
		"clientDataJSON": text(client), "authenticatorData": text(data), "signature": text(signature), "userHandle": text(d.User),
	})
}

func (d *Device) client(kind, challenge string) []byte {
	b, _ := json.Marshal(map[string]any{"type": kind, "challenge": challenge, "origin": d.Origin, "crossOrigin": false}) //nolint:errcheck,errchkjson // strings are JSON
	return b
}

// data begins what is signed: whose site, what was checked, how often used.
func (d *Device) data(flags byte) []byte {
	host := d.Origin
	if u, err := url.Parse(d.Origin); err == nil {
		host = u.Hostname()
	}
	site := sha256.Sum256([]byte(host))
	flags |= 0x01
	if d.Verified {
		flags |= 0x04
	}
	return binary.BigEndian.AppendUint32(append(site[:], flags), d.Count)
}

func (d *Device) answer(response map[string]any) ([]byte, error) {
	b, err := json.Marshal(map[string]any{
		"id": text(d.ID), "rawId": text(d.ID), "type": "public-key", "response": response, "clientExtensionResults": map[string]any{},
	})
	if err != nil {
		return nil, fmt.Errorf("write an answer: %w", err)
	}
	return b, nil
}
