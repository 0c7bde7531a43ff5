package fraud

import "strings"

// Disposable tells whether a mail domain, or one above it, is of a service that
// gives addresses away for minutes.
func Disposable(domain string) bool {
	for d := strings.ToLower(domain); d != ""; {
		if listed(d) {
			return true
		}
		_, above, ok := strings.Cut(d, ".")
		if !ok {
			return false
		}
		d = above
	}
	return false
}

func listed(domain string) bool {
	switch domain {
	case "0-mail.com", "10minutemail.com", "10minutemail.net", "20minutemail.com", "33mail.com", "anonbox.net", "binkmail.com", "bobmail.info",
		"burnermail.io", "byom.de", "chammy.info", "deadaddress.com", "despam.it", "discard.email", "discardmail.com", "discardmail.de",
		"dispostable.com", "dropmail.me", "emailfake.com", "emailondeck.com", "emltmp.com", "einrot.com", "fakeinbox.com", "fakemail.net",
		"filzmail.com", "getairmail.com", "getnada.com", "grr.la", "guerrillamail.biz", "guerrillamail.com", "guerrillamail.de", "guerrillamail.info",
		"guerrillamail.net", "guerrillamail.org", "guerrillamailblock.com", "harakirimail.com", "inboxbear.com", "inboxkitten.com", "incognitomail.org",
		"jetable.org", "kasmail.com", "mail-temp.com", "mail.tm", "mailcatch.com", "maildrop.cc", "mailinator.com", "mailinator.net", "mailnesia.com",
		"mailnull.com", "mailsac.com", "mailtemp.info", "meltmail.com", "mintemail.com", "moakt.com", "mohmal.com", "mytemp.email", "mytrashmail.com",
		"nada.email", "nowmymail.com", "objectmail.com", "one-time.email", "pokemail.net", "sharklasers.com", "shitmail.me", "smailpro.com",
		"sogetthis.com", "spam4.me", "spambog.com", "spambox.us", "spamfree24.org", "spamgourmet.com", "spamherelots.com", "spamhole.com",
		"spammotel.com", "suremail.info", "temp-mail.io", "temp-mail.org", "tempail.com", "tempinbox.com", "tempmail.com", "tempmail.dev",
		"tempmail.net", "tempmail.plus", "tempmailo.com", "tempr.email", "thankyou2010.com", "thisisnotmyrealemail.com", "throwawaymail.com",
		"tmail.ws", "tmpmail.net", "tmpmail.org", "trash-mail.com", "trashmail.com", "trashmail.de", "trashmail.me", "trashmail.net", "trbvm.com",
		"wegwerfmail.de", "wegwerfmail.net", "wegwerfmail.org", "yopmail.com", "yopmail.fr", "yopmail.net", "zetmail.com":
		return true
	}
	return false
}
