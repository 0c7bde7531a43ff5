package click

import "strings"

// Device is the sort of machine a visitor uses.
type Device string

// The devices.
const (
	Mobile  Device = "mobile"
	Tablet  Device = "tablet"
	Desktop Device = "desktop"
	Other   Device = "other"
)

// DeviceOf returns the device that a user agent names.
func DeviceOf(agent string) Device {
	has := func(words ...string) bool {
		for _, w := range words {
			if strings.Contains(agent, w) {
				return true
			}
		}
		return false
	}
	switch {
	case has("iPad", "Tablet", "Kindle", "PlayBook", "Silk/"), has("Android") && !has("Mobile"):
		return Tablet
	case has("Mobi", "iPhone", "iPod", "Android", "Opera Mini", "Windows Phone"):
		return Mobile
	case has("Windows", "Macintosh", "X11", "CrOS", "Linux"):
		return Desktop
	}
	return Other
}

//go:generate go run crawlers_gen.go

// IsBot tells whether a user agent is a crawler's, a link preview's, a
// program's, or missing: nobody who visits. The words come from a published
// list, see crawlers.txt.
func IsBot(agent string) bool {
	if len(agent) < 12 {
		return true
	}
	for _, w := range crawlersAtStart {
		if strings.HasPrefix(agent, w) {
			return true
		}
	}
	for _, w := range crawlersAtEnd {
		if strings.HasSuffix(agent, w) {
			return true
		}
	}
	for i := range len(agent) - 2 {
		h := uint16(agent[i])<<8 ^ uint16(agent[i+1])<<4 ^ uint16(agent[i+2])
		if crawlerFilter[h>>6]&(1<<(h&63)) == 0 {
			continue // no word begins like this
		}
		rest, c := agent[i:], int(agent[i])
		for _, w := range crawlersAnywhere[crawlerStarts[c]:crawlerStarts[c+1]] {
			if strings.HasPrefix(rest, w) {
				return true
			}
		}
	}
	return false
}
