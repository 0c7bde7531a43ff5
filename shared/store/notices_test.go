package store_test

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/domain/notice"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/kernel/queue"
	"github.com/tributaryhq/tributary/shared/store"
	"github.com/tributaryhq/tributary/shared/table/memory"
)

const tellAnna = id.User("usr_01JD00000000000000000ANNA0")

func newNotices(options ...memory.Option) store.Notices {
	return store.Notices{T: memory.New(clock.At(tellNoon), options...)}
}

// noticeOf makes a notice of the n-th second.
func noticeOf(t *testing.T, n int) notice.Notice {
	t.Helper()
	e, err := event.New(event.PayoutSent, tellNoon.Add(time.Duration(n)*time.Second), tellProgram, tellPartner, "pay_"+strconv.Itoa(n), 1)
	if err != nil {
		t.Fatal(err)
	}
	nid, err := event.Derive[id.Notice](e, "x")
	if err != nil {
		t.Fatal(err)
	}
	return notice.Notice{ID: nid, User: tellAnna, Kind: notice.PayoutSent, Program: tellProgram, Partner: tellPartner, Subject: e.Subject, Title: "Paid", Data: map[string]string{"amount": "1.00"}, At: e.At}
}

func fill(t *testing.T, s store.Notices, n int) []notice.Notice {
	t.Helper()
	var all []notice.Notice
	for i := range n {
		all = append(all, noticeOf(t, i))
		if err := s.Add(t.Context(), all[i]); err != nil {
			t.Fatal(err)
		}
	}
	return all
}

func unread(t *testing.T, s store.Notices) (counted int64, seen int) {
	t.Helper()
	inbox, err := s.Inbox(t.Context(), tellAnna)
	if err != nil {
		t.Fatal(err)
	}
	p, err := s.List(t.Context(), tellAnna, page.Request{Limit: 100})
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range p.Data {
		if !n.Read {
			seen++
		}
	}
	return inbox.Unread, seen
}

func TestANoticeIsThereOnceAndCountedOnce(t *testing.T) {
	t.Parallel()
	s := newNotices()
	n := noticeOf(t, 1)
	for range 3 {
		if err := s.Add(t.Context(), n); err != nil {
			t.Fatal(err)
		}
	}
	p, err := s.List(t.Context(), tellAnna, page.Request{})
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff([]notice.Notice{n}, p.Data); d != "" {
		t.Error(d)
	}
	if counted, _ := unread(t, s); counted != 1 {
		t.Errorf("counted %d", counted)
	}
}

func TestTheNewestNoticeComesFirstAndPagesMeetAllOnce(t *testing.T) {
	t.Parallel()
	s := newNotices()
	fill(t, s, 7)
	var got []string
	for r := (page.Request{Limit: 3}); ; {
		p, err := s.List(t.Context(), tellAnna, r)
		if err != nil {
			t.Fatal(err)
		}
		for _, n := range p.Data {
			got = append(got, n.Subject)
		}
		if r.Cursor = p.Next; r.Cursor == "" {
			break
		}
	}
	if d := cmp.Diff([]string{"pay_6", "pay_5", "pay_4", "pay_3", "pay_2", "pay_1", "pay_0"}, got); d != "" {
		t.Error(d)
	}
}

func TestReadingCountsDownAndNeverBelowNothing(t *testing.T) {
	t.Parallel()
	s := newNotices()
	all := fill(t, s, 3)
	for range 2 {
		if err := s.Read(t.Context(), tellAnna, all[1].ID); err != nil {
			t.Fatal(err)
		}
	}
	if counted, seen := unread(t, s); counted != 2 || seen != 2 {
		t.Errorf("counted %d, seen %d", counted, seen)
	}
	if err := s.Read(t.Context(), tellAnna, noticeOf(t, 99).ID); !fault.Is(err, fault.NotFound) {
		t.Errorf("one that is not there: %v", err)
	}
	for range 2 {
		if err := s.ReadAll(t.Context(), tellAnna, all[1].ID); err != nil {
			t.Fatal(err)
		}
	}
	if counted, seen := unread(t, s); counted != 1 || seen != 1 {
		t.Errorf("after reading all but the newest: counted %d, seen %d", counted, seen)
	}
	if err := s.Read(t.Context(), tellAnna, all[0].ID); err != nil {
		t.Fatal(err)
	}
	if counted, seen := unread(t, s); counted != 1 || seen != 1 {
		t.Errorf("after reading one of those again: counted %d, seen %d", counted, seen)
	}
}

