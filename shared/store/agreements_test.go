package store_test

import (
	"crypto/rand"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/agreement"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/store"
	"github.com/tributaryhq/tributary/shared/table/memory"
)

// pact is a program's agreements.
type pact struct {
	agreement.Desk
	t     *testing.T
	clock *clock.Manual
}

func newPact(t *testing.T) pact {
	t.Helper()
	c := clock.NewManual(linkNoon)
	kept := store.Agreements{T: memory.New(c), Clock: c}
	return pact{agreement.Desk{Store: kept, Signatures: kept, Clock: c, Entropy: rand.Reader}, t, c}
}

func (p pact) publish(of id.Agreement, text string, signers agreement.Signers, groups ...id.Group) agreement.Agreement {
	p.t.Helper()
	words := agreement.Words{Title: "Terms", Text: text, Signers: signers}
	var err error
	if of == "" {
		var made agreement.Agreement
		made, err = p.Create(p.t.Context(), "prg_1", words, groups, "usr_boss")
		of = made.ID
	} else {
		_, err = p.Write(p.t.Context(), "prg_1", of, words, "usr_boss")
	}
	if err != nil {
		p.t.Fatal(err)
	}
	a, err := p.Publish(p.t.Context(), "prg_1", of, agreement.HashOf("Terms", text), "Bea Boss", "usr_boss")
	if err != nil {
		p.t.Fatal(err)
	}
	return a
}

func signer(o id.Partner, u id.User) agreement.Signer {
	return agreement.Signer{Program: "prg_1", Partner: o, User: u, Admin: true, Group: "grp_1"}
}

func (p pact) due(by agreement.Signer) int {
	p.t.Helper()
	due, err := p.Due(p.t.Context(), by)
	if err != nil {
		p.t.Fatal(err)
	}
	return len(due)
}

func act(a agreement.Agreement) agreement.Act {
	return agreement.Act{Agreement: a.ID, Number: a.Number, Hash: a.Hash, Name: " Ann  Able ", Consent: true, Address: "a-hash", Agent: "Browser\n1"}
}

func TestANewVersionAsksAgain(t *testing.T) {
	t.Parallel()
	p := newPact(t)
	ann := signer("ptr_1", "usr_ann")
	if n := p.due(ann); n != 0 {
		t.Fatalf("%d due before there is one", n)
	}
	first := p.publish("", "One.", agreement.Everybody)
	if n := p.due(ann); n != 1 {
		t.Fatalf("%d due", n)
	}
	s, err := p.Sign(t.Context(), ann, act(first))
	if err != nil || s.Name != "Ann Able" || s.Agent != "Browser1" || s.Signatory != "Bea Boss" || !s.At.Equal(linkNoon) {
		t.Fatalf("%+v, %v", s, err)
	}
	if n := p.due(ann); n != 0 {
		t.Fatalf("%d due after it is signed", n)
	}
	second := p.publish(first.ID, "Two.", agreement.Everybody)
	if n := p.due(ann); n != 1 || second.Number != 2 {
		t.Fatalf("%d due of version %d", n, second.Number)
	}
	if _, err := p.Sign(t.Context(), ann, act(first)); fault.CodeOf(err) != "agreement.changed" {
		t.Fatalf("the old text is signed: %v", err)
	}
	if v, err := p.Store.Version(t.Context(), "prg_1", first.ID, 1); err != nil || v.Text != "One." {
		t.Fatalf("the old text is gone: %+v, %v", v, err)
	}
	if _, err := p.Withdraw(t.Context(), "prg_1", first.ID); err != nil || p.due(ann) != 0 {
		t.Fatalf("a withdrawn one is asked for: %v", err)
	}
}

