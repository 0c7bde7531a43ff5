package dynamo

import (
	"context"
	"maps"
	"sync"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/aws/smithy-go/middleware"
)

// Usage is what a client's calls cost.
type Usage struct {
	Trips    int            // round trips, one after the other; calls that overlap are one
	Calls    map[string]int // by operation, repetitions not counted
	Consumed float64        // capacity units that the service says it billed, reads and writes
}

// Meter counts the calls of a client, for tests and benchmarks.
type Meter struct {
	mu       sync.Mutex
	underWay int
	used     Usage
}

// NewMeter returns a meter at zero.
func NewMeter() *Meter { return &Meter{used: Usage{Calls: map[string]int{}}} }

// Snapshot returns the usage so far.
func (m *Meter) Snapshot() Usage {
	m.mu.Lock()
	defer m.mu.Unlock()
	u := m.used
	u.Calls = maps.Clone(u.Calls)
	return u
}

// Watch is an option of a client, which the meter then counts.
func (m *Meter) Watch(o *dynamodb.Options) {
	o.APIOptions = append(o.APIOptions, func(stack *middleware.Stack) error {
		return stack.Initialize.Add(middleware.InitializeMiddlewareFunc("TableMeter", m.count), middleware.After)
	})
}

func (m *Meter) count(ctx context.Context, in middleware.InitializeInput, next middleware.InitializeHandler) (middleware.InitializeOutput, middleware.Metadata, error) {
	askCapacity(in.Parameters)
	m.mu.Lock()
	if m.underWay == 0 {
		m.used.Trips++
	}
	m.underWay++
	m.used.Calls[middleware.GetOperationName(ctx)]++
	m.mu.Unlock()
	out, metadata, err := next.HandleInitialize(ctx, in)
	m.mu.Lock()
	m.underWay--
	m.used.Consumed += capacity(out.Result)
	m.mu.Unlock()
	return out, metadata, err
}

func askCapacity(parameters any) {
	const total = types.ReturnConsumedCapacityTotal
	switch in := parameters.(type) {
	case *dynamodb.GetItemInput:
		in.ReturnConsumedCapacity = total
	case *dynamodb.BatchGetItemInput:
		in.ReturnConsumedCapacity = total
	case *dynamodb.QueryInput:
		in.ReturnConsumedCapacity = total
	case *dynamodb.PutItemInput:
		in.ReturnConsumedCapacity = total
	case *dynamodb.UpdateItemInput:
		in.ReturnConsumedCapacity = total
	case *dynamodb.TransactWriteItemsInput:
		in.ReturnConsumedCapacity = total
	}
}

func capacity(result any) float64 {
	switch out := result.(type) {
	case *dynamodb.GetItemOutput:
		return units(out.ConsumedCapacity)
	case *dynamodb.BatchGetItemOutput:
		return all(out.ConsumedCapacity)
	case *dynamodb.QueryOutput:
		return units(out.ConsumedCapacity)
	case *dynamodb.PutItemOutput:
		return units(out.ConsumedCapacity)
	case *dynamodb.UpdateItemOutput:
		return units(out.ConsumedCapacity)
	case *dynamodb.TransactWriteItemsOutput:
		return all(out.ConsumedCapacity)
	}
	return 0
}

func units(c *types.ConsumedCapacity) float64 {
	if c == nil {
		return 0
	}
	return aws.ToFloat64(c.CapacityUnits)
}

func all(cs []types.ConsumedCapacity) float64 {
	sum := 0.0
	for _, c := range cs {
		sum += units(&c)
	}
	return sum
}
