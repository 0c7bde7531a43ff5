package local

import (
	"context"
	"errors"
	"fmt"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"github.com/tributaryhq/tributary/shared/aws/sam"
)

func (e *Estate) makeTables(ctx context.Context, t *sam.Template) error {
	tables, err := t.Tables()
	if err != nil {
		return err
	}
	for _, v := range tables {
		if err := e.makeTable(ctx, v); err != nil {
			return fmt.Errorf("%s: %w", v.ID, err)
		}
	}
	return nil
}

// makeTable makes a table without its time to live: the emulator saves its
// tables at its end without holding off the thread that deletes what has
// expired, and a save that meets it is lost whole. What has expired reads as
// absent all the same.
func (e *Estate) makeTable(ctx context.Context, t sam.Table) error {
	name := e.name(t.TableName, t.ID)
	var none *types.ResourceNotFoundException
	found, err := e.tables.DescribeTable(ctx, &dynamodb.DescribeTableInput{TableName: &name})
	switch {
	case err == nil:
		e.keepTable(t.ID, found.Table)
		return nil
	case !errors.As(err, &none):
		return err
	}
	made, err := e.tables.CreateTable(ctx, definition(name, t))
	if err != nil {
		return err
	}
	e.keepTable(t.ID, made.TableDescription)
	return nil
}

func (e *Estate) keepTable(id string, d *types.TableDescription) {
	e.made[id] = map[string]string{"": aws.ToString(d.TableName), "Arn": aws.ToString(d.TableArn), "StreamArn": aws.ToString(d.LatestStreamArn)}
}

func definition(name string, t sam.Table) *dynamodb.CreateTableInput {
	in := &dynamodb.CreateTableInput{TableName: &name, BillingMode: types.BillingModePayPerRequest, KeySchema: keySchema(t.KeySchema)}
	for _, a := range t.AttributeDefinitions {
		in.AttributeDefinitions = append(in.AttributeDefinitions, types.AttributeDefinition{
			AttributeName: aws.String(a.AttributeName), AttributeType: types.ScalarAttributeType(a.AttributeType),
		})
	}
	for _, x := range t.GlobalSecondaryIndexes {
		in.GlobalSecondaryIndexes = append(in.GlobalSecondaryIndexes, types.GlobalSecondaryIndex{
			IndexName: aws.String(x.IndexName), KeySchema: keySchema(x.KeySchema),
			Projection: &types.Projection{ProjectionType: types.ProjectionType(x.Projection.ProjectionType), NonKeyAttributes: x.Projection.NonKeyAttributes},
		})
	}
	if t.StreamSpecification != nil {
		in.StreamSpecification = &types.StreamSpecification{
			StreamEnabled: aws.Bool(true), StreamViewType: types.StreamViewType(t.StreamSpecification.StreamViewType),
		}
	}
	return in
}

func keySchema(parts []sam.KeyPart) []types.KeySchemaElement {
	ks := make([]types.KeySchemaElement, len(parts))
	for i, p := range parts {
		ks[i] = types.KeySchemaElement{AttributeName: aws.String(p.AttributeName), KeyType: types.KeyType(p.KeyType)}
	}
	return ks
}
