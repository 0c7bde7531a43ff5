package partnerapi

import (
	"context"
	"net/http"
	"strconv"
	"strings"

	"github.com/tributaryhq/tributary/shared/domain/extract"
	"github.com/tributaryhq/tributary/shared/web/extractview"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
	"github.com/tributaryhq/tributary/shared/web/sheet"
)

// Workbook writes tables as one XLSX file.
type Workbook func(tables ...sheet.Table) ([]byte, error)

const xlsxType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

// Exports returns an account as files, each of one version of it; a function
// of its own serves them.
func Exports(d Deps) httpkit.Noun {
	const path = documentsBase + "/account"
	a := api{d}
	return httpkit.Noun{Name: "Partner exports", Patterns: []string{path}, Register: func(r *httpkit.API) {
		httpkit.Register(r, httpkit.Op{
			ID: "export-account", Method: http.MethodGet, Path: path + "/account.xlsx", Access: admin, Produces: xlsxType,
			Summary: "Your account in a program as a workbook", Description: "Balance, commissions, payouts and postings, all as they stood after the same posting.",
		}, inProgram(a, a.exportAccount))
		for _, name := range []string{"Commissions", "Payouts", "Ledger"} {
			what, access := strings.ToLower(name), admin
			if name == "Commissions" {
				access = user
			}
			httpkit.Register(r, httpkit.Op{
				ID: "export-account-" + what, Method: http.MethodGet, Path: path + "/" + what + ".csv", Access: access, Produces: "text/csv",
				Summary: name + " of your account in a program as CSV", Description: "The last two columns say at which version of the account.",
			}, inProgram(a, a.exportTable(name)))
		}
	}}
}

func (a api) exportAccount(ctx context.Context, m member, _ *ProgramPath) (*httpkit.File, error) {
	e, err := a.Extracts.Of(ctx, m.account(), extractview.Most)
	if err != nil {
		return nil, err
	}
	body, err := a.Workbook(m.tables(e)...)
	return httpkit.Attachment(xlsxType, m.exportName("account", e)+".xlsx", body), err
}

func (a api) exportTable(name string) func(context.Context, member, *ProgramPath) (*httpkit.File, error) {
	return func(ctx context.Context, m member, _ *ProgramPath) (*httpkit.File, error) {
		e, err := a.Extracts.Of(ctx, m.account(), extractview.Most)
		if err != nil {
			return nil, err
		}
		t := extractview.Named(m.tables(e), name)
		return httpkit.Attachment(sheet.ContentType, m.exportName(strings.ToLower(name), e)+".csv", t.CSV()), nil
	}
}

// tables shows the account as its partner may see it.
func (m member) tables(e extract.Extract) []sheet.Table {
	return extractview.View{Zone: m.Program.Location(), Reason: reasonOf}.Tables(e)
}

// exportName says whose file it is and at which posting.
func (m member) exportName(what string, e extract.Extract) string {
	return what + "-" + m.Program.Slug + "-" + strconv.FormatInt(e.Balance.Seq, 10)
}
