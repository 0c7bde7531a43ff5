package click

import (
	"time"

	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// ProgramKey is a key derived for one program, with the time in which it signs.
// Whoever holds it can verify that program's click ids, and nobody else's.
type ProgramKey struct {
	Number byte
	Key    []byte
	From   time.Time // zero: from the beginning
	Until  time.Time // zero: it still signs
}

// ProgramKeys returns the keys of a program that sign or still verify, the
// oldest first.
func (k *Keys) ProgramKeys(program id.Program) ([]ProgramKey, error) {
	k.mu.RLock()
	masters := append([]master(nil), k.masters...)
	k.mu.RUnlock()
	out := make([]ProgramKey, 0, len(masters))
	for _, m := range masters {
		key, err := deriveFor(m, program)
		if err != nil {
			return nil, err
		}
		out = append(out, ProgramKey{Number: m.id, Key: key, From: m.from, Until: m.until})
	}
	return out, nil
}

// VerifyOffline reads a click id by a program's own keys, as [Verify] does with
// those of the installation (M05).
func VerifyOffline(keys []ProgramKey, program id.Program, text string) (Touch, error) {
	return verify(text, program, func(number byte, at time.Time) (*mac, error) {
		for _, k := range keys {
			in := !at.Before(k.From) && (k.Until.IsZero() || at.Before(k.Until.Add(handover)))
			if k.Number == number && in && len(k.Key) > 0 {
				return newMAC(k.Key), nil
			}
		}
		return nil, retired()
	})
}
