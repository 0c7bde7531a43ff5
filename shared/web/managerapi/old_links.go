package managerapi

import (
	"context"
	"net/http"
	"strings"

	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/domain/link"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

func (a api) oldLinks() httpkit.Noun {
	const path = base + "/old-links"
	return httpkit.Noun{Name: "Manager old links", Patterns: []string{path}, Register: func(r *httpkit.API) {
		httpkit.Register(r, httpkit.Op{
			ID: "import-old-links", Method: http.MethodPost, Path: path, Access: manager,
			Summary:     "Let links of another product go on working",
			Description: "Each token stands for a partner's link from then on: as /r/{token}, and as ?via=, ?ref=, ?fpr= or ?pid= on the pages that carry the snippet. Sending the same tokens again changes nothing.",
		}, in(a, a.importOldLinks))
	}}
}

type importOldLinksInput struct {
	ProgramPath
	Body OldLinksInput
}

func (a api) importOldLinks(ctx context.Context, s staff, in *importOldLinksInput) (*httpkit.Body[OldLinks], error) {
	if len(in.Body.Tokens) > link.MaxImport {
		return nil, link.TooMany()
	}
	known := map[string]id.Partner{}
	tokens := make([]link.OldToken, len(in.Body.Tokens))
	for i, t := range in.Body.Tokens {
		o, ok := known[t.Partner]
		if !ok {
			var err error
			if o, err = a.partnerOf(ctx, s, t.Partner); err != nil {
				return nil, err
			}
			known[t.Partner] = o
		}
		tokens[i] = link.OldToken{Token: t.Token, Partner: o, Key: t.Key}
	}
	taken, err := a.OldTokens.Import(ctx, s.Program.ID, s.Program.TrackingHost, tokens, in.Body.DryRun)
	if err != nil {
		return nil, err
	}
	out := OldLinks{DryRun: in.Body.DryRun, Data: make([]OldLink, len(taken))}
	for i, t := range in.Body.Tokens {
		out.Data[i] = OldLink{Token: t.Token, Partner: t.Partner, Result: string(taken[i])}
		if tokens[i].Partner == "" {
			out.Data[i].Result = "no_partner"
		}
		if out.Data[i].Result == string(link.Added) {
			out.Added++
		}
	}
	return httpkit.OK(out), nil
}

// partnerOf finds a partner of the program by its id, or by the address of one
// of its people; empty when there is none.
func (a api) partnerOf(ctx context.Context, s staff, text string) (id.Partner, error) {
	text = strings.TrimSpace(text)
	if o, err := id.Parse[id.Partner](text); err == nil {
		return a.enrolled(ctx, s, o)
	}
	email, err := identity.ParseEmail(text)
	if err != nil {
		return "", nil //nolint:nilerr // no address is nobody's
	}
	user, err := a.Door.Users.ByEmail(ctx, identity.HashEmail(email))
	if fault.Is(err, fault.NotFound) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	members, err := a.Door.Members.OfUser(ctx, user.ID)
	if err != nil {
		return "", err
	}
	for _, m := range members {
		if m.Partner == "" {
			continue
		}
		if o, err := a.enrolled(ctx, s, m.Partner); err != nil || o != "" {
			return o, err
		}
	}
	return "", nil
}

// enrolled returns the partner if the program has let it in.
func (a api) enrolled(ctx context.Context, s staff, o id.Partner) (id.Partner, error) {
	e, err := a.Enrollments.Store.Load(ctx, s.Program.ID, o)
	if fault.Is(err, fault.NotFound) || err == nil && !e.Status.Entered() {
		return "", nil
	}
	return o, err
}

// OldLinksInput is tokens of another product.
type OldLinksInput struct {
	Tokens []OldLinkInput `json:"tokens" minItems:"1" maxItems:"500"`
	DryRun bool           `json:"dry_run,omitempty" doc:"Only tell what would become of them"`
}

// OldLinkInput is one token and whose it is.
type OldLinkInput struct {
	Token   string `json:"token" maxLength:"200" doc:"What stood behind the slash, or in ?via=; upper and lower case are one"`
	Partner string `json:"partner" maxLength:"254" doc:"Id of a partner, or the e-mail address of one of its people"`
	Key     string `json:"key,omitempty" maxLength:"40" doc:"Key of the partner's link; the default one when left out"`
}

// OldLinks is what became of them, in their order.
type OldLinks struct {
	DryRun bool      `json:"dry_run"`
	Added  int       `json:"added"`
	Data   []OldLink `json:"data"`
}

// OldLink is what became of one.
type OldLink struct {
	Token   string `json:"token"`
	Partner string `json:"partner"`
	Result  string `json:"result" enum:"added,same,other,no_link,no_partner,invalid" doc:"other: the token stands for another link already"`
}
