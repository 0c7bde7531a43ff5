package click

import (
	"crypto/hmac"
	"encoding/hex"
	"encoding/json"
	"strings"

	"github.com/tributaryhq/tributary/shared/domain/link"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Facts is what is known of a click besides its id.
type Facts struct {
	Subs     link.Subs `json:"s,omitzero"`
	Device   Device    `json:"d,omitempty"`
	OS       OS        `json:"o,omitempty"`
	Browser  Family    `json:"b,omitempty"`
	Country  string    `json:"c,omitempty"` // ISO 3166, empty when not known
	Referrer string    `json:"r,omitempty"` // host only
	Paid     string    `json:"p,omitempty"` // the advertising network whose mark the link was opened with
	Hosted   bool      `json:"h,omitempty"` // from a data centre's network: to be looked at, counted all the same
}

// Cause says why a request of a link is no visit; empty when it is one.
type Cause string

// The causes.
const (
	Bot      Cause = "bot"
	Head     Cause = "head"
	Prefetch Cause = "prefetch"
	Embedded Cause = "embedded" // an image, a frame, a script: not where the visitor went
	// DataCenter is a program in a data centre that calls itself a browser.
	DataCenter Cause = "datacenter"
)

// Message is a click on its way from the redirect to the counters. It holds no
// address and no user agent.
type Message struct {
	ID      ID         `json:"id"`
	Program id.Program `json:"program"`
	Partner id.Partner `json:"partner"`
	Link    id.Link    `json:"link"`
	Offer   id.Offer   `json:"offer,omitempty"`
	Holdout bool       `json:"holdout,omitempty"` // its link pays nothing: nobody earns by having been clicked there
	Zone    string     `json:"zone"`
	Window  int        `json:"window"` // the program's attribution window in days
	Cause   Cause      `json:"cause,omitempty"`
	From    string     `json:"from,omitempty"` // the address under the day's salt, for the velocity rule; not archived
	Facts   Facts      `json:"facts"`
}

// Encode writes the message as the queue carries it.
func (m Message) Encode() (string, error) {
	b, err := json.Marshal(m)
	return string(b), err
}

// received is a message whose id was verified, with what the id says.
type received struct {
	Message
	touch   Touch
	crowded bool // too many come from where it came from
}

// decode reads a message and checks its id; everything wrong is Invalid, so
// that the message is parked and not tried again.
func (k *Keys) decode(body string) (received, error) {
	var m Message
	if err := json.Unmarshal([]byte(body), &m); err != nil {
		return received{}, fault.Wrap(err, fault.Invalid, "click.bad_message", "the click message cannot be read")
	}
	if err := m.check(); err != nil {
		return received{}, fault.Wrap(err, fault.Invalid, "click.bad_message", "the click message names nothing")
	}
	touch, err := Verify(k, m.Program, string(m.ID))
	return received{Message: m, touch: touch}, err
}

func (m Message) check() error {
	if _, err := id.Parse[id.Program](string(m.Program)); err != nil {
		return err
	}
	if _, err := id.Parse[id.Partner](string(m.Partner)); err != nil {
		return err
	}
	if m.Offer != "" {
		if _, err := id.Parse[id.Offer](string(m.Offer)); err != nil {
			return err
		}
	}
	_, err := id.Parse[id.Link](string(m.Link))
	return err
}

// Seal signs a message for the log, where it waits when the queue is down.
func (k *Keys) Seal(body string) string {
	return hex.EncodeToString(k.seal("log", body, "")) + " " + body
}

// Unseal returns the message of a text that Seal made; anything else is
// Invalid. It is how housekeeping brings clicks back from the log.
func (k *Keys) Unseal(text string) (string, error) {
	mac, body, _ := strings.Cut(text, " ")
	given, err := hex.DecodeString(mac)
	if err != nil || !hmac.Equal(given, k.seal("log", body, "")) {
		return "", fault.New(fault.Invalid, "click.bad_seal", "this was not written by the redirect")
	}
	return body, nil
}

// seal is a code with the instance's key for one purpose.
func (k *Keys) seal(purpose, text, more string) []byte {
	k.mu.RLock()
	m := k.instance
	k.mu.RUnlock()
	sum := m.of(purpose, "\x00", text, "\x00", more)
	return sum[:]
}
