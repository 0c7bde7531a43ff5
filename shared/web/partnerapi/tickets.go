package partnerapi

import (
	"context"
	"net/http"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/domain/ticket"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

func (a api) tickets() httpkit.Noun {
	const path = programBase + "/tickets"
	return httpkit.Noun{Name: "Partner questions", Patterns: []string{path}, Register: func(r *httpkit.API) {
		httpkit.Register(r, httpkit.Op{
			ID: "list-tickets", Method: http.MethodGet, Path: path, Access: user,
			Summary: "What you asked the program, newest first", Description: "Admins see what their whole organisation asked.",
		}, inProgram(a, a.listTickets))
		httpkit.Register(r, httpkit.Op{
			ID: "ask-program", Method: http.MethodPost, Path: path, Access: user, Status: http.StatusCreated, Idempotent: true,
			Summary: "Ask the program a question", Description: "Those who run it are told by mail.",
		}, inProgram(a, a.ask))
		httpkit.Register(r, httpkit.Op{
			ID: "get-ticket", Method: http.MethodGet, Path: path + "/{ticket}", Access: user,
			Summary: "One question with what was written since",
		}, inProgram(a, a.getTicket))
		httpkit.Register(r, httpkit.Op{
			ID: "reply-ticket", Method: http.MethodPost, Path: path + "/{ticket}/messages", Access: user, Idempotent: true,
			Summary: "Write again; a closed question is open then",
		}, inProgram(a, a.replyTicket))
	}}
}

type listTicketsInput struct {
	ProgramPath
	httpkit.SearchQuery
	httpkit.PageQuery
}

// asker is whose questions the member sees: everybody's for an admin.
func (m member) asker() id.User {
	if m.Role == identity.Admin {
		return ""
	}
	return m.User
}

func (a api) listTickets(ctx context.Context, m member, in *listTicketsInput) (*httpkit.Body[httpkit.List[Ticket]], error) {
	found, err := a.Tickets.Store.OfPartner(ctx, m.Program.ID, m.Partner, ticket.Filter{By: m.asker()}, in.In(in.PageQuery))
	if err != nil {
		return nil, err
	}
	return httpkit.OK(httpkit.ListOf(found, m.ticket)), nil
}

type askInput struct {
	ProgramPath
	Body struct {
		Subject string `json:"subject" minLength:"1" maxLength:"120"`
		Text    string `json:"text" minLength:"1" maxLength:"4000" doc:"Plain text; its lines stay lines"`
	}
}

func (a api) ask(ctx context.Context, m member, in *askInput) (*httpkit.Body[Ticket], error) {
	t, err := a.Tickets.Ask(ctx, m.Program.ID, m.Partner, m.User, in.Body.Subject, in.Body.Text)
	if err != nil {
		return nil, err
	}
	return httpkit.OK(m.ticket(t)), nil
}

// TicketPath is one question.
type TicketPath struct {
	ProgramPath
	Ticket string `path:"ticket" example:"tkt_01JD0000000000000000000000"`
}

func (a api) ownTicket(ctx context.Context, m member, text string) (ticket.Ticket, error) {
	t, err := parse[id.Ticket](text, "ticket")
	if err != nil {
		return ticket.Ticket{}, err
	}
	return a.Tickets.Find(ctx, m.Program.ID, t, m.Partner, m.asker())
}

func (a api) getTicket(ctx context.Context, m member, in *TicketPath) (*httpkit.Body[Ticket], error) {
	t, err := a.ownTicket(ctx, m, in.Ticket)
	if err != nil {
		return nil, err
	}
	return httpkit.OK(m.ticket(t)), nil
}

type replyInput struct {
	TicketPath
	Body struct {
		Text string `json:"text" minLength:"1" maxLength:"4000" doc:"Plain text; its lines stay lines"`
	}
}

func (a api) replyTicket(ctx context.Context, m member, in *replyInput) (*httpkit.Body[Ticket], error) {
	t, err := a.ownTicket(ctx, m, in.Ticket)
	if err != nil {
		return nil, err
	}
	if t, err = a.Tickets.Reply(ctx, t, m.User, false, in.Body.Text); err != nil {
		return nil, err
	}
	return httpkit.OK(m.ticket(t)), nil
}

// Ticket is a question and what was written since.
type Ticket struct {
	ID        string          `json:"id"`
	Number    string          `json:"number" example:"T-7K2M9QXA"`
	Subject   string          `json:"subject"`
	Status    string          `json:"status" enum:"open,answered,closed" doc:"open waits for the program, answered for you"`
	Messages  []TicketMessage `json:"messages" doc:"Oldest first"`
	CreatedAt time.Time       `json:"created_at"`
	UpdatedAt time.Time       `json:"updated_at"`
}

// TicketMessage is one thing that was written.
type TicketMessage struct {
	From string    `json:"from" enum:"you,colleague,program"`
	Text string    `json:"text"`
	At   time.Time `json:"at"`
}

func (m member) ticket(t ticket.Ticket) Ticket {
	v := Ticket{
		ID: string(t.ID), Number: t.Number(), Subject: t.Subject, Status: string(t.Status), Messages: []TicketMessage{}, CreatedAt: t.CreatedAt, UpdatedAt: t.UpdatedAt,
	}
	for _, x := range t.Messages {
		from := "colleague"
		switch {
		case x.Staff:
			from = "program"
		case x.By == m.User:
			from = "you"
		}
		v.Messages = append(v.Messages, TicketMessage{From: from, Text: x.Text, At: x.At})
	}
	return v
}
