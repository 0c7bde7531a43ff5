package store

import (
	"time"

	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// commissionRest is what of a commission is only read with the whole of it.
type commissionRest struct {
	Kind        commission.Kind  `json:"k"`
	Reason      string           `json:"r,omitempty"`
	Basis       commission.Basis `json:"b"`
	Order       string           `json:"o,omitempty"`
	Transaction string           `json:"t,omitempty"`
	Conversion  id.Conversion    `json:"cv,omitempty"`
	Customer    id.Customer      `json:"cu,omitempty"`
	Masked      string           `json:"m,omitempty"`
	Link        id.Link          `json:"l,omitempty"`
	Click       string           `json:"c,omitempty"`
	Sub         string           `json:"s,omitempty"`
	Device      string           `json:"d,omitempty"`
	Country     string           `json:"n,omitempty"`
	Referrer    string           `json:"h,omitempty"`
	Day         string           `json:"y"`
	Closed      bool             `json:"x,omitempty"`
	Review      id.Case          `json:"f,omitempty"`
	Times       [5]int64         `json:"at"` // recorded, due, approved, paid, ended: Unix milliseconds, 0 for never
}

// restWords are what most packed commissions have in common; the packer refers
// to them. What is packed is only read with the same words: they never change.
const restWords = `{"k":"recurring","r":"refund","b":{"type":"flat","offer":"ofr_","offer_name":"Standard","offer_version":1,"type":"percent","rate_basis_points":2000,"base":10000},` +
	`"o":"","t":"","cv":"cnv_","cu":"cus_","m":"•••@","l":"lnk_","c":"","s":"","d":"mobile","n":"US","h":"","d":"desktop","n":"DE","y":"2026-01-01","at":[17,17,0,0,0]}{"k":"sale","b":{"offer":"ofr_`

func packRest(c commission.Commission) []byte {
	r := commissionRest{
		Kind: c.Kind, Reason: c.Reason, Basis: c.Basis, Transaction: c.Transaction, Conversion: c.Conversion, Customer: c.Customer, Masked: c.Masked,
		Link: c.Link, Click: c.Click, Sub: c.Sub, Device: c.Device, Country: c.Country, Referrer: c.Referrer, Day: c.Day, Closed: c.Closed, Review: c.Review,
	}
	if c.Order != c.Transaction {
		r.Order = c.Order
	}
	for i, t := range [5]time.Time{c.RecordedAt, c.DueAt, c.ApprovedAt, c.PaidAt, c.EndedAt} {
		if !t.IsZero() {
			r.Times[i] = t.UnixMilli()
		}
	}
	return deflate(r, restWords)
}

func unpackRest(packed []byte, c *commission.Commission) error {
	var r commissionRest
	if err := inflate(packed, restWords, &r); err != nil {
		return err
	}
	c.Kind, c.Reason, c.Basis, c.Order, c.Transaction, c.Conversion, c.Customer, c.Masked = r.Kind, r.Reason, r.Basis, r.Order, r.Transaction, r.Conversion, r.Customer, r.Masked
	c.Link, c.Click, c.Sub, c.Device, c.Country, c.Referrer, c.Day, c.Closed, c.Review = r.Link, r.Click, r.Sub, r.Device, r.Country, r.Referrer, r.Day, r.Closed, r.Review
	if c.Order == "" {
		c.Order = c.Transaction
	}
	for i, t := range [5]*time.Time{&c.RecordedAt, &c.DueAt, &c.ApprovedAt, &c.PaidAt, &c.EndedAt} {
		if r.Times[i] != 0 {
			*t = time.UnixMilli(r.Times[i]).UTC()
		}
	}
	return nil
}
