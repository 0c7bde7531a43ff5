package trackapi

import (
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/domain/doctor"
)

// hidden is shown instead of a secret.
const hidden = "•••"

// secretParameters are read, and never shown.
func secretParameters() []string { return []string{"key", "secret", "sig"} }

// pasted finds the address in what somebody has pasted: a curl line, perhaps,
// with the address in quotes.
func pasted(text string) string {
	text = strings.TrimSpace(text)
	at := strings.Index(text, "http://")
	if i := strings.Index(text, "https://"); i >= 0 && (at < 0 || i < at) {
		at = i
	}
	if at > 0 && strings.ContainsAny(text[:at], " \"'") {
		text = text[at:]
	}
	if end := strings.IndexAny(text, "\"'\n\r\t "); end > 0 {
		text = text[:end]
	}
	return text
}

// linesOf splits a query into its parameters, in their order.
func linesOf(query string) []doctor.Line {
	var out []doctor.Line
	for part := range strings.SplitSeq(query, "&") {
		if part == "" {
			continue
		}
		name, value, _ := strings.Cut(part, "=")
		if n, err := url.QueryUnescape(name); err == nil {
			name = n
		}
		if v, err := url.QueryUnescape(value); err == nil {
			value = v
		}
		known := canonical(name)
		out = append(out, doctor.Line{Name: name, Value: value, Known: known, Unfilled: known != "" && Unfilled(value)})
	}
	return out
}

// canonical is the name that a parameter is read as, empty when nobody reads it.
func canonical(name string) string {
	if slices.Contains(secretParameters(), name) || name == "program" || strings.HasPrefix(name, "metadata.") ||
		slices.Contains([]string{"adv1", "adv2", "adv3", "adv4", "adv5"}, name) {
		return name
	}
	for _, p := range Parameters() {
		if name == p.Name || slices.Contains(p.Aliases, name) {
			return p.Name
		}
	}
	return ""
}

// reportLines are the fields of a report that say something, in their order.
func reportLines(r Report) []doctor.Line {
	text, err := json.Marshal(r)
	if err != nil {
		return nil
	}
	given := map[string]json.RawMessage{}
	if json.Unmarshal(text, &given) != nil {
		return nil
	}
	var out []doctor.Line
	for _, name := range []string{
		"event", "transaction_id", "order_id", "click_id", "amount", "coupon_codes", "lines", "country", "customer_id", "customer_email", "customer_name",
		"new_customer", "metadata", "status", "occurred_at", "reason",
	} {
		value, ok := given[name]
		if !ok {
			continue
		}
		line := doctor.Line{Name: name, Known: name, Value: string(value)}
		if name == "coupon_codes" {
			line.Known = "coupon_code"
			line.Name = line.Known
		}
		var plain string
		if json.Unmarshal(value, &plain) == nil {
			line.Value = plain
		}
		if line.Value != "" {
			line.Unfilled = Unfilled(line.Value) && name != "lines" && name != "metadata" && name != "amount"
			out = append(out, line)
		}
	}
	return out
}

func diagnosisOf(c doctor.Case) Diagnosis {
	d := doctor.Examine(c)
	out := Diagnosis{
		Worst: string(d.Worst), Verdict: "refused", Status: http.StatusBadRequest, Lines: []DiagnosisLine{},
		Findings: []DiagnosisFinding{}, Commissions: []VerdictCommission{}, Steps: []DiagnosisStep{},
	}
	for _, l := range c.Lines {
		line := DiagnosisLine{Name: l.Name, Value: l.Value, ReadAs: l.Known}
		if slices.Contains(secretParameters(), l.Known) {
			line.Value = hidden
		}
		out.Lines = append(out.Lines, line)
	}
	for _, f := range d.Findings {
		out.Findings = append(out.Findings, DiagnosisFinding{f.Code, string(f.Severity), f.Field, f.Message, f.Fix})
	}
	decided(&out, c)
	return out
}

// decided says what the answer would be: the first thing that the intake looks
// at wins, and that is the secret, then macros, then the report.
func decided(out *Diagnosis, c doctor.Case) {
	unproven := c.Address != nil && (c.Address.Secret == doctor.Missing || c.Address.Secret == doctor.Refused)
	unfilled := slices.ContainsFunc(c.Lines, func(l doctor.Line) bool { return l.Unfilled && needed(l.Known) })
	switch {
	case unproven:
		out.Status, out.Reason = http.StatusUnauthorized, "wrong_secret"
	case unfilled:
		out.Verdict, out.Status, out.Reason = string(conversion.Rejected), http.StatusOK, "macro_not_replaced"
	case c.Record != nil:
		v := viewOf(c.Record.Verdict, "")
		out.Verdict, out.Status, out.Reason, out.Commissions = v.Verdict, v.status, v.Reason, v.Commissions
		for _, k := range c.Record.Candidates {
			out.Steps = append(out.Steps, DiagnosisStep{string(k.How), string(k.Finding), weighed(k, c)})
		}
		for _, s := range c.Record.Trace {
			out.Steps = append(out.Steps, DiagnosisStep{s.Name, s.Finding, s.Values})
		}
	}
}

// weighed is what the weighing of a touch looked at.
func weighed(k conversion.Candidate, c doctor.Case) map[string]string {
	out := map[string]string{}
	partner := c.Partners[k.Partner]
	if partner == "" {
		partner = string(k.Partner)
	}
	for name, v := range map[string]string{"partner": partner, "link": string(k.Link), "offer": string(k.Offer), "click_id": k.Click, "coupon": k.Coupon} {
		if v != "" {
			out[name] = v
		}
	}
	if !k.At.IsZero() {
		out["at"] = k.At.UTC().Format(time.RFC3339)
	}
	return out
}

func needed(name string) bool {
	return slices.ContainsFunc(Parameters(), func(p Parameter) bool { return p.Name == name && p.Needed })
}
