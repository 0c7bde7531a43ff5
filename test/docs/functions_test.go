package docs_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// docs/functions.md says what each function may do; the template decides it.
func TestThePageOfFunctionsSaysWhatTheTemplateAllows(t *testing.T) {
	t.Parallel()
	resources := blocks(read(t, "template.yaml"))
	want := map[string][]string{}
	for name, block := range resources {
		if strings.Contains(block, "Type: AWS::Serverless::Function\n") {
			want[name] = actions(resources[name+"Role"])
		}
	}
	told := map[string][]string{}
	for _, cells := range rows(read(t, "docs/functions.md")) {
		if len(cells) == 3 && cells[0] != "function" && !strings.HasPrefix(cells[0], "-") {
			told[cells[0]] = quoted(cells[2])
		}
	}
	if len(want) == 0 {
		t.Fatal("no function was found in the template")
	}
	if diff := cmp.Diff(want, told); diff != "" {
		t.Errorf("template (-) and page (+):\n%s", diff)
	}
}

// blocks cuts a template into its top level entries of two spaces.
func blocks(template string) map[string]string {
	out := map[string]string{}
	heads := regexp.MustCompile(`(?m)^  (\w+):`).FindAllStringSubmatchIndex(template, -1)
	for i, h := range heads {
		end := len(template)
		if i+1 < len(heads) {
			end = heads[i+1][0]
		}
		out[template[h[2]:h[3]]] = template[h[0]:end]
	}
	return out
}

// actions returns what a role allows, apart from logging.
func actions(role string) []string {
	var out []string
	for _, m := range regexp.MustCompile(`Action: \[([^\]]*)\]`).FindAllStringSubmatch(role, -1) {
		for a := range strings.SplitSeq(m[1], ",") {
			a = strings.TrimSpace(a)
			if !strings.HasPrefix(a, "sts:") && !strings.HasPrefix(a, "logs:") {
				out = append(out, a)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
