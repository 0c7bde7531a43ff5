package lambdarun

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"

	"github.com/aws/aws-lambda-go/events"

	"github.com/tributaryhq/tributary/shared/table"
)

// Records handles new items in the order of the stream. On failure it returns
// the index of the first item that is not done; all before it are.
type Records = func(ctx context.Context, items []table.Item) (failed int, err error)

// Stream serves the table's stream with f. For a stream the lowest failed
// sequence number makes everything from it on come again, so one is reported.
func (r Runtime) Stream(f Records) Handler {
	return HandlerFunc(func(ctx context.Context, payload []byte) ([]byte, error) {
		start := r.Clock.Now()
		var e events.DynamoDBEvent
		if err := json.Unmarshal(payload, &e); err != nil {
			return nil, fmt.Errorf("reading the stream's event: %w", err)
		}
		items, sequence := newItems(e)
		answer := events.DynamoDBEventResponse{BatchItemFailures: []events.DynamoDBBatchItemFailure{}}
		n, err := f(ctx, items)
		switch {
		case err == nil:
			r.Log.InfoContext(ctx, "records", "records", len(items), KeyDuration, r.since(start))
		case n < 0 || n >= len(items):
			return nil, fmt.Errorf("stream handler: item %d of %d: %w", n, len(items), err)
		default:
			answer.BatchItemFailures = append(answer.BatchItemFailures, events.DynamoDBBatchItemFailure{ItemIdentifier: sequence[n]})
			r.Log.WarnContext(ctx, "records", "records", len(items), "failed_at", n, KeyDuration, r.since(start), KeyError, err.Error())
		}
		return json.Marshal(answer)
	})
}

// newItems returns the new images and their sequence numbers; a deletion has none.
func newItems(e events.DynamoDBEvent) ([]table.Item, []string) {
	var items []table.Item
	var sequence []string
	for _, rec := range e.Records {
		if len(rec.Change.NewImage) == 0 {
			continue
		}
		items = append(items, item(rec.Change.NewImage))
		sequence = append(sequence, rec.Change.SequenceNumber)
	}
	return items, sequence
}

// item returns an image as the table port would have read it. Types that the
// port does not have are left out.
func item(image map[string]events.DynamoDBAttributeValue) table.Item {
	it := make(table.Item, len(image))
	for name, v := range image {
		switch v.DataType() { //nolint:exhaustive // the port knows four types
		case events.DataTypeString:
			it[name] = v.String()
		case events.DataTypeBoolean:
			it[name] = v.Boolean()
		case events.DataTypeBinary:
			it[name] = v.Binary()
		case events.DataTypeNumber:
			if n, err := strconv.ParseInt(v.Number(), 10, 64); err == nil {
				it[name] = n
			}
		}
	}
	return it
}
