package auth_test

import (
	"context"
	"net/http"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/web/auth"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

// boundTo signs everybody in for one program only.
type boundTo struct {
	people
	program id.Program
	host    string
	proved  time.Time
}

func (b boundTo) Authenticate(ctx context.Context, raw string) (identity.Principal, error) {
	p, err := b.people.Authenticate(ctx, raw)
	p.Program, p.Host, p.AuthAt = b.program, b.host, b.proved
	return p, err
}

var _ auth.Sessions = boundTo{}

func TestASessionForOneProgramReachesNoFurther(t *testing.T) {
	t.Parallel()
	const host = "partners.acme.example"
	for name, c := range map[string]struct {
		sessions        boundTo
		access          httpkit.Access
		op, method      string
		partner, member string
		program         string
		want            string // the fault's code
	}{
		"its program's page":                     {access: auth.PartnerUser, program: ownProgram},
		"another program's page":                 {access: auth.PartnerUser, program: otherOne, want: "program.unknown"},
		"its program's manager's page":           {access: auth.Viewer, member: "owner", program: ownProgram},
		"another program's manager's page":       {access: auth.Viewer, member: "owner", program: otherOne, want: "program.unknown"},
		"what the organisation is":               {access: auth.PartnerUser, op: "get-organisation"},
		"all programs at once":                   {access: auth.PartnerUser, op: "get-reporting", want: "auth.one_program"},
		"a key, which reaches all programs":      {access: auth.PartnerUser, op: "create-own-key", method: http.MethodPost, want: "auth.one_program"},
		"changing the organisation":              {access: auth.PartnerUser, op: "invite-member", method: http.MethodPost, want: "auth.reauthenticate"},
		"the same once its holder has proved it": {sessions: boundTo{proved: time.Unix(1, 0)}, access: auth.PartnerUser, op: "invite-member", method: http.MethodPost},
		"its own account":                        {access: auth.SignedIn},
		"at another host":                        {sessions: boundTo{host: "elsewhere.example"}, access: auth.SignedIn, want: "auth.required"},
		"at its host":                            {sessions: boundTo{host: host}, access: auth.SignedIn},
	} {
		p := members()
		c.sessions.people, c.sessions.program = p, ownProgram
		g, err := auth.New(auth.Config{
			Sessions: c.sessions, Memberships: p, Address: func(*http.Request) string { return "" }, Host: func(*http.Request) string { return host },
			AddressKey: func(context.Context) ([]byte, error) { return []byte("key"), nil },
		})
		if err != nil {
			t.Fatal(err)
		}
		who := c.member
		if who == "" {
			who = "admin"
		}
		r := request(who, ownOrg, c.program)
		if c.method != "" {
			r.Method = c.method
		}
		if _, err := g.Admit(r, httpkit.Op{ID: c.op, Access: c.access}); (err != nil || c.want != "") && fault.CodeOf(err) != c.want {
			t.Errorf("%s: %v", name, err)
		}
	}
}
