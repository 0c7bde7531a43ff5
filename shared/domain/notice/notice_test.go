package notice_test

import (
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/domain/notice"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/queue"
)

var update = flag.Bool("update", false, "write the golden mails")

var anna = notice.Recipient{User: "usr_anna", Email: "anna@partner.example", Name: "Anna"}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", "mail", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(want), got); d != "" {
		t.Error(d)
	}
}

// letters has one event for each kind that is mailed.
func letters(t *testing.T) map[notice.Kind]event.Event {
	t.Helper()
	sale := map[string]string{event.Kind: "sale", event.Payout: "12.50", event.Amount: "125.00", event.Currency: "EUR", event.OfferName: "10 % of each sale", event.TransactionID: "1042", event.CommissionID: "com_1"}
	return map[notice.Kind]event.Event{
		notice.FirstConversion:     happened(t, event.ConversionRecorded, sale),
		notice.CommissionApproved:  happened(t, event.CommissionApproved, map[string]string{event.Payout: "310.00", event.Currency: "EUR", event.Count: "24"}),
		notice.PayoutSent:          happened(t, event.PayoutSent, map[string]string{event.Amount: "310.00", event.Currency: "EUR", event.Reference: "NW-2026-11"}),
		notice.PayoutFailed:        happened(t, event.PayoutFailed, map[string]string{event.Amount: "310.00", event.Currency: "EUR", event.Reason: "the account is closed"}),
		notice.ApplicationReceived: happened(t, event.EnrollmentApplied, nil),
		notice.ApplicationApproved: happened(t, event.EnrollmentApproved, nil),
		notice.ApplicationRejected: happened(t, event.EnrollmentRejected, map[string]string{event.Reason: "We look for partners in Europe.", event.Again: "2026-12-21T12:00:00Z"}),
		notice.PartnerSuspended:    happened(t, event.EnrollmentSuspended, map[string]string{event.Reason: "We look into your traffic of last week."}),
		notice.PartnerResumed:      happened(t, event.EnrollmentResumed, nil),
		notice.PartnerBanned:       happened(t, event.EnrollmentBanned, map[string]string{event.Reason: "Ads on our own brand name."}),
		notice.PartnerLeft:         happened(t, event.EnrollmentLeft, nil),
		notice.TierChanged:         happened(t, event.TierChanged, map[string]string{event.TierName: "Premium"}),
		notice.HookFailing:         happened(t, event.HookFailing, map[string]string{event.Target: "tracker.example", event.Reason: "answered with status 500", event.Count: "10"}),
		notice.HookDisabled:        happened(t, event.HookDisabled, map[string]string{event.Target: "tracker.example", event.Reason: "answered with status 500", event.Count: "20"}),
		notice.CustomerAsked:       happened(t, event.CustomerAsked, map[string]string{event.Count: "7"}),
		notice.Conversion:          happened(t, event.ConversionRecorded, sale),
		notice.CommissionDeclined:  happened(t, event.CommissionDeclined, map[string]string{event.Payout: "12.50", event.Currency: "EUR", event.TransactionID: "1042", event.Reason: "The order was cancelled."}),
		notice.CommissionReversed:  happened(t, event.CommissionReversed, map[string]string{event.Payout: "12.50", event.Currency: "EUR", event.TransactionID: "1042"}),
		notice.NewOffer:            happened(t, event.OfferPublished, map[string]string{event.OfferName: "Spring boots"}),
		notice.NewPromotion:        happened(t, event.PromotionAnnounced, map[string]string{event.Name: "Black Friday", event.Begins: "2026-11-27T00:00:00Z"}),
		notice.NewAgreement:        happened(t, event.AgreementPublished, map[string]string{event.Name: "Partner terms"}),
		notice.MonthlySummary:      happened(t, event.MonthEnded, map[string]string{event.Month: "2026-10", event.Clicks: "1204", event.Leads: "3", event.Sales: "41", event.Amount: "2050.00", event.Payout: "205.00", event.Currency: "EUR"}),
		notice.NewApplication:      happened(t, event.EnrollmentApplied, nil),
		notice.LeadSubmitted:       happened(t, event.LeadSubmitted, map[string]string{event.Reference: "L-7K2M9QXA", event.Status: "in_review"}),
		notice.LeadReferred:        happened(t, event.LeadReferred, map[string]string{event.Reference: "L-7K2M9QXA", event.Status: "in_review"}),
		notice.LeadAnswered:        happened(t, event.LeadAnswered, map[string]string{event.Reference: "L-7K2M9QXA", event.Status: "rejected", event.Reason: "Not our region."}),
		notice.LeadDecided:         happened(t, event.LeadRejected, map[string]string{event.Reference: "L-7K2M9QXA", event.Status: "rejected", event.Reason: "A customer already."}),
		notice.DealRegistered:      happened(t, event.DealRegistered, map[string]string{event.Reference: "D-7K2M9QXA", event.Name: "200 pairs"}),
		notice.DealClosed:          happened(t, event.DealClosed, map[string]string{event.Reference: "D-7K2M9QXA", event.Name: "200 pairs"}),
		notice.DealDecided:         happened(t, event.DealAccepted, map[string]string{event.Reference: "D-7K2M9QXA", event.Name: "200 pairs", event.Status: "accepted", event.Stage: "Qualified"}),
		notice.TicketAsked:         happened(t, event.TicketAsked, map[string]string{event.Name: "Where is my payout?", event.Reference: "T-7K2M9QXA", event.Person: string(anna.User)}),
		notice.CaseOpened:          happened(t, event.CaseOpened, map[string]string{event.Payout: "20.00", event.Currency: "EUR", event.Count: "95"}),
		notice.ClaimFiled:          happened(t, event.ClaimFiled, map[string]string{event.Name: "A-17", event.Reference: "C-7K2M9QXA", event.Amount: "99.00", event.Currency: "EUR", event.Person: string(anna.User)}),
		notice.ClaimAnswered:       happened(t, event.ClaimAnswered, map[string]string{event.Name: "A-17", event.Reference: "C-7K2M9QXA", event.Amount: "99.00", event.Currency: "EUR", event.Status: "credited", event.Reason: "The shop confirms it", event.Person: string(anna.User)}),
		notice.TicketAnswered:      happened(t, event.TicketAnswered, map[string]string{event.Name: "Where is my payout?", event.Reference: "T-7K2M9QXA", event.Person: string(anna.User)}),
		notice.PayoutWaits:         happened(t, event.WithdrawalAsked, map[string]string{event.Amount: "184.30", event.Currency: "EUR"}),
		notice.MethodChanged:       happened(t, event.MethodChanged, map[string]string{"account": "DE •••• 2051", "old_account": "m•••@maya.example"}),
	}
}

