package app

import (
	"context"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/domain/fx"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/provider/ecb"
	"github.com/tributaryhq/tributary/shared/store"
	"github.com/tributaryhq/tributary/shared/web/managerapi"
)

func (b Backends) rateStore() store.Rates { return store.Rates{T: b.Table, Clock: b.Clock} }

func (b Backends) finder() fx.Finder { return fx.Finder{Store: b.rateStore()} }

func (b Backends) rated() conversion.Rated {
	return conversion.Rated{Store: b.rateStore(), Queue: b.Queue}
}

func (b Backends) rateDesk() fx.Desk { return fx.Desk{Store: b.rateStore(), Clock: b.Clock} }

func (b Backends) rates() managerapi.Rates {
	return managerapi.Rates{Finder: b.finder(), Desk: b.rateDesk(), Waiting: b.rated()}
}

// The central bank publishes at about four in the afternoon in Frankfurt, on
// working days. It is asked at the full hours of the afternoon and evening until
// the day is there, and at any full hour while there is nothing of late.
const (
	publishedFrom = 14 // UTC
	publishedTo   = 20
	fetchMinutes  = 5
)

// fetchRates fetches the central bank's rates if a program goes by them, and
// decides again what waited for them.
func (b Backends) fetchRates(ctx context.Context, now time.Time) error {
	if b.Caller == nil || now.Minute() >= fetchMinutes {
		return nil
	}
	programs, err := b.centralBanks(ctx)
	if err != nil || len(programs) == 0 {
		return err
	}
	today := now.UTC().Format(time.DateOnly)
	known, err := b.rateStore().Sheets(ctx, fx.CentralBank, now.AddDate(0, 0, -7).UTC().Format(time.DateOnly), today)
	if err != nil {
		return err
	}
	awaited := now.UTC().Hour() >= publishedFrom && now.UTC().Hour() <= publishedTo
	if len(known) > 0 && (known[0].Day == today || !awaited) {
		return nil
	}
	rates, err := ecb.Feed{Caller: b.Caller}.Latest(ctx)
	if fault.Is(err, fault.Unavailable) {
		b.Log.Warn("the central bank's rates cannot be had", "err", err)
		return nil
	}
	if err != nil {
		return err
	}
	if n, err := b.rateDesk().Enter(ctx, fx.CentralBank, rates...); err != nil || n == 0 {
		return err
	}
	for _, p := range programs {
		if _, err := b.rated().Release(ctx, p); err != nil {
			return err
		}
	}
	return nil
}

// centralBanks lists the programs that go by the central bank's rates.
func (b Backends) centralBanks(ctx context.Context) ([]id.Program, error) {
	programs := store.Programs{T: b.Table, Clock: b.Clock}
	all, err := programs.All(ctx)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	loaded, err := programs.Load(ctx, all...)
	if err != nil {
		return nil, err
	}
	var out []id.Program
	for _, p := range loaded {
		if p.Rates.ECB {
			out = append(out, p.ID)
		}
	}
	return out, nil
}

var _ conversion.Rates = fx.Finder{}