func TestAnotherTransactionInTheWayIsWaitedFor(t *testing.T) {
	t.Parallel()
	n := 0
	s := newNotices(memory.WithFaults(func(c memory.Call) memory.Fault {
		if n++; c.Op == "Commit" && n < 4 {
			return memory.Conflict
		}
		return memory.None
	}))
	if err := s.Add(t.Context(), noticeOf(t, 1)); err != nil {
		t.Error(err)
	}
}

func TestPreferencesAreKeptBesideTheCounter(t *testing.T) {
	t.Parallel()
	s := newNotices()
	off, on := []notice.Switch{{Kind: notice.PayoutSent, Channel: notice.Email}}, []notice.Switch{{Kind: notice.Conversion, Channel: notice.Email}}
	if err := s.Prefer(t.Context(), notice.Inbox{User: tellAnna, Off: off, On: on}); err != nil {
		t.Fatal(err)
	}
	all := fill(t, s, 2)
	if err := s.ReadAll(t.Context(), tellAnna, all[1].ID); err != nil {
		t.Fatal(err)
	}
	inbox, err := s.Inbox(t.Context(), tellAnna)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(notice.Inbox{User: tellAnna, Unread: 0, ReadUntil: all[1].ID, Off: off, On: on}, inbox); d != "" {
		t.Error(d)
	}
}

func TestAMailIsClaimedByOneWriterUntilItIsOut(t *testing.T) {
	t.Parallel()
	m := notice.Mark{Event: "evt_1", Kind: notice.PayoutSent, User: tellAnna}
	for name, tc := range map[string]struct {
		writer string
		after  time.Duration
		sent   bool
		want   bool
	}{
		"the same writer, which crashed":    {"m1", time.Minute, false, true},
		"another while the first is at it":  {"m2", time.Minute, false, false},
		"another when the first is lost":    {"m2", 20 * time.Minute, false, true},
		"the same once it is out":           {"m1", time.Minute, true, false},
		"another once it is out, days on":   {"m2", 72 * time.Hour, true, false},
		"the same, long after, not yet out": {"m1", 72 * time.Hour, false, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newNotices()
			if mine, err := s.Claim(t.Context(), m, "m1", tellNoon); err != nil || !mine {
				t.Fatal(mine, err)
			}
			if tc.sent {
				if err := s.Sent(t.Context(), m); err != nil {
					t.Fatal(err)
				}
			}
			if mine, err := s.Claim(t.Context(), m, tc.writer, tellNoon.Add(tc.after)); err != nil || mine != tc.want {
				t.Errorf("%v, %v", mine, err)
			}
		})
	}
}

func TestAMilestoneBelongsToTheFirstEventForEver(t *testing.T) {
	t.Parallel()
	s := newNotices()
	for _, tc := range []struct {
		partner id.Partner
		event   id.Event
		want    bool
	}{{tellPartner, "evt_1", true}, {tellPartner, "evt_2", false}, {tellPartner, "evt_1", true}, {tellOther, "evt_2", true}} {
		if first, err := s.Milestone(t.Context(), tellProgram, tc.partner, "first", tc.event); err != nil || first != tc.want {
			t.Errorf("%s of %s: %v, %v", tc.event, tc.partner, first, err)
		}
	}
}

// postbox keeps mails and dies when told to.
type postbox struct {
	mails []notice.Mail
	die   bool
}

