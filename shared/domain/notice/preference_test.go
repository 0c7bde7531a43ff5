package notice_test

import (
	"testing"

	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/domain/notice"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
)

// wantOnly lets Anna want mails of one kind, and of those that cannot be
// switched off.
func (w world) wantOnly(t *testing.T, k notice.Kind) {
	t.Helper()
	var ps []notice.Preference
	for _, one := range notice.Kinds() {
		ps = append(ps, notice.Preference{Kind: one, InApp: true, Email: one == k})
	}
	w.prefer(t, ps...)
}

func (w world) prefer(t *testing.T, ps ...notice.Preference) {
	t.Helper()
	inbox, err := notice.Inbox{User: anna.User, Off: w.inboxes.off[anna.User], On: w.inboxes.on[anna.User]}.Prefer(ps)
	if err != nil {
		t.Fatal(err)
	}
	if err := w.inboxes.Prefer(t.Context(), inbox); err != nil {
		t.Fatal(err)
	}
}

// another is the same event about something else.
func another(t *testing.T, e event.Event) event.Event {
	t.Helper()
	next, err := event.New(e.Type, e.At, e.Program, e.Partner, e.Subject+"x", 1)
	if err != nil {
		t.Fatal(err)
	}
	next.Data = e.Data
	return next
}

func TestPreferencesHoldByKindAndChannel(t *testing.T) {
	t.Parallel()
	in := notice.Inbox{}
	if !in.Wants(notice.PayoutSent, notice.Email) || in.Wants(notice.Conversion, notice.Email) || !in.Wants(notice.Conversion, notice.InApp) {
		t.Error("by default everything is told, and mailed but for what comes often")
	}
	in, err := in.Prefer([]notice.Preference{{Kind: notice.PayoutSent, InApp: true}, {Kind: notice.Conversion, Email: true}})
	if err != nil || len(in.Off) != 2 || len(in.On) != 1 {
		t.Fatal(in, err)
	}
	if in.Wants(notice.PayoutSent, notice.Email) || !in.Wants(notice.PayoutSent, notice.InApp) || !in.Wants(notice.Conversion, notice.Email) || in.Wants(notice.Conversion, notice.InApp) {
		t.Errorf("%+v", in)
	}
	for _, p := range in.Preferences() {
		again, err := in.Prefer([]notice.Preference{p})
		if err != nil || again.Wants(p.Kind, notice.Email) != p.Email || again.Wants(p.Kind, notice.InApp) != p.InApp {
			t.Errorf("%+v is not what was read: %v", p, err)
		}
	}
	if in, err = in.Prefer([]notice.Preference{{Kind: notice.PayoutSent, InApp: true, Email: true}, {Kind: notice.Conversion, InApp: true}}); err != nil || len(in.Off)+len(in.On) != 0 {
		t.Errorf("what is as by default is not kept: %+v, %v", in, err)
	}
	for name, bad := range map[string][]notice.Preference{
		"a kind that does not exist":    {{Kind: "x"}},
		"what cannot be switched off":   {{Kind: notice.MethodChanged}},
		"the same kind with two wishes": {{Kind: notice.PayoutSent}, {Kind: notice.PayoutSent, Email: true}},
	} {
		if _, err := in.Prefer(bad); !fault.Is(err, fault.Invalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
	none := notice.Inbox{Off: []notice.Switch{{Kind: notice.MethodChanged, Channel: notice.Email}}}
	if !none.Wants(notice.MethodChanged, notice.Email) {
		t.Error("what matters for safety was switched off")
	}
}

func TestAMailLetsPeopleGoWithOneClick(t *testing.T) {
	t.Parallel()
	w := newWorld(t, shoes(), anna)
	w.Farewell.Origin = "https://partners.example"
	user := notice.Recipient{User: "usr_01JD00000000000000000ANNA0", Email: anna.Email}
	w.Members = members{user}
	for _, k := range []notice.Kind{notice.PayoutSent, notice.MethodChanged} {
		if err := w.tell(t, letters(t)[k]); err != nil {
			t.Fatal(err)
		}
	}
	first, second := w.post.mails[0], w.post.mails[1]
	if second.Headers["List-Unsubscribe"] != "" {
		t.Error("a mail for safety can be switched off")
	}
	if first.Headers["List-Unsubscribe-Post"] != "List-Unsubscribe=One-Click" {
		t.Errorf("%v", first.Headers)
	}
	post, page, err := w.Farewell.Links(t.Context(), user.User, notice.PayoutSent)
	if err != nil || first.Headers["List-Unsubscribe"] != "<"+post+">" {
		t.Errorf("%s %v", first.Headers["List-Unsubscribe"], err)
	}
	token := page[len("https://partners.example/account/unsubscribe#token="):]
	if u, k, err := w.Farewell.Read(t.Context(), token); err != nil || u != user.User || k != notice.PayoutSent {
		t.Error(u, k, err)
	}
	for _, bad := range []string{"", token + "A", token[:len(token)-3], "usr_01JD00000000000000000ANNB0" + token[30:], "a.b.c"} {
		if _, _, err := w.Farewell.Read(t.Context(), bad); !fault.Is(err, fault.Gone) {
			t.Errorf("%q: %v", bad, err)
		}
	}
}
