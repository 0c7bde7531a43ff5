package click_test

import (
	"testing"

	"github.com/tributaryhq/tributary/shared/domain/click"
)

func TestAnAdvertisementsMarkIsSeen(t *testing.T) {
	t.Parallel()
	for query, want := range map[string]string{
		"": "", "sub1=blog&utm_source=x": "", "gclid=": "", "notgclid=1": "", "sub1=a&gclid=Cj0K": "google", "msclkid=1": "microsoft", "ttclid=1&gclid=2": "tiktok", "%%%": "",
	} {
		if got := click.PaidBy(query); got != want {
			t.Errorf("%q: %q, want %q", query, got, want)
		}
	}
}
