package partnerapi

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"strings"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/audit"
	"github.com/tributaryhq/tributary/shared/domain/tax"
	"github.com/tributaryhq/tributary/shared/web/auth"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

const taxPath = partnerBase + "/tax-form"

func (a api) taxForm() httpkit.Noun {
	return httpkit.Noun{Name: "Partner tax form", Patterns: []string{taxPath}, Register: func(r *httpkit.API) {
		httpkit.Register(r, httpkit.Op{
			ID: "get-tax-form", Method: http.MethodGet, Path: taxPath, Access: admin,
			Summary: "Your tax form, and what each form asks you to state",
		}, ofPartner(a.getTaxForm))
		httpkit.Register(r, httpkit.Op{
			ID: "put-tax-form", Method: http.MethodPut, Path: taxPath, Access: admin,
			Summary: "Sign a tax form", Description: "In place of the one before. Needs a sign-in within the last 10 minutes. Numbers, date of birth and address are encrypted on arrival and never shown again.",
		}, ofPartner(a.putTaxForm))
	}}
}

func (a api) getTaxForm(ctx context.Context, c auth.Actor, _ *PartnerPath) (*httpkit.Body[TaxForm], error) {
	f, err := a.Tax.Store.Form(ctx, c.Partner)
	return httpkit.OK(taxFormOf(f, a.Clock.Now())), err
}

type putTaxFormInput struct {
	PartnerPath
	Agent string `header:"User-Agent"`
	Body  TaxFormInput
}

func (a api) putTaxForm(ctx context.Context, c auth.Actor, in *putTaxFormInput) (*httpkit.Body[TaxForm], error) {
	now := a.Clock.Now()
	if err := c.NeedFresh(now); err != nil {
		return nil, err
	}
	d := in.Body.draft()
	f, err := a.Tax.Submit(ctx, c.Partner, "", d, tax.Signature{
		User: c.User, Address: audit.StampOf(ctx).Address, Agent: digest(in.Agent), Text: digest(strings.Join(tax.Certifications(d.Kind), "\n")),
	})
	return httpkit.OK(taxFormOf(f, now)), err
}

func digest(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:])
}

// TaxForm is a partner's form as far as it is shown again.
type TaxForm struct {
	Status         string       `json:"status" enum:"missing,submitted,verified,rejected,expired"`
	Kind           string       `json:"kind,omitempty" enum:"w9,w8ben,w8bene"`
	Name           string       `json:"name,omitempty"`
	Country        string       `json:"country,omitempty"`
	Classification string       `json:"classification,omitempty"`
	Last4          string       `json:"last4,omitempty" doc:"Of the tax number" example:"9999"`
	SignedBy       string       `json:"signed_by,omitempty"`
	SignedAt       time.Time    `json:"signed_at,omitzero"`
	ExpiresAt      time.Time    `json:"expires_at,omitzero" doc:"From then on another form is needed; absent for a W-9"`
	Reason         string       `json:"reason,omitempty" doc:"Why it was rejected"`
	Forms          []TaxFormAsk `json:"forms" doc:"What each form asks for"`
}

// TaxFormAsk is what a form asks for.
type TaxFormAsk struct {
	Kind            string   `json:"kind" enum:"w9,w8ben,w8bene"`
	Classifications []string `json:"classifications"`
	Certifications  []string `json:"certifications" doc:"What the signer states"`
}

func taxFormOf(f tax.Form, now time.Time) TaxForm {
	v := TaxForm{
		Status: string(f.State(now)), Kind: string(f.Kind), Name: f.Name, Country: f.Country, Classification: f.Classification, Last4: f.Last4,
		SignedBy: f.Signature.Name, SignedAt: f.Signature.At, ExpiresAt: f.Expires, Reason: f.Reason,
	}
	for _, k := range []tax.Kind{tax.W9, tax.W8BEN, tax.W8BENE} {
		v.Forms = append(v.Forms, TaxFormAsk{string(k), tax.Classifications(k), tax.Certifications(k)})
	}
	return v
}

// TaxFormInput is a form as it is filled in.
type TaxFormInput struct {
	Kind           string   `json:"kind" enum:"w9,w8ben,w8bene" doc:"W-9 for the United States, W-8BEN for people and W-8BEN-E for companies elsewhere"`
	Name           string   `json:"name" maxLength:"100" doc:"As on your tax return"`
	Business       string   `json:"business_name,omitempty" maxLength:"100"`
	Classification string   `json:"classification,omitempty" maxLength:"40"`
	Country        string   `json:"country,omitempty" maxLength:"2" doc:"Two letters"`
	Address        []string `json:"address" maxItems:"4"`
	NumberKind     string   `json:"number_kind,omitempty" enum:"ssn,itin,ein" doc:"Of a W-9"`
	Number         string   `json:"number" maxLength:"30" doc:"Tax number: of the W-9 an SSN, ITIN or EIN, else of your country"`
	USNumber       string   `json:"us_number,omitempty" maxLength:"11" doc:"Of a W-8, if there is one"`
	Born           string   `json:"date_of_birth,omitempty" maxLength:"10" doc:"Of a W-8BEN" example:"1990-12-31"`
	TreatyCountry  string   `json:"treaty_country,omitempty" maxLength:"2"`
	TreatyArticle  string   `json:"treaty_article,omitempty" maxLength:"40"`
	TreatyRate     string   `json:"treaty_rate,omitempty" maxLength:"5" doc:"Percent"`
	Certified      bool     `json:"certified" doc:"Everything that the form asks you to state is so"`
	Signature      string   `json:"signature" maxLength:"100" doc:"Your name, typed"`
}

func (in TaxFormInput) draft() tax.Draft {
	return tax.Draft{
		Kind: tax.Kind(in.Kind), Name: in.Name, Business: in.Business, Classification: in.Classification, Country: in.Country, Address: in.Address,
		NumberKind: tax.NumberKind(in.NumberKind), Number: in.Number, USNumber: in.USNumber, Born: in.Born,
		Treaty: tax.Treaty{Country: strings.ToUpper(in.TreatyCountry), Article: in.TreatyArticle, Rate: in.TreatyRate}, Certified: in.Certified, Signed: in.Signature,
	}
}
