package managerapi

import (
	"context"
	"maps"
	"net/http"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/ticket"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

func (a api) tickets() httpkit.Noun {
	const path = base + "/tickets"
	return httpkit.Noun{Name: "Manager questions", Patterns: []string{path}, Register: func(r *httpkit.API) {
		httpkit.Register(r, httpkit.Op{
			ID: "manage-tickets", Method: http.MethodGet, Path: path, Access: viewer,
			Summary: "What partners ask, newest first",
		}, in(a, a.listTickets))
		httpkit.Register(r, httpkit.Op{
			ID: "manage-ticket", Method: http.MethodGet, Path: path + "/{ticket}", Access: viewer,
			Summary: "One question with what was written since",
		}, in(a, a.getTicket))
		httpkit.Register(r, httpkit.Op{
			ID: "answer-ticket", Method: http.MethodPost, Path: path + "/{ticket}/messages", Access: manager, Idempotent: true,
			Summary: "Answer a question", Description: "Who asked is told by mail.",
		}, in(a, a.answerTicket))
		httpkit.Register(r, httpkit.Op{
			ID: "close-ticket", Method: http.MethodPost, Path: path + "/{ticket}/close", Access: manager,
			Summary: "Close a question", Description: "Who asked may still write, and opens it again by that.",
		}, in(a, a.closeTicket))
	}}
}

type listTicketsInput struct {
	ProgramPath
	Status string `query:"status" enum:"open,answered,closed" doc:"Only these. A page may be empty and have more"`
	httpkit.SearchQuery
	httpkit.PageQuery
}

func (a api) listTickets(ctx context.Context, s staff, in *listTicketsInput) (*httpkit.Body[httpkit.List[Ticket]], error) {
	found, err := a.Tickets.Store.OfProgram(ctx, s.Program.ID, ticket.Filter{Status: ticket.Status(in.Status)}, in.In(in.PageQuery))
	if err != nil {
		return nil, err
	}
	names, err := a.askers(ctx, found.Data...)
	if err != nil {
		return nil, err
	}
	return httpkit.OK(httpkit.ListOf(found, names.ticket)), nil
}

// TicketPath is one question.
type TicketPath struct {
	ProgramPath
	Ticket string `path:"ticket" example:"tkt_01JD0000000000000000000000"`
}

func (a api) findTicket(ctx context.Context, s staff, text string) (ticket.Ticket, error) {
	t, err := parse[id.Ticket](text, "ticket")
	if err != nil {
		return ticket.Ticket{}, err
	}
	return a.Tickets.Find(ctx, s.Program.ID, t, "", "")
}

func (a api) showTicket(ctx context.Context, t ticket.Ticket, err error) (*httpkit.Body[Ticket], error) {
	if err != nil {
		return nil, err
	}
	names, err := a.askers(ctx, t)
	if err != nil {
		return nil, err
	}
	return httpkit.OK(names.ticket(t)), nil
}

func (a api) getTicket(ctx context.Context, s staff, in *TicketPath) (*httpkit.Body[Ticket], error) {
	t, err := a.findTicket(ctx, s, in.Ticket)
	return a.showTicket(ctx, t, err)
}

type answerTicketInput struct {
	TicketPath
	Body struct {
		Text string `json:"text" minLength:"1" maxLength:"4000" doc:"Plain text; its lines stay lines"`
	}
}

func (a api) answerTicket(ctx context.Context, s staff, in *answerTicketInput) (*httpkit.Body[Ticket], error) {
	t, err := a.findTicket(ctx, s, in.Ticket)
	if err != nil {
		return nil, err
	}
	t, err = a.Tickets.Reply(ctx, t, s.User, true, in.Body.Text)
	return a.showTicket(ctx, t, err)
}

func (a api) closeTicket(ctx context.Context, s staff, in *TicketPath) (*httpkit.Body[Ticket], error) {
	t, err := a.findTicket(ctx, s, in.Ticket)
	if err != nil {
		return nil, err
	}
	t, err = a.Tickets.Close(ctx, t)
	return a.showTicket(ctx, t, err)
}

// Ticket is a question and what was written since.
type Ticket struct {
	ID        string          `json:"id"`
	Number    string          `json:"number" example:"T-7K2M9QXA"`
	PartnerID string          `json:"partner_id"`
	Partner   string          `json:"partner" doc:"Its name"`
	Subject   string          `json:"subject"`
	Status    string          `json:"status" enum:"open,answered,closed" doc:"open waits for you"`
	Messages  []TicketMessage `json:"messages" doc:"Oldest first"`
	CreatedAt time.Time       `json:"created_at"`
	UpdatedAt time.Time       `json:"updated_at"`
}

// TicketMessage is one thing that was written.
type TicketMessage struct {
	Name  string    `json:"name" doc:"Of who wrote it"`
	Staff bool      `json:"staff" doc:"By one who runs the program"`
	Text  string    `json:"text"`
	At    time.Time `json:"at"`
}

// askers are the names of who asks and answers.
type askers struct {
	partners map[id.Partner]string
	people   map[id.User]string
}

func (a api) askers(ctx context.Context, ts ...ticket.Ticket) (askers, error) {
	out := askers{map[id.Partner]string{}, map[id.User]string{}}
	var partners []id.Partner
	var people []id.User
	for _, t := range ts {
		if _, seen := out.partners[t.Partner]; !seen {
			out.partners[t.Partner] = ""
			partners = append(partners, t.Partner)
		}
		for _, m := range t.Messages {
			if _, seen := out.people[m.By]; !seen {
				out.people[m.By] = ""
				people = append(people, m.By)
			}
		}
	}
	if len(ts) == 0 {
		return out, nil
	}
	names, err := a.Partners.Names(ctx, partners...)
	if err != nil {
		return out, err
	}
	maps.Copy(out.partners, names)
	users, err := a.Users.Load(ctx, people...)
	for _, u := range users {
		out.people[u.ID] = u.Name
	}
	return out, err
}

func (n askers) ticket(t ticket.Ticket) Ticket {
	v := Ticket{
		ID: string(t.ID), Number: t.Number(), PartnerID: string(t.Partner), Partner: n.partners[t.Partner], Subject: t.Subject, Status: string(t.Status),
		Messages: []TicketMessage{}, CreatedAt: t.CreatedAt, UpdatedAt: t.UpdatedAt,
	}
	for _, m := range t.Messages {
		v.Messages = append(v.Messages, TicketMessage{Name: n.people[m.By], Staff: m.Staff, Text: m.Text, At: m.At})
	}
	return v
}
