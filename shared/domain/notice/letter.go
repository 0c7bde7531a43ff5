package notice

import (
	"strings"

	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Letter is what a mail says, without its looks.
type Letter struct {
	Subject string
	Lines   []string // paragraphs
	Facts   []Fact   // a small table
	Button  Button   // none when its URL is empty
	Foot    string   // small print
	Leave   string   // the address of no more such mails; none when empty
}

// Fact is a row of a letter's table.
type Fact struct{ Name, Value string }

// Button is the one thing a letter asks for.
type Button struct{ Label, URL string }

// Addresses of pages in the portal, after its origin.
func partnerPage(o id.Partner, p id.Program, page string) string {
	return strings.TrimSuffix("/p/"+string(o)+"/"+string(p)+"/"+page, "/")
}

// write composes the letter of a kind. Kinds that are not mailed have one too:
// its subject is the title in the inbox.
func write(k Kind, e event.Event, p program.Program, origin string) Letter {
	d := e.Data
	sum := amountOf(d, event.Payout)
	l := Letter{
		Foot:   "You get this mail because you belong to a partner of " + p.Name + ". What you are told is up to you: " + origin + "/account/notifications",
		Button: Button{"Open the portal", origin + partnerPage(e.Partner, e.Program, "")},
	}
	switch k {
	case FirstConversion:
		l.Subject = "Your first conversion with " + p.Name
		l.Lines = []string{"Congratulations: your first conversion has come in.", "As soon as the holdback is over, its commission counts towards your next payout."}
		l.Facts = facts("Your commission", sum, "Offer", d[event.OfferName], "Order", d[event.TransactionID])
		l.page(origin, e, "commissions", "See your commissions")
	case Conversion:
		l.Subject = "New conversion" + withSum(sum)
		l.Lines = []string{"A conversion has come in. What else comes within ten minutes, one mail tells of."}
		l.Facts = facts("Your commission", sum, "Offer", d[event.OfferName], "Order", d[event.TransactionID])
		l.page(origin, e, "commissions", "See your commissions")
	case CommissionApproved:
		writeApproved(&l, e, p, sum, origin)
	case CommissionDeclined:
		writeLost(&l, "declined", e, sum, origin)
	case CommissionReversed:
		writeLost(&l, "reversed", e, sum, origin)
	case PayoutSent:
		l.Subject = p.Name + " has paid you" + withSum(amountOf(d, event.Amount))
		l.Lines = []string{"A payout is on its way to you."}
		l.Facts = facts("Amount", amountOf(d, event.Amount), "Reference", d[event.Reference])
		l.page(origin, e, "payouts", "See your payouts")
	case PayoutFailed:
		writeFailed(&l, e, p, origin)
	case MethodChanged:
		writeMethod(&l, e, origin)
	case ApplicationReceived, ApplicationApproved, ApplicationRejected:
		writeApplication(&l, k, e, p)
	case HookFailing, HookDisabled:
		writeHook(&l, k, e, p, origin)
	case CustomerAsked:
		writeAsked(&l, e, p, origin)
	case NewOffer, NewPromotion, MonthlySummary:
		writeNews(&l, k, e, p, origin)
	case NewApplication:
		writeNewApplication(&l, e, p, origin)
	case TierChanged:
		l.Subject = "You are now in the tier " + d[event.TierName]
		l.Lines = []string{"Your tier with " + p.Name + " has changed. What it brings, and what led to it, stands among your rewards."}
		l.Facts = facts("Tier", d[event.TierName])
		l.page(origin, e, "rewards", "See your rewards")
	}
	return l
}

// writeFailed tells of a payout that was not made, came back or was declined.
func writeFailed(l *Letter, e event.Event, p program.Program, origin string) {
	l.Subject = "A payout of " + p.Name + " has failed"
	l.Lines = []string{"A payout could not be made. The amount is back in your balance and part of the next payout; please check your payout details until then."}
	switch e.Data[event.Status] {
	case "returned":
		l.Subject = "A payout of " + p.Name + " came back"
		l.Lines = []string{"A payout that was sent to you has come back. The amount is in your balance again; please check your payout details."}
	case "cancelled":
		l.Subject = p.Name + " has declined your withdrawal"
		l.Lines = []string{"Your withdrawal was not approved. The amount is in your balance again."}
	}
	l.Facts = facts("Amount", amountOf(e.Data, event.Amount), "Reason", e.Data[event.Reason])
	l.page(origin, e, "payouts", "Check your payout details")
}

// writeMethod goes to the old and the new address: whoever did not change the
// method has until the end of the waiting time to say so.
func writeMethod(l *Letter, e event.Event, origin string) {
	l.Subject = "Your payout method was changed"
	l.Lines = []string{"From now on, payouts go to the account below. For safety nothing is paid to it in the next 72 hours.", "If that was not you, change the method back, choose a new password, and tell us."}
	if e.Data["old_account"] == "" {
		l.Subject = "Your payout method was set"
		l.Lines = []string{"Payouts go to the account below.", "If that was not you, change the method, choose a new password, and tell us."}
	}
	l.Facts = facts("New account", e.Data["account"], "Account before", e.Data["old_account"])
	l.Foot = "This mail is always sent when a payout method changes, to the addresses of both accounts and to those who run your organisation."
	l.page(origin, e, "payouts", "See your payout method")
}

func writeApproved(l *Letter, e event.Event, p program.Program, sum, origin string) {
	n := e.Data[event.Count]
	what, is := "Commission", "Your commission is"
	if n != "" && n != "1" {
		what, is = n+" commissions", "Your commissions are"
	}
	l.Subject = what + " approved" + withSum(sum)
	l.Lines = []string{is + " approved and will be part of your next payout from " + p.Name + "."}
	l.Facts = facts("Approved", sum, "Commissions", n)
	l.page(origin, e, "commissions", "See your commissions")
}

func writeApplication(l *Letter, k Kind, e event.Event, p program.Program) {
	switch k {
	case ApplicationReceived:
		l.Subject = p.Name + " has your application"
		l.Lines = []string{"Thank you for applying to the partner program of " + p.Name + ". You will hear from us as soon as somebody has looked at it."}
	case ApplicationApproved:
		l.Subject = "Welcome to the partner program of " + p.Name
		l.Lines = []string{"Your application was approved. Your first link is ready: copy it, share it, and watch what it brings."}
		l.Button.Label = "Get your link"
	case ApplicationRejected:
		l.Subject = "Your application to " + p.Name
		l.Lines = []string{"Thank you for your interest. We cannot take you into the partner program of " + p.Name + " at this time."}
		l.Facts = facts("Reason", e.Data[event.Reason])
		l.Button = Button{}
	case FirstConversion, Conversion, CommissionApproved, CommissionDeclined, CommissionReversed, PayoutSent, PayoutFailed, HookFailing, HookDisabled, CustomerAsked, MethodChanged, TierChanged, NewOffer, NewPromotion, MonthlySummary, NewApplication:
	}
}

func writeHook(l *Letter, k Kind, e event.Event, p program.Program, origin string) {
	what, n := "postback", e.Data[event.Count]
	l.page(origin, e, "postback", "Open your postbacks")
	if e.Partner == "" {
		what = "webhook"
		l.Foot = "You get this mail because you run the program of " + p.Name + "."
		l.Button = Button{"Open the webhooks", origin + "/m/" + string(e.Program) + "/webhooks"}
	}
	l.Facts = facts("Last answer", e.Data[event.Reason], "Failures in a row", n)
	if k == HookFailing {
		l.Subject = "Your " + what + " to " + e.Data[event.Target] + " keeps failing"
		l.Lines = []string{"It has failed " + n + " times in a row. After 20 failures it is switched off. What was not delivered is in its log and can be sent again."}
		return
	}
	l.Subject = "Your " + what + " to " + e.Data[event.Target] + " was switched off"
	l.Lines = []string{"It has failed " + n + " times in a row, so nothing is sent to it any more. Enable it in the portal to switch it on again; what it has missed can be sent again there."}
}

// writeAsked says that a customer asks, and where the answer is found: what is
// held of a person is in no mail.
func writeAsked(l *Letter, e event.Event, p program.Program, origin string) {
	l.Subject = "A customer of " + p.Name + " asks what is held of them"
	l.Lines = []string{"The shop has passed on a customer's request for their data. What is held is listed in the portal; please answer the customer within 30 days."}
	l.Facts = facts("Entries", e.Data[event.Count])
	l.Foot = "You get this mail because you run the program of " + p.Name + "."
	l.Button = Button{"See what is held", origin + "/m/" + string(e.Program) + "/integrations/shopify"}
}

func (l *Letter) page(origin string, e event.Event, page, label string) {
	l.Button = Button{label, origin + partnerPage(e.Partner, e.Program, page)}
}

// facts makes rows of names and values, leaving out what has no value.
func facts(pairs ...string) []Fact {
	var out []Fact
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			out = append(out, Fact{pairs[i], pairs[i+1]})
		}
	}
	return out
}

func amountOf(d map[string]string, name string) string {
	if d[name] == "" {
		return ""
	}
	return d[name] + " " + d[event.Currency]
}

func withSum(sum string) string {
	if sum == "" {
		return ""
	}
	return ": " + sum
}
