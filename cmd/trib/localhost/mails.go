package localhost

import (
	"context"
	"encoding/json"
	"errors"
	"html/template"
	"net/http"
	"os"
	"slices"
)

// letter is a mail as the emulator keeps it.
type letter struct {
	ID      string   `json:"MessageId"`
	From    string   `json:"Source"`
	To      []string `json:"To"`
	Subject string   `json:"Subject"`
	Text    string   `json:"BodyText"`
	HTML    string   `json:"BodyHtml"`
	At      any      `json:"Timestamp"`
}

// letters returns the mails that were sent, the newest first, those of earlier
// runs after them.
func (m *machine) letters(ctx context.Context) ([]letter, error) {
	out, err := m.sent(ctx)
	if err != nil {
		return nil, err
	}
	text, err := os.ReadFile(m.path("state", "mails.json"))
	if errors.Is(err, os.ErrNotExist) {
		return out, nil
	}
	var earlier []letter
	if err == nil {
		err = json.Unmarshal(text, &earlier)
	}
	return append(out, earlier...), err
}

// sent asks the emulator, which forgets mails when it ends.
func (m *machine) sent(ctx context.Context) ([]letter, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, m.emulator.URL+"/_ministack/ses/messages", nil)
	if err != nil {
		return nil, err
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return nil, err
	}
	defer res.Body.Close() //nolint:errcheck // only read
	var all struct{ Messages map[string][]letter }
	if err := json.NewDecoder(res.Body).Decode(&all); err != nil {
		return nil, err
	}
	out := []letter{}
	for _, ls := range all.Messages {
		slices.Reverse(ls)
		out = append(out, ls...)
	}
	return out, nil
}

// keepMails writes the newest mails down for the next run.
func (m *machine) keepMails(ctx context.Context) error {
	ls, err := m.letters(ctx)
	if err != nil {
		return err
	}
	text, err := json.Marshal(ls[:min(len(ls), 200)])
	if err != nil {
		return err
	}
	return os.WriteFile(m.path("state", "mails.json"), text, 0o600)
}

// mailList is the page of all mails.
const mailList = `<!doctype html><meta charset="utf-8"><title>Mails</title>
<style>body{font:15px/1.5 system-ui;margin:2rem auto;max-width:50rem;padding:0 1rem}td{padding:.3rem 1rem .3rem 0}</style>
<h1>Mails that were sent</h1>
{{if not .}}<p>None yet.</p>{{end}}
<table>{{range .}}<tr><td><a href="/_local/mail/{{.ID}}">{{.Subject}}</a></td><td>{{range .To}}{{.}} {{end}}</td><td>{{.At}}</td></tr>{{end}}</table>
`

// mails lists the mails, as a page or as JSON; ?to= keeps those to one address.
func (m *machine) mails(w http.ResponseWriter, r *http.Request) {
	ls, err := m.letters(r.Context())
	if err != nil {
		answer(w, http.StatusBadGateway, map[string]any{"status": http.StatusBadGateway, "detail": err.Error()})
		return
	}
	if to := r.URL.Query().Get("to"); to != "" {
		ls = slices.DeleteFunc(ls, func(l letter) bool { return !slices.Contains(l.To, to) })
	}
	if r.Header.Get("Accept") == "application/json" || r.URL.Query().Get("format") == "json" {
		answer(w, http.StatusOK, ls)
		return
	}
	page(w)
	if t, err := template.New("mails").Parse(mailList); err == nil {
		_ = t.Execute(w, ls) // else the reader has gone
	}
}

// mail shows one mail as its reader would see it.
func (m *machine) mail(w http.ResponseWriter, r *http.Request) {
	ls, err := m.letters(r.Context())
	if err != nil {
		answer(w, http.StatusBadGateway, map[string]any{"status": http.StatusBadGateway, "detail": err.Error()})
		return
	}
	i := slices.IndexFunc(ls, func(l letter) bool { return l.ID == r.PathValue("id") })
	switch {
	case i < 0:
		answer(w, http.StatusNotFound, map[string]any{"status": http.StatusNotFound, "code": "local.no_mail"})
	case ls[i].HTML == "":
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		_, _ = w.Write([]byte(ls[i].Text))
	default:
		page(w)
		_, _ = w.Write([]byte(ls[i].HTML))
	}
}

// page says that HTML follows, which may run nothing and load nothing from
// elsewhere.
func page(w http.ResponseWriter) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'")
	w.Header().Set("Cache-Control", "no-store")
}
