package template_test

import (
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestTheTemplatesKeepTheRules(t *testing.T) {
	t.Parallel()
	for _, path := range []string{main, cdn, alarms} {
		d := read(t, path)
		for _, r := range rules() {
			if path != main && (r.name == "no parameter needs a value" || r.name == "the stream mapping loses nothing") {
				continue // a fragment gets its values from the root, see below
			}
			if wrong := r.check(d); len(wrong) > 0 {
				slices.Sort(wrong)
				t.Errorf("%s: %s:\n\t%s", path, r.name, strings.Join(wrong, "\n\t"))
			}
		}
	}
}

func TestTheFragmentsGetEveryParameter(t *testing.T) {
	t.Parallel()
	for id, path := range map[string]string{"Cdn": cdn, "Alarms": alarms} {
		nested := named{r: read(t, main).section("Resources")[id].(object)}
		if nested.prop("Location") != path {
			t.Errorf("%s is at %v", id, nested.prop("Location"))
		}
		given := slices.Sorted(maps.Keys(nested.prop("Parameters").(object)))
		declared := slices.Sorted(maps.Keys(read(t, path).section("Parameters")))
		if !slices.Equal(given, declared) {
			t.Errorf("%s declares %v, is given %v", path, declared, given)
		}
	}
}

func TestEveryFunctionHasAFolderAndSamples(t *testing.T) {
	t.Parallel()
	folders := map[string]bool{}
	for _, f := range read(t, main).functions() {
		folder := kebab(f.id)
		folders[folder] = true
		if _, err := os.Stat(filepath.Join(root, "functions", folder, "main.go")); err != nil {
			t.Errorf("%s: %v", f.id, err)
		}
		samples, err := filepath.Glob(filepath.Join(root, "events", folder, "*.json"))
		if err != nil || len(samples) == 0 {
			t.Errorf("%s has no sample event", f.id)
		}
		for _, s := range samples {
			text, err := os.ReadFile(s)
			if err != nil || !json.Valid(text) {
				t.Errorf("%s is not JSON", s)
			}
		}
	}
	for _, dir := range []string{"functions", "events"} {
		entries, err := os.ReadDir(filepath.Join(root, dir))
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			if e.IsDir() && !folders[e.Name()] {
				t.Errorf("%s/%s belongs to no function", dir, e.Name())
			}
		}
	}
}

func TestEveryDeadLetterQueueHasAnAlarm(t *testing.T) {
	t.Parallel()
	d := read(t, main)
	given := named{r: d.section("Resources")["Alarms"].(object)}.prop("Parameters").(object)
	watched := map[string]bool{}
	for _, a := range read(t, alarms).of("AWS::CloudWatch::Alarm") {
		for _, parameter := range refs(a.prop("Dimensions")) {
			for _, id := range refs(given[parameter]) {
				watched[id] = true
			}
		}
	}
	for _, q := range d.of("AWS::SQS::Queue") {
		if strings.HasSuffix(q.id, "DeadQueue") && !watched[q.id] {
			t.Errorf("nobody is told when %s is not empty", q.id)
		}
	}
	if !watched["OutboxRelay"] {
		t.Error("nobody is told when the stream lags")
	}
}

func TestEveryAlarmHasAPlaybook(t *testing.T) {
	t.Parallel()
	want := map[string]bool{}
	for _, a := range read(t, alarms).of("AWS::CloudWatch::Alarm") {
		want[kebab(strings.TrimSuffix(a.id, "Alarm"))+".md"] = true
	}
	entries, err := os.ReadDir(filepath.Join(root, "docs", "playbooks"))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !want[e.Name()] && e.Name() != "README.md" {
			t.Errorf("docs/playbooks/%s is of no alarm", e.Name())
		}
		delete(want, e.Name())
	}
	for name := range want {
		t.Errorf("docs/playbooks/%s is missing", name)
	}
}

func TestSamconfigHasLocalAndProd(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile(filepath.Join(root, "samconfig.toml"))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"[default.deploy.parameters]", "[local.deploy.parameters]", "[prod.deploy.parameters]"} {
		if !strings.Contains(string(text), want) {
			t.Errorf("no %s", want)
		}
	}
}

// The template may name a key prefix, to say whose items a function reads; it
// must be one that there is.
func TestLeadingKeysAreKeysOfTheStore(t *testing.T) {
	t.Parallel()
	keys, err := os.ReadFile(filepath.Join(root, "shared", "store", "keys.go"))
	if err != nil {
		t.Fatal(err)
	}
	d := read(t, main)
	for _, f := range d.functions() {
		for _, s := range d.granted(f) {
			for _, pattern := range strs(at(s.condition, "ForAllValues:StringLike", "dynamodb:LeadingKeys")) {
				if prefix, _, _ := strings.Cut(pattern, "#"); !strings.Contains(string(keys), `join("`+prefix+`"`) {
					t.Errorf("%s reads %s, which shared/store/keys.go does not make", f.id, pattern)
				}
			}
		}
	}
}
