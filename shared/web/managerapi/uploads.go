package managerapi

import (
	"context"
	"errors"
	"net/http"
	"strconv"

	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
	"github.com/tributaryhq/tributary/shared/web/trackapi"
)

func (a api) uploads() httpkit.Noun {
	const path = base + "/conversion-uploads"
	const about = "A part of a file: its first line names the columns as a postback names its parameters, up to 100 lines follow. A file is sent part by part; a part that is sent again is answered as duplicates, so an upload can be taken up where it broke off."
	return httpkit.Noun{Name: "Manager uploads", Patterns: []string{path}, Register: func(r *httpkit.API) {
		httpkit.Register(r, httpkit.Op{
			ID: "preview-conversion-upload", Method: http.MethodPost, Path: path + "/preview", Access: manager,
			Summary: "Try the lines of a CSV file: the verdict that each would get; nothing is kept", Description: about,
		}, in(a, a.previewUpload))
		httpkit.Register(r, httpkit.Op{
			ID: "commit-conversion-upload", Method: http.MethodPost, Path: path, Access: manager,
			Summary: "Decide the lines of a CSV file", Description: about,
		}, in(a, a.commitUpload))
	}}
}

type uploadInput struct {
	ProgramPath
	Body UploadPart
}

// UploadPart is a part of a file.
type UploadPart struct {
	File string `json:"file,omitempty" maxLength:"120" doc:"The file's name; it stands with each conversion, so that it is known where it came from"`
	CSV  string `json:"csv" minLength:"1" maxLength:"200000" doc:"The line of column names, and up to 100 lines; separated by commas, semicolons or tabs"`
	From int    `json:"from,omitempty" minimum:"1" maximum:"5000" doc:"Number of the part's first line in the file, the line of names not counted; 1 when left out"`
}

// UploadAnswer is what became of each line.
type UploadAnswer struct {
	Data    []UploadedLine `json:"data"`
	Ignored []string       `json:"ignored" doc:"Columns that nobody reads"`
}

// UploadedLine is what became of one line.
type UploadedLine struct {
	Line          int                    `json:"line"`
	TransactionID string                 `json:"transaction_id,omitempty"`
	Verdict       string                 `json:"verdict" enum:"accepted,duplicate,conflict,unattributed,parked,rejected,queued,claimed,unreadable,busy" doc:"unreadable: nothing was done, errors says why; busy: send the line again"`
	Reason        string                 `json:"reason,omitempty"`
	Commissions   []CommissionLine       `json:"commissions"`
	Errors        []httpkit.ProblemField `json:"errors,omitempty"`
}

func (a api) previewUpload(ctx context.Context, s staff, in *uploadInput) (*httpkit.Body[UploadAnswer], error) {
	seen := map[string]bool{}
	return a.upload(s, in.Body, func(r conversion.Report) (conversion.Verdict, error) {
		rec, err := a.Processor.Try(ctx, r)
		name := string(r.Kind) + " " + r.Transaction
		if v := rec.Verdict; err == nil && seen[name] && v.Result != conversion.Conflict {
			return conversion.Verdict{Result: conversion.Duplicate, First: v.Result, Reason: "line_above"}, nil
		}
		seen[name] = true
		return rec.Verdict, err
	})
}

func (a api) commitUpload(ctx context.Context, s staff, in *uploadInput) (*httpkit.Body[UploadAnswer], error) {
	return a.upload(s, in.Body, func(r conversion.Report) (conversion.Verdict, error) { return a.Intake.Process(ctx, r) })
}

// upload hands every line that can be read to decide.
func (a api) upload(s staff, part UploadPart, decide func(conversion.Report) (conversion.Verdict, error)) (*httpkit.Body[UploadAnswer], error) {
	lines, ignored, err := trackapi.ReadLines(part.CSV)
	if err != nil {
		return nil, err
	}
	out := UploadAnswer{Data: []UploadedLine{}, Ignored: ignored}
	for n, f := range lines {
		line := max(part.From, 1) + n
		v, err := a.line(s, f, part.File+":"+strconv.Itoa(line), decide)
		answer := UploadedLine{Line: line, TransactionID: f.Transaction, Verdict: string(v.Result), Reason: v.Reason, Commissions: linesOf(v)}
		var wrong *fault.Error
		switch {
		case err == nil:
		case fault.Is(err, fault.Unavailable):
			answer.Verdict = "busy"
		case errors.As(err, &wrong) && wrong.Kind == fault.Invalid:
			answer.Verdict = "unreadable"
			for _, x := range wrong.Fields {
				answer.Errors = append(answer.Errors, httpkit.ProblemField(x))
			}
		default:
			return nil, err
		}
		out.Data = append(out.Data, answer)
	}
	return httpkit.OK(out), nil
}

func (a api) line(s staff, f trackapi.Line, from string, decide func(conversion.Report) (conversion.Verdict, error)) (conversion.Verdict, error) {
	if len(f.Unfilled) > 0 {
		wrong := fault.New(fault.Invalid, "conversion.invalid", "The report cannot be read.")
		for _, name := range f.Unfilled {
			wrong = wrong.With(fault.Field{Location: name, Message: "is a macro that was not replaced by its value"})
		}
		return conversion.Verdict{}, wrong
	}
	r, err := f.Report(s.Program, conversion.CSV)
	if err != nil {
		return conversion.Verdict{}, err
	}
	r.SourceEvent = from
	return decide(r)
}
