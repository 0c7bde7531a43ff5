package surface_test

import (
	"github.com/tributaryhq/tributary/shared/domain/integration"
	"github.com/tributaryhq/tributary/shared/store"
	"github.com/tributaryhq/tributary/shared/web/managerapi"
)

func (w *world) integrations() managerapi.Integrations {
	return managerapi.Integrations{
		Desk:    integration.Desk{Store: store.Integrations{T: w.table, Clock: w.clock}, Sealer: plain{}, Opener: plain{}, Clock: w.clock},
		Journal: store.IntegrationJournal{T: w.table, Clock: w.clock},
	}
}
