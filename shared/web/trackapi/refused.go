package trackapi

import (
	"context"
	"errors"
	"net/url"
	"strings"

	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/domain/doctor"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

// maxRefused is how much of a refused request is kept.
const maxRefused = 1000

// unread remembers a report of a proven program that could not be read, for
// whoever connects a shop and wonders. Failing to is nobody's concern.
func (i Intake) unread(ctx context.Context, p id.Program, source conversion.Source, in Fields, err error) {
	var f *fault.Error
	if i.Refusals == nil || !errors.As(err, &f) || f.Kind != fault.Invalid {
		return
	}
	i.keep(ctx, doctor.Refusal{Program: p, Source: source, Request: in.shown(), Code: f.Code, Fields: f.Fields})
}

// unfilled remembers one whose macros were not replaced.
func (i Intake) unfilled(ctx context.Context, p id.Program, source conversion.Source, in Fields, names []string) {
	if i.Refusals == nil {
		return
	}
	r := doctor.Refusal{Program: p, Source: source, Request: in.shown(), Code: "macro_not_replaced"}
	for _, n := range names {
		r.Fields = append(r.Fields, fault.Field{Location: n, Message: "is a macro that was not replaced by its value"})
	}
	i.keep(ctx, r)
}

// conflicted remembers a report of a known event with another amount, which
// leaves no other trace.
func (i Intake) conflicted(ctx context.Context, p id.Program, source conversion.Source, in Fields, v conversion.Verdict) {
	if i.Refusals == nil || v.Result != conversion.Conflict {
		return
	}
	i.keep(ctx, doctor.Refusal{Program: p, Source: source, Request: in.shown(), Code: string(conversion.Conflict), Fields: []fault.Field{{
		Location: "amount", Message: "is another than the one on record",
	}}})
}

func (i Intake) keep(ctx context.Context, r doctor.Refusal) {
	r.At = i.Clock.Now()
	i.Refusals.Keep(ctx, httpkit.RequestID(ctx), r) //nolint:errcheck // the answer says all; this is a convenience
}

// shown is what a report says, without anything about the customer.
func (in Fields) shown() string {
	q := url.Values{}
	for name, v := range map[string]string{
		"event": in.Event, "transaction_id": in.Transaction, "order_id": in.Order, "click_id": in.Clicks, "amount": in.Amount,
		"currency": in.Currency, "status": in.Status, "occurred_at": in.Occurred, "coupon_code": strings.Join(in.Coupons, ","),
	} {
		if v != "" {
			q.Set(name, v)
		}
	}
	text := q.Encode()
	return text[:min(len(text), maxRefused)]
}
