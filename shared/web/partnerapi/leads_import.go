package partnerapi

import (
	"context"
	"errors"

	"github.com/tributaryhq/tributary/shared/domain/lead"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

type importLeadsInput struct {
	ProgramPath
	Body struct {
		CSV string `json:"csv" minLength:"1" maxLength:"400000" doc:"Separated by commas, semicolons or tabs"`
		Dry bool   `json:"dry_run,omitempty" doc:"Only say what would become of each line"`
	}
}

// LeadImport is what became of a file's lines.
type LeadImport struct {
	Columns []string         `json:"columns"`
	Taken   int              `json:"taken" doc:"Leads that were kept, or would be"`
	Refused int              `json:"refused"`
	Lines   []LeadImportLine `json:"lines"`
}

// LeadImportLine is what became of one line.
type LeadImportLine struct {
	Line   int                    `json:"line" doc:"In the file; the line of names is the first"`
	Cells  []string               `json:"cells" doc:"As they were read, so that the refused ones can be corrected and sent again"`
	Lead   string                 `json:"lead_id,omitempty"`
	Code   string                 `json:"code,omitempty" doc:"Why it was not taken"`
	Errors []httpkit.ProblemField `json:"errors,omitempty" doc:"Which cells are wrong"`
}

func (a api) importLeads(ctx context.Context, m member, in *importLeadsInput) (*httpkit.Body[LeadImport], error) {
	columns, lines, err := a.Leads.Import(ctx, m.place(), m.leadHand(), in.Body.CSV, in.Body.Dry)
	if err != nil {
		return nil, err
	}
	out := LeadImport{Columns: columns, Lines: make([]LeadImportLine, 0, len(lines))}
	for _, l := range lines {
		v := leadLine(l)
		if v.Code == "" {
			out.Taken++
		} else {
			out.Refused++
		}
		out.Lines = append(out.Lines, v)
	}
	return httpkit.OK(out), nil
}

func leadLine(l lead.Line) LeadImportLine {
	v := LeadImportLine{Line: l.Number, Cells: l.Cells, Lead: string(l.Lead.ID)}
	if l.Err == nil {
		return v
	}
	v.Lead, v.Code = "", fault.CodeOf(l.Err)
	var f *fault.Error
	if errors.As(l.Err, &f) {
		for _, x := range f.Fields {
			v.Errors = append(v.Errors, httpkit.ProblemField{Location: x.Location, Message: x.Message})
		}
	}
	return v
}
