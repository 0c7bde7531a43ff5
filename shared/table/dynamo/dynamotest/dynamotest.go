// Package dynamotest makes tables for integration tests.
package dynamotest

import (
	"context"
	"crypto/rand"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"github.com/tributaryhq/tributary/shared/aws/awsconfig"
)

// Client returns a client of the local AWS at the endpoint, configured like
// those of the functions.
func Client(t *testing.T, endpoint string, options ...func(*dynamodb.Options)) *dynamodb.Client {
	t.Helper()
	env := map[string]string{"AWS_REGION": "us-east-1", "AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_ENDPOINT_URL": endpoint}
	m, err := awsconfig.New(func(name string) (string, bool) { v, ok := env[name]; return v, ok })
	if err != nil {
		t.Fatal(err)
	}
	return dynamodb.NewFromConfig(m.For(awsconfig.DynamoDB), options...)
}

// Table makes a table of a random name, with the keys and indexes of the
// template's, and removes it with the test.
func Table(t *testing.T, client *dynamodb.Client) (name string) {
	t.Helper()
	name = "test-" + rand.Text()
	in := &dynamodb.CreateTableInput{
		TableName: &name, BillingMode: types.BillingModePayPerRequest,
		KeySchema: keys("PK", "SK"), AttributeDefinitions: strings("PK", "SK"),
	}
	for _, x := range []string{"GSI1", "GSI2", "GSI3"} {
		in.AttributeDefinitions = append(in.AttributeDefinitions, strings(x+"PK", x+"SK")...)
		shown := &types.Projection{ProjectionType: types.ProjectionTypeInclude, NonKeyAttributes: []string{"view", "type"}}
		if x == "GSI3" {
			shown = &types.Projection{ProjectionType: types.ProjectionTypeKeysOnly}
		}
		in.GlobalSecondaryIndexes = append(in.GlobalSecondaryIndexes,
			types.GlobalSecondaryIndex{IndexName: aws.String(x), KeySchema: keys(x+"PK", x+"SK"), Projection: shown})
	}
	if _, err := client.CreateTable(t.Context(), in); err != nil {
		t.Fatalf("create table: %v", err)
	}
	t.Cleanup(func() {
		if _, err := client.DeleteTable(context.Background(), &dynamodb.DeleteTableInput{TableName: &name}); err != nil {
			t.Errorf("delete table: %v", err)
		}
	})
	return name
}

func keys(pk, sk string) []types.KeySchemaElement {
	return []types.KeySchemaElement{
		{AttributeName: &pk, KeyType: types.KeyTypeHash}, {AttributeName: &sk, KeyType: types.KeyTypeRange},
	}
}

func strings(names ...string) []types.AttributeDefinition {
	var out []types.AttributeDefinition
	for _, name := range names {
		out = append(out, types.AttributeDefinition{AttributeName: &name, AttributeType: types.ScalarAttributeTypeS})
	}
	return out
}
