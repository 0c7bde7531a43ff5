package partnerapi

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"github.com/tributaryhq/tributary/shared/domain/link"
	"github.com/tributaryhq/tributary/shared/domain/report"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

const linksBase = programBase + "/links"

func (a api) links() httpkit.Noun {
	return httpkit.Noun{Name: "Partner links", Patterns: []string{linksBase}, Register: func(r *httpkit.API) {
		httpkit.Register(r, httpkit.Op{
			ID: "list-links", Method: http.MethodGet, Path: linksBase, Access: user,
			Summary: "Your links with their numbers of a period",
		}, inProgram(a, a.listLinks))
		httpkit.Register(r, httpkit.Op{
			ID: "create-link", Method: http.MethodPost, Path: linksBase, Access: user, Status: http.StatusCreated, Idempotent: true,
			Summary: "Make a custom link",
		}, inProgram(a, a.createLink))
		httpkit.Register(r, httpkit.Op{
			ID: "preview-link", Method: http.MethodPost, Path: linksBase + "/preview", Access: user,
			Summary: "See where a link would lead", Description: "Nothing is kept. A page outside the program's hosts is refused with the reason.",
		}, inProgram(a, a.previewLink))
		httpkit.Register(r, httpkit.Op{
			ID: "get-link", Method: http.MethodGet, Path: linksBase + "/{link}", Access: user,
			Summary: "One link",
		}, inProgram(a, a.getLink))
		httpkit.Register(r, httpkit.Op{
			ID: "update-link", Method: http.MethodPatch, Path: linksBase + "/{link}", Access: user,
			Summary: "Change a link, or switch it off",
		}, inProgram(a, a.updateLink))
		httpkit.Register(r, httpkit.Op{
			ID: "get-link-qr", Method: http.MethodGet, Path: linksBase + "/{link}/qr.svg", Access: user, Produces: "image/svg+xml",
			Summary: "The link as a QR code, to print",
		}, inProgram(a, a.qrSVG))
		httpkit.Register(r, httpkit.Op{
			ID: "get-link-qr-png", Method: http.MethodGet, Path: linksBase + "/{link}/qr.png", Access: user, Produces: "image/png",
			Summary: "The link as a QR code, to send",
		}, inProgram(a, a.qrPNG))
	}}
}

// LinkPath is one link.
type LinkPath struct {
	ProgramPath
	Link string `path:"link" doc:"Id of the link" example:"lnk_01JD0000000000000000000000"`
}

type listLinksInput struct {
	ProgramPath
	PeriodQuery
}

func (a api) listLinks(ctx context.Context, m member, in *listLinksInput) (*httpkit.Body[LinkList], error) {
	rows, err := a.allLinks(ctx, m)
	if err != nil {
		return nil, err
	}
	asked, err := a.asked(m.Program, in.PeriodQuery)
	if err != nil {
		return nil, err
	}
	parts, err := a.Reports.Parts(ctx, asked, m.Partner, report.Link)
	if err != nil {
		return nil, err
	}
	figures := map[string]report.Figures{}
	for _, p := range parts {
		figures[p.Value] = p.Figures
	}
	slices.SortStableFunc(rows, func(x, y link.Row) int { return cmp.Compare(y.Kind, x.Kind) }) // "default" before "custom"
	out := LinkList{Data: []Link{}, AllowedHosts: m.hosts(), CustomLimit: link.MaxCustom}
	for _, r := range rows {
		out.Data = append(out.Data, m.link(r, a.Origin, figures[string(r.ID)]))
		if r.Kind == link.Custom {
			out.CustomUsed++
		}
	}
	return httpkit.OK(out), nil
}

// allLinks reads a partner's links; there are few.
func (a api) allLinks(ctx context.Context, m member) ([]link.Row, error) {
	var rows []link.Row
	for cursor := ""; ; {
		p, err := a.Links.List(ctx, m.Program.ID, m.Partner, page.Request{Limit: page.MaxLimit, Cursor: cursor})
		if err != nil {
			return nil, err
		}
		rows = append(rows, p.Data...)
		if cursor = p.Next; cursor == "" {
			return rows, nil
		}
	}
}

type createLinkInput struct {
	ProgramPath
	Body LinkInput
}

func (a api) createLink(ctx context.Context, m member, in *createLinkInput) (*linkOutput, error) {
	b := in.Body
	l, err := a.Links.Create(ctx, m.Program.ID, m.Partner, link.Draft{
		Key: b.Key, Name: b.Name, Destination: b.Destination, UTM: link.UTM(b.UTM), Subs: link.Subs{b.Sub1, b.Sub2, b.Sub3, b.Sub4, b.Sub5},
	})
	if err != nil {
		return nil, err
	}
	return a.linkOutput(l), nil
}

type previewLinkInput struct {
	ProgramPath
	Body LinkPreviewInput
}