func TestEveryLetterLooksAsReviewed(t *testing.T) {
	t.Parallel()
	all := letters(t)
	for _, k := range append(notice.Kinds(), notice.CustomerAsked, notice.MethodChanged, notice.NewAgreement, notice.TicketAsked, notice.TicketAnswered, notice.PartnerSuspended, notice.PartnerResumed, notice.PartnerBanned, notice.PartnerLeft) {
		t.Run(string(k), func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, shoes(), anna)
			w.wantOnly(t, k)
			if k == notice.Conversion { // the first is another kind
				if err := w.tell(t, happened(t, event.ConversionRecorded, map[string]string{event.Kind: "sale"})); err != nil {
					t.Fatal(err)
				}
				all[k] = another(t, all[k])
			}
			if err := w.tell(t, all[k]); err != nil {
				t.Fatal(err)
			}
			if len(w.post.mails) != 1 {
				t.Fatalf("%d mails", len(w.post.mails))
			}
			m := w.post.mails[0]
			golden(t, string(k)+".html", m.HTML)
			golden(t, string(k)+".txt", m.Subject+"\n\n"+m.Text)
			if m.To != anna.Email || m.FromName != "Northwind Shoes" || m.Headers["Auto-Submitted"] != "auto-generated" {
				t.Errorf("to %s from %s with %v", m.To, m.FromName, m.Headers)
			}
			if all := strings.ToLower(m.Subject + m.HTML + m.Text + m.FromName); strings.Contains(all, "tributary") {
				t.Error("the mail names another product than the program")
			}
		})
	}
}

