package dynamo

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb"

	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/table"
	"github.com/tributaryhq/tributary/shared/table/internal/apply"
)

// ScanClient is what a scanner needs of *dynamodb.Client.
type ScanClient interface {
	Scan(context.Context, *dynamodb.ScanInput, ...func(*dynamodb.Options)) (*dynamodb.ScanOutput, error)
}

// Scanner reads a whole table of DynamoDB.
type Scanner struct {
	client ScanClient
	name   string
	clock  clock.Clock
}

var (
	_ table.Scanner = (*Scanner)(nil)
	_ ScanClient    = (*dynamodb.Client)(nil)
)

// NewScanner returns the scanner of the table of that name.
func NewScanner(client ScanClient, name string, c clock.Clock) *Scanner {
	return &Scanner{client: client, name: name, clock: c}
}

// Scan reads the page behind the cursor, consistently.
func (s *Scanner) Scan(ctx context.Context, cursor string) (table.Page, error) {
	names := []string{table.PK, table.SK}
	at, err := apply.Place(cursor, names)
	if err != nil {
		return table.Page{}, err
	}
	consistent := true
	in := &dynamodb.ScanInput{TableName: &s.name, ConsistentRead: &consistent}
	if at != nil {
		in.ExclusiveStartKey = wireItem(at)
	}
	out, err := s.client.Scan(ctx, in)
	if err != nil {
		return table.Page{}, failure(ctx, err)
	}
	return page(out.Items, out.LastEvaluatedKey, 0, names, s.clock.Now())
}
