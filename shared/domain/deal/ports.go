package deal

import (
	"context"
	"strings"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
	"github.com/tributaryhq/tributary/shared/kernel/page"
)

// Store keeps deals.
type Store interface {
	// Save writes a deal whose stored version is the one before its own, and
	// tells the event where there is one; Conflict "deal.changed". A deal that
	// begins to hold its customer takes it, Conflict "deal.conflict" when another
	// has it at that time; one that ends gives it back.
	Save(ctx context.Context, before, after Deal, tell *event.Event) error
	// Load reads one of a program; NotFound.
	Load(ctx context.Context, p id.Program, d id.Deal) (Deal, error)
	// List lists those of a program, or of a partner in it, newest first.
	List(ctx context.Context, q Query, r page.Request) (page.Of[Row], error)
	// Rivals finds the other deals about the same customer that are not over.
	Rivals(ctx context.Context, d Deal) ([]Ref, error)
}

// Plans keeps how the deals of programs go.
type Plans interface {
	// Plan reads a program's; the first one where it has chosen none.
	Plan(ctx context.Context, p id.Program) (Plan, error)
	// SavePlan replaces a plan whose stored version is the one before.
	SavePlan(ctx context.Context, p Plan) error
}

// Ref names a deal and whose it is.
type Ref struct {
	Deal    id.Deal
	Partner id.Partner
	Holds   bool // it keeps the customer
}

// Query says which deals are meant.
type Query struct {
	Program id.Program
	Partner id.Partner // empty: everybody's
	Status  Status     // empty: all
	Stage   string     // empty: any
	Search  string     // in name or company, or its whole id
	Now     time.Time  // when expired ones are told from open ones
}

// Narrow tells whether few of many rows may be meant.
func (q Query) Narrow() bool { return q.Status != "" || q.Stage != "" || q.Search != "" }

// Keeps tells whether a row is meant.
func (q Query) Keeps(r Row) bool {
	if q.Status != "" && q.Status != r.At(q.Now) || q.Stage != "" && q.Stage != r.Stage || q.Partner != "" && q.Partner != r.Partner {
		return false
	}
	in := func(text string) bool { return strings.Contains(strings.ToLower(text), strings.ToLower(q.Search)) }
	return q.Search == "" || string(r.ID) == q.Search || in(r.Name) || in(r.Company)
}

// Row is a deal as a list shows it.
type Row struct {
	ID        id.Deal        `json:"i"`
	Partner   id.Partner     `json:"p"`
	Status    Status         `json:"s"`
	Stage     string         `json:"g"`
	Name      string         `json:"n"`
	Company   string         `json:"c"`
	Minor     int64          `json:"m"`
	Currency  money.Currency `json:"y"`
	ExpiresAt time.Time      `json:"x,omitzero"`
	CreatedAt time.Time      `json:"t"`
	UpdatedAt time.Time      `json:"u"`
}

// At returns where the deal stands at that time.
func (r Row) At(now time.Time) Status { return Deal{Status: r.Status, ExpiresAt: r.ExpiresAt}.At(now) }

// Row returns the deal as a list shows it.
func (d Deal) Row() Row {
	return Row{
		ID: d.ID, Partner: d.Partner, Status: d.Status, Stage: d.Stage, Name: d.Name, Company: d.Company, Minor: d.Minor, Currency: d.Currency,
		ExpiresAt: d.ExpiresAt, CreatedAt: d.CreatedAt, UpdatedAt: d.UpdatedAt,
	}
}
