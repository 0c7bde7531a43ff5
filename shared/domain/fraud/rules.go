package fraud

import "time"

// Rule is one thing that may be wrong.
type Rule string

// The rules.
const (
	SelfReferral    Rule = "self_referral"     // the customer is one of the partner's people
	Duplicate       Rule = "duplicate_account" // the customer is one of the people of another partner whose link was clicked too
	PaidAds         Rule = "paid_ads"          // the click came from a paid advertisement
	DisposableMail  Rule = "disposable_mail"   // the customer's address is of a throw-away service
	TooFast         Rule = "too_fast"          // nobody buys within seconds of the click
	Velocity        Rule = "velocity"          // more conversions in an hour than the program expects of a partner
	Interception    Rule = "interception"      // the touch came at the checkout, or a code took what another's click brought
	DataCentre      Rule = "data_centre"       // the click came from a data centre's network
	CountryMismatch Rule = "country_mismatch"  // the customer is in another country than the click
	PossibleDouble  Rule = "possible_double"   // the customer paid the same amount a moment before
)

// Rules lists them all, the gravest first.
func Rules() []Rule {
	return []Rule{SelfReferral, Duplicate, PaidAds, DisposableMail, TooFast, Velocity, Interception, DataCentre, CountryMismatch, PossibleDouble}
}

// Weight is how much a rule adds where the program did not say.
func (r Rule) Weight() int {
	switch r {
	case SelfReferral:
		return 80
	case Duplicate:
		return 60
	case PaidAds:
		return 50
	case DisposableMail:
		return 40
	case TooFast, Velocity:
		return 30
	case Interception, DataCentre:
		return 25
	case CountryMismatch, PossibleDouble:
		return 20
	}
	return 0
}

// What a program that said nothing looks for.
const (
	Threshold   = 80 // points from which a case opens
	PerHour     = 60 // conversions of a partner
	FastSeconds = 5  // from click to sale
	MostPoints  = 100
)

// Settings are what a program decided.
type Settings struct {
	Off         bool
	Threshold   int
	PerHour     int
	FastSeconds int
	Weights     map[string]int // by rule; 0 switches it off, one that is missing has its own weight
}

// weight is what a rule adds under the settings.
func (s Settings) weight(r Rule) int {
	if n, said := s.Weights[string(r)]; said {
		return n
	}
	return r.Weight()
}

// Facts is what is known of a conversion when it is decided. What is not known
// is left empty, and the rule that asks for it says nothing.
type Facts struct {
	Self         bool
	OtherSelf    bool // of another partner whose touch did not win
	Paid         string
	MailDomain   string
	SinceClick   time.Duration // below zero: there was no click
	ThisHour     int           // conversions of the partner, with this one
	AtCheckout   bool
	TookFrom     bool // a code won over another partner's click
	DataCentre   bool
	ClickCountry string
	Country      string
	Twice        bool
}
