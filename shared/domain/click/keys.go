package click

import (
	"cmp"
	"crypto/hkdf"
	"crypto/sha256"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

const (
	// verifyOnly is how long a retired key still verifies what it made.
	verifyOnly = 400 * 24 * time.Hour
	// handover is how long an instance that has not heard of a new key yet may
	// go on minting with the old one.
	handover = time.Hour
	// derivedMax bounds the cache of derived keys.
	derivedMax = 4096
	secretMin  = 32
)

// master is one secret with its minting period; an open end is the zero time.
type master struct {
	id          byte
	from, until time.Time
	secret      []byte
}

// Keys signs and verifies click ids. The newest master key mints; an older one
// verifies what it made in its own minting period, for 400 days after it. Each
// program's ids are signed with a key derived for that program. Keys may be
// used by many goroutines.
type Keys struct {
	mu       sync.RWMutex
	masters  []master // oldest first
	instance *mac
	derived  map[derivation]*mac
}

type derivation struct {
	key     byte
	program id.Program
}

// NewKeys reads the click key secret: either one random text of at least 32
// characters, which is key 1, or a JSON object of key number ("1" to "255") to
// such a text, each but the first preceded by the moment from which it mints:
// {"1": "…", "2": "2027-01-01T00:00:00Z …"}. A secret that does not read so is
// Internal: it is the operator's mistake, no reader's.
func NewKeys(secret string, now time.Time) (*Keys, error) {
	k := &Keys{}
	return k, k.Refresh(secret, now)
}

// Refresh replaces the keys by those of a newly read secret. On an error the
// old ones stay in use.
func (k *Keys) Refresh(secret string, now time.Time) error {
	all, err := parseMasters(secret)
	if err != nil {
		return err
	}
	// The instance key names visitors and signs cookies. It comes from the
	// oldest master, so that a rotation does not turn every visitor into a new one.
	instance, err := derive(all[0].secret, "tributary/instance/v1")
	if err != nil {
		return err
	}
	live := slices.DeleteFunc(all, func(m master) bool {
		return !m.until.IsZero() && now.After(m.until.Add(verifyOnly))
	})
	k.mu.Lock()
	defer k.mu.Unlock()
	k.masters, k.instance, k.derived = live, newMAC(instance), map[derivation]*mac{}
	return nil
}

// Program returns the newest key's number and the key derived from it for the
// program. A merchant who is given it can verify its own program's click ids
// offline, and nobody else's.
func (k *Keys) Program(program id.Program) (number byte, key []byte, err error) {
	k.mu.RLock()
	newest := k.masters[len(k.masters)-1]
	k.mu.RUnlock()
	key, err = deriveFor(newest, program)
	return newest.id, key, err
}

// minting returns the master that mints at the time.
func (k *Keys) minting(at time.Time) master {
	k.mu.RLock()
	defer k.mu.RUnlock()
	for _, m := range slices.Backward(k.masters) {
		if !at.Before(m.from) {
			return m
		}
	}
	return k.masters[0]
}

// verifying returns the master of that number if it may have minted at the time.
func (k *Keys) verifying(number byte, at time.Time) (master, bool) {
	k.mu.RLock()
	defer k.mu.RUnlock()
	for _, m := range k.masters {
		if m.id == number {
			return m, !at.Before(m.from) && (m.until.IsZero() || at.Before(m.until.Add(handover)))
		}
	}
	return master{}, false
}

// of returns the signature under the key derived for the program.
func (k *Keys) of(m master, program id.Program) (*mac, error) {
	d := derivation{m.id, program}
	k.mu.RLock()
	known := k.derived[d]
	k.mu.RUnlock()
	if known != nil {
		return known, nil
	}
	key, err := deriveFor(m, program)
	if err != nil {
		return nil, err
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if len(k.derived) >= derivedMax {
		clear(k.derived)
	}
	k.derived[d] = newMAC(key)
	return k.derived[d], nil
}

func deriveFor(m master, program id.Program) ([]byte, error) {
	return derive(m.secret, "tributary/click/v1/"+string(program))
}

func derive(secret []byte, info string) ([]byte, error) {
	key, err := hkdf.Key(sha256.New, secret, nil, info, sha256.Size)
	if err != nil {
		return nil, badSecret("a key cannot be derived from it")
	}
	return key, nil
}

func badSecret(why string) error {
	return fault.New(fault.Internal, "click.bad_secret", "the click key secret is unusable: %s", why)
}

// parseMasters returns the masters of a secret, oldest first.
func parseMasters(secret string) ([]master, error) {
	texts := map[string]string{"1": secret}
	if strings.HasPrefix(secret, "{") {
		texts = map[string]string{}
		if json.Unmarshal([]byte(secret), &texts) != nil || len(texts) == 0 {
			return nil, badSecret("it is not an object of texts")
		}
	}
	all := make([]master, 0, len(texts))
	for name, text := range texts {
		m, err := parseMaster(name, text)
		if err != nil {
			return nil, err
		}
		all = append(all, m)
	}
	slices.SortFunc(all, func(a, b master) int { return cmp.Compare(a.id, b.id) })
	for i := range all[1:] {
		if !all[i].from.Before(all[i+1].from) {
			return nil, badSecret("a newer key starts no later than the one before it")
		}
		all[i].until = all[i+1].from
	}
	return all, nil
}

func parseMaster(name, text string) (master, error) {
	number, err := strconv.ParseUint(name, 10, 8)
	if err != nil || number == 0 {
		return master{}, badSecret("a key's number is not from 1 to 255")
	}
	m := master{id: byte(number)}
	if from, rest, ok := strings.Cut(text, " "); ok {
		if m.from, err = time.Parse(time.RFC3339, from); err != nil {
			return master{}, badSecret("a key's start is not an RFC 3339 time")
		}
		text = rest
	}
	if len(text) < secretMin {
		return master{}, badSecret("a key is shorter than 32 characters")
	}
	m.secret = []byte(text)
	return m, nil
}
