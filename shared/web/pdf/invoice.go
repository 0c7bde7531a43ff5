package pdf

import (
	"strconv"
	"strings"

	"github.com/tributaryhq/tributary/shared/domain/invoice"
	"github.com/tributaryhq/tributary/shared/kernel/money"
)

// Documents draws invoices and statements. Its zero value is ready.
type Documents struct{}

// Invoice draws the document of a payout of the program of that name.
func (Documents) Invoice(i invoice.Invoice, program string) ([]byte, error) {
	s := Sheet{
		Title: "Commission statement", Number: i.Number(), From: program, At: i.IssuedAt,
		Sides: []Side{{"From (supplier)", lines(i.Supplier)}, {"To (recipient)", lines(i.Customer)}},
		Facts: []Fact{{"Date", i.Date}, {"Period", i.From + " to " + i.Until}, {"Payout", string(i.Payout)}, {"Paid to", strings.TrimSpace(i.Account)}},
		Columns: []Column{
			{"Description", 96, false}, {"Count", 28, true}, {"Amount", 50, true},
		},
		Totals: []Fact{{"Total", amount(i.Total)}},
	}
	if i.Kind == invoice.SelfBilling {
		s.Title = "Self-billing invoice"
		s.Notes = append(s.Notes, "Self-billing: issued by the recipient in the name and on behalf of the supplier.")
	}
	if i.Reference != "" {
		s.Facts = append(s.Facts, Fact{"Reference", i.Reference})
	}
	if i.State == invoice.Void {
		s.Stamp = "VOID: the payment came back on " + i.VoidedAt.UTC().Format("2006-01-02") + ". The amount is owed again."
	}
	for _, l := range i.Lines {
		s.Rows = append(s.Rows, []string{described(l), strconv.FormatInt(l.Count, 10), grouped(minor(l.Minor, i.Total.Currency()))})
	}
	if i.Sent.Currency() != "" && i.Sent.Currency() != i.Total.Currency() {
		s.Facts = append(s.Facts, Fact{"Transferred", amount(i.Sent)})
		if i.Rate != "" {
			rate := "1 " + string(i.Total.Currency()) + " = " + i.Rate + " " + string(i.Sent.Currency())
			s.Facts = append(s.Facts, Fact{"Exchange rate", rate}, Fact{"Rate of", i.RateDay})
		}
	}
	if text := i.Note.Text(); text != "" {
		s.Notes = append(s.Notes, text)
	}
	return Draw(s)
}

func lines(p invoice.Party) []string {
	out := append([]string{p.Name}, p.Address...)
	if p.Country != "" {
		out = append(out, p.Country)
	}
	if p.VAT != "" {
		out = append(out, "VAT number: "+p.VAT)
	}
	return out
}

// described is what a line is called.
func described(l invoice.Line) string {
	names := map[string]string{
		"sale": "Sales", "recurring": "Recurring sales", "upgrade": "Upgrades", "lead": "Leads", "signup": "Sign-ups", "click": "Clicks", "stage": "Deal stages",
		"training": "Training", "bonus": "Bonus", "spiff": "SPIFF", "referral": "Referrals", "store": "Store margin", "manual": "Adjustment",
		"clawback": "Refunds and disputes after payment", "reinstated": "Disputes won", invoice.Fee: "Payout fee", "other": "Other",
	}
	name := names[l.Kind]
	if name == "" {
		name = l.Kind
	}
	if l.Text != "" {
		name += " – " + l.Text
	}
	return name
}

func minor(n int64, c money.Currency) money.Amount {
	a, err := money.New(n, c)
	if err != nil {
		return money.Amount{}
	}
	return a
}

func amount(a money.Amount) string { return grouped(a) + " " + string(a.Currency()) }

// grouped writes an amount with a narrow blank between thousands.
func grouped(a money.Amount) string {
	whole, frac, point := strings.Cut(a.Decimal(), ".")
	sign := ""
	if strings.HasPrefix(whole, "-") {
		sign, whole = "−", whole[1:]
	}
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "\u00a0" + whole[i:]
	}
	if point {
		whole += "." + frac
	}
	return sign + whole
}
