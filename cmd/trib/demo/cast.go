package demo

import "github.com/tributaryhq/tributary/shared/domain/payout"

// The cast: a shop that sells coffee, and those who recommend it.

const (
	programSlug    = "northwind-coffee"
	programName    = "Northwind Coffee"
	programWebsite = "https://northwind-coffee.example"
	programZone    = "Europe/Berlin"
	trackingHost   = "go.northwind-coffee.example"
	managerEmail   = "mara@northwind-coffee.example"
	managerName    = "Mara Lindqvist"
)

// promoter is a partner of the demo and how its visitors behave.
type promoter struct {
	name, email, company, website, country, promotes string

	account  string  // where payouts go
	rail     string  // and how; by hand where nothing is said
	daily    float64 // clicks on a usual day of the first week
	growth   float64 // of the daily clicks over the whole time
	weekend  float64 // clicks of a weekend's day against a usual one
	converts float64 // of unique visitors
	basket   int     // usual order in minor units
	mobile   float64 // share of visitors
	subs     []string
	links    []customLink
	code     string   // for where nobody can click
	country1 []string // where visitors come from, the first most often
	referrer string
}

type customLink struct{ name, key, path, campaign string }

func promoters() []promoter {
	return []promoter{
		{
			name: "Ana Martín", email: "ana@brewandbeyond.example", company: "Brew & Beyond", website: "https://brewandbeyond.example", country: "ES",
			promotes: "A weekly newsletter on brewing at home, with 18,000 readers.", account: "ES9121000418450200051332",
			daily: 8, growth: 1.8, weekend: 1.25, converts: 0.07, basket: 4600, mobile: 0.46,
			subs:     []string{"newsletter-w34", "newsletter-w38", "newsletter-w42", "sidebar", "v60-review"},
			links:    []customLink{{"V60 starter kit", "ana-v60", "/shop/v60-starter-kit", "v60-review"}, {"Autumn blend", "ana-autumn", "/shop/autumn-blend", "autumn"}},
			code:     "BREW10",
			country1: []string{"ES", "DE", "FR", "PT"}, referrer: "https://brewandbeyond.example/reviews",
		},
		{
			name: "Jonas Weber", email: "jonas@kaffeefreunde.example", company: "Kaffeefreunde TV", website: "https://kaffeefreunde.example", country: "DE",
			promotes: "Videos on espresso machines, 92,000 subscribers.", account: "DE89370400440532013000", rail: payout.SEPA,
			daily: 11, growth: 1.2, weekend: 1.6, converts: 0.032, basket: 6900, mobile: 0.71,
			subs:     []string{"yt-espresso-101", "yt-grinder-test", "yt-shorts"},
			links:    []customLink{{"Grinder test", "jonas-grinder", "/shop/hand-grinder", "grinder-test"}},
			country1: []string{"DE", "AT", "CH"}, referrer: "https://videos.example/watch",
		},
		{
			name: "Mei Tanaka", email: "mei@slowmornings.example", company: "Slow Mornings", website: "https://slowmornings.example", country: "NL",
			promotes: "Pictures of quiet breakfasts; 40,000 follow along.", account: "NL91ABNA0417164300", rail: payout.Wise,
			daily: 4, growth: 2.2, weekend: 1.1, converts: 0.08, basket: 3800, mobile: 0.9,
			subs:     []string{"story", "bio", "reel-12"},
			links:    []customLink{{"Subscription", "mei-sub", "/subscriptions", "subscription"}},
			code:     "SLOWMORNINGS",
			country1: []string{"NL", "BE", "JP", "DE"}, referrer: "https://pictures.example/slowmornings",
		},
	}
}

// applicants wait for an answer.
func applicants() []promoter {
	return []promoter{
		{name: "Tom Becker", email: "tom@deals4you.example", company: "Deals4You", website: "https://deals4you.example", country: "DE", promotes: "Coupon pages and browser extensions."},
		{name: "Inès Laurent", email: "ines@baristalab.example", company: "Barista Lab", website: "https://baristalab.example", country: "FR", promotes: "Courses for baristas; we would recommend your green coffee to our students."},
	}
}

// desktops, phones and bots are what visitors come with.
func desktops() []string {
	return []string{
		"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36",
		"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.1 Safari/605.1.15",
		"Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0",
	}
}

func phones() []string {
	return []string{
		"Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.1 Mobile/15E148 Safari/604.1",
		"Mozilla/5.0 (Linux; Android 16; Pixel 10) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36",
	}
}

func bots() []string {
	return []string{"Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", "curl/8.15.0"}
}
