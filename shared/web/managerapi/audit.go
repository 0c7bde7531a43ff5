package managerapi

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/audit"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
	"github.com/tributaryhq/tributary/shared/web/sheet"
)

// AuditLog reads what was done in a program: page by page, or a whole day.
type AuditLog interface {
	audit.Reader
	// OfDay reads a program's acts of one UTC day, in the order in which they are
	// chained.
	OfDay(ctx context.Context, p id.Program, day string) ([]audit.Entry, error)
}

func (a api) auditLog() httpkit.Noun {
	const path = base + "/audit"
	return httpkit.Noun{Name: "Manager audit log", Patterns: []string{path, path + ".csv"}, Register: func(r *httpkit.API) {
		httpkit.Register(r, httpkit.Op{
			ID: "list-audit", Method: http.MethodGet, Path: path, Access: manager,
			Summary: "Who did what, and when, newest first", Description: "Days are of UTC. The entries of an ended day are chained by their hashes, and where the chain stands is signed with the day's root; `trib audit` verifies it. A page may be empty and have more.",
		}, in(a, a.listAudit))
		httpkit.Register(r, httpkit.Op{
			ID: "export-audit", Method: http.MethodGet, Path: path + ".csv", Access: manager, Produces: "text/csv",
			Summary: "The same as CSV, in the order in which the entries are chained", Description: "At most 31 days.",
		}, in(a, a.exportAudit))
	}}
}

// AuditQuery says which acts are looked for.
type AuditQuery struct {
	From   string `query:"from" format:"date" doc:"First day; 30 days before the last when left out"`
	To     string `query:"to" format:"date" doc:"Last day; today when left out"`
	Actor  string `query:"actor" maxLength:"40" doc:"Id of a person or of an API key, or system"`
	Action string `query:"action" maxLength:"60" doc:"How it begins: payout finds payout.approve"`
	About  string `query:"about" maxLength:"100" doc:"A part of the id of what was changed"`
}

// auditDays is how many days are looked at when nothing is said.
const auditDays, mostAuditDays = 30, 31

func (a api) auditFilter(q AuditQuery) (audit.Filter, error) {
	f := audit.Filter{From: q.From, To: q.To, Actor: q.Actor, Action: q.Action, Resource: q.About}
	if f.To == "" {
		f.To = clock.Day(a.Clock.Now(), time.UTC)
	}
	to, err := time.Parse(time.DateOnly, f.To)
	if f.From == "" && err == nil {
		f.From = clock.Day(to.AddDate(0, 0, 1-auditDays), time.UTC)
	}
	from, ferr := time.Parse(time.DateOnly, f.From)
	if err != nil || ferr != nil || to.Before(from) || to.Sub(from) > 366*24*time.Hour {
		return f, fault.New(fault.Invalid, "audit.bad_period", "Name a first and a last day, a year at most.").
			With(fault.Field{Location: "query.from", Message: "must be a day before to"})
	}
	return f, nil
}

type listAuditInput struct {
	ProgramPath
	AuditQuery
	httpkit.PageQuery
}

func (a api) listAudit(ctx context.Context, s staff, in *listAuditInput) (*httpkit.Body[httpkit.List[AuditEntry]], error) {
	f, err := a.auditFilter(in.AuditQuery)
	if err != nil {
		return nil, err
	}
	found, err := audit.Search(ctx, a.AuditLog, s.Program.ID, f, in.Request())
	if err != nil {
		return nil, err
	}
	people, err := a.actors(ctx, found.Data)
	if err != nil {
		return nil, err
	}
	return httpkit.OK(httpkit.ListOf(found, func(e audit.Entry) AuditEntry { return auditEntryOf(e, people) })), nil
}

type exportAuditInput struct {
	ProgramPath
	AuditQuery
}

