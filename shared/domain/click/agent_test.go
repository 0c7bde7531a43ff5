package click_test

import (
	"os"
	"strings"
	"testing"

	"github.com/tributaryhq/tributary/shared/domain/click"
)

// visitors are user agents of people, with their devices.
var visitors = map[string]click.Device{
	"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36":                                                                                                                                        click.Desktop,
	"Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:144.0) Gecko/20100101 Firefox/144.0":                                                                                                                                                                       click.Desktop,
	"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0":                                                                                                                          click.Desktop,
	"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36 OPR/125.0.0.0":                                                                                                                          click.Desktop,
	"Mozilla/5.0 (Windows NT 10.0; WOW64; Trident/7.0; rv:11.0) like Gecko":                                                                                                                                                                                  click.Desktop,
	"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15":                                                                                                                                  click.Desktop,
	"Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0":                                                                                                                                                                                 click.Desktop,
	"Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36":                                                                                                                                         click.Desktop,
	"Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1":                                                                                                                click.Mobile,
	"Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Instagram 401.0.0.29.109 (iPhone15,2; iOS 18_6; en_US; en; scale=3.00; 1179x2556; 779541237)":                                             click.Mobile,
	"Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/22G86 [FBAN/FBIOS;FBAV/530.0.0.40.70;FBBV/789;FBDV/iPhone15,2;FBMD/iPhone;FBSN/iOS;FBSV/18.6;FBSS/3;FBID/phone;FBLC/en_US;FBOP/5]":               click.Mobile,
	"Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Mobile Safari/537.36":                                                                                                                                        click.Mobile,
	"Mozilla/5.0 (Linux; Android 14; SM-S918B Build/UP1A.231005.007; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/141.0.0.0 Mobile Safari/537.36 [FB_IAB/FB4A;FBAV/530.0.0.0.1;]":                                                           click.Mobile,
	"Mozilla/5.0 (Linux; Android 13; SAMSUNG SM-A536B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36":                                                                                                     click.Mobile,
	"Mozilla/5.0 (Linux; Android 9; CUBOT_X18_Plus) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/98.0.4758.101 Mobile Safari/537.36":                                                                                                                        click.Mobile,
	"Mozilla/5.0 (Linux; Android 14; Pixel 8 Build/UD1A; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/141.0.0.0 Mobile Safari/537.36 trill_370205 BytedanceWebview/d8a21c6 musical_ly_2023702050 JsSdk/1.0 NetType/WIFI Channel/googleplay": click.Mobile,
	"Mozilla/5.0 (iPad; CPU OS 17_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.7 Mobile/15E148 Safari/604.1":                                                                                                                         click.Tablet,
	"Mozilla/5.0 (Linux; Android 13; SM-X900) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36":                                                                                                                                         click.Tablet,
	"Mozilla/5.0 (PlayStation; PlayStation 5/6.50) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/16.4 Safari/605.1.15":                                                                                                                                    click.Other,
}

func TestPeopleAreNoBots(t *testing.T) {
	t.Parallel()
	for agent, device := range visitors {
		if click.IsBot(agent) {
			t.Errorf("taken for a bot: %s", agent)
		}
		if got := click.DeviceOf(agent); got != device {
			t.Errorf("%s is %s, want %s", agent, got, device)
		}
	}
}

// agents reads a list of user agents.
func agents(t *testing.T, file string) []string {
	t.Helper()
	text, err := os.ReadFile("testdata/" + file)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for line := range strings.Lines(string(text)) {
		if line = strings.TrimSuffix(line, "\n"); !strings.HasPrefix(line, "#") && line != "" {
			out = append(out, line)
		}
	}
	return out
}

// TestKnownCrawlersAreBots goes through one user agent per pattern of the
// published list, as seen in the wild.
func TestKnownCrawlersAreBots(t *testing.T) {
	t.Parallel()
	all := agents(t, "crawlers_seen.txt")
	for _, agent := range all {
		if !click.IsBot(agent) {
			t.Errorf("not known for a crawler: %s", agent)
		}
	}
	if len(all) < 1400 {
		t.Errorf("only %d user agents were tried", len(all))
	}
}

// TestTheBotFilterHoldsOnListsThatItWasNotMadeWith: at least 97 % of bots are
// caught and at most 0.5 % of people refused.
func TestTheBotFilterHoldsOnListsThatItWasNotMadeWith(t *testing.T) {
	t.Parallel()
	share := func(file string, least int) float64 {
		all, bots := agents(t, file), 0
		for _, agent := range all {
			if click.IsBot(agent) {
				bots++
			}
		}
		if len(all) < least {
			t.Fatalf("only %d user agents in %s", len(all), file)
		}
		return 100 * float64(bots) / float64(len(all))
	}
	caught, refused := share("bots_held_out.txt", 1800), share("people.txt", 900)
	t.Logf("%.2f %% of bots caught, %.2f %% of people refused", caught, refused)
	if caught < 97 || refused > 0.5 {
		t.Errorf("%.2f %% of bots caught, at least 97; %.2f %% of people refused, at most 0.5", caught, refused)
	}
}

func TestBrowsersWithinAppsArePeople(t *testing.T) {
	t.Parallel()
	for _, agent := range agents(t, "apps.txt") {
		if click.IsBot(agent) {
			t.Errorf("taken for a bot: %s", agent)
		}
	}
}

func TestProgramsAreBots(t *testing.T) {
	t.Parallel()
	for _, agent := range []string{
		"", "x", "curl/8.5.0", "Wget/1.21.4", "python-requests/2.32.3", "Go-http-client/2.0", "okhttp/4.12.0", "WhatsApp/2.24.1 A",
		"facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)", "TelegramBot (like TwitterBot)",
		"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/141.0.0.0 Safari/537.36",
	} {
		if !click.IsBot(agent) {
			t.Errorf("not known for a program: %q", agent)
		}
	}
}

func BenchmarkIsBot(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		click.IsBot("Mozilla/5.0 (Linux; Android 13; SAMSUNG SM-A536B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36")
	}
}
