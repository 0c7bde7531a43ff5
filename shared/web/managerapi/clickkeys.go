package managerapi

import (
	"context"
	"encoding/hex"
	"net/http"
	"time"

	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

// Journal writes down acts that change nothing.
type Journal interface {
	Note(ctx context.Context, at time.Time, p id.Program, action, resource string) error
}

func (a api) clickKeys() httpkit.Noun {
	const path = base + "/click-keys"
	return httpkit.Noun{Name: "Manager click keys", Patterns: []string{path}, Register: func(r *httpkit.API) {
		httpkit.Register(r, httpkit.Op{
			ID: "export-click-keys", Method: http.MethodPost, Path: path, Access: owner,
			Summary:     "The keys by which this program's click ids can be verified offline",
			Description: "Needs a password confirmed within minutes, and is written into the audit log. Whoever has the keys can also make click ids of this program: keep them like a password.",
		}, in(a, a.exportClickKeys))
	}}
}

func (a api) exportClickKeys(ctx context.Context, s staff, _ *ProgramPath) (*httpkit.Body[ClickKeys], error) {
	now := a.Clock.Now()
	if err := s.NeedFresh(now); err != nil {
		return nil, err
	}
	keys, err := a.Doctor.Keys.ProgramKeys(s.Program.ID)
	if err != nil {
		return nil, err
	}
	if err := a.Journal.Note(ctx, now, s.Program.ID, "click_keys.export", string(s.Program.ID)); err != nil {
		return nil, err
	}
	out := ClickKeys{Program: string(s.Program.ID), Keys: []ClickKey{}}
	for _, k := range keys {
		out.Keys = append(out.Keys, ClickKey{Number: int(k.Number), Key: hex.EncodeToString(k.Key), From: k.From, Until: k.Until})
	}
	return httpkit.OK(out), nil
}

// ClickKeys is what `trib click verify --key` reads.
type ClickKeys struct {
	Program string     `json:"program"`
	Keys    []ClickKey `json:"keys"`
}

// ClickKey is a key that signs or signed this program's click ids.
type ClickKey struct {
	Number int       `json:"number" doc:"The second byte of the ids that it signed"`
	Key    string    `json:"key" doc:"32 bytes in hexadecimal"`
	From   time.Time `json:"from,omitzero"`
	Until  time.Time `json:"until,omitzero" doc:"Left out: it still signs"`
}
