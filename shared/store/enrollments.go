package store

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/tributaryhq/tributary/shared/domain/enrollment"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/table"
)

// Enrollments keeps partners' places in programs.
type Enrollments struct {
	T     table.Table
	Clock clock.Clock // dates audit entries
}

type enrollmentRecord struct {
	Program   id.Program          `table:"program"`
	Partner   id.Partner          `table:"partner"`
	Applicant id.User             `table:"applicant"`
	Name      string              `table:"name"`
	Status    enrollment.Status   `table:"status"`
	Reason    string              `table:"reason,omitempty"`
	Ref       uint64              `table:"ref"`
	Answers   []enrollment.Answer `table:"answers,omitempty"`
	AppliedAt time.Time           `table:"applied_at"`
	DecidedAt time.Time           `table:"decided_at"`
	DecidedBy string              `table:"decided_by,omitempty"`
	Version   int64               `table:"version"`

	Group        id.Group `table:"group,omitempty"`
	Tier         id.Tier  `table:"tier,omitempty"`
	TierLocked   bool     `table:"tier_locked,omitempty"`
	TierSince    string   `table:"tier_since,omitempty"`
	TierReviewed string   `table:"tier_reviewed,omitempty"`

	Referrer id.Partner `table:"referrer,omitempty"`

	Unmet       []string  `table:"unmet,omitempty"`
	ReapplyFrom time.Time `table:"reapply_from,omitempty"`
	Tags        []string  `table:"tags,omitempty"`
	Invited     bool      `table:"invited,omitempty"`
	SeenOn      string    `table:"seen_on,omitempty"`
	SeenDays    int64     `table:"seen_days,omitempty"`
}

const (
	reviewApplications = "application"
	applicationShards  = 4
	rowName            = 160 // bytes of a name that a list row carries
)

func enrollmentItem(e enrollment.Enrollment) table.Item {
	item := newItem(enrollmentKey(e.Program, e.Partner), "enrollment", enrollmentRecord(e))
	sk := join(instant(e.AppliedAt), string(e.Partner))
	item["GSI2PK"], item["GSI2SK"], item["view"] = enrollmentsOfProgramPK(e.Program), sk, enrollmentView(e)
	if e.Referrer != "" {
		item["GSI1PK"], item["GSI1SK"] = enrollmentGSI1(e.Program, e.Referrer), referredGSI1(e.AppliedAt, e.Partner)
	}
	if e.Status == enrollment.InReview {
		item["GSI3PK"], item["GSI3SK"] = reviewPK(e.Program, reviewApplications, shardOf(string(e.Partner), applicationShards)), sk
	}
	return item
}

func enrollmentView(e enrollment.Enrollment) string {
	row := enrollment.RowOf(e)
	for len(row.Name) > rowName {
		_, size := utf8.DecodeLastRuneInString(row.Name)
		row.Name = row.Name[:len(row.Name)-size]
	}
	text, err := json.Marshal(row)
	if err != nil { // strings and times always have a JSON form
		return ""
	}
	return string(text)
}

// Apply writes an application, with its user and partner when they are new.
func (s Enrollments) Apply(ctx context.Context, a enrollment.Application) error {
	e := a.Enrollment
	absent := []table.Condition{table.Absent("")}
	item := enrollmentItem(e)
	ops := []table.Op{
		table.Put{Item: item, If: absent},
		table.Put{Item: newItem(enrollmentRefKey(e.Program, e.Ref), "enrollment_ref", struct {
			Partner id.Partner `table:"partner"`
		}{e.Partner}), If: absent},
		eventOp(a.Event),
		auditOp(ctx, e.AppliedAt, e.Program, "enrollment.apply", e.Subject(), nil, item),
	}
	if a.Partner != nil {
		ops = append(ops, table.Put{Item: partnerItem(*a.Partner), If: absent})
	}
	if a.Member != nil {
		ops = append(ops, membershipOps(*a.Member)...)
	}
	email := len(ops)
	if a.User != nil {
		ops = append(ops, userOps(*a.User)...)
	}
	err := s.T.Commit(ctx, ops)
	switch {
	case a.User != nil && refused(err, email):
		return fault.Wrap(err, fault.Conflict, "user.email_taken", "Somebody has that e-mail address already.")
	case refused(err, 0):
		return fault.Wrap(err, fault.Conflict, "enrollment.exists", "This partner has applied to the program already.")
	case err != nil:
		return fmt.Errorf("take the application of %s: %w", e.Partner, err)
	}
	return nil
}

