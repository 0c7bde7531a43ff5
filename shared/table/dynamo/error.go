package dynamo

import (
	"context"
	"errors"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/aws/smithy-go"
	"github.com/aws/smithy-go/transport/http"

	"github.com/tributaryhq/tributary/shared/table"
	"github.com/tributaryhq/tributary/shared/table/internal/apply"
)

// reasonOf gives the meaning of a code of a call, or of an operation in a
// commit. A code that nobody expects is a mistake of ours.
func reasonOf(code string) table.Reason {
	switch code {
	case "ConditionalCheckFailed", "ConditionalCheckFailedException":
		return table.Refused
	case "TransactionConflict", "TransactionConflictException", "ReplicatedWriteConflictException":
		return table.Conflict
	case "ThrottlingError", "ThrottlingException", "ProvisionedThroughputExceeded", "ProvisionedThroughputExceededException", "RequestLimitExceeded":
		return table.Throttled
	case "TransactionInProgressException":
		return table.Unknown
	}
	return table.Misuse
}

// failure turns an error of a call into the port's. What is no answer of the
// service, or its own failure, leaves the outcome unknown.
func failure(ctx context.Context, err error) error {
	var own *table.Error
	if err == nil || errors.As(err, &own) {
		return err
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	var refused *types.ConditionalCheckFailedException
	if errors.As(err, &refused) {
		old, wireErr := FromWire(refused.Item)
		if wireErr != nil {
			return wireErr
		}
		return apply.Failed(table.Refused, old)
	}
	var api smithy.APIError
	var response *http.ResponseError
	if !errors.As(err, &api) || errors.As(err, &response) && response.HTTPStatusCode() >= 500 {
		return &table.Error{Reason: table.Unknown, Err: err}
	}
	reason := reasonOf(api.ErrorCode())
	return &table.Error{Reason: reason, Failed: []*table.Failure{{Reason: reason}}, Err: err}
}

// updateFailure finds out, where DynamoDB only says that an update is not
// valid, whether the item would become too large.
func (t *Table) updateFailure(ctx context.Context, u table.Update, err error) error {
	err = failure(ctx, err)
	if table.ReasonOf(err) != table.Misuse {
		return err
	}
	if cause := t.cause(ctx, u); cause != nil {
		return cause
	}
	return err
}

func (t *Table) cause(ctx context.Context, u table.Update) error {
	old, err := t.stored(ctx, u.Key)
	if err != nil {
		return err
	}
	_, err = apply.Change(u, old)
	return err
}

// commitFailure turns the error of a commit into one with a failure per
// operation.
func (t *Table) commitFailure(ctx context.Context, ops []table.Op, err error) error {
	var cancelled *types.TransactionCanceledException
	if !errors.As(err, &cancelled) || ctx.Err() != nil || len(cancelled.CancellationReasons) != len(ops) {
		return failure(ctx, err)
	}
	failed := make([]*table.Failure, len(ops))
	for i, r := range cancelled.CancellationReasons {
		code := aws.ToString(r.Code)
		if code == "" || code == "None" {
			continue
		}
		old, wireErr := FromWire(r.Item)
		if wireErr != nil {
			return wireErr
		}
		failed[i] = &table.Failure{Reason: reasonOf(code), Old: old}
		if u, ok := ops[i].(table.Update); ok && failed[i].Reason == table.Misuse && table.ReasonOf(t.cause(ctx, u)) == table.TooLarge {
			failed[i].Reason = table.TooLarge
		}
	}
	var e *table.Error
	if errors.As(apply.Cancelled(failed), &e) {
		e.Err = err
		return e
	}
	return failure(ctx, err)
}
