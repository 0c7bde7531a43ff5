package identity

import (
	"strings"
	"unicode/utf8"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
)

// Length of a password: in characters at least, in bytes at most.
const (
	MinPassword = 15
	MaxPassword = 256
)

// common are passwords of the required length that turn up in leaks, as words
// that may stand there several times or with digits and signs around them.
const common = "password passw0rd qwerty qwertyuiop asdfghjkl zxcvbnm letmein welcome iloveyou admin administrator " +
	"abc123 abcdefghijklmnopqrstuvwxyz monkey dragon football baseball sunshine princess trustno1 changeme " +
	"default secret login master superman batman tributary partner affiliate correcthorsebatterystaple " +
	"onetwothreefourfive thequickbrownfox 1q2w3e4r5t6y qazwsxedc"

// CheckPassword returns an Invalid fault for a password that is too short, too
// long, or one that guessers try first. There are no rules of composition.
func CheckPassword(password, email string) error {
	why := ""
	switch {
	case !utf8.ValidString(password):
		why = "must be text"
	case utf8.RuneCountInString(password) < MinPassword:
		why = "must have at least 15 characters"
	case len(password) > MaxPassword:
		why = "must have at most 256 characters"
	case guessable(password, email):
		why = "is too easy to guess"
	}
	if why == "" {
		return nil
	}
	return fault.New(fault.Invalid, "password.refused", "Choose another password: it %s.", why).
		With(fault.Field{Location: "body.password", Message: why})
}

// guessable takes away what guessers put together: common words, the user's
// own address, digits and signs. What is left must still be something.
func guessable(password, email string) bool {
	rest := strings.ReplaceAll(strings.ToLower(password), " ", "")
	local, domain, _ := strings.Cut(email, "@")
	words := strings.Fields(common)
	for _, own := range []string{email, local, strings.TrimSuffix(domain, suffix(domain))} {
		if len(own) >= 3 {
			words = append([]string{own}, words...)
		}
	}
	for _, w := range words {
		rest = strings.ReplaceAll(rest, w, "")
	}
	rest = strings.Trim(rest, "0123456789!@#$%^&*()-_=+.,;:?")
	return len(rest) < 5 || distinct(rest) < 5
}

func suffix(domain string) string {
	if dot := strings.LastIndexByte(domain, '.'); dot >= 0 {
		return domain[dot:]
	}
	return ""
}

func distinct(s string) int {
	seen := map[rune]bool{}
	for _, r := range s {
		seen[r] = true
	}
	return len(seen)
}
