package notice

import (
	"strconv"
	"strings"

	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/domain/program"
)

// listed is of how many conversions a digest tells each.
const listed = 20

// writeDigest tells of several conversions at once.
func writeDigest(w Words, d Digest, held []Held, p program.Program, origin string) Letter {
	n := strconv.Itoa(len(held))
	l := pen{w, event.Event{Program: d.Program, Partner: d.Partner}, p, origin}.letter("commissions", "commissions")
	l.Subject, l.Lines = w.Say("digest.subject", "n", n), []string{w.Say("digest.text", "n", n)}
	if len(held) == 1 {
		l.Subject, l.Lines[0] = w.withSum(w.Say("conversion.subject"), w.sum(held[0])), w.Say("digest.one")
	}
	for _, h := range held[:min(len(held), listed)] {
		at := h.At.In(p.Location()).Format("15:04")
		if h.Offer != "" {
			at += " " + h.Offer
		}
		l.Facts = append(l.Facts, Fact{at, w.sum(h)})
	}
	if rest := len(held) - listed; rest > 0 {
		l.Facts = append(l.Facts, w.Facts("others", strconv.Itoa(rest))...)
	}
	return l
}

// sum writes what a conversion that was held back brings.
func (w Words) sum(h Held) string {
	decimal, currency, _ := strings.Cut(h.Sum, " ")
	return w.Amount(decimal, currency)
}