func (a api) previewLink(ctx context.Context, m member, in *previewLinkInput) (*httpkit.Body[LinkPreview], error) {
	l, err := a.defaultLink(ctx, m)
	if err != nil {
		return nil, err
	}
	b := in.Body
	target, err := deepLink(l, b.Destination)
	if err != nil {
		return nil, err
	}
	subs := link.Subs{b.Sub1, b.Sub2, b.Sub3, b.Sub4, b.Sub5}.Clean()
	q := url.Values{"to": {target.String()}}
	for i, v := range subs {
		if v != "" {
			q.Set("sub"+strconv.Itoa(i+1), v)
		}
	}
	return httpkit.OK(LinkPreview{
		URL: linkURL(a.Origin, l.Host, l.Key) + "?" + q.Encode(), Destination: l.Location(target, subs, ""),
	}), nil
}

// deepLink is the page that a visitor of the default link is brought to, by the
// rule of the redirect itself; Invalid where that would not be the page asked for.
func deepLink(l link.Link, to string) (link.URL, error) {
	asked, err := link.ParseURL(to)
	if err != nil {
		return asked, badDestination(err)
	}
	target, err := l.Target(to)
	if err == nil && target != asked {
		return target, badDestination(fault.New(fault.Invalid, "link.bad_destination", "%s is not one of the program's hosts", asked.Host()))
	}
	return target, err
}

func badDestination(err error) error {
	f := &fault.Error{}
	if !errors.As(err, &f) {
		return err
	}
	return fault.New(fault.Invalid, "link.bad_destination", "The link cannot lead there.").
		With(fault.Field{Location: "body.destination", Message: f.Message})
}

// defaultLink is the link that takes deep links.
func (a api) defaultLink(ctx context.Context, m member) (link.Link, error) {
	rows, err := a.allLinks(ctx, m)
	if err != nil {
		return link.Link{}, err
	}
	for _, r := range rows {
		if r.Kind == link.Default {
			return a.Links.Get(ctx, m.Program.ID, m.Partner, r.ID)
		}
	}
	return link.Link{}, fault.New(fault.NotFound, "link.no_default", "You have no default link in this program.")
}

func (a api) getLink(ctx context.Context, m member, in *LinkPath) (*linkOutput, error) {
	l, err := a.link(ctx, m, in.Link)
	if err != nil {
		return nil, err
	}
	return a.linkOutput(l), nil
}

func (a api) link(ctx context.Context, m member, text string) (link.Link, error) {
	lid, err := parse[id.Link](text, "link")
	if err != nil {
		return link.Link{}, err
	}
	return a.Links.Get(ctx, m.Program.ID, m.Partner, lid)
}

type updateLinkInput struct {
	LinkPath
	IfMatch string `header:"If-Match" doc:"ETag of what you saw; refused when it has changed since"`
	Body    LinkPatch
}

func (a api) updateLink(ctx context.Context, m member, in *updateLinkInput) (*linkOutput, error) {
	l, err := a.link(ctx, m, in.Link)
	if err != nil {
		return nil, err
	}
	if in.IfMatch != "" && in.IfMatch != etag(l.Version) {
		return nil, fault.New(fault.Conflict, "link.changed", "The link was changed meanwhile. Load it again.")
	}
	change := link.Change{Name: in.Body.Name}
	if in.Body.Active != nil {
		status := link.Inactive
		if *in.Body.Active {
			status = link.Active
		}
		change.Status = &status
	}
	if l, err = a.Links.Update(ctx, m.Program.ID, m.Partner, l.ID, change); err != nil {
		return nil, err
	}
	return a.linkOutput(l), nil
}

func (a api) qrSVG(ctx context.Context, m member, in *LinkPath) (*httpkit.File, error) {
	l, err := a.link(ctx, m, in.Link)
	if err != nil {
		return nil, err
	}
	image, err := a.QR.SVG(scanned(linkURL(a.Origin, l.Host, l.Key)))
	return httpkit.Inline("image/svg+xml", image), err
}

func (a api) qrPNG(ctx context.Context, m member, in *LinkPath) (*httpkit.File, error) {
	l, err := a.link(ctx, m, in.Link)
	if err != nil {
		return nil, err
	}
	image, err := a.QR.PNG(scanned(linkURL(a.Origin, l.Host, l.Key)))
	return httpkit.Attachment("image/png", l.Key+".png", image), err
}

type linkOutput struct {
	ETag string `header:"ETag"`
	Body LinkDetail
}

func (a api) linkOutput(l link.Link) *linkOutput {
	return &linkOutput{ETag: etag(l.Version), Body: linkDetailOf(l, a.Origin)}
}

func etag(version int64) string { return `"` + strconv.FormatInt(version, 10) + `"` }

// scanned marks a link's address as that of its code, so that a click tells how
// it came.
func scanned(address string) string { return address + "?qr=1" }

// linkURL is what a visitor clicks.
func linkURL(origin, host, key string) string {
	if host != "" {
		origin = "https://" + host
	}
	return origin + "/r/" + key
}
