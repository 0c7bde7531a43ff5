package publicapi_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tributaryhq/tributary/shared/domain/enrollment"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/store"
)

// ask makes the program ask this.
func (s *site) ask(t *testing.T, f enrollment.Form) {
	t.Helper()
	f.Program = s.prg.ID
	if _, err := s.desk.SaveForm(context.Background(), f, 0); err != nil {
		t.Fatal(err)
	}
}

// rows are the program's enrollments, newest first.
func (s *site) rows(t *testing.T) []enrollment.Row {
	t.Helper()
	found, err := store.Enrollments{T: s.tab}.OfProgram(context.Background(), s.prg.ID, enrollment.Filter{}, page.Request{})
	if err != nil {
		t.Fatal(err)
	}
	return found.Data
}

func TestAFormAsksWhatTheProgramWantsToKnow(t *testing.T) {
	t.Parallel()
	s := open(t)
	s.publish(t)
	s.ask(t, enrollment.Form{Questions: []enrollment.Question{
		{ID: "where", Kind: enrollment.Choice, Label: "Where do you write?", Choices: []string{"Blog", "Newsletter"}, Required: true},
		{ID: "site", Kind: enrollment.Web, Label: "Your channel"},
		{ID: "home", Kind: enrollment.Country, Label: "Where are your readers?"},
		{ID: "terms", Kind: enrollment.Box, Label: "I never bid on your name", Required: true},
	}})
	w := httptest.NewRecorder()
	s.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "https://portal.example/v1/public/programs/acme/application-form", nil))
	if w.Code != 200 || !strings.Contains(w.Body.String(), `"label":"Where do you write?"`) || !strings.Contains(w.Body.String(), `"plain":false`) {
		t.Errorf("the form: %d %s", w.Code, w.Body)
	}
	for name, c := range map[string]struct{ answers, wrong string }{
		"nothing":              {`{}`, "body.answers.where"},
		"another choice":       {`{"where":"Radio","terms":"yes"}`, "body.answers.where"},
		"a box not ticked":     {`{"where":"Blog","terms":"no"}`, "body.answers.terms"},
		"an address that runs": {`{"where":"Blog","terms":"yes","site":"javascript:alert(1)"}`, "body.answers.site"},
		"a country's name":     {`{"where":"Blog","terms":"yes","home":"Germany"}`, "body.answers.home"},
	} {
		if w := s.apply(`{"name":"Ann","email":"ann@example.com","answers":` + c.answers + `}`); w.Code != 422 || !strings.Contains(w.Body.String(), c.wrong) {
			t.Errorf("%s: %d %s", name, w.Code, w.Body)
		}
	}
	if w := s.apply(`{"name":"Ann","email":"ann@example.com","answers":{"terms":"yes","where":"Blog","home":"DE","more":"x"}}`); w.Code != 202 {
		t.Fatal(w.Code, w.Body)
	}
	e, err := s.desk.Store.Load(context.Background(), s.prg.ID, s.rows(t)[0].Partner)
	want := []enrollment.Answer{{Question: "Where do you write?", Text: "Blog"}, {Question: "Where are your readers?", Text: "DE"}, {Question: "I never bid on your name", Text: "yes"}}
	if diff := cmp.Diff(want, e.Answers); err != nil || diff != "" {
		t.Error(diff, err)
	}
}

