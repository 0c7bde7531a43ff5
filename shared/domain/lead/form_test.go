package lead_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tributaryhq/tributary/shared/domain/lead"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
)

func TestAFormsFieldsGetKeysThatStay(t *testing.T) {
	t.Parallel()
	f, err := lead.Form{Group: "grp_1", Signups: true, Fields: []lead.Field{
		{Label: " Size ", Type: lead.Dropdown, Options: []string{" 1 ", "2", "1", ""}}, {Key: "field1", Label: "Notes", Type: lead.Text, Options: []string{"x"}},
	}}.Checked()
	want := []lead.Field{{Key: "field2", Label: "Size", Type: lead.Dropdown, Options: []string{"1", "2"}}, {Key: "field1", Label: "Notes", Type: lead.Text}}
	if d := cmp.Diff(want, f.Fields); err != nil || d != "" || f.Signups {
		t.Errorf("%v %v %s", err, f.Signups, d)
	}
}

func TestWhichFormsCannotBeKept(t *testing.T) {
	t.Parallel()
	for name, fields := range map[string][]lead.Field{
		"a field without a name":       {{Type: lead.Input}},
		"a field of two lines":         {{Label: "a\nb", Type: lead.Input}},
		"a type that there is not":     {{Label: "a", Type: "slider"}},
		"a dropdown without choices":   {{Label: "a", Type: lead.Dropdown, Options: []string{" "}}},
		"one key twice":                {{Key: "k", Label: "a", Type: lead.Input}, {Key: "k", Label: "b", Type: lead.Input}},
		"more fields than anyone asks": make([]lead.Field, lead.MaxFields+1),
	} {
		if _, err := (lead.Form{Fields: fields}).Checked(); fault.CodeOf(err) != "lead.form_invalid" {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestAGroupsFormWinsOverEverybodys(t *testing.T) {
	t.Parallel()
	all := []lead.Form{{Program: "prg_1", Version: 3}, {Program: "prg_1", Group: "grp_1", Version: 7}}
	for group, version := range map[string]int64{"": 3, "grp_1": 7, "grp_2": 3} {
		if f := lead.FormOf(all, "prg_1", idGroup(group)); f.Version != version {
			t.Errorf("%q gets %d", group, f.Version)
		}
	}
	if f := lead.FormOf(nil, "prg_1", "grp_1"); f.Version != 0 || f.Program != "prg_1" || f.Group != "" {
		t.Errorf("%+v", f)
	}
}

func TestWhatIsWrongWithADraftIsSaidFieldByField(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.form(
		lead.Field{Key: "size", Label: "Size", Type: lead.Dropdown, Required: true, Options: []string{"1", "2"}},
		lead.Field{Key: "note", Label: "Note", Type: lead.Text}, lead.Field{Key: "land", Label: "Land", Type: lead.Country},
		lead.Field{Key: "yes", Label: "Yes", Type: lead.Checkbox, Required: true}, lead.Field{Key: "one", Label: "One", Type: lead.Input},
	)
	good := func() lead.Draft {
		return lead.Draft{Name: "Ada", Email: "ada@fernhill.io", Answers: map[string]string{"size": "2", "yes": "true"}}
	}
	for name, tc := range map[string]struct {
		spoil    func(*lead.Draft)
		location string
	}{
		"no name":                    {func(d *lead.Draft) { d.Name = " " }, "body.name"},
		"no address":                 {func(d *lead.Draft) { d.Email = "" }, "body.email"},
		"an address without a host":  {func(d *lead.Draft) { d.Email = "ada@fernhill" }, "body.email"},
		"two addresses":              {func(d *lead.Draft) { d.Email = "ada@fernhill.io,bo@x.io" }, "body.email"},
		"a company of two lines":     {func(d *lead.Draft) { d.Company = "a\nb" }, "body.company"},
		"no answer where one must":   {func(d *lead.Draft) { delete(d.Answers, "size") }, "body.answers.size"},
		"a choice that there is not": {func(d *lead.Draft) { d.Answers["size"] = "3" }, "body.answers.size"},
		"an unticked box":            {func(d *lead.Draft) { d.Answers["yes"] = "false" }, "body.answers.yes"},
		"a long text":                {func(d *lead.Draft) { d.Answers["note"] = strings.Repeat("ä", 2001) }, "body.answers.note"},
		"a line break in a line":     {func(d *lead.Draft) { d.Answers["one"] = "a\nb" }, "body.answers.one"},
		"a country by its name":      {func(d *lead.Draft) { d.Answers["land"] = "Germany" }, "body.answers.land"},
	} {
		d := good()
		tc.spoil(&d)
		if got := locations(w.submit(maya, d)); !cmp.Equal(got, []string{tc.location}) {
			t.Errorf("%s: %v", name, got)
		}
	}
	l, err := w.desk.Submit(t.Context(), w.place(maya), by, good())
	want := []lead.Answer{{Key: "size", Label: "Size", Value: "2"}, {Key: "yes", Label: "Yes", Value: "true"}}
	if d := cmp.Diff(want, l.Answers); err != nil || d != "" {
		t.Errorf("%v %s", err, d)
	}
}
