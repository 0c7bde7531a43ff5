package trackapi

import (
	"bytes"
	"context"
	"encoding/json"

	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

// Batch is many reports. Each is what POST /v1/conversions takes; they are read
// one by one, so that one that cannot be read spoils none of the others.
type Batch struct {
	Conversions []any `json:"conversions" minItems:"1" maxItems:"100" doc:"Each as for POST /v1/conversions"`
}

// BatchAnswer is what became of each report, in the order given.
type BatchAnswer struct {
	Data []BatchResult `json:"data"`
}

// BatchResult is what became of one report: a verdict, or a problem.
type BatchResult struct {
	Index         int              `json:"index" doc:"Its place in the batch, from 0"`
	TransactionID string           `json:"transaction_id,omitempty"`
	Status        int              `json:"status" doc:"The HTTP status that it would have had alone"`
	Verdict       *Verdict         `json:"verdict,omitempty"`
	Problem       *httpkit.Problem `json:"problem,omitempty"`
}

type batchInput struct {
	ProgramQuery
	Body Batch
}

func (i Intake) reportMany(ctx context.Context, in *batchInput) (*httpkit.Body[BatchAnswer], error) {
	out := BatchAnswer{Data: make([]BatchResult, 0, len(in.Body.Conversions))}
	for at, item := range in.Body.Conversions {
		out.Data = append(out.Data, i.one(ctx, at, item))
	}
	return httpkit.OK(out), nil
}

func (i Intake) one(ctx context.Context, at int, item any) BatchResult {
	res := BatchResult{Index: at}
	b, err := readReport(item)
	res.TransactionID = b.TransactionID
	var v Verdict
	if err == nil {
		v, err = i.take(ctx, programOf(ctx), conversion.API, b.fields())
	}
	if err != nil {
		res.Problem = httpkit.ProblemOf(err, httpkit.RequestID(ctx))
		res.Status = res.Problem.Status
		return res
	}
	res.Verdict, res.Status = &v, v.status
	return res
}

// readReport reads one item of a batch as strictly as it is read alone.
func readReport(item any) (Report, error) {
	var b Report
	text, err := json.Marshal(item)
	if err != nil {
		return b, unreadable("body", "is not one JSON object")
	}
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(&b); err != nil {
		return b, unreadable("body", "is not a report: "+err.Error())
	}
	if b.Event == "" {
		return b, unreadable("event", "is missing")
	}
	return b, nil
}
