package managerapi

import (
	"context"
	"encoding/hex"
	"fmt"
	"io"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/click"
	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/domain/enrollment"
	"github.com/tributaryhq/tributary/shared/domain/link"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
	"github.com/tributaryhq/tributary/shared/web/trackapi"
)

// TestRun chooses what is proven.
type TestRun struct {
	Partner string `json:"partner_id,omitempty" maxLength:"40" doc:"Whose link is clicked; any active partner's when left out"`
	Event   string `json:"event,omitempty" enum:"signup,lead,sale" doc:"A sale when left out"`
	Amount  string `json:"amount,omitempty" maxLength:"20" doc:"Of the sale, such as 100.00"`
}

// TestRunResult says how far the test came.
type TestRunResult struct {
	Passed    bool                `json:"passed"`
	Steps     []TestRunStep       `json:"steps" doc:"In their order; the first that failed is the last"`
	Diagnosis *trackapi.Diagnosis `json:"diagnosis,omitempty"`
}

// TestRunStep is one station between click and commission.
type TestRunStep struct {
	Step    string            `json:"step" enum:"link,click,report,commission,kept"`
	OK      bool              `json:"ok"`
	Finding string            `json:"finding"`
	Values  map[string]string `json:"values,omitempty"`
}

type runTestInput struct {
	ProgramPath
	Body TestRun
}

func (a api) runTest(ctx context.Context, s staff, in *runTestInput) (*httpkit.Body[TestRunResult], error) {
	run := testRun{api: a, staff: s, asked: in.Body}
	err := run.walk(ctx)
	run.Passed = err == nil && len(run.Steps) > 0 && run.Steps[len(run.Steps)-1].OK
	if run.Passed {
		if err := a.proven(ctx, s); err != nil && !fault.Is(err, fault.Conflict) {
			return nil, err
		}
	}
	return httpkit.OK(run.TestRunResult), err
}

// testRun walks from a link to a commission.
type testRun struct {
	api
	staff
	TestRunResult

	asked TestRun
}

func (r *testRun) note(step string, ok bool, finding string, values ...string) bool {
	s := TestRunStep{Step: step, OK: ok, Finding: finding}
	for i := 0; i+1 < len(values); i += 2 {
		if values[i+1] == "" {
			continue
		}
		if s.Values == nil {
			s.Values = map[string]string{}
		}
		s.Values[values[i]] = values[i+1]
	}
	r.Steps = append(r.Steps, s)
	return ok
}

func (r *testRun) walk(ctx context.Context) error {
	l, ok, err := r.link(ctx)
	if err != nil || !ok {
		return err
	}
	t, ok, err := r.click(ctx, l)
	if err != nil || !ok {
		return err
	}
	return r.report(ctx, t)
}

// link finds a link that a visitor could follow now.
func (r *testRun) link(ctx context.Context) (link.Link, bool, error) {
	partner, err := id.Parse[id.Partner](r.asked.Partner)
	if r.asked.Partner == "" {
		rows, err := r.Places.OfProgram(ctx, r.Program.ID, enrollment.Filter{Status: enrollment.Active}, page.Request{Limit: 1})
		if err != nil {
			return link.Link{}, false, err
		}
		if len(rows.Data) == 0 {
			return link.Link{}, r.note("link", false, "No partner is active in the program yet, so nobody has a link. Invite one, yourself perhaps."), nil
		}
		partner = rows.Data[0].Partner
	} else if err != nil {
		return link.Link{}, false, unknown("partner")
	}
	rows, err := r.Links.List(ctx, r.Program.ID, partner, page.Request{Limit: page.MaxLimit})
	if err != nil {
		return link.Link{}, false, err
	}
	now := r.Clock.Now()
	for _, row := range rows.Data {
		l, err := r.Links.Get(ctx, r.Program.ID, partner, row.ID)
		if err != nil {
			return link.Link{}, false, err
		}
		if !l.Live(now) {
			continue
		}
		u, err := l.Target("", link.Viewer{At: now})
		if err != nil {
			return l, r.note("link", false, "The link "+l.Key+" leads nowhere.", "why", fault.CodeOf(err)), nil
		}
		ref, err := r.name(ctx, partner)
		return l, r.note("link", true, "A visitor follows the link of "+ref.Name+".", "link", l.Key, "leads_to", u.String()), err
	}
	return link.Link{}, r.note("link", false, "The partner has no active link."), nil
}

