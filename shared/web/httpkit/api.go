package httpkit

import (
	"context"
	"fmt"
	"net/http"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"
)

// Access names who may call an operation. The words and what they mean belong
// to the guard; an operation without one does not register.
type Access string

// Op describes one operation. ID, Method, Path, Summary and Access are
// required.
type Op struct {
	ID          string // unique in the document: "partner-list-links"
	Method      string
	Path        string // a ServeMux pattern without method
	Summary     string
	Description string
	Access      Access
	Scope       string // what an API key needs; empty: keys may not call
	Status      int    // of success; 200 with a body and 204 without by default
	Idempotent  bool   // an Idempotency-Key is honoured
	AnyBody     bool   // a body may be of any media type, and says nothing
	Produces    string // media type of the [File] it answers with; empty: JSON
	KeyScope    string // by which the operation is also served to API keys, see [Noun.Keyed]; empty: it is not
	Keyed       bool   // set where it is served to API keys

	Noun string // set on registration
}

// Guard decides whether the caller may do the operation. The request has its
// path values; the context that comes back is the handler's.
type Guard func(r *http.Request, op Op) (context.Context, error)

// API takes the operations of one noun, or, for the document, of all.
type API struct {
	house *House
	guard Guard
	huma  huma.API
	mux   *http.ServeMux
	noun  string
	door  *KeyDoor      // where operations are registered for API keys
	ops   map[string]Op // by id
}

// problemStatuses are declared for every operation.
func problemStatuses() []int {
	return []int{
		http.StatusBadRequest, http.StatusUnauthorized, http.StatusForbidden, http.StatusNotFound,
		http.StatusConflict, http.StatusUnprocessableEntity, http.StatusTooManyRequests,
	}
}

func newAPI(h *House, guard Guard) *API {
	a := &API{house: h, guard: guard, mux: http.NewServeMux(), ops: map[string]Op{}}
	registry := huma.NewMapRegistry("#/components/schemas/", schemaName)
	registry.RegisterTypeAlias(reflect.TypeFor[huma.ErrorModel](), reflect.TypeFor[Problem]())
	a.huma = huma.NewAPI(huma.Config{
		OpenAPI: &huma.OpenAPI{
			OpenAPI:    "3.1.0",
			Info:       &huma.Info{Title: "Tributary", Version: "1"},
			Components: &huma.Components{Schemas: registry},
		},
		Formats:                      map[string]huma.Format{"application/json": huma.DefaultJSONFormat, "json": huma.DefaultJSONFormat},
		DefaultFormat:                "application/json",
		RejectUnknownQueryParameters: true,
		Transformers:                 []huma.Transformer{a.transform},
	}, adapter{a})
	return a
}

// Register adds one operation. It panics on an incomplete Op, like the
// framework does on a malformed one: the document's test registers them all.
func Register[I, O any](a *API, op Op, handler func(context.Context, *I) (*O, error)) {
	if op.ID == "" || op.Method == "" || op.Path == "" || op.Summary == "" || op.Access == "" {
		panic(fmt.Sprintf("httpkit: operation %q (%s %s) lacks an id, summary or access", op.ID, op.Method, op.Path)) //nolint:forbidigo // a programming error, found by the document's test
	}
	if a.door != nil {
		if op.KeyScope == "" {
			return
		}
		op = a.door.serve(op)
	}
	op.Noun = a.noun
	a.ops[op.ID] = op
	huma.Register(a.huma, a.operation(op), func(ctx context.Context, in *I) (*O, error) {
		out, err := handler(ctx, in)
		if err != nil {
			note(ctx, err)
			return nil, ProblemOf(err, RequestID(ctx))
		}
		return out, nil
	})
	for _, s := range a.huma.OpenAPI().Components.Schemas.Map() {
		strict(s)
	}
	if op.Keyed {
		forgetParams(a.operationAt(op))
	}
	if missing := a.undeclared(op); missing != "" {
		panic(fmt.Sprintf("httpkit: operation %q has no input for {%s}; embedded inputs must be exported types", op.ID, missing)) //nolint:forbidigo // as above
	}
}