func (p *postbox) Send(_ context.Context, m notice.Mail) error {
	if p.die {
		p.die = false
		panic("killed")
	}
	p.mails = append(p.mails, m)
	return nil
}

type oneMember struct{}

func (oneMember) Payees(context.Context, id.Partner) ([]notice.Recipient, error) {
	return nil, nil
}

func (oneMember) Recipients(context.Context, id.Partner) ([]notice.Recipient, error) {
	return []notice.Recipient{{User: tellAnna, Email: "anna@partner.example"}}, nil
}

type oneProgram struct{}

func (oneProgram) Load(context.Context, ...id.Program) ([]program.Program, error) {
	return []program.Program{{ID: tellProgram, Name: "Shoes"}}, nil
}

func newNotifier(t *testing.T, s store.Notices, p *postbox) notice.Notifier {
	t.Helper()
	r, err := notice.NewRenderer()
	if err != nil {
		t.Fatal(err)
	}
	farewell := notice.Farewell{Origin: "https://p.example", Key: func(context.Context) ([]byte, error) { return []byte("key"), nil }}
	return notice.Notifier{
		Store: s, Marks: s, Members: oneMember{}, Programs: oneProgram{}, Mailer: p, Renderer: r,
		Farewell: farewell, Origin: farewell.Origin, Clock: clock.At(tellNoon),
	}
}

func sentPayout(t *testing.T, mid string) queue.Message {
	t.Helper()
	e, err := event.New(event.PayoutSent, tellNoon, tellProgram, tellPartner, "pay_1", 1)
	if err != nil {
		t.Fatal(err)
	}
	m, ok := notice.Message(e)
	if !ok {
		t.Fatal("nobody is told")
	}
	m.ID = mid
	return m
}

func TestAMailerKilledBetweenClaimAndSendingSendsOnceInTheEnd(t *testing.T) {
	t.Parallel()
	s, p := newNotices(), &postbox{die: true}
	n := newNotifier(t, s, p)
	if !crash(func() { n.Handle(t.Context(), []queue.Message{sentPayout(t, "m1")}) }) {
		t.Fatal("it did not die")
	}
	for _, mid := range []string{"m2", "m1", "m1", "m2"} { // a copy, then the redelivery
		if err := errors.Join(n.Handle(t.Context(), []queue.Message{sentPayout(t, mid)})...); err != nil {
			t.Fatal(err)
		}
	}
	if counted, _ := unread(t, s); len(p.mails) != 1 || counted != 1 {
		t.Errorf("%d mails, %d notices", len(p.mails), counted)
	}
}

func TestTroubleWithTheTableAtAnyCallTellsOnceInTheEnd(t *testing.T) {
	t.Parallel()
	for n := range 4 { // inbox, notice, claim, note
		for _, f := range []memory.Fault{memory.CrashBefore, memory.CrashAfter, memory.Lost, memory.Throttled, memory.Conflict} {
			t.Run(fmt.Sprintf("fault %d at call %d", f, n), func(t *testing.T) {
				t.Parallel()
				calls, p := 0, &postbox{}
				s := newNotices(memory.WithFaults(func(memory.Call) memory.Fault {
					if calls++; calls == n+1 {
						return f
					}
					return memory.None
				}))
				h := newNotifier(t, s, p)
				told := false
				for range 3 {
					var err error
					if !crash(func() { err = errors.Join(h.Handle(t.Context(), []queue.Message{sentPayout(t, "m1")})...) }) && err == nil {
						told = true
						break
					}
				}
				// When only the note that the mail is out was lost, it goes out again:
				// that is the price of never losing one.
				most := 1
				if n == 3 && f != memory.CrashAfter && f != memory.Lost {
					most = 2
				}
				if counted, _ := unread(t, s); !told || counted != 1 || len(p.mails) < 1 || len(p.mails) > most {
					t.Errorf("told %v: %d mails, %d notices", told, len(p.mails), counted)
				}
			})
		}
	}
}

func (oneMember) Managers(context.Context, id.Program, bool) ([]notice.Recipient, error) {
	return nil, nil
}
