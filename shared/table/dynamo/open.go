package dynamo

import (
	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"

	"github.com/tributaryhq/tributary/shared/kernel/clock"
)

// Open returns the table of that name, through a client of its own.
func Open(config aws.Config, name string, c clock.Clock) *Table {
	return New(dynamodb.NewFromConfig(config), name, c)
}

// OpenScanner returns a scanner of the table of that name.
func OpenScanner(config aws.Config, name string, c clock.Clock) *Scanner {
	return NewScanner(dynamodb.NewFromConfig(config), name, c)
}
