package store_test

import (
	"context"
	"crypto/rand"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/apikey"
	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/domain/partner"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/domain/team"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/store"
	"github.com/tributaryhq/tributary/shared/table/memory"
)

// post keeps the mails that are sent.
type post struct{ sent []identity.Mail }

func (p *post) Send(_ context.Context, m identity.Mail) error {
	p.sent = append(p.sent, m)
	return nil
}

// token is that of the last mail.
func (p *post) token() string {
	_, raw, _ := strings.Cut(p.sent[len(p.sent)-1].Link, "#token=")
	return raw
}

// crew is an organisation with its desk and its mails.
type crew struct {
	team.Desk
	clock *clock.Manual
	users store.Users
	keys  apikey.Desk
	post  *post
	of    team.Owner
}

func newCrew(t *testing.T, admins ...string) *crew {
	t.Helper()
	c := clock.NewManual(linkNoon)
	tab := memory.New(c)
	users, members := store.Users{T: tab, Clock: c}, store.Members{T: tab, Clock: c}
	keys := apikey.Desk{Store: store.APIKeys{T: tab, Clock: c}, Clock: c, Entropy: rand.Reader}
	w := &crew{clock: c, users: users, keys: keys, post: &post{}, of: team.Owner{Partner: linkPartner}}
	w.Desk = team.Desk{
		Store: store.Teams{T: tab, Clock: c}, Members: members, Users: users, Partners: onlyPartner{}, Keys: keys,
		Limits: store.Limits{T: tab}, Mail: w.post, Clock: c, Entropy: rand.Reader, Origin: "https://partners.example",
	}
	for _, name := range admins {
		u := w.person(t, name)
		if err := members.Grant(t.Context(), identity.Membership{User: u.ID, Partner: w.of.Partner, Role: identity.Admin, Since: linkNoon}); err != nil {
			t.Fatal(err)
		}
	}
	return w
}

type onlyPartner struct{}

func (onlyPartner) Load(context.Context, ...id.Partner) ([]partner.Partner, error) {
	return []partner.Partner{{ID: linkPartner, Name: "Northern Reviews"}}, nil
}

