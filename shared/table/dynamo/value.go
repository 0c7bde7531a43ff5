package dynamo

import (
	"fmt"
	"strconv"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"github.com/tributaryhq/tributary/shared/table"
)

// wire turns a value as it is stored into DynamoDB's.
func wire(v any) types.AttributeValue {
	switch x := v.(type) {
	case string:
		return &types.AttributeValueMemberS{Value: x}
	case int64:
		return &types.AttributeValueMemberN{Value: strconv.FormatInt(x, 10)}
	case bool:
		return &types.AttributeValueMemberBOOL{Value: x}
	case []byte:
		return &types.AttributeValueMemberB{Value: x}
	}
	return &types.AttributeValueMemberNULL{Value: true}
}

func wireItem(item table.Item) map[string]types.AttributeValue {
	out := make(map[string]types.AttributeValue, len(item))
	for name, v := range item {
		out[name] = wire(v)
	}
	return out
}

func wireKey(k table.Key) map[string]types.AttributeValue {
	return wireItem(table.Item{table.PK: k.PK, table.SK: k.SK})
}

// FromWire turns an item of DynamoDB, or of its stream, into the table's. It
// refuses a type of value that the table never writes.
func FromWire(attrs map[string]types.AttributeValue) (table.Item, error) {
	if len(attrs) == 0 {
		return nil, nil
	}
	item := make(table.Item, len(attrs))
	for name, a := range attrs {
		switch x := a.(type) {
		case *types.AttributeValueMemberS:
			item[name] = x.Value
		case *types.AttributeValueMemberBOOL:
			item[name] = x.Value
		case *types.AttributeValueMemberB:
			item[name] = append([]byte{}, x.Value...)
		case *types.AttributeValueMemberN:
			n, err := strconv.ParseInt(x.Value, 10, 64)
			if err != nil {
				return nil, strange(name, err)
			}
			item[name] = n
		default:
			return nil, strange(name, fmt.Errorf("a value of %T", a))
		}
	}
	return item, nil
}

func fromWireAll(all []map[string]types.AttributeValue) ([]table.Item, error) {
	items := make([]table.Item, len(all))
	for i, attrs := range all {
		item, err := FromWire(attrs)
		if err != nil {
			return nil, err
		}
		items[i] = item
	}
	return items, nil
}

func strange(name string, err error) error {
	return &table.Error{Reason: table.Misuse, Err: fmt.Errorf("attribute %s: %w", name, err)}
}
