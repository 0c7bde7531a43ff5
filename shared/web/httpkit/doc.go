// Package httpkit is the house in which every JSON route lives: it turns
// faults into problem+json, numbers requests, bounds bodies, seals cursors,
// replays idempotent requests, and writes the OpenAPI document.
//
// A noun is data: a name, the path patterns under which its routes lie, and a
// function that registers them. [House.Serve] builds a noun's API at the first
// request to one of its patterns, [Document] builds all of them at once:
//
//	func Links(s Service) httpkit.Noun {
//		return httpkit.Noun{
//			Name:     "Links",
//			Patterns: []string{"/api/p/{partner}/links"}, // and everything below
//			Register: func(api *httpkit.API) {
//				httpkit.Register(api, httpkit.Op{
//					ID: "partner-list-links", Method: http.MethodGet, Path: "/api/p/{partner}/links",
//					Summary: "List links", Access: auth.PartnerUser,
//				}, s.list)
//			},
//		}
//	}
//
//	type listInput struct {
//		Partner string `path:"partner"`
//		httpkit.PageQuery
//	}
//
//	func (s Service) list(ctx context.Context, in *listInput) (*httpkit.Body[httpkit.List[Link]], error) {
//		p, err := s.Links.OfPartner(ctx, …, in.Request())
//		if err != nil {
//			return nil, err // a fault; anything else is shown as internal
//		}
//		return httpkit.OK(httpkit.ListOf(p, viewOf)), nil
//	}
//
// An operation without Access, Summary or ID does not register. Cursors reach
// handlers opened and leave them raw: sealing is done here, bound to path and
// query. Amounts are [Money]. Slices in views must not be nil: the document
// promises arrays. Views of partnerapi and managerapi get the prefixes Partner
// and Manager in the document, so both may call theirs Link.
package httpkit
