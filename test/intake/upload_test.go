package intake_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/tributaryhq/tributary/test/stage"
)

type uploaded struct {
	Data []struct {
		Line    int
		Verdict string
		Reason  string
		Errors  []struct{ Location string }
	}
	Ignored []string
}

// upload sends a part of a file as the program's owner.
func upload(t *testing.T, s *stage.Stage, path, csv string) uploaded {
	t.Helper()
	body, err := json.Marshal(map[string]any{"csv": csv, "file": "march.csv", "from": 1})
	must(t, err)
	w := manage(t, s, http.MethodPost, "/conversion-uploads"+path, string(body))
	if w.Code != http.StatusOK {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	var out uploaded
	must(t, json.Unmarshal(w.Body.Bytes(), &out))
	return out
}

// manage calls the manager's API as the program's owner.
func manage(t *testing.T, s *stage.Stage, method, path, body string) *httptest.ResponseRecorder {
	t.Helper()
	w, err := s.Call(t.Context(), stage.Owner, method, "/api/m/"+string(s.Program.ID)+path, body)
	must(t, err)
	return w
}

func TestAFileIsTriedThenDecidedAndMayBeSentAgain(t *testing.T) {
	t.Parallel()
	s, click := open(t)
	csv := "order_id;amount;click_id;coupon;shade\n" +
		"O-1;10.00;" + click + ";;red\n" +
		"O-2;ten;" + click + ";;red\n" +
		"O-1;10.00;" + click + ";;red\n" +
		"O-3;10.00;;;red\n" +
		"{{order}};10.00;;;red\n"
	tried := upload(t, s, "/preview", csv)
	after, err := s.Dump(t.Context())
	must(t, err)
	for k := range after {
		if strings.HasPrefix(k.PK, "ORD#") {
			t.Errorf("a preview wrote %s / %s", k.PK, k.SK)
		}
	}
	for name, got := range map[string]uploaded{"tried": tried, "decided": upload(t, s, "", csv)} {
		var said []string
		for _, d := range got.Data {
			said = append(said, d.Verdict)
		}
		if strings.Join(said, " ") != "accepted unreadable duplicate unattributed unreadable" {
			t.Errorf("%s: %v", name, said)
		}
		if len(got.Ignored) != 1 || got.Ignored[0] != "shade" || got.Data[1].Errors[0].Location != "amount" || got.Data[4].Errors[0].Location != "order_id" || got.Data[4].Line != 5 {
			t.Errorf("%s: %+v", name, got)
		}
	}
	again := upload(t, s, "", csv)
	if again.Data[0].Verdict != "duplicate" || again.Data[3].Verdict != "unattributed" {
		t.Errorf("sent again: %+v", again)
	}
	must(t, s.Settle(t.Context()))
	page := manage(t, s, http.MethodGet, "/conversions", "")
	if strings.Count(page.Body.String(), `"source":"csv"`) != 2 {
		t.Errorf("kept: %s", page.Body)
	}
}
