package rail

import (
	"encoding/json"
	"strings"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/queue"
)

// Word says what a provider's event was about, as it travels on the payouts
// queue. What became of it is asked of the provider, so that the order of events
// and their number mean nothing.
type Word struct {
	Kind      Kind       `json:"rail"`
	Program   id.Program `json:"program"`
	Payout    id.Payout  `json:"payout,omitempty"`
	Attempt   int64      `json:"attempt,omitempty"`
	Reference string     `json:"reference,omitempty"` // the provider's own, of the payment
	Account   string     `json:"account,omitempty"`   // a connected account, where it is about one
	Failed    string     `json:"failed,omitempty"`    // why the account's bank refused money
	Recall    bool       `json:"recall,omitempty"`    // a manager's word: take back what nobody collects
}

// MessageKind marks words on the payouts queue.
const MessageKind = "word"

// Message is the word as it is queued. An event that is sent twice at once is
// queued once; words of one payout follow each other.
func (w Word) Message(event string) (queue.Message, error) {
	body, err := json.Marshal(w)
	if err != nil {
		return queue.Message{}, err
	}
	about := string(w.Payout)
	if about == "" {
		about = w.Account
	}
	return queue.Message{
		ID: clip(event), Group: clip("word-" + about), Body: string(body), Attributes: map[string]string{"kind": MessageKind},
	}, nil
}

// clip keeps a queue's names within what it takes: 128 letters, digits and a few
// signs.
func clip(s string) string {
	s = strings.Map(func(r rune) rune {
		if r == '-' || r == '_' || r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' {
			return r
		}
		return '-'
	}, s)
	return s[:min(len(s), 128)]
}

// ReadWord reads a queued word.
func ReadWord(body string) (Word, error) {
	var w Word
	if err := json.Unmarshal([]byte(body), &w); err != nil {
		return w, fault.Wrap(err, fault.Invalid, "rail.word_unreadable", "The message tells nothing of a payout.")
	}
	return w, nil
}

// SplitKey returns the payout and the number of an attempt's key; ok is false for
// a text that is none: providers tell of payments that are not ours, too.
func SplitKey(key string) (p id.Payout, number int64, ok bool) {
	at := strings.LastIndexByte(key, '-')
	if at < 0 {
		return "", 0, false
	}
	p, err := id.Parse[id.Payout](key[:at])
	digits := key[at+1:]
	if err != nil || digits == "" || len(digits) > 9 || digits[0] == '0' {
		return "", 0, false
	}
	for _, d := range digits {
		if d < '0' || d > '9' {
			return "", 0, false
		}
		number = number*10 + int64(d-'0')
	}
	return p, number, true
}
