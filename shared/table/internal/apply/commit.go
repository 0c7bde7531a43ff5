package apply

import (
	"slices"

	"github.com/tributaryhq/tributary/shared/table"
)

// Commit returns the operations with their values as they are stored.
func Commit(ops []table.Op) ([]table.Op, error) {
	if len(ops) == 0 || len(ops) > maxOps {
		return nil, misuse("commit of %d operations", len(ops))
	}
	seen := map[table.Key]bool{}
	clean := make([]table.Op, len(ops))
	size := 0
	for i, op := range ops {
		c, n, err := one(op)
		if err != nil {
			return nil, err
		}
		if k := c.Target(); seen[k] {
			return nil, misuse("commit changes %s %s twice", k.PK, k.SK)
		}
		seen[c.Target()], clean[i] = true, c
		size += n
	}
	if size > maxCommit {
		return nil, &table.Error{Reason: table.TooLarge}
	}
	return clean, nil
}

// one cleans an operation and returns the bytes that it carries.
func one(op table.Op) (clean table.Op, size int, err error) {
	switch o := op.(type) {
	case table.Put:
		o, err = Put(o)
		return o, Size(o.Item), err
	case table.Update:
		o, err = Update(o)
		return o, Size(o.Set) + Size(o.SetIfAbsent), err
	case table.Delete:
		o.If, err = cleanConditions(o.If)
		return o, 0, firstOf(checkKey(o.Key), err)
	case table.Check:
		o.If, err = cleanConditions(o.If)
		if len(o.If) == 0 {
			err = misuse("check without a condition")
		}
		return o, 0, firstOf(checkKey(o.Key), err)
	}
	return nil, 0, misuse("unknown operation %T", op)
}

func firstOf(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// cleanConditions returns the conditions with their values as they are stored.
func cleanConditions(in []table.Condition) ([]table.Condition, error) {
	out := slices.Clone(in)
	for i := range out {
		c := &out[i]
		if c.Attr == "" && c.Op != table.OpAbsent && c.Op != table.OpPresent {
			return nil, misuse("condition on no attribute")
		}
		var err error
		switch c.Op {
		case table.OpAbsent, table.OpPresent:
		case table.OpBelow:
			if c.Other == "" || c.Other == c.Attr {
				err = misuse("condition: %q below %q", c.Attr, c.Other)
			}
		case table.OpOneOf:
			err = cleanSet(c)
		case table.OpIs:
			c.Value, err = value(c.Value)
		case table.OpAtMost, table.OpAtLeast, table.OpAbsentOrAtMost:
			c.Value, err = value(c.Value)
			if _, isBool := c.Value.(bool); isBool {
				err = misuse("condition on %s: a boolean has no order", c.Attr)
			}
		default:
			err = misuse("unknown condition %d", c.Op)
		}
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

func cleanSet(c *table.Condition) error {
	if len(c.Any) == 0 || len(c.Any) > maxOneOf {
		return misuse("condition on %s: one of %d values", c.Attr, len(c.Any))
	}
	c.Any = slices.Clone(c.Any)
	for i, v := range c.Any {
		a, err := value(v)
		if err != nil {
			return err
		}
		c.Any[i] = a
	}
	return nil
}

// Cancelled is the error of a commit in which some operations failed, nil when
// none did. A refusal outweighs a conflict: trying again would meet it again.
func Cancelled(failed []*table.Failure) error {
	for _, reason := range []table.Reason{table.Refused, table.TooLarge, table.Misuse, table.Throttled, table.Conflict} {
		for _, f := range failed {
			if f != nil && f.Reason == reason {
				return &table.Error{Reason: reason, Failed: failed}
			}
		}
	}
	return nil
}
