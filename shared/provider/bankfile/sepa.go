package bankfile

import (
	"context"
	"encoding/xml"
	"fmt"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/bank"
	"github.com/tributaryhq/tributary/shared/domain/payout"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
)

// SEPA writes credit transfers in euros.
type SEPA struct{ Sources Sources }

// maxCents is the largest transfer that the scheme carries.
const maxCents = 99_999_999_999

// Export writes the run as one message with one block of transfers.
func (r SEPA) Export(ctx context.Context, b payout.Batch, lines []payout.Line) (payout.File, error) {
	src, err := r.Sources.Source(ctx, b.Program)
	if err != nil {
		return payout.File{}, err
	}
	if !src.SEPA() {
		return payout.File{}, missing("SEPA transfers")
	}
	if err := refuse(lines, r.Refuses); err != nil {
		return payout.File{}, err
	}
	msg, err := message(b, src, lines)
	if err != nil {
		return payout.File{}, err
	}
	body, err := xml.MarshalIndent(msg, "", "  ")
	if err != nil {
		return payout.File{}, fmt.Errorf("write the SEPA file of %s: %w", b.ID, err)
	}
	return payout.File{Name: string(b.ID) + ".xml", ContentType: "application/xml", Body: append([]byte(xml.Header), append(body, '\n')...)}, nil
}

// Ready tells whether the program has said what it pays from.
func (r SEPA) Ready(ctx context.Context, p id.Program) error {
	sepa, _, err := r.Sources.Ready(ctx, p)
	if err == nil && !sepa {
		return missing("SEPA transfers")
	}
	return err
}

// Carries tells whether the currency is the euro.
func (SEPA) Carries(c money.Currency) bool { return c == "EUR" }

// Writes tells whether a name is legible in the letters of SEPA.
func (SEPA) Writes(payee string) bool { return legible(cut(latin(payee), 70)) }

// Refuses says why a SEPA file cannot carry a payout, "" when it can.
func (SEPA) Refuses(l payout.Line) Reason {
	iban, ok := bank.IBAN(l.Account.IBAN)
	bic, bicOK := bank.BIC(l.Account.BIC)
	return first(
		when(l.Amount.Currency() != "EUR", WrongCurrency),
		when(l.Amount.Minor() < 1 || l.Amount.Minor() > maxCents, BadAmount),
		when(!ok || !bank.InSEPA(iban) || bic != "" && !bicOK, BadAccount),
		when(!legible(cut(latin(holder(l)), 70)), BadName),
		wrongReference(l.Payout),
	)
}

func message(b payout.Batch, src bank.Source, lines []payout.Line) (document, error) {
	id, ok := reference(string(b.ID))
	if !ok {
		return document{}, fault.New(fault.Internal, "batch.id_not_writable", "the run's id cannot be written into a SEPA file")
	}
	sum := money.Zero("EUR")
	for _, l := range lines {
		var err error
		if sum, err = sum.Add(l.Amount); err != nil {
			return document{}, err
		}
	}
	at, name := dated(b), cut(latin(src.Name), 70)
	d := document{Namespace: "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"}
	if src.Older {
		d.Namespace = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.03"
	}
	d.Initiation.Header = groupHeader{id, at.Format("2006-01-02T15:04:05"), len(lines), sum.Decimal(), name}
	p := paymentInfo{
		ID: id, Method: "TRF", BatchBooking: true, Count: len(lines), Sum: sum.Decimal(), Service: "SEPA",
		Debtor:     party{name, &postalAddress{cut(latin(src.Street), 70), cut(latin(src.Postcode), 16), cut(latin(src.Town), 35), src.Country}},
		DebtorIBAN: src.IBAN, DebtorAgent: agentOf(src.BIC, src.Older), ChargesBearer: "SLEV",
	}
	if day := bank.Calendar(bank.TARGET).Next(at).Format(time.DateOnly); src.Older {
		p.Execution.Text = day
	} else {
		p.Execution.Date = day
	}
	for _, l := range lines {
		p.Transfers = append(p.Transfers, transferOf(l, src.Older))
	}
	d.Initiation.Payment = p
	return d, nil
}

func transferOf(l payout.Line, older bool) transfer {
	id, _ := reference(string(l.Payout))
	iban, _ := bank.IBAN(l.Account.IBAN)
	t := transfer{
		EndToEndID: id, Amount: amount{"EUR", l.Amount.Decimal()}, IBAN: iban,
		Creditor: party{Name: cut(latin(holder(l)), 70)},
	}
	if note := cut(latin(l.Note), 140); note != "" {
		t.Remittance = &remittance{note}
	}
	if bic, ok := bank.BIC(l.Account.BIC); ok {
		a := agentOf(bic, older)
		t.Agent = &a
	}
	return t
}

// agentOf names a bank; one whose code is not known is found by the IBAN.
func agentOf(bic string, older bool) agent {
	switch {
	case bic == "":
		return agent{Other: &other{"NOTPROVIDED"}}
	case older:
		return agent{BIC: bic}
	}
	return agent{BICFI: bic}
}

var (
	_ payout.FileRail = SEPA{}
	_ payout.Bounded  = SEPA{}
	_ payout.Lettered = SEPA{}
)