func TestRequirementsDecideApplications(t *testing.T) {
	t.Parallel()
	ask := enrollment.Requirements{Allowed: []string{"DE", "AT"}, Mails: []string{"@acme.com", "@*.edu"}, Reject: true, Reason: "We look for universities in Germany and Austria."}
	look := ask
	look.Reject = false
	for name, c := range map[string]struct {
		form          enrollment.Form
		country, mail string
		status        enrollment.Status
	}{
		"who meets them is let in":              {enrollment.Form{Requirements: ask, Met: enrollment.LetIn}, "DE", "ann@cs.mit.edu", enrollment.Active},
		"who meets them is looked at":           {enrollment.Form{Requirements: ask, Met: enrollment.LookAt}, "AT", "ann@acme.com", enrollment.InReview},
		"as the program says, which is by hand": {enrollment.Form{Requirements: ask}, "AT", "ann@acme.com", enrollment.InReview},
		"another country is turned down":        {enrollment.Form{Requirements: ask, Met: enrollment.LetIn}, "FR", "ann@acme.com", enrollment.Rejected},
		"another address is turned down":        {enrollment.Form{Requirements: ask, Met: enrollment.LetIn}, "DE", "ann@notacme.com", enrollment.Rejected},
		"a name that only ends like it":         {enrollment.Form{Requirements: ask, Met: enrollment.LetIn}, "DE", "ann@fakeedu", enrollment.Rejected},
		"or a manager looks at them":            {enrollment.Form{Requirements: look, Met: enrollment.LetIn}, "FR", "ann@acme.com", enrollment.InReview},
		"a denied country":                      {enrollment.Form{Requirements: enrollment.Requirements{Denied: []string{"FR"}}, Met: enrollment.LetIn}, "FR", "ann@acme.com", enrollment.InReview},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := open(t)
			s.publish(t)
			s.ask(t, c.form)
			if w := s.apply(`{"name":"Ann","email":"` + c.mail + `"}`); w.Code != 422 {
				t.Errorf("without a country: %d %s", w.Code, w.Body)
			}
			if w := s.apply(`{"name":"Ann","email":"` + c.mail + `","country":"` + c.country + `"}`); w.Code != 202 || w.Body.Len() != 0 {
				t.Fatalf("the answer tells more than it should: %d %s", w.Code, w.Body)
			}
			if got := s.rows(t)[0].Status; got != c.status {
				t.Errorf("is %s, not %s", got, c.status)
			}
		})
	}
}

func TestWhoWasTurnedDownAppliesAgainInTime(t *testing.T) {
	t.Parallel()
	const again = `{"name":"Ann","email":"ann@example.com","promotes":"Now with a newsletter"}`
	for name, c := range map[string]struct {
		days, after int
		open        bool
	}{
		"at once":       {0, 0, true},
		"too early":     {30, 29, false},
		"after a month": {30, 30, true},
		"never":         {enrollment.Never, 700, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, ctx := open(t), context.Background()
			s.publish(t)
			if w := s.apply(`{"name":"Ann","email":"ann@example.com","promotes":"Reviews"}`); w.Code != 202 {
				t.Fatal(w.Body)
			}
			who := s.rows(t)[0].Partner
			before, err := s.desk.RejectFor(ctx, s.prg.ID, who, "Too small", c.days, "usr_boss")
			if err != nil {
				t.Fatal(err)
			}
			s.clock.Set(s.clock.Now().AddDate(0, 0, c.after))
			if w := s.apply(again); w.Code != 202 {
				t.Fatalf("the answer tells where it stands: %d %s", w.Code, w.Body)
			}
			e, err := s.desk.Store.Load(ctx, s.prg.ID, who)
			if err != nil || (e.Status == enrollment.InReview) != c.open || e.Ref != before.Ref || c.open && (e.Answers[0].Text != "Now with a newsletter" || e.Reason != "") {
				t.Errorf("%+v %v", e, err)
			}
			if !c.open {
				return
			}
			if e, err = s.desk.Approve(ctx, s.prg.ID, who, "usr_boss"); err != nil || e.Status != enrollment.Active {
				t.Errorf("%+v %v", e, err)
			}
		})
	}
}

func TestAGroupsOwnLinkLeadsIntoTheGroup(t *testing.T) {
	t.Parallel()
	s := open(t)
	s.publish(t)
	s.ask(t, enrollment.Form{Group: "grp_press", Open: true, Met: enrollment.LetIn, Questions: []enrollment.Question{{ID: "paper", Kind: enrollment.Line, Label: "For which paper?", Required: true}}})
	s.ask(t, enrollment.Form{Group: "grp_shut", Met: enrollment.LetIn})
	if w := s.apply(`{"name":"Ann","email":"ann@example.com","group":"grp_shut"}`); w.Code != 404 {
		t.Errorf("a link that is shut: %d %s", w.Code, w.Body)
	}
	if w := s.apply(`{"name":"Ann","email":"ann@example.com","group":"grp_press","answers":{"paper":"Times"}}`); w.Code != 202 {
		t.Fatal(w.Code, w.Body)
	}
	if r := s.rows(t)[0]; r.Group != "grp_press" || r.Status != enrollment.Active {
		t.Errorf("%+v", r)
	}
}
