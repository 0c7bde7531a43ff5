package managerapi

import (
	"context"
	"net/http"
	"strings"

	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/extract"
	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/web/extractview"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
	"github.com/tributaryhq/tributary/shared/web/sheet"
)

// Workbook writes tables as one XLSX file.
type Workbook func(tables ...sheet.Table) ([]byte, error)

// Books names a program's accounts.
type Books interface {
	Accounts(ctx context.Context, p id.Program) ([]ledger.Account, error)
}

const xlsxType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

// Exports returns a program's accounts as files, each account at one version;
// a function of its own serves them.
func Exports(d Deps) httpkit.Noun {
	const path = base + "/documents/accounts"
	a := api{d}
	return httpkit.Noun{Name: "Manager exports", Patterns: []string{path}, Register: func(r *httpkit.API) {
		httpkit.Register(r, httpkit.Op{
			ID: "export-accounts", Method: http.MethodGet, Path: path + "/accounts.xlsx", Access: viewer, Produces: xlsxType,
			Summary: "The program's accounts as a workbook", Description: "Balances, commissions, payouts and postings. Each account is read whole at one version, which every row names. At most 20,000 lines.",
		}, in(a, a.exportAccounts))
		for _, name := range []string{"Commissions", "Payouts", "Ledger"} {
			what := strings.ToLower(name)
			httpkit.Register(r, httpkit.Op{
				ID: "export-accounts-" + what, Method: http.MethodGet, Path: path + "/" + what + ".csv", Access: viewer, Produces: "text/csv",
				Summary: name + " of the program's accounts as CSV", Description: "The last two columns say at which version of its account a row was read. At most 20,000 lines.",
			}, in(a, a.exportTable(name)))
		}
	}}
}

type exportInput struct {
	ProgramPath
	Partner string `query:"partner" maxLength:"40" doc:"Only this partner's account"`
}

func (a api) exportAccounts(ctx context.Context, s staff, in *exportInput) (*httpkit.File, error) {
	tables, err := a.tables(ctx, s, in.Partner)
	if err != nil {
		return nil, err
	}
	body, err := a.Workbook(tables...)
	return httpkit.Attachment(xlsxType, "accounts-"+s.Program.Slug+".xlsx", body), err
}

func (a api) exportTable(name string) func(context.Context, staff, *exportInput) (*httpkit.File, error) {
	return func(ctx context.Context, s staff, in *exportInput) (*httpkit.File, error) {
		tables, err := a.tables(ctx, s, in.Partner)
		if err != nil {
			return nil, err
		}
		return httpkit.Attachment(sheet.ContentType, strings.ToLower(name)+"-"+s.Program.Slug+".csv", extractview.Named(tables, name).CSV()), nil
	}
}

// tables reads the program's accounts, or one partner's, and shows them one
// after the other.
func (a api) tables(ctx context.Context, s staff, only string) ([]sheet.Table, error) {
	accounts, err := a.Books.Accounts(ctx, s.Program.ID)
	if err != nil {
		return nil, err
	}
	owners := make([]id.Partner, 0, len(accounts))
	for _, x := range accounts {
		owners = append(owners, x.Partner)
	}
	names, err := a.names(ctx, owners)
	if err != nil {
		return nil, err
	}
	view := extractview.View{Zone: s.Program.Location(), Reason: func(_ commission.Status, reason string) string { return reason }}
	out, left := owned(view.Tables(extract.Extract{}), PartnerRef{}), extractview.Most
	for i := range out {
		out[i].Rows = nil
	}
	found := only == ""
	for _, x := range accounts {
		if only != "" && string(x.Partner) != only {
			continue
		}
		e, err := a.Extracts.Of(ctx, x, left)
		if err != nil {
			return nil, err
		}
		found, left = true, left-e.Rows()
		for i, t := range owned(view.Tables(e), names[x.Partner]) {
			out[i].Rows = append(out[i].Rows, t.Rows...)
		}
	}
	if !found {
		return nil, fault.New(fault.NotFound, "partner.unknown", "There is no such partner in this program.")
	}
	return out, nil
}

// owned puts whose it is before each row.
func owned(ts []sheet.Table, by PartnerRef) []sheet.Table {
	for i, t := range ts {
		ts[i].Columns = append([]sheet.Column{{Title: "partner"}, {Title: "partner_id"}}, t.Columns...)
		for j, row := range t.Rows {
			ts[i].Rows[j] = append([]string{by.Name, by.ID}, row...)
		}
	}
	return ts
}
