package invoice

import "strings"

// Note says what the document has to tell of value added tax.
type Note string

// The notes.
const (
	NoNote        Note = ""
	ReverseCharge Note = "reverse_charge" // from one country of the EU to another
	FromOutside   Note = "from_outside"   // from outside the EU into it
	ToOutside     Note = "to_outside"     // from the EU out of it
	Domestic      Note = "domestic"
	Unregistered  Note = "unregistered"
)

const eu = " AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK "

func inEU(country string) bool { return country != "" && strings.Contains(eu, " "+country+" ") }

// vatPrefix is what VAT numbers of a country of the EU begin with.
func vatPrefix(country string) string {
	if country == "GR" {
		return "EL"
	}
	return country
}

// NoteFor tells which note the law asks for between the partner, who supplies,
// and the company that pays. Where it cannot be known, there is none.
func NoteFor(supplier, customer Party) Note {
	switch {
	case !supplier.Complete() || !customer.Complete():
		return NoNote
	case inEU(supplier.Country) && supplier.VAT == "":
		return Unregistered
	case supplier.Country == customer.Country:
		return Domestic
	case inEU(supplier.Country) && inEU(customer.Country) && customer.VAT != "":
		return ReverseCharge
	case inEU(customer.Country) && customer.VAT != "":
		return FromOutside
	case inEU(supplier.Country) && !inEU(customer.Country):
		return ToOutside
	}
	return NoNote
}

// Text is the note as the document prints it.
func (n Note) Text() string {
	switch n {
	case ReverseCharge:
		return "Reverse charge: the recipient of the service accounts for VAT (Articles 44 and 196 of Directive 2006/112/EC)."
	case FromOutside:
		return "Reverse charge: the service is supplied from outside the European Union, and the recipient accounts for VAT."
	case ToOutside:
		return "Outside the scope of EU VAT: the place of supply is where the recipient is established (Article 44 of Directive 2006/112/EC)."
	case Domestic:
		return "Amounts are without VAT. Where VAT is due, the supplier invoices it separately."
	case Unregistered:
		return "The supplier has given no VAT number. No VAT is shown."
	case NoNote:
	}
	return ""
}
