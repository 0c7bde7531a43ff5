package managerapi

import (
	"context"
	"net/http"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/enrollment"
	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

func (a api) margin() httpkit.Noun {
	const tags = base + "/tags"
	return httpkit.Noun{Name: "Manager notes and tags", Patterns: []string{tags}, Register: func(r *httpkit.API) {
		httpkit.Register(r, httpkit.Op{
			ID: "list-tags", Method: http.MethodGet, Path: tags, Access: viewer,
			Summary: "The tags that partners were given",
		}, in(a, a.listTags))
	}}
}

func (a api) registerMargin(r *httpkit.API, path string) {
	httpkit.Register(r, httpkit.Op{
		ID: "put-partner-tags", Method: http.MethodPut, Path: path + "/{partner}/tags", Access: manager,
		Summary: "Give a partner these tags and no others",
	}, in(a, a.putTags))
	httpkit.Register(r, httpkit.Op{
		ID: "list-partner-notes", Method: http.MethodGet, Path: path + "/{partner}/notes", Access: viewer,
		Summary: "What managers wrote down of a partner, newest first",
	}, in(a, a.listNotes))
	httpkit.Register(r, httpkit.Op{
		ID: "create-partner-note", Method: http.MethodPost, Path: path + "/{partner}/notes", Access: manager, Status: http.StatusCreated,
		Summary: "Write something down of a partner", Description: "No partner ever reads it.",
	}, in(a, a.createNote))
	httpkit.Register(r, httpkit.Op{
		ID: "delete-partner-note", Method: http.MethodDelete, Path: path + "/{partner}/notes/{note}", Access: manager,
		Summary: "Remove a note",
	}, in(a, a.deleteNote))
}

// Tags are words to find partners by.
type Tags struct {
	Tags []string `json:"tags" maxItems:"500"`
}

func (a api) listTags(ctx context.Context, s staff, _ *ProgramPath) (*httpkit.Body[Tags], error) {
	tags, err := a.Inviter.Margin.Tags(ctx, s.Program.ID)
	return httpkit.OK(Tags{Tags: append([]string{}, tags...)}), err
}

type putTagsInput struct {
	PartnerPath
	Body struct {
		Tags []string `json:"tags" maxItems:"8" doc:"Of 24 characters at most; written in small letters"`
	}
}

func (a api) putTags(ctx context.Context, s staff, in *putTagsInput) (*httpkit.Body[Tags], error) {
	o, err := parse[id.Partner](in.Partner, "partner")
	if err != nil {
		return nil, err
	}
	e, err := a.Inviter.Tag(ctx, s.Program.ID, o, in.Body.Tags)
	return httpkit.OK(Tags{Tags: append([]string{}, e.Tags...)}), err
}

// Note is what a manager wrote down of a partner.
type Note struct {
	ID   string    `json:"id"`
	Text string    `json:"text"`
	By   string    `json:"by" doc:"The writer's name"`
	At   time.Time `json:"at"`
}

type listNotesInput struct {
	PartnerPath
	httpkit.PageQuery
}

func (a api) listNotes(ctx context.Context, s staff, in *listNotesInput) (*httpkit.Body[httpkit.List[Note]], error) {
	o, err := parse[id.Partner](in.Partner, "partner")
	if err != nil {
		return nil, err
	}
	if _, err := a.Enrollments.Store.Load(ctx, s.Program.ID, o); err != nil {
		return nil, err
	}
	notes, err := a.Inviter.Margin.Notes(ctx, s.Program.ID, o, in.Request())
	if err != nil {
		return nil, err
	}
	names, err := a.writers(ctx, notes.Data...)
	return httpkit.OK(httpkit.ListOf(notes, func(n enrollment.Note) Note { return noteOf(n, names) })), err
}

// writers knows the names of those who wrote notes.
func (a api) writers(ctx context.Context, notes ...enrollment.Note) (map[id.User]identity.User, error) {
	out := map[id.User]identity.User{}
	for _, n := range notes {
		out[n.By] = identity.User{}
	}
	ids := make([]id.User, 0, len(out))
	for u := range out {
		ids = append(ids, u)
	}
	if len(ids) == 0 {
		return out, nil
	}
	people, err := a.Users.Load(ctx, ids...)
	for _, u := range people {
		out[u.ID] = u
	}
	return out, err
}

func noteOf(n enrollment.Note, names map[id.User]identity.User) Note {
	return Note{ID: string(n.ID), Text: n.Text, By: names[n.By].Name, At: n.At}
}

type createNoteInput struct {
	PartnerPath
	Body struct {
		Text string `json:"text" minLength:"1" maxLength:"2000"`
	}
}

func (a api) createNote(ctx context.Context, s staff, in *createNoteInput) (*httpkit.Body[Note], error) {
	o, err := parse[id.Partner](in.Partner, "partner")
	if err != nil {
		return nil, err
	}
	n, err := a.Inviter.Note(ctx, s.Program.ID, o, in.Body.Text, s.User)
	if err != nil {
		return nil, err
	}
	names, err := a.writers(ctx, n)
	return httpkit.OK(noteOf(n, names)), err
}

type deleteNoteInput struct {
	PartnerPath
	Note string `path:"note" example:"nte_01JD0000000000000000000000"`
}

func (a api) deleteNote(ctx context.Context, s staff, in *deleteNoteInput) (*httpkit.None, error) {
	o, err := parse[id.Partner](in.Partner, "partner")
	if err != nil {
		return nil, err
	}
	n, err := parse[id.Note](in.Note, "note")
	if err != nil {
		return nil, err
	}
	return &httpkit.None{}, a.Inviter.Margin.DropNote(ctx, s.Program.ID, o, n)
}
