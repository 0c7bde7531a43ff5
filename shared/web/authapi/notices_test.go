package authapi_test

import (
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/domain/notice"
	"github.com/tributaryhq/tributary/shared/store"
	"github.com/tributaryhq/tributary/shared/web/authapi"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

func TestPeopleChooseWhatTheyAreTold(t *testing.T) {
	t.Parallel()
	in := start(t)
	session := in.signIn(t)
	got := read[authapi.NoticePreferences](t, in.call("GET", "/api/auth/preferences", nil, "Cookie", session)).Preferences
	has := func(kind notice.Kind) bool {
		return slices.ContainsFunc(got, func(p authapi.NoticePreference) bool { return p.Kind == string(kind) })
	}
	if !has(notice.NewApplication) || has(notice.PayoutSent) || has(notice.CustomerAsked) {
		t.Errorf("somebody who runs a program is asked for other kinds: %+v", got)
	}
	off := authapi.NoticePreferences{Preferences: []authapi.NoticePreference{{Kind: "new_application", InApp: true}}}
	got = read[authapi.NoticePreferences](t, in.call("PUT", "/api/auth/preferences", off, "Cookie", session)).Preferences
	if !slices.Contains(got, off.Preferences[0]) {
		t.Errorf("%+v", got)
	}
	for _, kind := range []string{"payout_method_changed", "nothing"} {
		bad := authapi.NoticePreferences{Preferences: []authapi.NoticePreference{{Kind: kind}}}
		if w := in.call("PUT", "/api/auth/preferences", bad, "Cookie", session); w.Code != 422 || !strings.Contains(w.Body.String(), "body.preferences") {
			t.Errorf("%s: %d %s", kind, w.Code, w.Body)
		}
	}
}

// TestOneClickEndsAKindOfMail: a mail program posts a form, without cookie or
// origin (RFC 8058).
func TestOneClickEndsAKindOfMail(t *testing.T) {
	t.Parallel()
	in := start(t)
	farewell := notice.Farewell{Key: in.secret, Origin: origin}
	post, _, err := farewell.Links(t.Context(), in.ann.ID, notice.HookFailing)
	if err != nil {
		t.Fatal(err)
	}
	click := func(url string) *httptest.ResponseRecorder {
		r := httptest.NewRequest("POST", url, strings.NewReader("List-Unsubscribe=One-Click"))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		w := httptest.NewRecorder()
		in.ServeHTTP(w, r)
		return w
	}
	for range 2 {
		if got := read[authapi.Unsubscribed](t, click(post)); got.Kind != "hook_failing" {
			t.Errorf("%+v", got)
		}
	}
	box, err := store.Notices{T: in.tab}.Inbox(t.Context(), in.ann.ID)
	if err != nil || box.Wants(notice.HookFailing, notice.Email) || !box.Wants(notice.HookFailing, notice.InApp) || !box.Wants(notice.HookDisabled, notice.Email) {
		t.Errorf("%+v %v", box, err)
	}
	if w := click(post + "x"); w.Code != 410 {
		t.Errorf("a link that was made up: %d %s", w.Code, w.Body)
	}
	if w := in.call("GET", strings.TrimPrefix(post, origin), nil); w.Code != 405 {
		t.Errorf("opening the link changes something: %d", w.Code)
	}
}

func TestAnAddressThatRefusesMailIsShown(t *testing.T) {
	t.Parallel()
	in := start(t)
	session := in.signIn(t)
	if got := read[authapi.Account](t, in.call("GET", "/api/auth/account", nil, "Cookie", session)); got.RefusedAt != nil {
		t.Errorf("%+v", got)
	}
	if err := (store.Bounces{T: in.tab}).Refused(t.Context(), annMail, in.clock.Now()); err != nil {
		t.Fatal(err)
	}
	if got := read[authapi.Account](t, in.call("GET", "/api/auth/account", nil, "Cookie", session)); got.RefusedAt == nil || !got.RefusedAt.Equal(in.clock.Now()) {
		t.Errorf("%+v", got)
	}
}

func TestWhoRunsAProgramHasABellToo(t *testing.T) {
	t.Parallel()
	in := start(t)
	session := in.signIn(t)
	n := notice.Notice{ID: "ntc_01JD0000000000000000000001", User: in.ann.ID, Kind: notice.NewApplication, Program: in.prg.ID, Title: "A new application", At: in.clock.Now(), Data: map[string]string{event.Payout: "20.00", event.Currency: "EUR", event.Count: "2"}}
	if err := (store.Notices{T: in.tab}).Add(t.Context(), n); err != nil {
		t.Fatal(err)
	}
	first := in.call("GET", "/api/auth/notices/unread", nil, "Cookie", session)
	if got := read[authapi.Unread](t, first); got.Count != 1 {
		t.Errorf("%+v", got)
	}
	if again := in.call("GET", "/api/auth/notices/unread", nil, "Cookie", session, "If-None-Match", first.Header().Get("ETag")); again.Code != 304 {
		t.Errorf("unchanged: %d", again.Code)
	}
	list := read[httpkit.List[authapi.Notice]](t, in.call("GET", "/api/auth/notices", nil, "Cookie", session)).Data
	if len(list) != 1 || list[0].Type != "new_application" || list[0].Read || list[0].ProgramID != string(in.prg.ID) || list[0].Amount.Amount != 2000 || list[0].Count != 2 {
		t.Errorf("%+v", list)
	}
	if got := read[authapi.Unread](t, in.call("POST", "/api/auth/notices/read", authapi.ReadNotices{IDs: []string{list[0].ID}}, "Cookie", session)); got.Count != 0 {
		t.Errorf("%+v", got)
	}
}
