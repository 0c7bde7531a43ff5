package managerapi

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"github.com/tributaryhq/tributary/shared/domain/payout"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/domain/tax"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
	"github.com/tributaryhq/tributary/shared/web/sheet"
)

func itoa(n int) string { return strconv.Itoa(n) }

func yes(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}

// cell writes an amount of the program.
func (s staff) cell(m httpkit.Money) sheet.Cell {
	a, err := money.New(m.Amount, s.Program.Currency)
	if err != nil {
		return ""
	}
	return sheet.Amount(&a)
}

// paidIn sums what a partner was paid in a calendar year of the program's zone;
// what came back is not among it.
func (a api) paidIn(ctx context.Context, p program.Program, o id.Partner, year int) (tax.Paid, error) {
	var sum tax.Paid
	for cursor := ""; ; {
		found, err := a.Batches.OfPartner(ctx, o, page.Request{Limit: 100, Cursor: cursor})
		if err != nil {
			return sum, err
		}
		for _, x := range found.Data {
			if x.Account.Program != p.ID || x.Status != payout.Paid || x.EndedAt.In(p.Location()).Year() != year {
				continue
			}
			switch x.Rail {
			case payout.PayPal, payout.PayPalCSV:
				sum.Network += x.Net().Minor()
			default:
				sum.Direct += x.Net().Minor()
			}
		}
		if cursor = found.Next; cursor == "" {
			return sum, nil
		}
	}
}

// TaxSecrets opens what is sealed in tax forms, each noted before.
type TaxSecrets interface {
	Opened(ctx context.Context, program id.Program, ps []id.Partner) error
	Open(ctx context.Context, p id.Partner, sealed []byte) (string, error)
}

// TaxFiling serves the file from which returns are made: the only place where
// tax numbers leave the installation. A function of its own serves it.
func TaxFiling(d Deps) httpkit.Noun {
	const path = base + "/documents/tax/{year}"
	a := api{d}
	return httpkit.Noun{Name: "Manager tax filing", Patterns: []string{base + "/documents/tax"}, Register: func(r *httpkit.API) {
		httpkit.Register(r, httpkit.Op{
			ID: "export-tax-filing", Method: http.MethodGet, Path: path + "/1099-nec.csv", Access: finance, Produces: "text/csv",
			Summary:     "Who belongs on a Form 1099-NEC, with tax numbers and addresses",
			Description: "Needs a sign-in within the last 10 minutes. Each form that is opened stands in the audit log. Who gave no form has no number here.",
		}, in(a, a.exportTaxFiling))
	}}
}

func (a api) exportTaxFiling(ctx context.Context, s staff, in *TaxYearPath) (*httpkit.File, error) {
	if err := s.NeedFresh(a.Clock.Now()); err != nil {
		return nil, err
	}
	var lines []TaxLine
	for cursor := ""; ; {
		some, next, err := a.taxLines(ctx, s, in.Year, page.Request{Limit: 100, Cursor: cursor})
		if err != nil {
			return nil, err
		}
		for _, l := range some {
			if l.Reportable {
				lines = append(lines, l)
			}
		}
		if cursor = next; cursor == "" {
			break
		}
		if len(lines) > taxPartners {
			return nil, fault.New(fault.Invalid, "export.too_large", "More than %d partners are to be reported.", taxPartners)
		}
	}
	out := sheet.New("recipient_name", "recipient_tin", "tin_type", "address", "country", "box_1_nonemployee_compensation", "partner_id")
	if err := a.fileTax(ctx, s, lines, out); err != nil {
		return nil, err
	}
	return httpkit.Attachment(sheet.ContentType, "1099-nec-"+s.Program.Slug+"-"+itoa(in.Year)+".csv", out.Bytes()), nil
}

func (a api) fileTax(ctx context.Context, s staff, lines []TaxLine, out sheet.Sheet) error {
	ids := make([]id.Partner, len(lines))
	for i, l := range lines {
		ids[i] = id.Partner(l.Partner.ID)
	}
	forms, err := a.Tax.Store.Forms(ctx, ids)
	if err != nil {
		return err
	}
	if err := a.TaxSecrets.Opened(ctx, s.Program.ID, ids); err != nil {
		return err
	}
	for i, l := range lines {
		f, secrets := forms[i], tax.Secrets{}
		if f.Version > 0 {
			plain, err := a.TaxSecrets.Open(ctx, ids[i], f.Sealed)
			if err != nil {
				return fmt.Errorf("open a tax form: %w", err)
			}
			if err := json.Unmarshal([]byte(plain), &secrets); err != nil {
				return fmt.Errorf("read a tax form: %w", err)
			}
		} else {
			f.Name = l.Partner.Name
		}
		out.Row(sheet.Text(f.Name), sheet.Text(secrets.Number), sheet.Text(string(f.NumberKind)), sheet.Text(strings.Join(secrets.Address, ", ")), sheet.Text(f.Country),
			s.cell(l.Direct), sheet.Text(l.Partner.ID))
	}
	return nil
}
