package partnerapi

import (
	"context"
	"net/http"

	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

func (a api) help() httpkit.Noun {
	const base = programBase + "/help"
	return httpkit.Noun{Name: "Partner help", Patterns: []string{base}, Register: func(r *httpkit.API) {
		httpkit.Register(r, httpkit.Op{
			ID: "get-help", Method: http.MethodGet, Path: base, Access: user,
			Summary: "What a program answers itself",
		}, inProgram(a, a.getHelp))
	}}
}

func (a api) getHelp(_ context.Context, m member, _ *ProgramPath) (*httpkit.Body[Help], error) {
	v := Help{Questions: []Question{}, Support: m.Program.Portal.Support}
	for _, q := range m.Program.Portal.Questions {
		v.Questions = append(v.Questions, Question(q))
	}
	return httpkit.OK(v), nil
}

// Help is a program's own entries of the help.
type Help struct {
	Questions []Question `json:"questions"`
	Support   string     `json:"support" doc:"Where the program answers by mail, empty for nowhere"`
}

// Question is an entry of the help; the answer is plain text.
type Question struct {
	Question string `json:"question"`
	Answer   string `json:"answer"`
}
