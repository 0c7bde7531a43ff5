package program

import (
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
)

// Limits of a program's settings.
const (
	MaxHoldbackDays = 365
	MaxWindowDays   = 400 // as long as click ids are verified
	MaxCutoffDays   = 90
	maxHosts        = 50
)

var (
	slugShape  = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	hostShape  = regexp.MustCompile(`^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]+$`)
	colorShape = regexp.MustCompile(`^#[0-9a-f]{6}$`)
	paramShape = regexp.MustCompile(`^[a-z][a-z0-9_]{0,31}$`)
	logoShape  = regexp.MustCompile(`^/[A-Za-z0-9][A-Za-z0-9/_.-]*$`)
)

// Validate returns an Invalid fault that names every setting that is wrong.
func (p Program) Validate() error {
	var fields []fault.Field
	check := func(ok bool, location, message string) {
		if !ok {
			fields = append(fields, fault.Field{Location: "body." + location, Message: message})
		}
	}
	check(p.Name != "" && len(p.Name) <= 120, "name", "must have 1 to 120 characters")
	check(len(p.Slug) >= 2 && len(p.Slug) <= 40 && slugShape.MatchString(p.Slug), "slug", "must be 2 to 40 small letters and digits, with single hyphens between")
	check(validWebsite(p.Website), "website", "must be an https address")
	check(validHosts(p.AllowedHosts), "allowed_hosts", "must be up to 50 host names, small letters, without scheme or port; *. stands for every subdomain")
	check(p.Currency.Known(), "currency", "must be an ISO 4217 code")
	check(validZone(p.Zone), "zone", "must be an IANA time zone such as Europe/Berlin")
	check(p.HoldbackDays >= 0 && p.HoldbackDays <= MaxHoldbackDays, "holdback_days", "must be 0 to 365")
	check(p.Attribution.WindowDays >= 1 && p.Attribution.WindowDays <= MaxWindowDays, "attribution.window_days", "must be 1 to 400")
	check(p.Attribution.Model == LastClick || p.Attribution.Model == FirstClick || p.Attribution.Model == SplitClicks, "attribution.model", "must be last, first or split")
	check(colorShape.MatchString(p.Brand.Color), "brand.color", "must be a colour such as #0f766e")
	check(p.Brand.LogoURL == "" || len(p.Brand.LogoURL) <= 200 && logoShape.MatchString(p.Brand.LogoURL) && !strings.Contains(p.Brand.LogoURL, "//"), "brand.logo_url", "must be a path on this site")
	check(p.Brand.IconURL == "" || len(p.Brand.IconURL) <= 200 && logoShape.MatchString(p.Brand.IconURL) && !strings.Contains(p.Brand.IconURL, "//"), "brand.icon_url", "must be a path on this site")
	check(len([]rune(p.Brand.Initial)) <= 2, "brand.initial", "must be one or two letters")
	check(p.Payouts.MinimumMinor >= 0 && p.Payouts.MinimumMinor <= 1_000_000_000_00, "payouts.minimum", "must not be negative")
	check(p.Payouts.Rail != "" && slices.Contains(p.Payouts.Offered(), p.Payouts.Rail), "payouts.rail", "must be one of the rails that partners choose from")
	check(p.Payouts.valid(), "payouts", "must name a schedule, a day of 1 to 28, and at most one fee a rail, of up to 50 %")
	check(p.Payouts.CutoffDays >= 0 && p.Payouts.CutoffDays <= MaxCutoffDays, "payouts.cutoff_days", "must be 0 to 90")
	check(p.ClaimDays >= 0 && p.ClaimDays <= 90, "claim_days", "must be 1 to 90")
	check(p.Screening.valid(), "screening", "must have points of 0 to 100")
	check(p.Approval.fundingKnown(), "funding", "must be direct or network")
	check(p.Approval.AdjustMinor >= 0 && p.Approval.AdjustMinor <= MaxAdjustMinor, "adjustment_limit", "must not be negative")
	check(slices.Contains([]string{"affiliate", "network", "leads"}, p.SummaryStyle), "summary_style", "must be affiliate, network or leads")
	check(paramShape.MatchString(p.ClickParam), "click_param", "must be a parameter name of small letters, digits and underscores")
	check(validTemplates(p.UTMTemplates), "utm_templates", "must be up to 20, each with a name of its own, at most 100 characters a parameter, and no macros but {partner}, {link} and {program}")
	check(p.TrackingHost == "" || len(p.TrackingHost) <= 253 && hostShape.MatchString(p.TrackingHost), "tracking_host", "must be a host name")
	check(p.PortalHost == "" || len(p.PortalHost) <= 253 && hostShape.MatchString(p.PortalHost), "brand.portal_host", "must be a host name")
	check(validListings(p.AppListings), "app_listings", "must be up to 20 https addresses")
	check(p.Rates.MaxDays >= 0 && p.Rates.MaxDays <= MaxRateDays, "rates.max_days", "must be 1 to 31, or 0 for the usual")
	check(p.Privacy.known(), "privacy", "must be consent, cookieless or empty")
	fields = append(fields, p.Portal.wrong()...)
	fields = append(fields, p.Texts.wrong()...)
	if len(fields) > 0 {
		return fault.New(fault.Invalid, "program.invalid", "The program cannot be saved like this.").With(fields...)
	}
	return nil
}

func validWebsite(text string) bool {
	u, err := url.Parse(text)
	return err == nil && len(text) <= 500 && u.Scheme == "https" && u.User == nil && u.Port() == "" && hostShape.MatchString(u.Host)
}

// ValidHost tells whether a text is a host name, in small letters.
func ValidHost(host string) bool { return len(host) <= 253 && hostShape.MatchString(host) }

func validHosts(hosts []string) bool {
	for _, h := range hosts {
		if len(h) > 253 || !hostShape.MatchString(strings.TrimPrefix(h, "*.")) {
			return false
		}
	}
	return len(hosts) <= maxHosts
}

func validZone(name string) bool {
	if name == "" || name == "Local" {
		return false
	}
	_, err := time.LoadLocation(name)
	return err == nil
}
