package managerapi

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"

	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/domain/webhook"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

// branding is the program's pictures, and its portal on a host of its own. What
// it looks like and says otherwise is among the settings.
func (a api) branding() httpkit.Noun {
	const path = base + "/branding"
	return httpkit.Noun{Name: "Manager branding", Patterns: []string{path}, Register: func(r *httpkit.API) {
		httpkit.Register(r, httpkit.Op{
			ID: "put-picture", Method: http.MethodPut, Path: path + "/{picture}", Access: owner,
			Summary: "Set the logo, or the icon of the browser's tab", Description: "A PNG, JPEG or GIF; it is drawn anew at 256 pixels, an icon at 64. Without an image it is taken away.",
		}, in(a, a.putPicture))
		httpkit.Register(r, httpkit.Op{
			ID: "check-portal-host", Method: http.MethodPost, Path: path + "/host", Access: owner,
			Summary: "Look whether a host is ready to be the program's portal", Description: "It is called from the installation, at this moment.",
		}, in(a, a.checkHost))
	}}
}

type putPictureInput struct {
	ProgramPath
	Picture string `path:"picture" enum:"logo,icon" example:"logo"`
	Body    struct {
		Image []byte `json:"image,omitempty" maxLength:"240000" doc:"The file in Base64; absent: none any more"`
	}
}

func (a api) putPicture(ctx context.Context, s staff, in *putPictureInput) (*settingsOutput, error) {
	p, err := a.Programs.SetPicture(ctx, a.Pictures, s.Program.ID, program.Picture(in.Picture), in.Body.Image)
	if err != nil {
		return nil, err
	}
	return a.show(ctx, p)
}

// HostState is how far a host is on its way to be the program's portal.
type HostState struct {
	Host   string `json:"host"`
	Target string `json:"target" doc:"To what a CNAME record of the host points"`
	Bound  string `json:"bound" enum:"done,missing,taken" doc:"Whether the operator has bound the host to this program"`
	Found  string `json:"found" enum:"done,missing,unknown" doc:"Whether the name leads anywhere"`
	Secure string `json:"secure" enum:"done,missing,unknown" doc:"Whether a certificate for it is served there"`
	Ours   string `json:"ours" enum:"done,missing,unknown" doc:"Whether this program's portal answers there"`
}

// The states.
const (
	stateDone    = "done"
	stateMissing = "missing"
	stateTaken   = "taken"
	stateUnknown = "unknown"
)

type checkHostInput struct {
	ProgramPath
	Body struct {
		Host string `json:"host" minLength:"1" maxLength:"253" example:"partners.acme.com"`
	}
}

func (a api) checkHost(ctx context.Context, s staff, in *checkHostInput) (*httpkit.Body[HostState], error) {
	host := strings.ToLower(strings.TrimSpace(in.Body.Host))
	if !program.ValidHost(host) {
		return nil, fault.New(fault.Invalid, "program.bad_host", "That is no host name.").
			With(fault.Field{Location: "body.host", Message: "must be a host name"})
	}
	v := HostState{Host: host, Target: a.target(), Bound: stateDone}
	owner, err := a.Programs.Store.Find(ctx, program.Name{Host: host})
	switch {
	case fault.Is(err, fault.NotFound):
		v.Bound = stateMissing
	case err != nil:
		return nil, err
	case owner != s.Program.ID:
		v.Bound = stateTaken
	}
	v.Found, v.Secure, v.Ours = a.reached(ctx, host, s.Program)
	return httpkit.OK(v), nil
}

// reached calls the host as a browser would.
func (a api) reached(ctx context.Context, host string, p program.Program) (found, secure, ours string) {
	r := a.Caller.CallEach(ctx, []webhook.Request{{Method: http.MethodGet, URL: "https://" + host + "/v1/public/branding.json"}})[0]
	switch fault.CodeOf(r.Err) {
	case "outbound.unresolved":
		return stateMissing, stateUnknown, stateUnknown
	case "outbound.unreachable", "outbound.timeout":
		return stateDone, stateMissing, stateUnknown
	}
	if r.Err != nil {
		return stateUnknown, stateUnknown, stateUnknown
	}
	var b struct {
		Program string `json:"program_id"`
	}
	if r.Status != http.StatusOK || json.Unmarshal(r.Body, &b) != nil || b.Program != string(p.ID) {
		return stateDone, stateDone, stateMissing
	}
	return stateDone, stateDone, stateDone
}

// target is where hosts of programs point to.
func (a api) target() string {
	u, err := url.Parse(a.Origin)
	if err != nil {
		return ""
	}
	return u.Hostname()
}