func TestEveryLetterIsWrittenInTheReadersLanguage(t *testing.T) {
	t.Parallel()
	for _, language := range notice.Spoken()[1:] {
		all := letters(t)
		for _, k := range append(notice.Kinds(), notice.CustomerAsked, notice.MethodChanged, notice.TicketAsked, notice.TicketAnswered, notice.PartnerSuspended, notice.PartnerResumed, notice.PartnerBanned, notice.PartnerLeft) {
			t.Run(language+" "+string(k), func(t *testing.T) {
				t.Parallel()
				reader := anna
				reader.Language = language
				w := newWorld(t, shoes(), reader)
				w.wantOnly(t, k)
				if k == notice.Conversion { // the first is another kind
					if err := w.tell(t, happened(t, event.ConversionRecorded, map[string]string{event.Kind: "sale"})); err != nil {
						t.Fatal(err)
					}
				}
				e := all[k]
				if k == notice.Conversion {
					e = another(t, e)
				}
				if err := w.tell(t, e); err != nil {
					t.Fatal(err)
				}
				m := w.post.mails[0]
				golden(t, filepath.Join(language, string(k)+".txt"), m.Subject+"\n\n"+m.Text)
				if !strings.Contains(m.HTML, `<html lang="`+language+`">`) {
					t.Error("the mail does not say its language")
				}
			})
		}
	}
}

func TestWhoRunsAProgramHearsOfItsOwnWebhook(t *testing.T) {
	t.Parallel()
	w := newWorld(t, shoes(), anna)
	e := letters(t)[notice.HookDisabled]
	e.Partner = ""
	if err := w.tell(t, e); err != nil {
		t.Fatal(err)
	}
	m := w.post.mails[0]
	if m.Subject != "Your webhook to tracker.example was switched off" || !strings.Contains(m.Text, "/m/prg_1/webhooks") || strings.Contains(m.Text, "/p/") {
		t.Errorf("%s\n%s", m.Subject, m.Text)
	}
}

func TestALogoTakesThePlaceOfTheInitial(t *testing.T) {
	t.Parallel()
	p := shoes()
	p.Brand = program.Brand{Color: "#facc15", LogoURL: "/brand/logo.png"}
	w := newWorld(t, p, anna)
	if err := w.tell(t, letters(t)[notice.PayoutSent]); err != nil {
		t.Fatal(err)
	}
	golden(t, "with_logo.html", w.post.mails[0].HTML)
}

func TestWhatComesFromOutsideStaysText(t *testing.T) {
	t.Parallel()
	p := shoes()
	p.Name, p.Brand = "Evil\r\nBcc: all@x.example <script>alert(1)</script>\u202e", program.Brand{Color: "red;background:url(//x)", LogoURL: "javascript:alert(1)"}
	w := newWorld(t, p, anna)
	e := letters(t)[notice.ApplicationRejected]
	e.Data[event.Reason] = `"><img src=x onerror=alert(1)>` + "\nSecond line"
	if err := w.tell(t, e); err != nil {
		t.Fatal(err)
	}
	m := w.post.mails[0]
	for _, bad := range []string{"<script", "<img src=x", "javascript:", "url(//x)", "\u202e"} {
		if strings.Contains(m.HTML, bad) {
			t.Errorf("the mail has %q in it", bad)
		}
	}
	if strings.ContainsAny(m.Subject+m.FromName, "\r\n\u202e") {
		t.Errorf("headers can be forged: %q, %q", m.Subject, m.FromName)
	}
	if strings.Contains(m.Text, "\nSecond line") {
		t.Error("a value takes a line of its own in the text")
	}
}

func TestAllMembersAreToldInTheirInboxAndByMail(t *testing.T) {
	t.Parallel()
	ben := notice.Recipient{User: "usr_ben", Email: "ben@partner.example"}
	w := newWorld(t, shoes(), anna, ben)
	e := letters(t)[notice.PayoutSent]
	for range 3 {
		if err := w.tell(t, e); err != nil {
			t.Fatal(err)
		}
	}
	if len(w.post.mails) != 2 || len(w.inboxes.notices) != 2 {
		t.Errorf("%d mails and %d notices for two people", len(w.post.mails), len(w.inboxes.notices))
	}
	for _, n := range w.inboxes.notices {
		if n.Title != "Northwind Shoes has paid you: 310.00 EUR" || n.Kind != notice.PayoutSent || n.Subject != "sub_1" {
			t.Errorf("%+v", n)
		}
	}
}

func TestAPersonIsNotToldWhatItSwitchedOff(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		off            []notice.Switch
		mails, notices int
	}{
		"nothing":        {nil, 1, 1},
		"mail":           {[]notice.Switch{{Kind: notice.PayoutSent, Channel: notice.Email}}, 0, 1},
		"the inbox":      {[]notice.Switch{{Kind: notice.PayoutSent, Channel: notice.InApp}}, 1, 0},
		"something else": {[]notice.Switch{{Kind: notice.PayoutFailed, Channel: notice.Email}}, 1, 1},
		"both":           {[]notice.Switch{{Kind: notice.PayoutSent, Channel: notice.Email}, {Kind: notice.PayoutSent, Channel: notice.InApp}}, 0, 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, shoes(), anna)
			w.inboxes.off[anna.User] = tc.off
			if err := w.tell(t, letters(t)[notice.PayoutSent]); err != nil {
				t.Fatal(err)
			}
			if len(w.post.mails) != tc.mails || len(w.inboxes.notices) != tc.notices {
				t.Errorf("%d mails, %d notices", len(w.post.mails), len(w.inboxes.notices))
			}
		})
	}
}

