package dynamo

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"github.com/tributaryhq/tributary/shared/table"
	"github.com/tributaryhq/tributary/shared/table/internal/apply"
)

// Get returns the items in the order of the keys.
func (t *Table) Get(ctx context.Context, keys []table.Key, consistent bool) ([]table.Item, error) {
	if err := apply.Keys(keys); err != nil {
		return nil, err
	}
	found := map[table.Key]table.Item{}
	for _, k := range keys {
		found[k] = nil
	}
	var err error
	switch len(found) {
	case 0:
		return nil, ctx.Err()
	case 1:
		found[keys[0]], err = t.one(ctx, keys[0], consistent)
	default:
		err = t.many(ctx, found, consistent)
	}
	if err != nil {
		return nil, failure(ctx, err)
	}
	items := make([]table.Item, len(keys))
	for i, k := range keys {
		items[i] = apply.Live(found[k], t.clock.Now())
	}
	return items, nil
}

// Together runs calls side by side.
func (t *Table) Together(calls ...func() error) error {
	errs := make([]error, len(calls))
	var running sync.WaitGroup
	for i, call := range calls {
		running.Go(func() { errs[i] = call() })
	}
	running.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

func (t *Table) one(ctx context.Context, k table.Key, consistent bool) (table.Item, error) {
	out, err := t.client.GetItem(ctx, &dynamodb.GetItemInput{TableName: &t.name, Key: wireKey(k), ConsistentRead: &consistent})
	if err != nil {
		return nil, err
	}
	return FromWire(out.Item)
}

// stored returns an item as conditions see it, expired or not.
func (t *Table) stored(ctx context.Context, k table.Key) (table.Item, error) {
	item, err := t.one(ctx, k, true)
	return item, failure(ctx, err)
}

// many reads the keys of found into it.
func (t *Table) many(ctx context.Context, found map[table.Key]table.Item, consistent bool) error {
	want := types.KeysAndAttributes{ConsistentRead: &consistent}
	for k := range found {
		want.Keys = append(want.Keys, wireKey(k))
	}
	for try := 0; ; try++ {
		out, err := t.client.BatchGetItem(ctx, &dynamodb.BatchGetItemInput{RequestItems: map[string]types.KeysAndAttributes{t.name: want}})
		if err != nil {
			return err
		}
		items, err := fromWireAll(out.Responses[t.name])
		if err != nil {
			return err
		}
		for _, item := range items {
			found[item.Key()] = item
		}
		rest := out.UnprocessedKeys[t.name].Keys
		if len(rest) == 0 {
			return nil
		}
		if len(rest) < len(want.Keys) {
			try = 0
		}
		want.Keys = rest
		if err := pause(ctx, try); err != nil {
			return err
		}
	}
}

// pause waits before keys that were left out are asked for again, each time
// without progress twice as long, and gives up after about a second.
func pause(ctx context.Context, try int) error {
	if try > 6 {
		return &table.Error{Reason: table.Throttled, Err: errors.New("keys stay unprocessed")}
	}
	timer := time.NewTimer(10 * time.Millisecond << try)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}

// Query reads a range of one partition in key order. It asks for one item more
// than the limit, so that the last page is known to be the last.
func (t *Table) Query(ctx context.Context, q table.Query) (table.Page, error) {
	if err := apply.Query(q); err != nil {
		return table.Page{}, err
	}
	names := apply.CursorNames(q.Index)
	at, err := apply.Place(q.Cursor, names)
	if err != nil {
		return table.Page{}, err
	}
	var e expression
	keys := e.keys(q)
	in := &dynamodb.QueryInput{
		TableName: &t.name, KeyConditionExpression: keys, ExpressionAttributeNames: e.names,
		ExpressionAttributeValues: e.values, ScanIndexForward: aws.Bool(!q.Reverse), ConsistentRead: &q.Consistent,
	}
	if q.Index != table.Base {
		in.IndexName = aws.String(string(q.Index))
	}
	if q.Limit > 0 {
		in.Limit = aws.Int32(int32(min(q.Limit, 1<<20)) + 1)
	}
	if at != nil {
		pk, _ := q.Index.Keys()
		at[pk] = q.PK
		in.ExclusiveStartKey = wireItem(at)
	}
	out, err := t.client.Query(ctx, in)
	if err != nil {
		return table.Page{}, failure(ctx, err)
	}
	return page(out.Items, out.LastEvaluatedKey, q.Limit, names, t.clock.Now())
}

// page cuts what was read to the limit and leaves out what has expired.
func page(read []map[string]types.AttributeValue, end map[string]types.AttributeValue, limit int, names []string, now time.Time) (table.Page, error) {
	if limit > 0 && len(read) > limit {
		read, end = read[:limit], read[limit-1]
	}
	items, err := fromWireAll(read)
	if err != nil {
		return table.Page{}, err
	}
	place, err := FromWire(end)
	if err != nil {
		return table.Page{}, err
	}
	var p table.Page
	for _, item := range items {
		if !apply.Expired(item, now) {
			p.Items = append(p.Items, item)
		}
	}
	if place != nil {
		p.Next = apply.Cursor(place, names)
	}
	return p, nil
}
