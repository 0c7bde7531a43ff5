package webhook

import (
	"errors"
	"strconv"
	"strings"
	"time"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
)

const (
	// longestWait bounds what a target may ask for by Retry-After.
	longestWait = 24 * time.Hour
	// answerKept is how much of an answer the log keeps.
	answerKept = 500
)

// outcome is what a call means for the plan.
type outcome struct {
	failure string        // as the owner may read it, "" for a 2xx
	final   bool          // calling again would come to the same
	wait    time.Duration // the target asked for it
}

// outcomeOf reads a result. No answer, 408, 429 and everything of 500 and above
// may be better next time; any other refusal stays one.
func outcomeOf(r Result, now time.Time) outcome {
	var f *fault.Error
	switch {
	case errors.As(r.Err, &f):
		return outcome{failure: f.Message, final: f.Kind != fault.Unavailable}
	case r.Err != nil:
		return outcome{failure: "the call failed"}
	case r.Status >= 200 && r.Status < 300:
		return outcome{}
	case r.Status >= 300 && r.Status < 400:
		return outcome{failure: "answered with a redirect (" + strconv.Itoa(r.Status) + "), which is not followed", final: true}
	}
	o := outcome{failure: "answered with status " + strconv.Itoa(r.Status)}
	if r.Status != 408 && r.Status != 429 && r.Status < 500 {
		o.final = true
		return o
	}
	o.wait = retryAfter(r.RetryAfter, now)
	return o
}

// retryAfter reads seconds or a date; what is neither asks for nothing.
func retryAfter(text string, now time.Time) time.Duration {
	wait := time.Duration(0)
	if n, err := strconv.ParseInt(text, 10, 32); err == nil {
		wait = time.Duration(n) * time.Second
	} else if at, err := time.Parse("Mon, 02 Jan 2006 15:04:05 GMT", text); err == nil {
		wait = at.Sub(now)
	}
	return min(max(wait, 0), longestWait)
}

// answer is the beginning of a body, as text.
func answer(body []byte) string {
	text := strings.ToValidUTF8(string(body[:min(len(body), answerKept)]), "\uFFFD")
	return strings.Map(func(c rune) rune {
		if c < ' ' && c != '\n' && c != '\t' {
			return -1
		}
		return c
	}, text)
}
