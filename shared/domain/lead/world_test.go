package lead_test

import (
	"crypto/rand"
	"errors"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/lead"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/store"
	"github.com/tributaryhq/tributary/shared/table/memory"
)

const (
	maya = id.Partner("ptr_maya")
	noah = id.Partner("ptr_noah")
)

var (
	by    = lead.Hand{User: "usr_maya"}
	staff = lead.Hand{User: "usr_boss", Staff: true}
)

func idGroup(s string) id.Group { return id.Group(s) }

// world is one live program on a memory table.
type world struct {
	t     *testing.T
	clock *clock.Manual
	desk  lead.Desk
	prog  program.Program
}

func newWorld(t *testing.T) *world {
	t.Helper()
	c := clock.NewManual(time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC))
	tab := memory.New(c)
	return &world{t: t, clock: c, prog: program.Program{ID: "prg_1", Status: program.Live, Currency: "EUR", Zone: "UTC"}, desk: lead.Desk{
		Store: store.Leads{T: tab}, Forms: store.LeadForms{T: tab, Clock: c}, Clock: c, Entropy: rand.Reader,
	}}
}

func (w *world) place(o id.Partner) lead.Place { return lead.Place{Program: w.prog, Partner: o} }

func (w *world) form(fields ...lead.Field) {
	w.t.Helper()
	w.must(w.desk.Forms.SaveForm(w.t.Context(), lead.Form{Program: "prg_1", Fields: fields, Signups: true, Version: 1}))
}

func (w *world) submit(o id.Partner, d lead.Draft) error {
	w.t.Helper()
	w.clock.Advance(time.Second)
	_, err := w.desk.Submit(w.t.Context(), w.place(o), by, d)
	return err
}

// named is a lead of a partner's in review.
func (w *world) named(o id.Partner, email string) lead.Lead {
	w.t.Helper()
	w.clock.Advance(time.Second)
	l, err := w.desk.Submit(w.t.Context(), w.place(o), by, lead.Draft{Name: "Ada", Email: email})
	w.must(err)
	return l
}

func (w *world) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

// locations are the fields that a fault names.
func locations(err error) []string {
	var f *fault.Error
	if !errors.As(err, &f) {
		return nil
	}
	var out []string
	for _, x := range f.Fields {
		out = append(out, x.Location)
	}
	return out
}
