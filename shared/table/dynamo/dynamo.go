// Package dynamo is the table on Amazon DynamoDB: typed conditions and updates
// become expressions, its errors become [table.Error]s, by code and never by
// text. Reads do not show expired items; conditions and indexes still meet them.
//
// A write whose reply is lost is repeated by the SDK only where a repetition
// does no harm: a commit carries a token, a put without condition is the same
// twice. An update ends as [table.Unknown] instead, so that nothing is added
// twice and no caller is refused by its own write.
package dynamo

import (
	"context"
	"errors"
	"net"
	"sync"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"

	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/table"
)

// Client is what the table needs of *dynamodb.Client.
type Client interface {
	GetItem(context.Context, *dynamodb.GetItemInput, ...func(*dynamodb.Options)) (*dynamodb.GetItemOutput, error)
	BatchGetItem(context.Context, *dynamodb.BatchGetItemInput, ...func(*dynamodb.Options)) (*dynamodb.BatchGetItemOutput, error)
	Query(context.Context, *dynamodb.QueryInput, ...func(*dynamodb.Options)) (*dynamodb.QueryOutput, error)
	PutItem(context.Context, *dynamodb.PutItemInput, ...func(*dynamodb.Options)) (*dynamodb.PutItemOutput, error)
	UpdateItem(context.Context, *dynamodb.UpdateItemInput, ...func(*dynamodb.Options)) (*dynamodb.UpdateItemOutput, error)
	TransactWriteItems(context.Context, *dynamodb.TransactWriteItemsInput, ...func(*dynamodb.Options)) (*dynamodb.TransactWriteItemsOutput, error)
}

// Table is a table of DynamoDB, safe for concurrent use.
type Table struct {
	client Client
	name   string
	clock  clock.Clock
}

var (
	_ table.Table = (*Table)(nil)
	_ Client      = (*dynamodb.Client)(nil)
)

// New returns the table of that name. The clock decides what has expired.
func New(client Client, name string, c clock.Clock) *Table {
	return &Table{client: client, name: name, clock: c}
}

// width is how many calls UpdateEach and PutEach have under way at once.
const width = 32

// each calls f for 0 … n−1, width at a time, and waits for all.
func each(n int, f func(i int)) {
	var all sync.WaitGroup
	free := make(chan struct{}, width)
	for i := range n {
		free <- struct{}{}
		all.Go(func() {
			f(i)
			<-free
		})
	}
	all.Wait()
}

// onlyIfNotDone lets the SDK repeat a call only after errors that say that
// nothing was done.
func onlyIfNotDone(o *dynamodb.Options) { o.Retryer = cautious{o.Retryer} }

type cautious struct{ aws.Retryer }

// IsErrorRetryable says whether the call certainly had no effect.
func (c cautious) IsErrorRetryable(err error) bool {
	var dial *net.OpError
	if errors.As(err, &dial) && dial.Op == "dial" {
		return true
	}
	throttle := retry.ThrottleErrorCode{Codes: retry.DefaultThrottleErrorCodes}
	return throttle.IsErrorThrottle(err) == aws.TrueTernary && c.Retryer.IsErrorRetryable(err)
}
