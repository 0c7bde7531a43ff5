package lead_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tributaryhq/tributary/shared/domain/lead"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
)

func TestAFileOfLeadsIsTriedAndThenTaken(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.form(lead.Field{Key: "size", Label: "Team size", Type: lead.Dropdown, Options: []string{"1", "2"}})
	w.named(maya, "old@fernhill.io")
	const file = "\ufeffName;E-Mail;email;team SIZE\nAda;;ada@fernhill.io;2\n\"Bo; Jr.\";;bo@fernhill.io;9\nOld;;old@fernhill.io;\nAda again;;ADA@fernhill.io;\nCy;;nonsense;\n"
	want := []string{"", "lead.invalid", "lead.duplicate", "lead.duplicate", "lead.invalid"}
	codes := func(dry bool) []string {
		t.Helper()
		_, lines, err := w.desk.Import(t.Context(), w.place(maya), by, file, dry)
		w.must(err)
		var out []string
		for i, l := range lines {
			if l.Number != i+2 {
				t.Errorf("line %d says that it is %d", i+2, l.Number)
			}
			code := ""
			if l.Err != nil {
				code = fault.CodeOf(l.Err)
			}
			out = append(out, code)
		}
		return out
	}
	if d := cmp.Diff(want, codes(true)); d != "" || len(w.all()) != 1 {
		t.Fatalf("%s, %d leads", d, len(w.all()))
	}
	if d := cmp.Diff(want, codes(false)); d != "" || len(w.all()) != 2 {
		t.Fatalf("%s, %d leads", d, len(w.all()))
	}
	if again := codes(false); again[0] != "lead.duplicate" || len(w.all()) != 2 {
		t.Errorf("sent again: %v", again)
	}
}

func TestWhichFilesCannotBeRead(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for name, file := range map[string]string{
		"nothing":                "",
		"no column of addresses": "name\nAda\n",
		"a quote left open":      "name,email\n\"Ada,ada@fernhill.io\n",
		"too many lines":         "name,email\n" + strings.Repeat("Ada,ada@fernhill.io\n", lead.MaxLines+1),
	} {
		if _, _, err := w.desk.Import(t.Context(), w.place(maya), by, file, true); fault.CodeOf(err) != "lead.file_unreadable" {
			t.Errorf("%s: %v", name, err)
		}
	}
}
