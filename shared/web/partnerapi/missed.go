package partnerapi

import (
	"context"
	"net/http"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/domain/offer"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

const missedBase = programBase + "/missed"

func (a api) missed() httpkit.Noun {
	return httpkit.Noun{Name: "Partner events without commission", Patterns: []string{missedBase}, Register: func(r *httpkit.API) {
		httpkit.Register(r, httpkit.Op{
			ID: "list-missed", Method: http.MethodGet, Path: missedBase, Access: user, KeyScope: reportsRead,
			Summary: "What earned you nothing, and why, newest first", Description: "Events of your own customers for which the program pays nothing, and those in which a click or code of yours did not count.",
		}, inProgram(a, a.listMissed))
	}}
}

// Missed is an event that earned nothing.
type Missed struct {
	ID         string    `json:"id"`
	Kind       string    `json:"kind" enum:"signup,lead,sale,recurring,upgrade"`
	OccurredAt time.Time `json:"occurred_at"`
	Link       *LinkRef  `json:"link,omitempty"`
	Customer   string    `json:"customer,omitempty" doc:"Masked; only of a customer of yours"`
	Code       string    `json:"code" enum:"too_late,too_early,code_not_valid,not_active,measuring,no_offer,conditions,term_ended,excluded,most_reached,terms" doc:"Why, for whoever words it"`
	Text       string    `json:"text" doc:"Why"`
}

type listMissedInput struct {
	ProgramPath
	httpkit.PageQuery
}

func (a api) listMissed(ctx context.Context, m member, in *listMissedInput) (*httpkit.Body[httpkit.List[Missed]], error) {
	p, err := a.Misses.MissedBy(ctx, m.Program.ID, m.Partner, in.Request())
	if err != nil {
		return nil, err
	}
	out := httpkit.ListOf(p, func(x conversion.Missed) Missed {
		code, text := whyNothing(x.Reason)
		return Missed{ID: string(x.ID), Kind: string(x.Kind), OccurredAt: x.OccurredAt, Customer: x.Masked, Code: code, Text: text}
	})
	for i, x := range p.Data {
		if x.Link == "" {
			continue
		}
		if out.Data[i].Link, err = a.linkRef(ctx, m, x.Link); err != nil {
			return nil, err
		}
	}
	return httpkit.OK(out), nil
}

// whyNothing says why an event earned nothing. What the program keeps to itself,
// such as its budgets, is not told.
func whyNothing(reason string) (code, text string) {
	switch reason {
	case string(conversion.TooOld):
		return "too_late", "Your click was too long before it: the time in which clicks count had ended."
	case string(conversion.AfterEvent):
		return "too_early", "Your click came after it."
	case string(conversion.NotValid):
		return "code_not_valid", "Your code was not valid at that time."
	case string(conversion.NotActive):
		return "not_active", "Your place in the program was not active at that time."
	case "holdout_link":
		return "measuring", "It came through a link that is there for measuring and pays nothing."
	case "no_offer":
		return "no_offer", "No offer that was in force at that time pays for this kind of event."
	case offer.ConditionsNotMet, offer.CustomerUnknown:
		return "conditions", "It did not meet the conditions of the offer."
	case offer.TermEnded:
		return "term_ended", "The time or number of payments for which this customer earns you something had ended."
	case offer.Excluded:
		return "excluded", "The program pays nothing for what was bought."
	case offer.CapReached:
		return "most_reached", "You had reached the most that the offer pays in this period."
	}
	return "terms", "The terms of the program paid nothing for it."
}
