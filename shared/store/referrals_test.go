package store_test

import (
	"context"
	"testing"

	"github.com/tributaryhq/tributary/shared/domain/enrollment"
	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/domain/partner"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/store"
)

func TestAnApplicationRemembersWhoBroughtItAndNeverItself(t *testing.T) {
	t.Parallel()
	o, ctx := newOffice(t, nil), context.Background()
	maya, err := o.newcomer(t, "maya@example.com")
	if err != nil {
		t.Fatal(err)
	}
	if maya, err = o.Approve(ctx, o.prg.ID, maya.Partner, "usr_1"); err != nil {
		t.Fatal(err)
	}
	waiting, err := o.newcomer(t, "lena@example.com")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name string
		who  enrollment.Applicant
		want id.Partner
	}{
		{"by a partner's code", enrollment.Applicant{Code: maya.Code()}, maya.Partner},
		{"without one", enrollment.Applicant{}, ""},
		{"by no code", enrollment.Applicant{Code: "not a code!"}, ""},
		{"by nobody's code", enrollment.Applicant{Code: "p1"}, ""},
		{"by an applicant's code", enrollment.Applicant{Code: waiting.Code()}, ""},
		{"by the person's own", enrollment.Applicant{User: identity.User{ID: maya.Applicant}, Code: maya.Code()}, ""},
		{"by that of an organisation of theirs", enrollment.Applicant{Of: []id.Partner{maya.Partner}, Code: maya.Code()}, ""},
	} {
		if c.who.User.ID == "" {
			if c.who.User, err = o.door.NewUser("new@example.com", "New"); err != nil {
				t.Fatal(err)
			}
		}
		got, err := o.Apply(ctx, o.prg.ID, c.who, partner.Partner{Name: "Newcomer " + c.name}, nil)
		if err != nil || got.Referrer != c.want {
			t.Errorf("%s: %q, %v", c.name, got.Referrer, err)
		}
		kept, err := o.Store.Load(ctx, o.prg.ID, got.Partner)
		if err != nil || kept.Referrer != c.want {
			t.Errorf("%s, as it is kept: %q, %v", c.name, kept.Referrer, err)
		}
		if c.want == "" {
			continue
		}
		if after, err := o.Approve(ctx, o.prg.ID, got.Partner, "usr_1"); err != nil || after.Referrer != c.want {
			t.Errorf("%s, once approved: %q, %v", c.name, after.Referrer, err)
		}
	}
	if _, err := o.Suspend(ctx, o.prg.ID, maya.Partner, "Spam", "usr_1"); err != nil {
		t.Fatal(err)
	}
	u, err := o.door.NewUser("late@example.com", "Late")
	if err != nil {
		t.Fatal(err)
	}
	late, err := o.Apply(ctx, o.prg.ID, enrollment.Applicant{User: u, New: true, Code: maya.Code()}, partner.Partner{Name: "Late"}, nil)
	if err != nil || late.Referrer != "" {
		t.Errorf("by a suspended partner's code: %q, %v", late.Referrer, err)
	}
	rows, err := store.Enrollments{T: o.tab}.Referred(ctx, o.prg.ID, maya.Partner, page.Request{Limit: 10})
	if err != nil || len(rows.Data) != 1 || rows.Data[0].Name != "Newcomer by a partner's code" || rows.Data[0].Status != enrollment.Active {
		t.Errorf("%+v, %v", rows, err)
	}
}
