package identity

import "strings"

// A sign of something in the User-Agent header. The first that is there counts,
// since browsers name those that they want to be taken for as well.
type sign struct{ part, name string }

// browserOf names the browser, without its version; empty when it is unknown.
func browserOf(agent string) string {
	return first(agent, []sign{
		{"Edg", "Edge"},
		{"OPR/", "Opera"},
		{"SamsungBrowser/", "Samsung Internet"},
		{"Firefox/", "Firefox"},
		{"FxiOS/", "Firefox"},
		{"CriOS/", "Chrome"},
		{"Chrome/", "Chrome"},
		{"Safari/", "Safari"},
	})
}

// systemOf names the operating system, without its version.
func systemOf(agent string) string {
	return first(agent, []sign{
		{"iPhone", "iOS"},
		{"iPad", "iPadOS"},
		{"Android", "Android"},
		{"CrOS", "ChromeOS"},
		{"Windows", "Windows"},
		{"Mac OS X", "macOS"},
		{"Linux", "Linux"},
	})
}

func first(agent string, signs []sign) string {
	for _, s := range signs {
		if strings.Contains(agent, s.part) {
			return s.name
		}
	}
	return ""
}