func userID(t *testing.T, name string) id.User {
	t.Helper()
	u, err := id.Of[id.User](name)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

func (w *crew) person(t *testing.T, name string) identity.User {
	t.Helper()
	u := identity.User{ID: userID(t, name), Email: name + "@example.com", Name: name, Status: identity.Active, Version: 1, CreatedAt: linkNoon}
	if err := w.users.Create(t.Context(), u); err != nil {
		t.Fatal(err)
	}
	return u
}

func (w *crew) roles(t *testing.T) string {
	t.Helper()
	got, err := w.Of(t.Context(), w.of)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, m := range got.Members {
		out = append(out, m.Name+" "+string(m.Role))
	}
	for _, i := range got.Invitations {
		out = append(out, "invited "+i.Email)
	}
	slices.Sort(out)
	return strings.Join(out, ", ")
}

func TestAnInvitationBringsOnePersonIn(t *testing.T) {
	t.Parallel()
	w := newCrew(t, "ann")
	i, err := w.Invite(t.Context(), w.of, " Ben@Example.com", "user", userID(t, "ann"))
	if err != nil {
		t.Fatal(err)
	}
	if m := w.post.sent[0]; m.To != "ben@example.com" || m.By != "ann" || m.Team != "Northern Reviews" || m.ExpiresIn != team.InvitationLife {
		t.Errorf("the mail is %+v", m)
	}
	old := w.post.token()
	if _, err := w.Resend(t.Context(), w.of, i.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Look(t.Context(), old); !fault.Is(err, fault.Gone) {
		t.Errorf("the link before the last: %v", err)
	}
	offer, err := w.Look(t.Context(), w.post.token())
	if err != nil || offer.Known || offer.Organisation != "Northern Reviews" || offer.Inviter != "ann" {
		t.Fatalf("%+v %v", offer, err)
	}
	ben := identity.User{ID: userID(t, "ben"), Email: "ben@example.com", Name: "ben", Status: identity.Active, Version: 1, CreatedAt: linkNoon}
	stranger := ben
	stranger.Email = "eve@example.com"
	if err := w.Accept(t.Context(), offer, stranger, false); fault.CodeOf(err) != "invitation.other_address" {
		t.Errorf("somebody else accepts: %v", err)
	}
	if err := w.Accept(t.Context(), offer, ben, true); err != nil {
		t.Fatal(err)
	}
	if err := w.Accept(t.Context(), offer, ben, true); err != nil { // a second click
		t.Errorf("accepted again: %v", err)
	}
	if _, err := w.Look(t.Context(), w.post.token()); !fault.Is(err, fault.Gone) {
		t.Errorf("after it was accepted: %v", err)
	}
	if got := w.roles(t); got != "ann admin, ben user" {
		t.Error(got)
	}
	if _, err := w.Invite(t.Context(), w.of, "ben@example.com", "admin", userID(t, "ann")); fault.CodeOf(err) != "team.member" {
		t.Errorf("a member is invited: %v", err)
	}
}

func TestAnInvitationEndsAfterSevenDaysOrWhenItIsWithdrawn(t *testing.T) {
	t.Parallel()
	w := newCrew(t, "ann")
	i, err := w.Invite(t.Context(), w.of, "ben@example.com", "user", userID(t, "ann"))
	if err != nil {
		t.Fatal(err)
	}
	w.clock.Advance(team.InvitationLife)
	if _, err := w.Look(t.Context(), w.post.token()); err != nil {
		t.Errorf("in its last moment: %v", err)
	}
	w.clock.Advance(time.Second)
	if _, err := w.Look(t.Context(), w.post.token()); !fault.Is(err, fault.Gone) {
		t.Errorf("after seven days: %v", err)
	}
	if _, err := w.Resend(t.Context(), w.of, i.ID); err != nil {
		t.Fatal(err)
	}
	offer, err := w.Look(t.Context(), w.post.token())
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Withdraw(t.Context(), w.of, i.ID); err != nil {
		t.Fatal(err)
	}
	ben := w.person(t, "ben")
	if err := w.Accept(t.Context(), offer, ben, false); !fault.Is(err, fault.Gone) {
		t.Errorf("accepted while it is withdrawn: %v", err)
	}
	if got := w.roles(t); got != "ann admin" {
		t.Error(got)
	}
	for _, raw := range []string{"", "a.b.c", strings.Repeat("x", 200), "01JD0000000000000000000000.01JD0000000000000000000000." + strings.Repeat("A", 43)} {
		if _, err := w.Look(t.Context(), raw); !fault.Is(err, fault.Gone) {
			t.Errorf("%q: %v", raw, err)
		}
	}
}

func TestInvitingTellsNothingOfAccounts(t *testing.T) {
	t.Parallel()
	w := newCrew(t, "ann")
	w.person(t, "known")
	for _, email := range []string{"known@example.com", "unknown@example.com"} {
		i, err := w.Invite(t.Context(), w.of, email, "user", userID(t, "ann"))
		if err != nil || i.Role != identity.Member {
			t.Errorf("%s: %+v %v", email, i, err)
		}
	}
	a, b := w.post.sent[0], w.post.sent[1]
	a.To, a.Link, b.To, b.Link = "", "", "", ""
	if a != b {
		t.Errorf("the mails differ: %+v, %+v", a, b)
	}
}

func TestADayHasOnlySoManyInvitations(t *testing.T) {
	t.Parallel()
	w := newCrew(t, "ann")
	for n := range team.MaxMails {
		if _, err := w.Invite(t.Context(), w.of, fmt.Sprintf("p%d@example.com", n), "user", userID(t, "ann")); err != nil {
			t.Fatal(n, err)
		}
	}
	if _, err := w.Invite(t.Context(), w.of, "more@example.com", "user", userID(t, "ann")); fault.CodeOf(err) != "team.too_many_mails" {
		t.Error(err)
	}
}

func TestAnOrganisationKeepsAnAdmin(t *testing.T) {
	t.Parallel()
	w := newCrew(t, "ann")
	if err := w.SetRole(t.Context(), w.of, userID(t, "ann"), "user"); fault.CodeOf(err) != "team.last_admin" {
		t.Errorf("the last admin is demoted: %v", err)
	}
	if err := w.Remove(t.Context(), w.of, userID(t, "ann")); fault.CodeOf(err) != "team.last_admin" {
		t.Errorf("the last admin leaves: %v", err)
	}
	if err := w.SetRole(t.Context(), w.of, userID(t, "nobody"), "user"); !fault.Is(err, fault.NotFound) {
		t.Errorf("a stranger: %v", err)
	}
	if err := w.SetRole(t.Context(), w.of, userID(t, "ann"), "owner"); !fault.Is(err, fault.Invalid) {
		t.Errorf("a role of programs: %v", err)
	}
}

func TestAdminsWhoDemoteEachOtherAtOnceLeaveOne(t *testing.T) {
	t.Parallel()
	for round := range 20 {
		w := newCrew(t, "ann", "ben", "cyd")
		acts := []func(u id.User) error{
			func(u id.User) error { return w.SetRole(t.Context(), w.of, u, "user") },
			func(u id.User) error { return w.Remove(t.Context(), w.of, u) },
		}
		var wg sync.WaitGroup
		for n, name := range []string{"ann", "ben", "cyd"} {
			wg.Go(func() { _ = acts[(n+round)%2](userID(t, name)) }) // one of them is refused
		}
		wg.Wait()
		if got := w.roles(t); strings.Count(got, "admin") != 1 {
			t.Fatalf("round %d: %s", round, got)
		}
	}
}

func TestKeysEndWithTheMembershipOfTheirMaker(t *testing.T) {
	t.Parallel()
	w := newCrew(t, "ann", "ben")
	make := func(by string) string {
		_, text, err := w.keys.Make(t.Context(), apikey.Owner{Partner: w.of.Partner}, apikey.Draft{Kind: apikey.Secret, Name: by, Scopes: []apikey.Scope{apikey.ReportsRead}}, string(userID(t, by)))
		if err != nil {
			t.Fatal(err)
		}
		return text
	}
	anns, bens := make("ann"), make("ben")
	if err := w.Remove(t.Context(), w.of, userID(t, "ben")); err != nil {
		t.Fatal(err)
	}
	if _, err := w.keys.Authenticate(t.Context(), anns); err != nil {
		t.Errorf("the key of who stays: %v", err)
	}
	if _, err := w.keys.Authenticate(t.Context(), bens); fault.CodeOf(err) != "key.unknown" {
		t.Errorf("the key of who went: %v", err)
	}
}

func TestAMemberIsSeenEveryQuarterOfAnHour(t *testing.T) {
	t.Parallel()
	w := newCrew(t, "ann")
	members, ok := w.Members.(store.Members)
	if !ok {
		t.Fatal("no members")
	}
	for _, tc := range []struct {
		wait time.Duration
		want time.Time
	}{{time.Hour, linkNoon.Add(time.Hour)}, {10 * time.Minute, linkNoon.Add(time.Hour)}, {5 * time.Minute, linkNoon.Add(75 * time.Minute)}} {
		w.clock.Advance(tc.wait)
		ms, err := members.OfUser(t.Context(), userID(t, "ann"))
		if err != nil {
			t.Fatal(err)
		}
		if err := members.Seen(t.Context(), ms[0]); err != nil {
			t.Fatal(err)
		}
		got, err := w.Of(t.Context(), w.of)
		if err != nil || !got.Members[0].SeenAt.Equal(tc.want) {
			t.Errorf("after %s: %s %v", tc.wait, got.Members[0].SeenAt, err)
		}
	}
	if err := members.Seen(t.Context(), identity.Membership{User: userID(t, "gone"), Partner: w.of.Partner}); err != nil {
		t.Errorf("somebody who went: %v", err)
	}
}

func TestAProgramsTeamIsInvitedAndKeepsAnOwner(t *testing.T) {
	t.Parallel()
	w := newCrew(t)
	w.of = team.Owner{Program: linkProgram}
	w.Programs = onlyProgram{}
	ann, ben := w.person(t, "ann"), w.person(t, "ben")
	if err := (store.Members{T: w.users.T, Clock: w.clock}).Grant(t.Context(), identity.Membership{User: ann.ID, Program: linkProgram, Role: identity.Owner, Since: linkNoon}); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Invite(t.Context(), w.of, "ben@example.com", "admin", ann.ID); fault.CodeOf(err) != "team.bad_role" {
		t.Errorf("a partner's role: %v", err)
	}
	if _, err := w.Invite(t.Context(), w.of, "ben@example.com", "owner", ann.ID); err != nil {
		t.Fatal(err)
	}
	if m := w.post.sent[0]; m.Team != "Acme" || m.Program != "acme" || m.By != "ann" {
		t.Errorf("the mail says %+v", m)
	}
	offer, err := w.Look(t.Context(), w.post.token())
	if err != nil || offer.Owner != w.of || offer.Organisation != "Acme" {
		t.Fatalf("%+v, %v", offer, err)
	}
	if err := w.Remove(t.Context(), w.of, ann.ID); fault.CodeOf(err) != "team.last_owner" {
		t.Errorf("the last owner goes: %v", err)
	}
	if err := w.Accept(t.Context(), offer, ben, false); err != nil {
		t.Fatal(err)
	}
	if err := w.SetRole(t.Context(), w.of, ann.ID, "viewer"); err != nil {
		t.Fatal(err)
	}
	if err := w.SetRole(t.Context(), w.of, ben.ID, "finance"); fault.CodeOf(err) != "team.last_owner" {
		t.Errorf("the last owner is made something else: %v", err)
	}
	if got := w.roles(t); got != "ann viewer, ben owner" {
		t.Error(got)
	}
}

type onlyProgram struct{}

func (onlyProgram) Load(context.Context, ...id.Program) ([]program.Program, error) {
	return []program.Program{{ID: linkProgram, Slug: "acme", Name: "Acme"}}, nil
}
