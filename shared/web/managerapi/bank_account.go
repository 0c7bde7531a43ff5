package managerapi

import (
	"context"
	"net/http"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/bank"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

func (a api) bankAccount() httpkit.Noun {
	const path = base + "/bank-account"
	return httpkit.Noun{Name: "Manager bank account", Patterns: []string{path}, Register: func(r *httpkit.API) {
		httpkit.Register(r, httpkit.Op{
			ID: "get-bank-account", Method: http.MethodGet, Path: path, Access: finance,
			Summary: "The account that files for your bank pay from; its number is masked",
		}, in(a, a.getBankAccount))
		httpkit.Register(r, httpkit.Op{
			ID: "put-bank-account", Method: http.MethodPut, Path: path, Access: owner,
			Summary: "Say from which account files for your bank pay", Description: "Needs a sign-in within the last 10 minutes. Without an IBAN the one that was given stays.",
		}, in(a, a.putBankAccount))
	}}
}

func (a api) getBankAccount(ctx context.Context, s staff, _ *ProgramPath) (*httpkit.Body[BankAccount], error) {
	src, err := a.Bank.Source(ctx, s.Program.ID)
	return httpkit.OK(bankAccountOf(src)), err
}

type putBankAccountInput struct {
	ProgramPath
	Body BankAccountInput
}

func (a api) putBankAccount(ctx context.Context, s staff, in *putBankAccountInput) (*httpkit.Body[BankAccount], error) {
	if err := s.NeedFresh(a.Clock.Now()); err != nil {
		return nil, err
	}
	b := in.Body
	src := bank.Source{
		Program: s.Program.ID, Name: b.Name, Street: b.Street, Postcode: b.Postcode, Town: b.Town, Country: b.Country, BIC: b.BIC, Older: b.Older, ACH: bank.ACH(b.ACH),
	}
	if b.IBAN != nil {
		src.IBAN = *b.IBAN
	} else {
		was, err := a.Bank.Source(ctx, s.Program.ID)
		if err != nil {
			return nil, err
		}
		src.IBAN = was.IBAN
	}
	src, err := a.Bank.Set(ctx, src, s.User)
	return httpkit.OK(bankAccountOf(src)), err
}

// ACHInput is what a bank in the United States asks for.
type ACHInput struct {
	Routing  string `json:"routing" maxLength:"11" doc:"Routing number of the bank that takes the file; empty: no NACHA files"`
	BankName string `json:"bank_name" maxLength:"23"`
	Origin   string `json:"origin" maxLength:"10" doc:"Immediate origin, as your bank gave it"`
	Company  string `json:"company" maxLength:"10" doc:"Company id, as your bank gave it"`
	Business bool   `json:"business" doc:"True: CCD, to businesses; false: PPD, to people"`
	Addenda  bool   `json:"addenda" doc:"A record with the payout's id follows each entry"`
}

// BankAccountInput is the account to pay from; it is sealed on arrival.
type BankAccountInput struct {
	Name     string   `json:"name" maxLength:"70" doc:"Of the company, as its bank knows it"`
	Street   string   `json:"street" maxLength:"70"`
	Postcode string   `json:"postcode" maxLength:"16"`
	Town     string   `json:"town" maxLength:"35"`
	Country  string   `json:"country" maxLength:"2"`
	IBAN     *string  `json:"iban,omitempty" maxLength:"50" doc:"Absent: stays; empty: no SEPA files"`
	BIC      string   `json:"bic" maxLength:"11"`
	Older    bool     `json:"older" doc:"True: pain.001.001.03; false: pain.001.001.09"`
	ACH      ACHInput `json:"ach"`
}

// BankAccount is the account to pay from, as far as it is shown again.
type BankAccount struct {
	Set       bool      `json:"set"`
	SEPA      bool      `json:"sepa" doc:"SEPA files can be made"`
	NACHA     bool      `json:"nacha" doc:"NACHA files can be made"`
	Name      string    `json:"name"`
	Street    string    `json:"street"`
	Postcode  string    `json:"postcode"`
	Town      string    `json:"town"`
	Country   string    `json:"country"`
	Masked    string    `json:"iban_masked,omitempty" example:"DE •••• 3000"`
	BIC       string    `json:"bic"`
	Older     bool      `json:"older"`
	ACH       ACHInput  `json:"ach"`
	UpdatedAt time.Time `json:"updated_at,omitzero"`
}

func bankAccountOf(s bank.Source) BankAccount {
	v := BankAccount{
		Set: s.Version > 0, SEPA: s.SEPA(), NACHA: s.NACHA(), Name: s.Name, Street: s.Street, Postcode: s.Postcode, Town: s.Town, Country: s.Country, BIC: s.BIC, Older: s.Older,
		ACH: ACHInput(s.ACH), UpdatedAt: s.ChangedAt,
	}
	if n := len(s.IBAN); n > 6 {
		v.Masked = s.IBAN[:2] + " •••• " + s.IBAN[n-4:]
	}
	return v
}
