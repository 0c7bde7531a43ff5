package lead

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"io"
	"strings"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
)

// MaxLines is how many leads one file brings.
const MaxLines = 500

// Line is what became of one line of a file.
type Line struct {
	Number int // in the file, the line of names being the first
	Lead   Lead
	Cells  []string
	Err    error // why it was not taken
}

// Import reads a file of leads and keeps them, or, when it is dry, only says what
// would become of each line. The first line names the columns: name, email,
// company, and the form's fields by key or label. Faults: Invalid for a file that
// cannot be read.
func (d Desk) Import(ctx context.Context, at Place, by Hand, file string, dry bool) ([]string, []Line, error) {
	head, rows, err := sheetOf(file)
	if err != nil {
		return nil, nil, err
	}
	form, err := d.Form(ctx, at)
	if err != nil {
		return nil, nil, err
	}
	seen := map[string]bool{}
	out := make([]Line, 0, len(rows))
	for i, cells := range rows {
		draft := form.draft(head, cells)
		x := Line{Number: i + 2, Cells: cells}
		key := strings.ToLower(strings.TrimSpace(draft.Email))
		switch {
		case seen[key] && key != "":
			x.Err = duplicate()
		case dry:
			x.Lead, x.Err = d.try(ctx, at, draft, form)
		default:
			x.Lead, x.Err = d.submit(ctx, at, by, draft, form, "imported")
		}
		if x.Err != nil && !fault.Is(x.Err, fault.Invalid) && !fault.Is(x.Err, fault.Conflict) {
			return head, out, x.Err
		}
		seen[key] = true
		out = append(out, x)
	}
	return head, out, nil
}

// try says what would become of a draft.
func (d Desk) try(ctx context.Context, at Place, draft Draft, form Form) (Lead, error) {
	l, err := draft.into(Lead{Program: at.Program.ID, Partner: at.Partner, Source: FromPartner, Status: InReview}, form)
	if err != nil {
		return l, err
	}
	same, err := d.Store.Same(ctx, l.Program, l.Identities())
	if err != nil {
		return l, err
	}
	for _, ref := range same {
		if ref.Partner == l.Partner {
			return l, duplicate()
		}
	}
	return l, nil
}

func duplicate() error {
	return fault.New(fault.Conflict, "lead.duplicate", "You have named somebody with this address already.")
}

// draft reads the cells of a line.
func (f Form) draft(head, cells []string) Draft {
	d := Draft{Answers: map[string]string{}}
	for i, name := range head {
		if i >= len(cells) {
			break
		}
		switch name = strings.ToLower(strings.TrimSpace(name)); name {
		case "name":
			d.Name = cells[i]
		case "email":
			d.Email = cells[i]
		case "company":
			d.Company = cells[i]
		default:
			for _, x := range f.Fields {
				if strings.EqualFold(x.Key, name) || strings.EqualFold(x.Label, name) {
					d.Answers[x.Key] = cells[i]
				}
			}
		}
	}
	return d
}

// sheetOf reads a file of lines separated by commas, semicolons or tabs.
func sheetOf(file string) (head []string, rows [][]string, err error) {
	bad := func(message string) error {
		return fault.New(fault.Invalid, "lead.file_unreadable", "The file cannot be read.").With(fault.Field{Location: "body.csv", Message: message})
	}
	file = strings.TrimPrefix(file, "\ufeff")
	first, _, _ := strings.Cut(file, "\n")
	r := csv.NewReader(bytes.NewReader([]byte(file)))
	r.FieldsPerRecord, r.TrimLeadingSpace = -1, true
	for _, comma := range []rune{';', '\t'} {
		if strings.Count(first, string(comma)) > strings.Count(first, string(r.Comma)) {
			r.Comma = comma
		}
	}
	if head, err = r.Read(); err != nil {
		return nil, nil, bad("must begin with a line of column names")
	}
	var name, email bool
	for _, h := range head {
		h = strings.ToLower(strings.TrimSpace(h))
		name, email = name || h == "name", email || h == "email"
	}
	if !name || !email {
		return nil, nil, bad("must have the columns name and email")
	}
	for {
		cells, err := r.Read()
		if errors.Is(err, io.EOF) {
			return head, rows, nil
		}
		if err != nil {
			return nil, nil, bad("has a line that is no CSV")
		}
		if len(rows) == MaxLines {
			return nil, nil, bad("must have 500 lines at most; send the rest as another file")
		}
		rows = append(rows, cells)
	}
}
