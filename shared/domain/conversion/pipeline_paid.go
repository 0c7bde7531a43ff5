package conversion

import (
	"github.com/tributaryhq/tributary/shared/domain/deal"
	"github.com/tributaryhq/tributary/shared/domain/lead"
	"github.com/tributaryhq/tributary/shared/domain/offer"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// EarnedByLead names the commissions that a lead may have earned its partner:
// for being approved, and for the sale that won it.
func EarnedByLead(l lead.Lead) ([]id.Commission, error) {
	var out []id.Commission
	of := []id.Conversion{}
	if l.Conversion != "" {
		of = append(of, l.Conversion)
	}
	for _, k := range []Kind{Lead, Sale} {
		c, err := IDOf(l.Program, k, string(l.ID))
		if err != nil {
			return nil, err
		}
		of = append(of, c)
	}
	for _, c := range of {
		paid, err := firstLine(c)
		if err != nil {
			return nil, err
		}
		out = append(out, paid)
	}
	return out, nil
}

// EarnedByDeal names the commissions that a deal may have earned its partner: for
// the stages of the plan, and for the sale.
func EarnedByDeal(d deal.Deal, stages []deal.Stage) ([]id.Commission, error) {
	sale, err := IDOf(d.Program, Sale, string(d.ID))
	if err != nil {
		return nil, err
	}
	paid, err := firstLine(sale)
	if err != nil {
		return nil, err
	}
	out := []id.Commission{paid}
	for _, s := range stages {
		c, err := id.Of[id.Commission](string(d.Program), "deed", string(offer.Stage), stageKey(d.ID, s.ID), string(d.Partner))
		if err != nil {
			return nil, err
		}
		out = append(out, c)
	}
	return out, nil
}

// stageKey is the business key of a deal's step to a stage.
func stageKey(d id.Deal, stage string) string { return string(d) + "/" + stage }

// firstLine names the commission that a conversion's first partner has of it.
func firstLine(c id.Conversion) (id.Commission, error) {
	return id.Of[id.Commission](string(c), "line", "1")
}
