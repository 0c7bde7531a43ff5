package httpkit

import (
	"context"
	"net/http"
	"reflect"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
)

const (
	schemeCookie = "session"
	schemeBearer = "api_key"
)

// Document registers every noun into one OpenAPI 3.1 document. Two operations
// with one id, or two views with one name, do not register.
func Document(nouns ...Noun) *huma.OpenAPI {
	doc := registered(nouns).huma.OpenAPI()
	doc.Info = &huma.Info{
		Title: "Tributary", Version: "1.0.0",
		Description: "Partner programs: links, conversions, commissions, payouts. Amounts are minor units, times RFC 3339 in UTC, errors problem+json.",
		License:     &huma.License{Name: "Apache-2.0", URL: "https://www.apache.org/licenses/LICENSE-2.0"},
	}
	doc.Servers = []*huma.Server{{URL: "/", Description: "The deployment that serves this document"}}
	doc.Security = []map[string][]string{{schemeCookie: {}}}
	doc.Components.SecuritySchemes = map[string]*huma.SecurityScheme{
		schemeCookie: {Type: "apiKey", In: "cookie", Name: "__Host-trib_session", Description: "Set by signing in."},
		schemeBearer: {Type: "http", Scheme: "bearer", Description: "An API key."},
	}
	for _, n := range nouns {
		doc.Tags = append(doc.Tags, &huma.Tag{Name: n.Name})
	}
	return doc
}

// Routes lists the whole surface, by path and method.
func Routes(nouns ...Noun) []Route { return registered(nouns).routes() }

func registered(nouns []Noun) *API {
	a := newAPI(&House{}, func(*http.Request, Op) (context.Context, error) {
		return nil, fault.New(fault.Forbidden, "route.document_only", "This API only describes itself.")
	})
	for _, n := range nouns {
		a.noun = n.Name
		n.Register(a)
	}
	return a
}

// schemaName names a view in the document: its Go name, after Partner or
// Manager when it comes from that audience's package. List[Link] of partnerapi
// becomes ListPartnerLink.
func schemaName(t reflect.Type, hint string) string {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t.Name() == "" {
		return hint
	}
	outer, inner, generic := strings.Cut(t.Name(), "[")
	name := audience(t.PkgPath()) + upper(outer)
	if !generic {
		return name
	}
	for part := range strings.FieldsFuncSeq(inner, func(r rune) bool { return r == '[' || r == ']' || r == ',' || r == '*' }) {
		pkg, local := "", part
		if dot := strings.LastIndex(part, "."); dot >= 0 {
			pkg, local = part[:dot], part[dot+1:]
		}
		name += audience(pkg) + upper(local)
	}
	return name
}

func audience(pkg string) string {
	switch {
	case strings.HasSuffix(pkg, "/partnerapi"):
		return "Partner"
	case strings.HasSuffix(pkg, "/managerapi"):
		return "Manager"
	}
	return ""
}

func upper(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}
