package dynamo

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"github.com/tributaryhq/tributary/shared/table"
	"github.com/tributaryhq/tributary/shared/table/internal/apply"
)

const oldOnFailure = types.ReturnValuesOnConditionCheckFailureAllOld

// Update changes one item and returns it whole as it was and as it is.
func (t *Table) Update(ctx context.Context, u table.Update) (before, after table.Item, err error) {
	u, err = apply.Update(u)
	if err != nil {
		return nil, nil, err
	}
	var e expression
	change, condition := e.update(u), e.conditions(u.If)
	out, err := t.client.UpdateItem(ctx, &dynamodb.UpdateItemInput{
		TableName: &t.name, Key: wireKey(u.Key), UpdateExpression: change, ConditionExpression: condition,
		ExpressionAttributeNames: e.names, ExpressionAttributeValues: e.values,
		ReturnValues: types.ReturnValueAllOld, ReturnValuesOnConditionCheckFailure: oldOnFailure,
	}, onlyIfNotDone)
	if err != nil {
		return nil, nil, t.updateFailure(ctx, u, err)
	}
	before, err = FromWire(out.Attributes)
	if err != nil {
		return nil, nil, err
	}
	after, err = apply.Change(u, before)
	return before, apply.Clone(after), err
}

// UpdateEach runs independent updates.
func (t *Table) UpdateEach(ctx context.Context, us []table.Update) []table.Result {
	results := make([]table.Result, len(us))
	each(len(us), func(i int) {
		r := &results[i]
		r.Old, r.New, r.Err = t.Update(ctx, us[i])
	})
	return results
}

// PutEach writes independent items.
func (t *Table) PutEach(ctx context.Context, items []table.Item) []error {
	errs := make([]error, len(items))
	each(len(items), func(i int) { errs[i] = t.put(ctx, items[i]) })
	return errs
}

func (t *Table) put(ctx context.Context, item table.Item) error {
	p, err := apply.Put(table.Put{Item: item})
	if err != nil {
		return err
	}
	_, err = t.client.PutItem(ctx, &dynamodb.PutItemInput{TableName: &t.name, Item: wireItem(p.Item)})
	return failure(ctx, err)
}

// Commit does all operations or none. The SDK gives the call a token of its
// own, which all repetitions of it share.
func (t *Table) Commit(ctx context.Context, ops []table.Op) error {
	ops, err := apply.Commit(ops)
	if err != nil {
		return err
	}
	items := make([]types.TransactWriteItem, len(ops))
	for i, op := range ops {
		items[i] = t.operation(op)
	}
	_, err = t.client.TransactWriteItems(ctx, &dynamodb.TransactWriteItemsInput{TransactItems: items})
	if err != nil {
		return t.commitFailure(ctx, ops, err)
	}
	return nil
}

func (t *Table) operation(op table.Op) (item types.TransactWriteItem) {
	var e expression
	switch o := op.(type) {
	case table.Put:
		condition := e.conditions(o.If)
		item.Put = &types.Put{
			TableName: &t.name, Item: wireItem(o.Item), ConditionExpression: condition,
			ExpressionAttributeNames: e.names, ExpressionAttributeValues: e.values, ReturnValuesOnConditionCheckFailure: oldOnFailure,
		}
	case table.Update:
		update, condition := e.update(o), e.conditions(o.If)
		item.Update = &types.Update{
			TableName: &t.name, Key: wireKey(o.Key), UpdateExpression: update, ConditionExpression: condition,
			ExpressionAttributeNames: e.names, ExpressionAttributeValues: e.values, ReturnValuesOnConditionCheckFailure: oldOnFailure,
		}
	case table.Delete:
		condition := e.conditions(o.If)
		item.Delete = &types.Delete{
			TableName: &t.name, Key: wireKey(o.Key), ConditionExpression: condition,
			ExpressionAttributeNames: e.names, ExpressionAttributeValues: e.values, ReturnValuesOnConditionCheckFailure: oldOnFailure,
		}
	case table.Check:
		condition := e.conditions(o.If)
		item.ConditionCheck = &types.ConditionCheck{
			TableName: &t.name, Key: wireKey(o.Key), ConditionExpression: condition,
			ExpressionAttributeNames: e.names, ExpressionAttributeValues: e.values, ReturnValuesOnConditionCheckFailure: oldOnFailure,
		}
	}
	return item
}