func TestWhoIsAsked(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		signers agreement.Signers
		groups  []id.Group
		by      agreement.Signer
		due     int
	}{
		"a colleague where everybody signs":              {agreement.Everybody, nil, signer("ptr_1", "usr_ben"), 1},
		"a colleague where one signs for all":            {agreement.Organisation, nil, signer("ptr_1", "usr_ben"), 0},
		"another partner where one signs for all":        {agreement.Organisation, nil, signer("ptr_2", "usr_ben"), 1},
		"a partner of another group":                     {agreement.Everybody, []id.Group{"grp_1"}, agreement.Signer{Program: "prg_1", Partner: "ptr_1", User: "usr_ben", Group: "grp_2"}, 0},
		"the same person for another organisation":       {agreement.Everybody, nil, signer("ptr_2", "usr_ann"), 1},
		"a partner of another program of the same owner": {agreement.Everybody, nil, agreement.Signer{Program: "prg_2", Partner: "ptr_1", User: "usr_ann"}, 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := newPact(t)
			a := p.publish("", "One.", tc.signers, tc.groups...)
			if _, err := p.Sign(t.Context(), signer("ptr_1", "usr_ann"), act(a)); err != nil {
				t.Fatal(err)
			}
			if n := p.due(tc.by); n != tc.due {
				t.Errorf("%d due, not %d", n, tc.due)
			}
		})
	}
}

func TestWhatIsNoSignature(t *testing.T) {
	t.Parallel()
	p := newPact(t)
	a := p.publish("", "One.", agreement.Organisation)
	user := signer("ptr_1", "usr_ann")
	user.Admin = false
	for name, tc := range map[string]struct {
		by   agreement.Signer
		edit func(*agreement.Act)
		code string
	}{
		"without consent":      {signer("ptr_1", "usr_ann"), func(a *agreement.Act) { a.Consent = false }, "agreement.unsigned"},
		"without a name":       {signer("ptr_1", "usr_ann"), func(a *agreement.Act) { a.Name = " . " }, "agreement.unsigned"},
		"of another text":      {signer("ptr_1", "usr_ann"), func(a *agreement.Act) { a.Hash = "x" }, "agreement.changed"},
		"of another version":   {signer("ptr_1", "usr_ann"), func(a *agreement.Act) { a.Number = 2 }, "agreement.changed"},
		"by who is no admin":   {user, func(*agreement.Act) {}, "agreement.admin"},
		"of no agreement":      {signer("ptr_1", "usr_ann"), func(a *agreement.Act) { a.Agreement = "agr_0" }, "agreement.unknown"},
		"of another program's": {agreement.Signer{Program: "prg_2", Partner: "ptr_1", User: "usr_ann", Admin: true}, func(*agreement.Act) {}, "agreement.unknown"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			one := act(a)
			tc.edit(&one)
			if _, err := p.Sign(t.Context(), tc.by, one); fault.CodeOf(err) != tc.code {
				t.Errorf("%v, not %s", err, tc.code)
			}
		})
	}
}

func TestManySignAtOnceAndEachIsCounted(t *testing.T) {
	t.Parallel()
	p := newPact(t)
	a := p.publish("", "One.", agreement.Everybody)
	const people = 8
	var wait sync.WaitGroup
	errs := make([]error, 2*people)
	for n := range errs {
		wait.Go(func() {
			_, errs[n] = p.Sign(t.Context(), signer("ptr_1", id.User(fmt.Sprintf("usr_%d", n%people))), act(a))
		})
	}
	wait.Wait()
	signed := 0
	for _, err := range errs {
		switch {
		case err == nil:
			signed++
		case fault.CodeOf(err) != "agreement.signed" && !fault.IsStale(err):
			t.Error(err)
		}
	}
	tallies, err := p.Signatures.Tallies(t.Context(), "prg_1", a.ID, 1, []id.Partner{"ptr_1", "ptr_2"})
	if err != nil {
		t.Fatal(err)
	}
	all, err := p.Signatures.OfAgreement(t.Context(), "prg_1", a.ID, page.Request{})
	if err != nil || int64(signed) != tallies[0].Signatures || len(all.Data) != signed || tallies[1].Signatures != 0 || signed == 0 {
		t.Errorf("%d signed, %+v counted, %d listed: %v", signed, tallies, len(all.Data), err)
	}
	if got := tallies[0].LastAt; got.Sub(linkNoon) > time.Minute {
		t.Errorf("the last at %s", got)
	}
}
