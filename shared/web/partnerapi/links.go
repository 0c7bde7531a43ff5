package partnerapi

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"github.com/tributaryhq/tributary/shared/domain/link"
	"github.com/tributaryhq/tributary/shared/domain/program"
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
			ID: "list-links", Method: http.MethodGet, Path: linksBase, Access: user, KeyScope: linksRead,
			Summary: "Your links with their numbers of a period",
		}, inProgram(a, needs(program.Links, a.listLinks)))
		httpkit.Register(r, httpkit.Op{
			ID: "create-link", Method: http.MethodPost, Path: linksBase, Access: user, KeyScope: linksWrite, Status: http.StatusCreated, Idempotent: true,
			Summary:     "Make a custom link, or one to a page of an app store",
			Description: "In UTM parameters {partner}, {link} and {program} are written out. With rules it is a smart link: the rules that fit share its visitors out by weight, whoever is left goes to the destination, and the same visitor always goes the same way.",
		}, inProgram(a, needs(program.CustomLinks, a.createLink)))
		httpkit.Register(r, httpkit.Op{
			ID: "preview-link", Method: http.MethodPost, Path: linksBase + "/preview", Access: user, KeyScope: linksWrite,
			Summary: "See where a link would lead", Description: "Nothing is kept. A page outside the program's hosts is refused with the reason.",
		}, inProgram(a, needs(program.DeepLinks, a.previewLink)))
		httpkit.Register(r, httpkit.Op{
			ID: "try-link", Method: http.MethodPost, Path: linksBase + "/try", Access: user,
			Summary: "See where a smart link would send a visitor", Description: "Nothing is kept.",
		}, inProgram(a, needs(program.CustomLinks, a.tryLink)))
		httpkit.Register(r, httpkit.Op{
			ID: "get-link", Method: http.MethodGet, Path: linksBase + "/{link}", Access: user, KeyScope: linksRead,
			Summary: "One link",
		}, inProgram(a, needs(program.Links, a.getLink)))
		httpkit.Register(r, httpkit.Op{
			ID: "update-link", Method: http.MethodPatch, Path: linksBase + "/{link}", Access: user, KeyScope: linksWrite,
			Summary:     "Change a link, switch it off, or put it away",
			Description: "Clicks and sales that were counted stay what they were. A key before goes on leading to the link; it can be changed five times. A link that is put away cannot come back.",
		}, inProgram(a, needs(program.Links, a.updateLink)))
		httpkit.Register(r, httpkit.Op{
			ID: "get-link-qr", Method: http.MethodGet, Path: linksBase + "/{link}/qr.svg", Access: user, KeyScope: linksRead, Produces: "image/svg+xml",
			Summary: "The link as a QR code, to print",
		}, inProgram(a, needs(program.Links, a.qrSVG)))
		httpkit.Register(r, httpkit.Op{
			ID: "get-link-qr-png", Method: http.MethodGet, Path: linksBase + "/{link}/qr.png", Access: user, KeyScope: linksRead, Produces: "image/png",
			Summary: "The link as a QR code, to send",
		}, inProgram(a, needs(program.Links, a.qrPNG)))
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
	httpkit.SearchQuery
	Archived bool `query:"archived" doc:"Those that were put away, instead of the others"`
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
	figures, err := a.byLink(ctx, asked, m, report.Link)
	if err != nil {
		return nil, err
	}
	scans, err := a.byLink(ctx, asked, m, report.QR)
	if err != nil {
		return nil, err
	}
	sought := in.In(httpkit.PageQuery{})
	slices.SortStableFunc(rows, func(x, y link.Row) int { return rank(x) - rank(y) })
	out := m.linkList()
	for _, r := range rows {
		if r.Kind != link.Default && r.Status != link.Archived {
			out.CustomUsed++
		}
		if in.Archived == (r.Status == link.Archived) && sought.Finds(r.Name, r.Key, r.Destination) {
			v := m.link(r, a.Origin, figures[string(r.ID)])
			v.Scans = scans[string(r.ID)].Clicks
			out.Data = append(out.Data, v)
		}
	}
	return httpkit.OK(out), nil
}

// byLink reads a partner's figures of a period, by the id of the link.
func (a api) byLink(ctx context.Context, asked report.Asked, m member, by report.Dim) (map[string]report.Figures, error) {
	parts, err := a.Reports.Parts(ctx, asked, m.Partner, by)
	figures := map[string]report.Figures{}
	for _, p := range parts {
		figures[p.Value] = p.Figures
	}
	return figures, err
}

// rank puts the default link first.
func rank(r link.Row) int {
	if r.Kind == link.Default {
		return 0
	}
	return 1
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
		URL: m.linkURL(a.Origin, l.Host, l.Key) + "?" + q.Encode(), Destination: l.Location(target, subs, ""),
	}), nil
}

// deepLink is the page that a visitor of the default link is brought to, by the
// rule of the redirect itself; Invalid where that would not be the page asked for.
func deepLink(l link.Link, to string) (link.URL, error) {
	asked, err := link.ParseURL(to)
	if err != nil {
		return asked, badDestination(err)
	}
	target, err := l.Target(to, link.Viewer{})
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
	return a.linkOutput(m, l), nil
}

func (a api) link(ctx context.Context, m member, text string) (link.Link, error) {
	lid, err := parse[id.Link](text, "link")
	if err != nil {
		return link.Link{}, err
	}
	return a.Links.Get(ctx, m.Program.ID, m.Partner, lid)
}

func (a api) qrSVG(ctx context.Context, m member, in *LinkPath) (*httpkit.File, error) {
	l, err := a.link(ctx, m, in.Link)
	if err != nil {
		return nil, err
	}
	image, err := a.QR.SVG(scanned(m.linkURL(a.Origin, l.Host, l.Key)))
	return httpkit.Inline("image/svg+xml", image), err
}

func (a api) qrPNG(ctx context.Context, m member, in *LinkPath) (*httpkit.File, error) {
	l, err := a.link(ctx, m, in.Link)
	if err != nil {
		return nil, err
	}
	image, err := a.QR.PNG(scanned(m.linkURL(a.Origin, l.Host, l.Key)))
	return httpkit.Attachment("image/png", l.Key+".png", image), err
}

type linkOutput struct {
	ETag string `header:"ETag"`
	Body LinkDetail
}

func (a api) linkOutput(m member, l link.Link) *linkOutput {
	return &linkOutput{ETag: etag(l.Version), Body: m.linkDetail(l, a.Origin)}
}

func etag(version int64) string { return `"` + strconv.FormatInt(version, 10) + `"` }

// scanned marks a link's address as that of its code, so that a click tells how
// it came.
func scanned(address string) string { return address + "?qr=1" }

// linkURL is what a visitor clicks: on the link's own domain, else on the
// program's, where the instance's links of the program are found too.
func (m member) linkURL(origin, host, key string) string {
	if host == "" {
		host = m.Program.TrackingHost
	}
	if host != "" {
		origin = "https://" + host
	}
	return origin + "/r/" + key
}
