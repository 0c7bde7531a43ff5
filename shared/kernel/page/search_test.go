package page_test

import (
	"testing"

	"github.com/tributaryhq/tributary/shared/kernel/page"
)

func TestASearchFindsPartsOfTextsWhateverTheirCase(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		search string
		in     []string
		want   bool
	}{
		"nothing sought is in everything":  {"", nil, true},
		"a part":                           {"ee", []string{"tea", "COFFEE"}, true},
		"capitals":                         {"ŻÓŁ", []string{"żółw"}, true},
		"what is not there":                {"milk", []string{"tea", "coffee"}, false},
		"two texts are not one":            {"teacoffee", []string{"tea", "coffee"}, false},
		"nothing to look at":               {"tea", nil, false},
		"blanks around it are not meant":   {"  tea ", []string{"green tea."}, true},
		"blanks alone are nothing sought":  {"   ", []string{"tea"}, true},
		"the same sign written two ways ß": {"ß", []string{"Straße"}, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := (page.Request{Search: tc.search}).Finds(tc.in...); got != tc.want {
				t.Errorf("%q in %q: %v", tc.search, tc.in, got)
			}
		})
	}
}
