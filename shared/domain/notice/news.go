package notice

import (
	"strconv"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/domain/program"
)

// writeLost tells of a commission that is not paid.
func writeLost(l *Letter, how string, e event.Event, sum, origin string) {
	l.Subject = "Commission " + how + withSum(sum)
	l.Lines = []string{"A commission was " + how + ". Why stands beside it in the portal."}
	l.Facts = facts("Commission", sum, "Order", e.Data[event.TransactionID], "Reason", e.Data[event.Reason])
	l.page(origin, e, "commissions", "See your commissions")
}

// writeNews tells what is new in a program, and what a month has brought.
func writeNews(l *Letter, k Kind, e event.Event, p program.Program, origin string) {
	d := e.Data
	switch k { //nolint:exhaustive // the others are no news
	case NewOffer:
		l.Subject = p.Name + " has a new offer"
		l.Lines = []string{p.Name + " pays for something new from now on. The terms stand among your rewards."}
		l.Facts = facts("Offer", d[event.OfferName])
		l.page(origin, e, "rewards", "See the offer")
	case NewPromotion:
		l.Subject = "Coming at " + p.Name + ": " + d[event.Name]
		l.Lines = []string{"A sale is coming. Who tells customers in time sells most; what you need for it is in the portal."}
		l.Facts = facts("Sale", d[event.Name], "Begins", dayOf(d[event.Begins], p.Location()))
		l.page(origin, e, "sales", "See upcoming sales")
	case MonthlySummary:
		l.Subject = "Your " + monthName(d[event.Month]) + " with " + p.Name
		l.Lines = []string{"This is what the month has brought. The figures are those of the day on which this mail was written; refunds may still change them."}
		l.Facts = facts("Clicks", d[event.Clicks], "Leads", d[event.Leads], "Sales", d[event.Sales], "Revenue", amountOf(d, event.Amount), "Your commissions", amountOf(d, event.Payout))
		l.page(origin, e, "performance", "See your performance")
	}
}

// writeNewApplication tells those who run a program that somebody applies.
func writeNewApplication(l *Letter, e event.Event, p program.Program, origin string) {
	l.Subject = "A new application to " + p.Name
	l.Lines = []string{"Somebody applies to your partner program. Have a look at what they write, and decide."}
	l.Foot = "You get this mail because you run the program of " + p.Name + ". What you are told is up to you: " + origin + "/account/notifications"
	l.Button = Button{"See applications", origin + "/m/" + string(e.Program) + "/applications"}
}

// listed is of how many conversions a digest tells each.
const listed = 20

// writeDigest tells of several conversions at once.
func writeDigest(d Digest, held []Held, p program.Program, origin string) Letter {
	n := strconv.Itoa(len(held))
	l := Letter{
		Subject: n + " new conversions",
		Lines:   []string{n + " more conversions have come in since the mail before."},
		Foot:    "You get this mail because you belong to a partner of " + p.Name + ". What you are told is up to you: " + origin + "/account/notifications",
		Button:  Button{"See your commissions", origin + partnerPage(d.Partner, d.Program, "commissions")},
	}
	if len(held) == 1 {
		l.Subject, l.Lines[0] = "New conversion"+withSum(held[0].Sum), "Another conversion has come in since the mail before."
	}
	for _, h := range held[:min(len(held), listed)] {
		at := h.At.In(p.Location()).Format("15:04")
		if h.Offer != "" {
			at += " " + h.Offer
		}
		l.Facts = append(l.Facts, Fact{at, h.Sum})
	}
	if rest := len(held) - listed; rest > 0 {
		l.Facts = append(l.Facts, Fact{"Others", strconv.Itoa(rest)})
	}
	return l
}

// dayOf writes the day of a moment in a zone.
func dayOf(moment string, zone *time.Location) string {
	at, err := time.Parse(time.RFC3339, moment)
	if err != nil {
		return ""
	}
	return at.In(zone).Format("2 January 2006")
}

// monthName writes yyyy-mm as a month's name and year.
func monthName(month string) string {
	at, err := parseMonth(month)
	if err != nil {
		return month
	}
	return at.Format("January 2006")
}
