package managerapi

import (
	"bytes"
	"compress/gzip"
	"context"
	"io"
	"net/http"

	"github.com/tributaryhq/tributary/shared/domain/migration"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

// Importer brings files of another product in.
type Importer interface {
	Load(ctx context.Context, p program.Program, b migration.Bundle, j migration.Job) (migration.Report, error)
}

// rowsAtOnce is how many rows one call deals with; the next call goes on.
const rowsAtOnce = 150

func (a api) imports() httpkit.Noun {
	const path = base + "/imports"
	const about = "All files are sent each time, compressed; one call deals with some of their rows, and the next one goes on from where it stopped. Rows that were brought in before are found again, so an import can be repeated. The sums come with the last rows."
	return httpkit.Noun{Name: "Manager imports", Patterns: []string{path}, Register: func(r *httpkit.API) {
		httpkit.Register(r, httpkit.Op{
			ID: "preview-import", Method: http.MethodPost, Path: path + "/preview", Access: owner,
			Summary: "Tell what would become of the rows of another product's files; nothing is kept", Description: about,
		}, in(a, a.importRows(true)))
		httpkit.Register(r, httpkit.Op{
			ID: "commit-import", Method: http.MethodPost, Path: path, Access: owner,
			Summary: "Bring the rows of another product's files in", Description: about,
		}, in(a, a.importRows(false)))
	}}
}

type importInput struct {
	ProgramPath
	Body ImportInput
}

func (a api) importRows(dry bool) func(context.Context, staff, *importInput) (*httpkit.Body[ImportAnswer], error) {
	return func(ctx context.Context, s staff, in *importInput) (*httpkit.Body[ImportAnswer], error) {
		files := make([]migration.File, len(in.Body.Files))
		left := int64(unpackedMost)
		for i, f := range in.Body.Files {
			text, err := unpacked(f.Gzip, left)
			if err != nil {
				return nil, err
			}
			left -= int64(len(text))
			files[i] = migration.File{Name: f.Name, Kind: migration.Kind(f.Kind), Text: text, Map: map[migration.Field]string{}}
			for field, column := range f.Columns {
				files[i].Map[migration.Field(field)] = column
			}
		}
		c := s.Program.Currency
		bundle, bad := migration.Read(migration.Options{Source: migration.Source(in.Body.Source), Currency: string(c), Digits: c.Exponent(), Minor: in.Body.Minor}, files)
		r, err := a.Imports.Load(ctx, s.Program, bundle, migration.Job{Dry: dry, From: in.Body.From, Most: rowsAtOnce, Actor: string(s.User)})
		if err != nil {
			return nil, err
		}
		if in.Body.From == 0 {
			r.Results = append(bad, r.Results...)
		}
		return httpkit.OK(s.importAnswer(r)), nil
	}
}

// unpackedMost is how long all files of a call may be when they are unpacked.
const unpackedMost = 16 << 20

func unpacked(packed []byte, most int64) (string, error) {
	wrong := fault.New(fault.Invalid, "import.bad_file", "A file is sent compressed by gzip, and all of them have at most 16 MB.").
		With(fault.Field{Location: "body.files", Message: "must be compressed by gzip"})
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return "", wrong
	}
	text, err := io.ReadAll(io.LimitReader(z, most+1))
	if err != nil || int64(len(text)) > most {
		return "", wrong
	}
	return string(text), nil
}

func (s staff) importAnswer(r migration.Report) ImportAnswer {
	out := ImportAnswer{Done: r.Done, Rows: r.Rows, Results: []ImportedRow{}, Sums: []ImportedSum{}}
	for _, x := range r.Results {
		out.Results = append(out.Results, ImportedRow{x.File, x.Line, string(x.Kind), x.ID, string(x.Outcome), string(x.Why), x.Hint})
	}
	for _, x := range r.Sums {
		out.Sums = append(out.Sums, ImportedSum{string(x.Partner), x.Ref, x.Name, string(x.Status), x.Count, s.money(x.File), s.money(x.Here)})
	}
	return out
}

// ImportInput is files of another product.
type ImportInput struct {
	Source string       `json:"source" enum:"rewardful,partnerstack,firstpromoter,tapfiliate,tolt,csv"`
	Files  []ImportFile `json:"files" minItems:"1" maxItems:"20"`
	Minor  bool         `json:"minor,omitempty" doc:"Amounts are in minor units, whatever their column is called"`
	From   int          `json:"from,omitempty" minimum:"0" doc:"How many rows were dealt with before: done of the answer before"`
}

// ImportFile is one CSV file.
type ImportFile struct {
	Name    string            `json:"name" minLength:"1" maxLength:"120"`
	Kind    string            `json:"kind,omitempty" enum:"partners,links,codes,customers,balances,commissions,payouts" doc:"What its rows are; its name or its columns say it when left out"`
	Gzip    []byte            `json:"gzip" doc:"The file, compressed by gzip, in base64"`
	Columns map[string]string `json:"columns,omitempty" doc:"Names of columns, by field, where they are not called as usual"`
}

// ImportAnswer is what became of some rows.
type ImportAnswer struct {
	Done    int           `json:"done"`
	Rows    int           `json:"rows"`
	Results []ImportedRow `json:"results"`
	Sums    []ImportedSum `json:"sums" doc:"With the last rows: what partners' commissions come to, in the files and here"`
}

// ImportedRow is what became of one row.
type ImportedRow struct {
	File    string `json:"file"`
	Line    int    `json:"line" doc:"The line of names is 1; 0 is the file itself"`
	Kind    string `json:"kind"`
	ID      string `json:"id" doc:"As the file names it"`
	Outcome string `json:"outcome" enum:"added,same,matched,differs,skipped,refused" doc:"matched: a partner of that address was here; differs: it is here, but not as the file says, and was left as it is"`
	Why     string `json:"why,omitempty" enum:"no_id,bad_email,bad_name,bad_amount,bad_currency,bad_date,bad_status,bad_token,bad_code,no_partner,not_let_in,taken,changed,twice,negative,overpaid,other_sum,no_lines,not_paid,no_identity,unknown_file,columns_miss,unreadable,too_many"`
	About   string `json:"about,omitempty" doc:"What the reason is about: a column, an address, an amount"`
}

// ImportedSum is what a partner's commissions of one status come to.
type ImportedSum struct {
	Partner string        `json:"partner,omitempty"`
	Ref     string        `json:"ref" doc:"As the files name the partner"`
	Name    string        `json:"name"`
	Status  string        `json:"status" enum:"pending,due,paid,void"`
	Count   int           `json:"count"`
	File    httpkit.Money `json:"file"`
	Here    httpkit.Money `json:"here" doc:"What postings of this source say"`
}