func TestOnlyTheFirstConversionIsMailed(t *testing.T) {
	t.Parallel()
	w := newWorld(t, shoes(), anna)
	for i, kind := range []string{"sale", "sale", "lead", "recurring"} {
		e, err := event.New(event.ConversionRecorded, noon, "prg_1", "ptr_1", "cnv_"+kind, int64(i)+1)
		if err != nil {
			t.Fatal(err)
		}
		e.Data = map[string]string{event.Kind: kind}
		for range 2 {
			if err := w.tell(t, e); err != nil {
				t.Fatal(err)
			}
		}
	}
	if len(w.post.mails) != 1 || len(w.inboxes.notices) != 4 {
		t.Errorf("%d mails, %d notices", len(w.post.mails), len(w.inboxes.notices))
	}
}

func TestWhatConcernsNobodyMakesNoMessage(t *testing.T) {
	t.Parallel()
	unattributed := happened(t, event.ConversionRecorded, map[string]string{event.Kind: "sale"})
	unattributed.Partner = ""
	for name, e := range map[string]event.Event{
		"a conversion of no partner":       unattributed,
		"a refund":                         happened(t, event.ConversionRecorded, map[string]string{event.Kind: "refund"}),
		"a signup that earned nothing":     happened(t, event.ConversionRecorded, map[string]string{event.Kind: "signup"}),
		"a payout on its way to the queue": happened(t, event.PayoutQueued, nil),
	} {
		if m, ok := notice.Message(e); ok {
			t.Errorf("%s: %s", name, m.Body)
		}
	}
}

func TestTroubleWithOneAddressDoesNotKeepTheMailFromAnother(t *testing.T) {
	t.Parallel()
	ben := notice.Recipient{User: "usr_ben", Email: "ben@partner.example"}
	w := newWorld(t, shoes(), anna, ben)
	down := true
	w.post.fail = func(m notice.Mail) error {
		if down && m.To == anna.Email {
			return errors.New("down")
		}
		return nil
	}
	e := letters(t)[notice.PayoutSent]
	if err := w.tell(t, e); err == nil || len(w.post.mails) != 1 {
		t.Fatalf("%v after %d mails", err, len(w.post.mails))
	}
	down = false
	if err := w.tell(t, e); err != nil || len(w.post.mails) != 2 || w.post.mails[1].To != anna.Email {
		t.Errorf("%v after %d mails", err, len(w.post.mails))
	}
}

func TestAnAddressThatCannotExistIsGivenUp(t *testing.T) {
	t.Parallel()
	w := newWorld(t, shoes(), anna)
	asked := 0
	w.post.fail = func(notice.Mail) error {
		asked++
		return fault.New(fault.Invalid, "mail.bad_address", "no such address")
	}
	for range 2 {
		if err := w.tell(t, letters(t)[notice.PayoutSent]); err != nil {
			t.Fatal(err)
		}
	}
	if asked != 1 {
		t.Errorf("tried %d times", asked)
	}
}

func TestAMessageThatIsNoEventIsFinal(t *testing.T) {
	t.Parallel()
	w := newWorld(t, shoes(), anna)
	good, _ := notice.Message(letters(t)[notice.PayoutSent])
	errs := w.Handle(t.Context(), []queue.Message{{Body: "{"}, good})
	if !fault.Final(errs[0]) || errs[1] != nil || len(w.post.mails) != 1 {
		t.Errorf("%v, %d mails", errs, len(w.post.mails))
	}
}

func TestAnAnswerGoesToWhoAskedAndToNoColleague(t *testing.T) {
	t.Parallel()
	w := newWorld(t, shoes(), anna)
	e := letters(t)[notice.TicketAnswered]
	e.Data[event.Person] = "usr_colleague"
	if err := w.tell(t, e); err != nil {
		t.Fatal(err)
	}
	if len(w.post.mails) != 0 {
		t.Errorf("%d mails to a colleague", len(w.post.mails))
	}
}
