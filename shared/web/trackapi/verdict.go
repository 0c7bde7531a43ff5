package trackapi

import (
	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

// Verdict is the answer to a report.
type Verdict struct {
	Verdict     string                 `json:"verdict" enum:"accepted,duplicate,conflict,unattributed,parked,rejected,queued,claimed"`
	First       string                 `json:"first,omitempty" doc:"The first verdict, of a duplicate or conflict"`
	Reason      string                 `json:"reason,omitempty" doc:"A stable word that says why"`
	Conversion  string                 `json:"conversion_id,omitempty"`
	Commissions []VerdictCommission    `json:"commissions"`
	Recorded    *httpkit.Money         `json:"recorded,omitempty" doc:"The amount on record, of a conflict"`
	Given       *httpkit.Money         `json:"given,omitempty" doc:"The amount in this report, of a conflict"`
	Errors      []httpkit.ProblemField `json:"errors,omitempty" doc:"Which parameters are wrong, of one refused for what it says"`
	Trace       string                 `json:"trace_id" doc:"Names this decision for support"`

	status int
}

// VerdictCommission is one commission that the report made or changed.
type VerdictCommission struct {
	ID     string        `json:"id"`
	Amount httpkit.Money `json:"amount"`
	Status string        `json:"status"`
}

func viewOf(v conversion.Verdict, requestID string) Verdict {
	out := Verdict{
		Verdict: string(v.Result), First: string(v.First), Reason: v.Reason, Conversion: string(v.Conversion),
		Commissions: []VerdictCommission{}, Trace: string(v.Conversion), status: statusOf(v),
	}
	if out.Trace == "" {
		out.Trace = requestID
	}
	for _, c := range v.Commissions {
		out.Commissions = append(out.Commissions, VerdictCommission{string(c.ID), httpkit.MoneyOf(c.Amount), c.Status})
	}
	if v.Recorded != nil {
		m := httpkit.MoneyOf(*v.Recorded)
		out.Recorded = &m
	}
	if v.Given != nil {
		m := httpkit.MoneyOf(*v.Given)
		out.Given = &m
	}
	return out
}
