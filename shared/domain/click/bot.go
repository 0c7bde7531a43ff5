package click

import "strings"

//go:generate go run crawlers_gen.go

// minAgent is the length of the shortest user agent that a browser has.
const minAgent = 12

// IsBot tells whether a user agent is a crawler's, a link preview's, a
// program's, or missing: nobody who visits. It knows the words of a published
// list (crawlers.txt) and words that a browser has no reason to say
// (signs.txt), and it takes what names no engine and no device for a program.
func IsBot(agent string) bool {
	if len(agent) < minAgent {
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
	if has(agent, crawlerWords[:], crawlerStarts[:], crawlerFilter[:]) {
		return true
	}
	lower := strings.ToLower(agent)
	for _, innocent := range [...]string{"cubot", "m bot", "m_bot", "vr bot", "botech", "caboto", "camscanner"} {
		lower = strings.ReplaceAll(lower, innocent, "") // what devices and apps of people are called
	}
	return has(lower, signWords[:], signStarts[:], signFilter[:]) || !names(lower, engines()...)
}

// engines are words of which a browser says one at least: of what draws its
// pages, or of the device that it is built into.
func engines() []string {
	return []string{
		"applewebkit", "gecko/", "trident/", "msie", "presto", "khtml", "opera", "android", "iphone", "darwin", "dalvik", "mobile", "browser",
		"safari/", "tablet", "[fb", "blackberry", "nokia", "samsung", "sonyericsson", "symbian", "series60", "midp", "profile/", "netfront", "obigo",
		"ucweb", "maui", "docomo", "vodafone", "alcatel", "huawei", "htc", "zte", "lg-", "mot-", "sie-", "ktouch", "playstation", "nintendo", "hbbtv",
		"smarttv", "smart-tv", "lynx", "links", "mosaic", "amiga", "beos", "palmos", "goanna", "servo",
	}
}

// has tells whether the text has one of the sorted words.
func has(text string, words []string, starts []uint16, filter []uint64) bool {
	for i := range len(text) - 2 {
		h := uint16(text[i])<<8 ^ uint16(text[i+1])<<4 ^ uint16(text[i+2])
		if filter[h>>6]&(1<<(h&63)) == 0 {
			continue // no word begins like this
		}
		rest, c := text[i:], int(text[i])
		for _, w := range words[starts[c]:starts[c+1]] {
			if strings.HasPrefix(rest, w) {
				return true
			}
		}
	}
	return false
}
