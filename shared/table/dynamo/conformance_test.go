//go:build integration

package dynamo_test

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"github.com/tributaryhq/tributary/infra/local/emulator/emulatortest"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/table"
	"github.com/tributaryhq/tributary/shared/table/dynamo"
	"github.com/tributaryhq/tributary/shared/table/dynamo/dynamotest"
	"github.com/tributaryhq/tributary/shared/table/memory"
	"github.com/tributaryhq/tributary/shared/table/tabletest"
)

func TestConformance(t *testing.T) {
	t.Parallel()
	client := dynamotest.Client(t, emulatortest.URL(t))
	name := dynamotest.Table(t, client)
	tab := dynamo.New(client, name, clock.System())
	t.Run("table", func(t *testing.T) {
		t.Parallel()
		tabletest.Run(t, func(*testing.T) table.Table { return tab })
	})
	t.Run("scanner", func(t *testing.T) {
		t.Parallel()
		tabletest.Scan(t, tab, dynamo.NewScanner(client, name, clock.System()))
	})
	t.Run("faults", func(t *testing.T) {
		t.Parallel()
		tabletest.Faults(t, func(_ *testing.T, r table.Reason) table.Table {
			return dynamo.New(&failing{Client: client, reason: r}, name, clock.System())
		})
	})
	t.Run("random calls agree with the table in memory", func(t *testing.T) {
		t.Parallel()
		tabletest.Random(t, tab, memory.New(clock.System()), 1, 1500)
	})
	t.Run("meter", func(t *testing.T) {
		t.Parallel()
		meterCounts(t, client, name)
	})
}

// failing is a client whose first write fails as no emulator's does.
type failing struct {
	dynamo.Client
	reason table.Reason
	writes atomic.Int32
}

var _ dynamo.Client = (*failing)(nil)

// meet returns the error of the first write; a lost reply is of one that is done.
func (f *failing) meet(do func() error, conflict error) error {
	if f.writes.Add(1) > 1 {
		return do()
	}
	if f.reason == table.Conflict {
		return conflict
	}
	if f.reason == table.Throttled {
		return &types.ProvisionedThroughputExceededException{}
	}
	if err := do(); err != nil {
		return err
	}
	return errors.New("connection reset")
}

func (f *failing) PutItem(ctx context.Context, in *dynamodb.PutItemInput, o ...func(*dynamodb.Options)) (out *dynamodb.PutItemOutput, err error) {
	err = f.meet(func() error { out, err = f.Client.PutItem(ctx, in, o...); return err }, &types.TransactionConflictException{})
	return out, err
}

func (f *failing) UpdateItem(ctx context.Context, in *dynamodb.UpdateItemInput, o ...func(*dynamodb.Options)) (out *dynamodb.UpdateItemOutput, err error) {
	err = f.meet(func() error { out, err = f.Client.UpdateItem(ctx, in, o...); return err }, &types.TransactionConflictException{})
	return out, err
}

func (f *failing) TransactWriteItems(ctx context.Context, in *dynamodb.TransactWriteItemsInput, o ...func(*dynamodb.Options)) (out *dynamodb.TransactWriteItemsOutput, err error) {
	reasons := make([]types.CancellationReason, len(in.TransactItems))
	for i := range reasons {
		reasons[i].Code = aws.String("None")
	}
	reasons[0].Code = aws.String("TransactionConflict")
	err = f.meet(func() error { out, err = f.Client.TransactWriteItems(ctx, in, o...); return err },
		&types.TransactionCanceledException{CancellationReasons: reasons})
	return out, err
}

// meterCounts holds what an emulator bills against what the other meter
// computes; commits are left out, the emulators disagree on those.
func meterCounts(t *testing.T, client *dynamodb.Client, name string) {
	billed := dynamo.NewMeter()
	tab := dynamo.New(dynamodb.New(client.Options(), billed.Watch), name, clock.System())
	computed := tabletest.NewMeter(memory.New(clock.System()))
	key := table.Key{PK: t.Name(), SK: "1"}
	for _, tt := range []table.Table{tab, computed} {
		item := table.Item{"PK": key.PK, "SK": key.SK, "GSI1PK": t.Name(), "GSI1SK": "a", "view": "v"}
		if err := tt.PutEach(t.Context(), []table.Item{item})[0]; err != nil {
			t.Fatal(err)
		}
		if _, _, err := tt.Update(t.Context(), table.Update{Key: key, Set: map[string]any{"view": "w"}}); err != nil {
			t.Fatal(err)
		}
		if _, err := tt.Get(t.Context(), []table.Key{key}, true); err != nil {
			t.Fatal(err)
		}
		us := []table.Update{{Key: key, Add: map[string]int64{"n": 1}}, {Key: table.Key{PK: t.Name(), SK: "2"}, Add: map[string]int64{"n": 1}}}
		for _, r := range tt.UpdateEach(t.Context(), us) {
			if r.Err != nil {
				t.Fatal(r.Err)
			}
		}
	}
	b, c := billed.Snapshot(), computed.Snapshot()
	if b.Consumed != float64(c.WRU)+c.RRU || b.Trips < c.Trips || b.Trips > c.Trips+1 || b.Calls["UpdateItem"] != 3 {
		t.Errorf("billed %+v, computed %+v", b, c)
	}
}