// undeclared returns a wildcard of the path that no input takes, "" if there is
// none: such an input would be empty for ever, without a word.
func (a *API) undeclared(op Op) string {
	o := a.operationAt(op)
	for _, name := range wildcards(op.Path) {
		if !slices.ContainsFunc(o.Parameters, func(p *huma.Param) bool { return p.In == "path" && p.Name == name }) {
			return name
		}
	}
	return ""
}

// operationAt returns what the document says of a registered operation.
func (a *API) operationAt(op Op) *huma.Operation {
	item := a.huma.OpenAPI().Paths[op.Path]
	for _, o := range []*huma.Operation{item.Get, item.Post, item.Put, item.Patch, item.Delete, item.Head} {
		if o != nil && o.OperationID == op.ID {
			return o
		}
	}
	return &huma.Operation{}
}

// wildcards returns the names that a path leaves open.
func wildcards(path string) []string {
	var names []string
	for segment := range strings.SplitSeq(path, "/") {
		if name, ok := strings.CutPrefix(segment, "{"); ok {
			names = append(names, strings.TrimSuffix(name, "}"))
		}
	}
	return names
}

func (a *API) operation(op Op) huma.Operation {
	o := huma.Operation{
		OperationID: op.ID, Method: op.Method, Path: op.Path, Summary: op.Summary, Description: op.Description,
		Tags: []string{op.Noun}, DefaultStatus: op.Status, Errors: problemStatuses(),
		MaxBodyBytes: MaxBody + 1, // the house has the last word
		Extensions:   map[string]any{"x-access": string(op.Access)},
		Security:     []map[string][]string{},
	}
	if op.Access != Public && !op.Keyed {
		o.Security = append(o.Security, map[string][]string{schemeCookie: {}})
	}
	if op.Scope != "" {
		o.Security = append(o.Security, map[string][]string{schemeBearer: {op.Scope}})
	}
	if op.Produces != "" {
		o.Responses = map[string]*huma.Response{strconv.Itoa(http.StatusOK): {
			Description: http.StatusText(http.StatusOK),
			Content:     map[string]*huma.MediaType{op.Produces: {Schema: &huma.Schema{Type: huma.TypeString}}},
		}}
	}
	if op.Idempotent {
		o.Parameters = append(o.Parameters, &huma.Param{
			Name: idempotencyHeader, In: "header", Schema: &huma.Schema{Type: "string", MinLength: new(int), MaxLength: ptr(maxKey)},
			Description: "A repeated request with the same key gets the first answer again, for 7 days.",
		})
	}
	return o
}

// Public is the access of operations that need no sign-in.
const Public Access = "public"

func ptr[T any](v T) *T { return &v }

// transform gives problems their request id and seals the cursor of a list.
func (a *API) transform(ctx huma.Context, _ string, v any) (any, error) {
	switch t := v.(type) {
	case *huma.ErrorModel:
		p := fromHuma(t, RequestID(ctx.Context()))
		note(ctx.Context(), p)
		return p, nil
	case sealable:
		u := ctx.URL()
		sealed, err := a.house.seal(ctx.Context(), &u, t.rawCursor())
		if err != nil {
			return nil, err
		}
		if sealed != "" {
			q := u.Query()
			q.Set("cursor", sealed)
			ctx.AppendHeader("Link", "<"+u.EscapedPath()+"?"+q.Encode()+`>; rel="next"`)
		}
		return t.withCursor(sealed), nil
	}
	return v, nil
}

// strict makes arrays arrays: the framework's default also allows null.
func strict(s *huma.Schema) {
	if s == nil {
		return
	}
	if s.Type == huma.TypeArray {
		s.Nullable = false
	}
	strict(s.Items)
	for _, p := range s.Properties {
		strict(p)
	}
}

// Route is one line of the printed surface.
type Route struct {
	Method, Path, ID string
	Access           Access
	Scope            string
	Noun             string
}

func (a *API) routes() []Route {
	out := make([]Route, 0, len(a.ops))
	for _, op := range a.ops {
		out = append(out, Route{Method: op.Method, Path: op.Path, ID: op.ID, Access: op.Access, Scope: op.Scope, Noun: op.Noun})
	}
	slices.SortFunc(out, func(x, y Route) int {
		if x.Path != y.Path {
			return compare(x.Path, y.Path)
		}
		return compare(x.Method, y.Method)
	})
	return out
}

func compare(a, b string) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}