// Load reads one enrollment consistently. Access pattern A19.
func (s Enrollments) Load(ctx context.Context, p id.Program, o id.Partner) (enrollment.Enrollment, error) {
	items, err := s.T.Get(ctx, []table.Key{enrollmentKey(p, o)}, true)
	if err != nil {
		return enrollment.Enrollment{}, fmt.Errorf("load an enrollment: %w", err)
	}
	if items[0] == nil {
		return enrollment.Enrollment{}, fault.New(fault.NotFound, "enrollment.unknown", "There is no such partner in the program.")
	}
	return decodeEnrollment(items[0])
}

func decodeEnrollment(item table.Item) (enrollment.Enrollment, error) {
	var r enrollmentRecord
	if err := table.Decode(item, &r); err != nil {
		return enrollment.Enrollment{}, fmt.Errorf("read enrollment %s: %w", item.Key(), err)
	}
	return enrollment.Enrollment(r), nil
}

// OfPartner lists a partner's enrollments. Access pattern A19.
func (s Enrollments) OfPartner(ctx context.Context, o id.Partner) ([]enrollment.Enrollment, error) {
	items, err := queryAll(ctx, s.T, table.Query{PK: partnerPK(o), Prefix: enrollmentPrefix(), Consistent: true})
	if err != nil {
		return nil, fmt.Errorf("list the enrollments of %s: %w", o, err)
	}
	out := make([]enrollment.Enrollment, len(items))
	for i, item := range items {
		if out[i], err = decodeEnrollment(item); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// Approve writes the enrollment, its account, default link and event in one
// transaction.
func (s Enrollments) Approve(ctx context.Context, a enrollment.Approval) error {
	links, err := linkOps(a.Link)
	if err != nil {
		return err
	}
	ops := append(s.change(ctx, "enrollment.approve", a.Before, a.After), links...)
	ops = append(ops, openBalanceOps(a)...)
	ops = append(ops, eventOp(a.Event))
	const linkOp = 2 // after the enrollment and its audit entry
	err = commit(ctx, s.T, ops)
	if refused(err, linkOp) || refused(err, linkOp+1) {
		return fault.Wrap(err, fault.Conflict, "link.key_taken", "this key is taken")
	}
	return err
}

// change writes an enrollment that still is what it was, and its audit entry.
func (s Enrollments) change(ctx context.Context, action string, before, after enrollment.Enrollment) []table.Op {
	was, is, at := enrollmentItem(before), enrollmentItem(after), after.DecidedAt
	if at.IsZero() { // it has just been applied for anew
		at = after.AppliedAt
	}
	return []table.Op{
		table.Put{Item: is, If: []table.Condition{table.Is("version", before.Version)}},
		auditOp(ctx, at, after.Program, action, after.Subject(), was, is),
	}
}

// Decide writes another state, mirrored on the account where there is one.
func (s Enrollments) Decide(ctx context.Context, d enrollment.Decision) error {
	return commit(ctx, s.T, s.decided(ctx, d))
}

func (s Enrollments) decided(ctx context.Context, d enrollment.Decision) []table.Op {
	ops := s.change(ctx, "enrollment."+string(d.After.Status), d.Before, d.After)
	if d.Before.Status.Opened() {
		ops = append(ops, setBalanceStatusOp(d.After.Program, d.After.Partner, d.Currency, string(d.After.Status)))
	}
	return append(ops, eventOp(d.Event))
}

// OfProgram lists a program's enrollments, newest first. A page that is narrowed
// looks at some thousand rows of the program's own partition at most, and comes
// with a cursor where that was not the end. Access pattern A10.
func (s Enrollments) OfProgram(ctx context.Context, p id.Program, f enrollment.Filter, r page.Request) (page.Of[enrollment.Row], error) {
	out, last, many := page.Of[enrollment.Row]{}, r.Cursor, r.Size()+1
	if f.Narrow() {
		many = page.MaxLimit + 1
	}
	for range queriesASearch {
		got, err := s.T.Query(ctx, table.Query{Index: table.Gsi2, PK: enrollmentsOfProgramPK(p), To: before(last), Reverse: true, Limit: many})
		if err != nil {
			return page.Of[enrollment.Row]{}, fmt.Errorf("list the enrollments of %s: %w", p, err)
		}
		for _, item := range got.Items {
			var row enrollment.Row
			if err := json.Unmarshal([]byte(item.String("view")), &row); err != nil {
				return page.Of[enrollment.Row]{}, fmt.Errorf("read an enrollment's row: %w", err)
			}
			if len(out.Data) == r.Size() {
				out.Next = last
				return out, nil
			}
			last = item.String("GSI2SK")
			if f.Keeps(row) {
				out.Data = append(out.Data, row)
			}
		}
		if got.Next == "" {
			return out, nil
		}
	}
	out.Next = last
	return out, nil
}

// Waiting reads the applications that the index nominates. Access pattern A11.
func (s Enrollments) Waiting(ctx context.Context, p id.Program) ([]enrollment.Enrollment, error) {
	var nominated []table.Item
	for shard := range applicationShards {
		got, err := s.T.Query(ctx, table.Query{Index: table.Gsi3, PK: reviewPK(p, reviewApplications, fmt.Sprint(shard)), Limit: 100})
		if err != nil {
			return nil, fmt.Errorf("list applications: %w", err)
		}
		nominated = append(nominated, got.Items...)
	}
	slices.SortFunc(nominated, func(a, b table.Item) int { return strings.Compare(a.String("GSI3SK"), b.String("GSI3SK")) })
	keys := make([]table.Key, 0, 100)
	for _, item := range nominated[:min(len(nominated), 100)] {
		keys = append(keys, item.Key())
	}
	if len(keys) == 0 {
		return nil, nil
	}
	items, err := s.T.Get(ctx, keys, true)
	if err != nil {
		return nil, fmt.Errorf("read applications: %w", err)
	}
	var out []enrollment.Enrollment
	for _, item := range items {
		if item == nil || item.String("status") != string(enrollment.InReview) {
			continue
		}
		e, err := decodeEnrollment(item)
		if err != nil {
			return nil, err
		}
		out = append(out, e)
	}
	return out, nil
}

// OfRef returns whom an enrollment's reference stands for; NotFound.
func (s Enrollments) OfRef(ctx context.Context, p id.Program, ref uint64) (enrollment.Enrollment, error) {
	items, err := s.T.Get(ctx, []table.Key{enrollmentRefKey(p, ref)}, true)
	if err != nil {
		return enrollment.Enrollment{}, fmt.Errorf("resolve an enrollment's reference: %w", err)
	}
	return s.Load(ctx, p, id.Partner(items[0].String("partner"))) // of nobody: unknown
}

// Referred lists whom a partner brought, newest first. Access pattern A19.
func (s Enrollments) Referred(ctx context.Context, p id.Program, o id.Partner, r page.Request) (page.Of[enrollment.Row], error) {
	got, err := s.T.Query(ctx, table.Query{
		Index: table.Gsi1, PK: enrollmentGSI1(p, o), Prefix: referredPrefix(), Reverse: true, Limit: r.Size(), Cursor: r.Cursor,
	})
	if err != nil {
		return page.Of[enrollment.Row]{}, fmt.Errorf("list whom %s brought: %w", o, err)
	}
	out := page.Of[enrollment.Row]{Data: make([]enrollment.Row, len(got.Items)), Next: got.Next}
	for i, item := range got.Items {
		if err := json.Unmarshal([]byte(item.String("view")), &out.Data[i]); err != nil {
			return page.Of[enrollment.Row]{}, fmt.Errorf("read an enrollment's row: %w", err)
		}
	}
	return out, nil
}

var (
	_ enrollment.Store  = Enrollments{}
	_ enrollment.Reader = Enrollments{}
)