// click makes a test click of the link, and reads it as the intake does.
func (r *testRun) click(ctx context.Context, l link.Link) (click.Touch, bool, error) {
	t := click.Touch{At: r.Clock.Now().Add(-time.Minute), LinkRef: l.Ref, EnrollmentRef: l.Terms.EnrollmentRef, Flags: click.Test}
	if _, err := io.ReadFull(r.Doctor.Entropy, t.Visitor[:]); err != nil {
		return t, false, fmt.Errorf("make a test visitor: %w", err)
	}
	t, err := r.Doctor.Keys.Mint(r.Doctor.Entropy, r.Program.ID, t)
	if err != nil {
		return t, false, err
	}
	read, err := r.Doctor.Examiner.Clicks.Verify(ctx, r.Program.ID, string(t.ID))
	if err != nil || read.Flags&click.Test == 0 {
		return t, r.note("click", false, "The click id that was made does not verify."), nil
	}
	to, err := l.Target("", link.Viewer{At: r.Clock.Now()})
	if err != nil {
		return t, false, err
	}
	opens := l.Location(to, l.Subs, string(t.ID))
	return t, r.note("click", true, "The shop's page is opened with a signed click id, marked as a test.", "click_id", string(t.ID), "opens", opens), nil
}

// report reads a report as a postback's and decides it without keeping it.
func (r *testRun) report(ctx context.Context, t click.Touch) error {
	var suffix [6]byte
	if _, err := io.ReadFull(r.Doctor.Entropy, suffix[:]); err != nil {
		return fmt.Errorf("name a test report: %w", err)
	}
	fields := map[string]string{"event": r.asked.Event, "click_id": string(t.ID), "transaction_id": "test-" + hex.EncodeToString(suffix[:])}
	if fields["event"] == "" {
		fields["event"] = "sale"
	}
	if fields["event"] == "sale" {
		fields["amount"], fields["currency"] = r.asked.Amount, string(r.Program.Currency)
		if fields["amount"] == "" {
			fields["amount"] = "100"
		}
	}
	examiner, p := r.Doctor.Examiner, r.Processor
	p.Rules, p.Clicks = opened{p.Rules}, examiner.Clicks
	examiner.Programs, examiner.Trier = p.Rules, p
	d, err := examiner.Examine(ctx, r.Program.ID, trackapi.Check{Fields: fields})
	if err != nil {
		return err
	}
	r.Diagnosis = &d
	finding := "The report is read and decided: " + d.Verdict + "."
	if r.Program.Status != program.Live {
		finding += " The program is not live yet; this is what would happen once it is."
	}
	if !r.note("report", d.Verdict == string(conversion.Accepted), finding, "transaction_id", fields["transaction_id"], "amount", fields["amount"], "reason", d.Reason) {
		return nil
	}
	if len(d.Commissions) == 0 {
		r.note("commission", false, "No commission would be made: no offer pays for this event, or it pays nothing.")
		return nil
	}
	c := d.Commissions[0]
	m, err := c.Amount.Parse()
	if err != nil {
		return err
	}
	r.note("commission", true, "The partner would earn "+m.String()+".", "status", c.Status)
	return r.kept(ctx, conversion.Kind(fields["event"]), fields["transaction_id"])
}

// kept proves that nothing was written.
func (r *testRun) kept(ctx context.Context, k conversion.Kind, transaction string) error {
	c, err := conversion.IDOf(r.Program.ID, k, transaction)
	if err != nil {
		return err
	}
	_, err = r.Conversions.Get(ctx, r.Program.ID, c)
	if fault.Is(err, fault.NotFound) {
		r.note("kept", true, "Nothing was kept: no conversion, no money, no count.")
		return nil
	}
	if err == nil {
		r.note("kept", false, "The test left a conversion behind.")
	}
	return err
}

// opened gives the rules of a program as if it were live.
type opened struct{ conversion.Rulebook }

// Rules returns them.
func (o opened) Rules(ctx context.Context, p id.Program) (conversion.Rules, error) {
	rules, err := o.Rulebook.Rules(ctx, p)
	rules.Program.Status = program.Live
	return rules, err
}
