package app

import (
	"context"

	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/store"
	"github.com/tributaryhq/tributary/shared/web/trackapi"
)

// examiner tells what reports would come to.
func (b Backends) examiner(rules conversion.Rulebook) trackapi.Doctor {
	return trackapi.Doctor{
		Programs: rules, Secrets: b.Secrets(), Clicks: verifier{b.Keys}, Trier: b.processor(rules),
		Names: partnerNames{store.Partners{T: b.Table, Clock: b.Clock}},
	}
}

// partnerNames says what partners are called.
type partnerNames struct{ partners store.Partners }

// NamesOf reads their names.
func (n partnerNames) NamesOf(ctx context.Context, ps []id.Partner) (map[id.Partner]string, error) {
	found, err := n.partners.Load(ctx, ps...)
	out := map[id.Partner]string{}
	for _, p := range found {
		out[p.ID] = p.Name
	}
	return out, err
}

var _ trackapi.Names = partnerNames{}
