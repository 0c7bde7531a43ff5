package click

import "strings"

// PaidBy names the advertising network that has marked the query with which a
// link was opened; empty when none has. A partner who bids for a merchant's
// customers sends them through an advertisement.
func PaidBy(query string) string {
	for query != "" {
		var pair string
		pair, query, _ = strings.Cut(query, "&")
		name, value, _ := strings.Cut(pair, "=")
		if value == "" {
			continue
		}
		switch name {
		case "gclid", "gbraid", "wbraid", "gad_source", "gad_campaignid":
			return "google"
		case "fb_action_ids":
			return "facebook"
		case "msclkid":
			return "microsoft"
		case "twclid":
			return "twitter"
		case "li_fat_id":
			return "linkedin"
		case "rdt_cid", "rdclid":
			return "reddit"
		case "ttclid":
			return "tiktok"
		}
	}
	return ""
}
