package auth

import (
	"fmt"

	"github.com/alexedwards/argon2id"

	"github.com/tributaryhq/tributary/shared/domain/identity"
)

// Argon2 hashes passwords with argon2id: 19 MiB, two passes, one lane (S-11).
type Argon2 struct{}

func params() *argon2id.Params {
	return &argon2id.Params{Memory: 19 * 1024, Iterations: 2, Parallelism: 1, SaltLength: 16, KeyLength: 32}
}

// Hash returns the hash of a password, its parameters and salt in it.
func (Argon2) Hash(password string) (string, error) {
	h, err := argon2id.CreateHash(password, params())
	if err != nil {
		return "", fmt.Errorf("hash a password: %w", err)
	}
	return h, nil
}

// Verify tells whether the hash is the password's.
func (Argon2) Verify(password, hash string) (bool, error) {
	ok, err := argon2id.ComparePasswordAndHash(password, hash)
	if err != nil {
		return false, fmt.Errorf("verify a password: %w", err)
	}
	return ok, nil
}

// Nobody returns a hash of random bytes with the same parameters.
func (Argon2) Nobody() string {
	return "$argon2id$v=19$m=19456,t=2,p=1$a2C4QPj1wipm207zsgbWHw$pozcsQ4WzSFUS6LwMyYt2VJh2e8X9EOEEejV196hN6Q"
}

var _ identity.Passwords = Argon2{}
