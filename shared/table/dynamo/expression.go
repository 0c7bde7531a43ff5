package dynamo

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"github.com/tributaryhq/tributary/shared/table"
)

// expression collects the names and values that the expressions of one call
// use; both maps stay nil while empty, as DynamoDB demands.
type expression struct {
	names  map[string]string
	values map[string]types.AttributeValue
}

// name returns the sign that stands for an attribute.
func (e *expression) name(attr string) string {
	for sign, known := range e.names {
		if known == attr {
			return sign
		}
	}
	if e.names == nil {
		e.names = map[string]string{}
	}
	sign := "#" + strconv.Itoa(len(e.names))
	e.names[sign] = attr
	return sign
}

// value returns the sign that stands for a value.
func (e *expression) value(v any) string {
	if e.values == nil {
		e.values = map[string]types.AttributeValue{}
	}
	sign := ":" + strconv.Itoa(len(e.values))
	e.values[sign] = wire(v)
	return sign
}

// conditions returns a condition expression, nil for none.
func (e *expression) conditions(cs []table.Condition) *string {
	if len(cs) == 0 {
		return nil
	}
	parts := make([]string, len(cs))
	for i, c := range cs {
		parts[i] = e.condition(c)
	}
	return aws.String(strings.Join(parts, " AND "))
}

func (e *expression) condition(c table.Condition) string {
	attr := c.Attr
	if attr == "" {
		attr = table.PK
	}
	n := e.name(attr)
	switch c.Op {
	case table.OpAbsent:
		return "attribute_not_exists(" + n + ")"
	case table.OpPresent:
		return "attribute_exists(" + n + ")"
	case table.OpIs:
		return n + " = " + e.value(c.Value)
	case table.OpOneOf:
		signs := make([]string, len(c.Any))
		for i, v := range c.Any {
			signs[i] = e.value(v)
		}
		return n + " IN (" + strings.Join(signs, ", ") + ")"
	case table.OpAtMost:
		return n + " <= " + e.value(c.Value)
	case table.OpAtLeast:
		return n + " >= " + e.value(c.Value)
	case table.OpAbsentOrAtMost:
		return "(attribute_not_exists(" + n + ") OR " + n + " <= " + e.value(c.Value) + ")"
	case table.OpBelow:
		return n + " < " + e.name(c.Other)
	}
	return ""
}

// update returns an update expression; equal updates give equal text.
func (e *expression) update(u table.Update) *string {
	var set, add, remove []string
	for _, attr := range slices.Sorted(maps.Keys(u.Set)) {
		set = append(set, e.name(attr)+" = "+e.value(u.Set[attr]))
	}
	for _, attr := range slices.Sorted(maps.Keys(u.SetIfAbsent)) {
		n := e.name(attr)
		set = append(set, n+" = if_not_exists("+n+", "+e.value(u.SetIfAbsent[attr])+")")
	}
	for _, attr := range slices.Sorted(maps.Keys(u.Add)) {
		add = append(add, e.name(attr)+" "+e.value(u.Add[attr]))
	}
	for _, attr := range u.Remove {
		remove = append(remove, e.name(attr))
	}
	var clauses []string
	for _, c := range []struct {
		verb  string
		parts []string
	}{{"SET", set}, {"ADD", add}, {"REMOVE", remove}} {
		if len(c.parts) > 0 {
			clauses = append(clauses, c.verb+" "+strings.Join(c.parts, ", "))
		}
	}
	return aws.String(strings.Join(clauses, " "))
}

// keys returns the key condition of a query.
func (e *expression) keys(q table.Query) *string {
	pk, sk := q.Index.Keys()
	text := e.name(pk) + " = " + e.value(q.PK)
	switch {
	case q.Prefix != "":
		text += " AND begins_with(" + e.name(sk) + ", " + e.value(q.Prefix) + ")"
	case q.From != "" && q.To != "":
		text += " AND " + e.name(sk) + " BETWEEN " + e.value(q.From) + " AND " + e.value(q.To)
	case q.From != "":
		text += " AND " + e.name(sk) + " >= " + e.value(q.From)
	case q.To != "":
		text += " AND " + e.name(sk) + " <= " + e.value(q.To)
	}
	return &text
}
