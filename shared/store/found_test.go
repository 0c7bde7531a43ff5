package store_test

import (
	"context"
	"testing"

	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/store"
)

func TestTheFirstProgramComesWithItsOwnerAndOnce(t *testing.T) {
	t.Parallel()
	d, tab, c := newDesk(t)
	ctx := context.Background()
	owner, err := id.New[id.User](c.Now(), d.Entropy)
	if err != nil {
		t.Fatal(err)
	}
	f := program.Founder{Desk: d, Store: store.Programs{T: tab, Clock: c}}
	if vacant, err := f.Vacant(ctx); err != nil || !vacant {
		t.Fatalf("an empty installation: %v %v", vacant, err)
	}
	for _, wrong := range []program.Founded{
		{Name: "Northwind", Website: "http://northwind.example", Currency: "EUR"},
		{Name: "Northwind", Website: "https://northwind.example", Currency: "euro"},
		{Name: "Northwind", Website: "https://northwind.example", Currency: "EUR", Zone: "Mars"},
	} {
		if _, err := f.Found(ctx, wrong, owner); !fault.Is(err, fault.Invalid) {
			t.Errorf("%+v: %v", wrong, err)
		}
	}
	p, err := f.Found(ctx, program.Founded{Name: "Northwind Partners", Website: "https://www.northwind.example/", Currency: "EUR", Zone: "Europe/Berlin"}, owner)
	if err != nil {
		t.Fatal(err)
	}
	if p.Slug != "northwind-partners" || p.Status != program.Draft || p.Zone != "Europe/Berlin" || len(p.AllowedHosts) != 1 || p.AllowedHosts[0] != "www.northwind.example" {
		t.Errorf("%+v", p)
	}
	ms, err := store.Members{T: tab, Clock: c}.OfUser(ctx, owner)
	if err != nil || len(ms) != 1 || ms[0].Program != p.ID || ms[0].Role != identity.Owner {
		t.Errorf("%+v %v", ms, err)
	}
	if _, err := f.Found(ctx, program.Founded{Name: "Another", Website: "https://another.example", Currency: "EUR"}, owner); fault.CodeOf(err) != "program.founded" {
		t.Errorf("a second one: %v", err)
	}
}
