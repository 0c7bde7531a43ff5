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

// OS is a family of operating systems, empty when it is none of these.
type OS string

// The operating systems.
const (
	Windows  OS = "windows"
	MacOS    OS = "macos"
	IOS      OS = "ios"
	Android  OS = "android"
	ChromeOS OS = "chromeos"
	Linux    OS = "linux"
)

// Family is a family of browsers, empty when it is none of these.
type Family string

// The browsers. Others that are built on Chromium count as Chrome.
const (
	Chrome  Family = "chrome"
	Safari  Family = "safari"
	Firefox Family = "firefox"
	Edge    Family = "edge"
	Opera   Family = "opera"
	Samsung Family = "samsung"
)

// DeviceOf returns the device that a user agent names.
func DeviceOf(agent string) Device {
	switch {
	case names(agent, "iPad", "Tablet", "Kindle", "PlayBook", "Silk/"), names(agent, "Android") && !names(agent, "Mobile"):
		return Tablet
	case names(agent, "Mobi", "iPhone", "iPod", "Android", "Opera Mini", "Windows Phone"):
		return Mobile
	case names(agent, "Windows", "Macintosh", "X11", "CrOS", "Linux"):
		return Desktop
	}
	return Other
}

// OSOf returns the operating system that a user agent names.
func OSOf(agent string) OS {
	switch {
	case names(agent, "Android"):
		return Android
	case names(agent, "iPhone", "iPad", "iPod"):
		return IOS
	case names(agent, "Windows"):
		return Windows
	case names(agent, "Macintosh"):
		return MacOS
	case names(agent, "CrOS"):
		return ChromeOS
	case names(agent, "Linux", "X11"):
		return Linux
	}
	return ""
}

// FamilyOf returns the browser that a user agent names: the more particular
// name first, because all of them name the others as well.
func FamilyOf(agent string) Family {
	switch {
	case names(agent, "Edg/", "EdgA/", "EdgiOS/", "Edge/"):
		return Edge
	case names(agent, "OPR/", "Opera", "OPT/"):
		return Opera
	case names(agent, "SamsungBrowser/"):
		return Samsung
	case names(agent, "Firefox/", "FxiOS/"):
		return Firefox
	case names(agent, "Chrome/", "CriOS/", "Chromium/"):
		return Chrome
	case names(agent, "Safari/"):
		return Safari
	}
	return ""
}

// names tells whether the user agent has one of the words.
func names(agent string, words ...string) bool {
	for _, w := range words {
		if strings.Contains(agent, w) {
			return true
		}
	}
	return false
}
