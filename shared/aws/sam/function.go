package sam

import (
	"fmt"
	"maps"
	"slices"
	"time"
)

// Function is a Lambda function with everything that may invoke it.
type Function struct {
	ID          string
	Timeout     time.Duration
	Environment map[string]string
	Routes      []Route
	Queues      []QueueEvent
	Streams     []StreamEvent
	Schedules   []Schedule
}

// Route is an HTTP API route. Method is ANY for all.
type Route struct{ Method, Path string }

// QueueEvent lets a queue invoke a function.
type QueueEvent struct {
	Queue                          string // its ARN
	BatchSize                      Number
	MaximumBatchingWindowInSeconds Number
	FunctionResponseTypes          []string
	ScalingConfig                  struct{ MaximumConcurrency Number }
}

// StreamEvent lets a table's stream invoke a function.
type StreamEvent struct {
	Stream                         string // its ARN
	BatchSize                      Number
	MaximumBatchingWindowInSeconds Number
	MaximumRetryAttempts           Number
	BisectBatchOnFunctionError     Flag
	FunctionResponseTypes          []string
	FilterCriteria                 struct {
		Filters []struct{ Pattern string }
	}
	DestinationConfig struct {
		OnFailure struct{ Destination string }
	}
}

// Schedule invokes a function at times.
type Schedule struct {
	Name                       string
	ScheduleExpression         string
	ScheduleExpressionTimezone string
	State                      string
	Input                      string
}

// Partial tells whether failed records may be reported one by one.
func Partial(responseTypes []string) bool {
	return slices.Contains(responseTypes, "ReportBatchItemFailures")
}

// FunctionIDs returns the logical ids of the functions, sorted.
func (t *Template) FunctionIDs() ([]string, error) { return t.ids("AWS::Serverless::Function") }

// Functions returns the functions, sorted by id. Every resource that they are
// given in their environment must be resolvable.
func (t *Template) Functions() ([]Function, error) {
	ids, err := t.FunctionIDs()
	if err != nil {
		return nil, err
	}
	fs := make([]Function, len(ids))
	for i, id := range ids {
		if fs[i], err = t.function(id); err != nil {
			return nil, fmt.Errorf("%s: %w", id, err)
		}
	}
	return fs, nil
}

func (t *Template) function(id string) (Function, error) {
	f := Function{ID: id, Environment: map[string]string{}}
	own := t.resources[id].properties
	for _, properties := range []map[string]any{t.globals, own} {
		var p struct {
			Timeout     Number
			Environment struct{ Variables map[string]any }
		}
		if err := t.decode(properties, &p); err != nil {
			return f, err
		}
		if p.Timeout > 0 {
			f.Timeout = time.Duration(p.Timeout) * time.Second
		}
		for k, v := range p.Environment.Variables {
			f.Environment[k] = fmt.Sprint(v)
		}
	}
	events := object(own["Events"])
	for _, name := range slices.Sorted(maps.Keys(events)) {
		if err := t.event(&f, name, object(events[name])); err != nil {
			return f, fmt.Errorf("event %s: %w", name, err)
		}
	}
	return f, nil
}

func (t *Template) event(f *Function, name string, e map[string]any) error {
	properties := object(e["Properties"])
	switch kind := e["Type"]; kind {
	case "HttpApi":
		var r struct {
			Method string
			Path   string
		}
		if err := t.decode(properties, &r); err != nil {
			return err
		}
		f.Routes = append(f.Routes, Route(r))
	case "SQS":
		q := QueueEvent{BatchSize: 10}
		if err := t.decode(properties, &q); err != nil {
			return err
		}
		f.Queues = append(f.Queues, q)
	case "DynamoDB":
		s := StreamEvent{BatchSize: 100, MaximumRetryAttempts: -1}
		if err := t.decode(properties, &s); err != nil {
			return err
		}
		f.Streams = append(f.Streams, s)
	case "ScheduleV2":
		s := Schedule{Name: name}
		if err := t.decode(properties, &s); err != nil {
			return err
		}
		f.Schedules = append(f.Schedules, s)
	default:
		return fmt.Errorf("events of type %v are not known here", kind)
	}
	return nil
}
