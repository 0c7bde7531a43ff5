package doctor_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

func TestThePageNamesEveryCode(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile("../../../docs/api/doctor.md")
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(`f\.add\("([a-z_]+)"|": +"([a-z]+_(?:un[a-z]+))"`).FindAllStringSubmatch(string(text), -1) {
			found++
			if code := m[1] + m[2]; code != "unattributed" && code != "rejected_" && !strings.Contains(string(page), "`"+code+"`") {
				t.Errorf("%s is not named", code)
			}
		}
	}
	if found < 30 {
		t.Errorf("only %d codes were found", found)
	}
}
