package click_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tributaryhq/tributary/shared/domain/click"
)

const chrome = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36"

func TestWhatIsNoVisit(t *testing.T) {
	t.Parallel()
	const center, home = 14061, 3320
	visit := click.Seen{Agent: chrome, Languages: "de", Network: home, Navigation: true, Says: true}
	for _, c := range []struct {
		name   string
		change func(*click.Seen)
		want   click.Cause
	}{
		{"a visit", func(*click.Seen) {}, ""},
		{"only the head", func(s *click.Seen) { s.Head = true }, click.Head},
		{"loading ahead", func(s *click.Seen) { s.Prefetch = true }, click.Prefetch},
		{"an image", func(s *click.Seen) { s.Navigation = false }, click.Embedded},
		{"a bot", func(s *click.Seen) { s.Agent = "Googlebot/2.1" }, click.Bot},
		{"a data centre alone is no reason", func(s *click.Seen) { s.Network = center }, ""},
		{"a data centre and no language", func(s *click.Seen) { s.Network, s.Languages = center, "" }, click.DataCenter},
		{"a data centre and a Chrome that does not say how it came", func(s *click.Seen) { s.Network, s.Says = center, false }, click.DataCenter},
		{"a home and no language", func(s *click.Seen) { s.Languages, s.Says = "", false }, ""},
	} {
		s := visit
		c.change(&s)
		if got := s.Cause(); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestFactsOfAVisit(t *testing.T) {
	t.Parallel()
	got := click.Seen{Agent: chrome, Referrer: "https://me:secret@Blog.Example.com:8443/post?mail=a@b.c#x", Country: "DE", Network: 14061}.Facts()
	want := click.Facts{
		Device: click.Desktop, OS: click.Windows, Browser: click.Chrome, Country: "DE", Referrer: "blog.example.com", Hosted: true,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestSystemsAndBrowsers(t *testing.T) {
	t.Parallel()
	type pair struct {
		os      click.OS
		browser click.Family
	}
	for agent, want := range map[string]pair{
		chrome: {click.Windows, click.Chrome},
		"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0":                        {click.Windows, click.Edge},
		"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36 OPR/125.0.0.0":                        {click.Windows, click.Opera},
		"Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0":                                                                               {click.Linux, click.Firefox},
		"Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36":                                       {click.ChromeOS, click.Chrome},
		"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15":                                {click.MacOS, click.Safari},
		"Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/141.0 Mobile/15E148 Safari/604.1":               {click.IOS, click.Chrome},
		"Mozilla/5.0 (Linux; Android 13; SAMSUNG SM-A536B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36":   {click.Android, click.Samsung},
		"Mozilla/5.0 (PlayStation; PlayStation 5/6.50) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/16.4 Safari/605.1.15":                                  {"", click.Safari},
		"Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Instagram 401.0.0.29.109 (iPhone15,2;)": {click.IOS, ""},
	} {
		if got := (pair{click.OSOf(agent), click.FamilyOf(agent)}); got != want {
			t.Errorf("%s is %v, want %v", agent, got, want)
		}
	}
}