func (a api) exportAudit(ctx context.Context, s staff, in *exportAuditInput) (*httpkit.File, error) {
	f, err := a.auditFilter(in.AuditQuery)
	if err != nil {
		return nil, err
	}
	out := sheet.New("time", "actor", "actor_id", "action", "resource", "changes", "before", "after", "request", "address")
	for day, n := f.From, 0; day <= f.To; n++ {
		if n == mostAuditDays {
			return nil, fault.New(fault.Invalid, "audit.bad_period", "An export has at most %d days.", mostAuditDays).
				With(fault.Field{Location: "query.from", Message: "must be at most 31 days before to"})
		}
		acts, err := a.AuditLog.OfDay(ctx, s.Program.ID, day)
		if err != nil {
			return nil, err
		}
		acts = slices.DeleteFunc(acts, func(e audit.Entry) bool { return !f.Keeps(e) })
		people, err := a.actors(ctx, acts)
		if err != nil {
			return nil, err
		}
		for _, e := range acts {
			v := auditEntryOf(e, people)
			out.Row(sheet.Text(e.At.UTC().Format(time.RFC3339)), sheet.Text(v.Actor.Name), sheet.Text(v.Actor.ID), sheet.Text(e.Action), sheet.Text(e.Resource),
				sheet.Text(changesLine(v.Changes)), sheet.Text(e.Before), sheet.Text(e.After), sheet.Text(e.Request), sheet.Text(e.Address))
		}
		at, err := time.Parse(time.DateOnly, day)
		if err != nil {
			return nil, fault.Wrap(err, fault.Invalid, "audit.bad_period", "A day is written like 2026-05-31.")
		}
		day = clock.Day(at.AddDate(0, 0, 1), time.UTC)
	}
	return httpkit.Attachment(sheet.ContentType, "audit-"+s.Program.Slug+"-"+f.From+".csv", out.Bytes()), nil
}

func changesLine(cs []AuditChange) string {
	parts := make([]string, len(cs))
	for i, c := range cs {
		parts[i] = c.Field + ": " + c.Before + " → " + c.After
	}
	return strings.Join(parts, "; ")
}

// actors reads what the people are called who acted.
func (a api) actors(ctx context.Context, acts []audit.Entry) (map[string]string, error) {
	var ids []id.User
	for _, e := range acts {
		if u, err := id.Parse[id.User](e.Actor); err == nil && !slices.Contains(ids, u) {
			ids = append(ids, u)
		}
	}
	out := map[string]string{}
	for some := range slices.Chunk(ids, namesAtOnce) {
		users, err := a.Users.Load(ctx, some...)
		if err != nil {
			return nil, err
		}
		for _, u := range users {
			out[string(u.ID)] = u.Name
		}
	}
	return out, nil
}

// AuditEntry is one act.
type AuditEntry struct {
	At       time.Time     `json:"at"`
	Actor    AuditActor    `json:"actor"`
	Action   string        `json:"action" example:"program.change"`
	Resource string        `json:"resource" doc:"Id of what was changed"`
	Changes  []AuditChange `json:"changes" doc:"What was changed, where neither persons nor secrets stand in it"`
	Before   string        `json:"before,omitempty" doc:"Hash of what was stored before"`
	After    string        `json:"after,omitempty" doc:"Hash of what was stored"`
	Request  string        `json:"request_id,omitempty"`
	Address  string        `json:"address,omitempty" doc:"A keyed hash of where the request came from"`
}

// AuditActor is who acted.
type AuditActor struct {
	ID   string `json:"id"`
	Kind string `json:"kind" enum:"person,key,system,other"`
	Name string `json:"name" doc:"Of a person; else the id"`
}

// AuditChange is one field that an act changed.
type AuditChange struct {
	Field  string `json:"field"`
	Before string `json:"before"`
	After  string `json:"after"`
}

func auditEntryOf(e audit.Entry, people map[string]string) AuditEntry {
	who := AuditActor{ID: e.Actor, Kind: "other", Name: e.Actor}
	switch {
	case strings.HasPrefix(e.Actor, "usr_"):
		who.Kind = "person"
		if name := people[e.Actor]; name != "" {
			who.Name = name
		}
	case strings.HasPrefix(e.Actor, "key_"):
		who.Kind = "key"
	case e.Actor == audit.System:
		who.Kind = "system"
	}
	v := AuditEntry{
		At: e.At, Actor: who, Action: e.Action, Resource: e.Resource, Changes: []AuditChange{}, Before: e.Before, After: e.After, Request: e.Request, Address: e.Address,
	}
	for _, c := range e.Changes {
		v.Changes = append(v.Changes, AuditChange(c))
	}
	return v
}
