package notice

import (
	"strings"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Letter is what a mail says, without its looks.
type Letter struct {
	Language string // English when empty
	Subject  string
	Lines    []string // paragraphs
	Facts    []Fact   // a small table
	Button   Button   // none when its URL is empty
	Foot     string   // small print
	Leave    string   // the address of no more such mails; none when empty
}

// Fact is a row of a letter's table.
type Fact struct{ Name, Value string }

// Button is the one thing a letter asks for.
type Button struct{ Label, URL string }

// Addresses of pages in the portal, after its origin.
func partnerPage(o id.Partner, p id.Program, page string) string {
	return strings.TrimSuffix("/p/"+string(o)+"/"+string(p)+"/"+page, "/")
}

// pen writes the letters of an event in somebody's words.
type pen struct {
	Words
	event   event.Event
	program program.Program
	origin  string
}

// write composes the letter of a kind. Kinds that are not mailed have one too:
// its subject is the title in the inbox.
func (w pen) write(k Kind) Letter {
	d, sum := w.event.Data, w.amount(event.Payout)
	l := w.letter("portal", "")
	switch k {
	case FirstConversion:
		l = w.about(k, "commissions", "your_commission", sum, "offer", d[event.OfferName], "order", d[event.TransactionID])
		l.Lines = append(l.Lines, w.say("first_conversion.next"))
	case Conversion:
		l = w.about(k, "commissions", "your_commission", sum, "offer", d[event.OfferName], "order", d[event.TransactionID])
		l.Subject = w.withSum(l.Subject, sum)
	case CommissionApproved:
		l = w.approved(sum)
	case CommissionDeclined, CommissionReversed:
		l = w.about(k, "commissions", "commission", sum, "order", d[event.TransactionID], "reason", d[event.Reason])
		l.Subject = w.withSum(l.Subject, sum)
	case PayoutSent:
		l = w.about(k, "payouts", "amount", w.amount(event.Amount), "reference", d[event.Reference])
		l.Subject = w.withSum(l.Subject, w.amount(event.Amount))
	case PayoutFailed:
		l = w.failed()
	case MethodChanged:
		l = w.method()
	case ApplicationReceived:
		l.says(w, string(k))
	case ApplicationApproved:
		l.says(w, string(k))
		l.Button.Label = w.say("see.link")
	case ApplicationRejected:
		l.says(w, string(k))
		l.Facts, l.Button = w.Facts("reason", d[event.Reason], "again", w.day(d[event.Again])), Button{}
	case PartnerSuspended, PartnerResumed, PartnerLeft:
		l.says(w, string(k))
		l.Facts = w.Facts("reason", d[event.Reason])
	case PartnerBanned:
		l.says(w, string(k))
		l.Facts, l.Button = w.Facts("reason", d[event.Reason]), Button{}
	case HookFailing:
		l = w.hook("_failing")
	case HookDisabled:
		l = w.hook("_disabled")
	case CustomerAsked:
		l = w.asked()
	case NewOffer:
		l = w.about(k, "rewards", "offer", d[event.OfferName])
		l.Button.Label = w.say("see.offer")
	case NewPromotion:
		l = w.about(k, "sales", "sale", d[event.Name], "begins", w.day(d[event.Begins]))
	case NewAgreement:
		l = w.about(k, "agreements", "agreement", d[event.Name])
		l.Foot = w.say("foot.agreement")
	case MonthlySummary:
		l = w.about(k, "performance", "clicks", d[event.Clicks], "leads", d[event.Leads], "sales", d[event.Sales], "revenue", w.amount(event.Amount), "your_commissions", sum)
	case TicketAsked:
		l = w.managers("questions", "questions?id="+w.event.Subject)
		l.says(w, string(k))
		l.Facts = w.Facts("subject", d[event.Name], "number", d[event.Reference])
	case PayoutWaits:
		l = w.waits()
	case TicketAnswered:
		l = w.about(k, "questions", "subject", d[event.Name], "number", d[event.Reference])
		l.Foot, l.Button.URL = w.say("foot.question"), w.origin+partnerPage(w.event.Partner, w.event.Program, "questions?id="+w.event.Subject)
	case NewApplication:
		l = w.applied()
	case LeadSubmitted, LeadReferred, LeadAnswered, LeadDecided, DealRegistered, DealClosed, DealDecided:
		l = w.pipeline(k)
	case CaseOpened, ClaimFiled, ClaimAnswered:
		l = w.claims(k)
	case TierChanged:
		l = w.about(k, "rewards", "tier", d[event.TierName])
	}
	return l
}

// say writes a text with what is known of the event.
func (w pen) say(name string) string {
	d := w.event.Data
	return w.Say(name, "program", w.program.Name, "tier", d[event.TierName], "n", d[event.Count], "target", d[event.Target],
		"name", d[event.Name], "month", w.Month(d[event.Month]), "url", w.origin+"/account/notifications")
}

// letter begins one to people of a partner, with a button to a page of theirs.
func (w pen) letter(label, page string) Letter {
	return Letter{
		Language: w.Say("language"), Foot: w.say("foot.partner"),
		Button: Button{w.say("see." + label), w.origin + partnerPage(w.event.Partner, w.event.Program, page)},
	}
}

// about is a letter whose text bears the kind's name, with a table.
func (w pen) about(k Kind, page string, facts ...string) Letter {
	l := w.letter(page, page)
	l.says(w, string(k))
	l.Facts = w.Facts(facts...)
	return l
}

func (l *Letter) says(w pen, name string) {
	l.Subject, l.Lines = w.say(name+".subject"), []string{w.say(name + ".text")}
}

// approved tells of one commission or of several.
func (w pen) approved(sum string) Letter {
	n := w.event.Data[event.Count]
	l := w.about(CommissionApproved, "commissions", "approved", sum, "commissions", n)
	if n != "" && n != "1" {
		l.Subject, l.Lines = w.say("commission_approved.subjects"), []string{w.say("commission_approved.texts")}
	}
	l.Subject = w.withSum(l.Subject, sum)
	return l
}

// failed tells of a payout that was not made, came back or was declined.
func (w pen) failed() Letter {
	l := w.about(PayoutFailed, "payouts", "amount", w.amount(event.Amount), "reason", w.event.Data[event.Reason])
	l.Button.Label = w.say("see.details")
	switch w.event.Data[event.Status] {
	case "returned":
		l.says(w, "payout_returned")
	case "cancelled":
		l.says(w, "payout_cancelled")
	}
	return l
}

// method goes to the old and the new address: whoever did not change the
// method has until the end of the waiting time to say so.
func (w pen) method() Letter {
	now, before := w.event.Data["account"], w.event.Data["old_account"]
	name := "method_changed"
	if before == "" {
		name = "method_set"
	}
	l := w.letter("method", "payouts")
	l.says(w, name)
	l.Lines = append(l.Lines, w.say(name+".not_you"))
	l.Facts, l.Foot = w.Facts("new_account", now, "old_account", before), w.say("method.foot")
	return l
}

// hook tells of calls that fail: of a partner's postback or of the program's webhook.
func (w pen) hook(how string) Letter {
	l, what := w.letter("postbacks", "postback"), "postback"
	if w.event.Partner == "" {
		l, what = w.managers("webhooks", "webhooks"), "webhook"
	}
	l.Subject, l.Lines = w.say(what+how+".subject"), []string{w.say("hook" + how + ".text")}
	l.Facts = w.Facts("answer", w.event.Data[event.Reason], "failures", w.event.Data[event.Count])
	return l
}

// asked says that a customer asks, and where the answer is found: what is
// held of a person is in no mail.
func (w pen) asked() Letter {
	l := w.managers("held", "integrations/shopify")
	l.says(w, string(CustomerAsked))
	l.Facts = w.Facts("entries", w.event.Data[event.Count])
	return l
}

// waits says that money does not leave before somebody has approved it.
func (w pen) waits() Letter {
	name, page := "run_waits", "payouts"
	if w.event.Type == event.WithdrawalAsked {
		name, page = "withdrawal_waits", "payouts?status=withdrawals"
	}
	l := w.managers("runs", page)
	l.says(w, name)
	l.Facts, l.Foot = w.Facts("amount", w.amount(event.Amount)), w.say("foot.program_chosen")
	return l
}

// applied tells those who run a program that somebody applies.
func (w pen) applied() Letter {
	l := w.managers("applications", "applications")
	l.says(w, string(NewApplication))
	l.Foot = w.say("foot.program_chosen")
	return l
}

// managers begins a letter to those who run the program.
func (w pen) managers(label, page string) Letter {
	l := w.letter(label, "")
	l.Foot, l.Button.URL = w.say("foot.program"), w.origin+"/m/"+string(w.event.Program)+"/"+page
	return l
}

func (w pen) amount(name string) string {
	return w.Amount(w.event.Data[name], w.event.Data[event.Currency])
}

// withSum puts a sum behind a subject, where there is one.
func (w Words) withSum(text, sum string) string {
	if sum == "" {
		return text
	}
	return w.Say("with_sum", "text", text, "sum", sum)
}

// day writes the day of a moment in the program's zone.
func (w pen) day(moment string) string {
	at, err := time.Parse(time.RFC3339, moment)
	if err != nil {
		return ""
	}
	return w.Date(at.In(w.program.Location()))
}
