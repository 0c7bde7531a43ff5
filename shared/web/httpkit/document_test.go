package httpkit_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

func TestTheDocumentDescribesEveryOperation(t *testing.T) {
	t.Parallel()
	doc := httpkit.Document((&stage{}).noun())
	b, err := json.Marshal(doc)
	if err != nil {
		t.Fatal(err)
	}
	var d struct {
		OpenAPI    string
		Info       struct{ Title string }
		Components struct{ Schemas map[string]json.RawMessage }
		Paths      map[string]map[string]struct {
			Security  []map[string][]string
			Responses map[string]json.RawMessage
			Access    string `json:"x-access"`
		}
	}
	if err := json.Unmarshal(b, &d); err != nil {
		t.Fatal(err)
	}
	if d.OpenAPI != "3.1.0" || d.Info.Title != "Tributary" {
		t.Errorf("%s %s", d.OpenAPI, d.Info.Title)
	}
	for _, want := range []string{"Problem", "Money", "Thing", "ListThing"} {
		if d.Components.Schemas[want] == nil {
			t.Errorf("no schema %s", want)
		}
	}
	if strings.Contains(string(b), "ErrorModel") {
		t.Error("the framework's error is in the document")
	}
	list, mk := d.Paths["/api/things"]["get"], d.Paths["/api/things"]["post"]
	if list.Access != "member" || len(list.Security) != 1 || len(mk.Security) != 0 || mk.Security == nil {
		t.Errorf("access %q, security %v and %v", list.Access, list.Security, mk.Security)
	}
	for _, status := range []string{"400", "401", "403", "404", "409", "422", "429"} {
		if !strings.Contains(string(list.Responses[status]), "#/components/schemas/Problem") {
			t.Errorf("%s is not declared as a problem", status)
		}
	}
	if strings.Contains(string(d.Components.Schemas["ListThing"]), `"null"`) {
		t.Errorf("a list may be null: %s", d.Components.Schemas["ListThing"])
	}
	want := []httpkit.Route{
		{Method: "GET", Path: "/api/things", ID: "list-things", Access: "member", Noun: "Things"},
		{Method: "POST", Path: "/api/things", ID: "make-thing", Access: httpkit.Public, Noun: "Things"},
	}
	if diff := cmp.Diff(want, httpkit.Routes((&stage{}).noun())); diff != "" {
		t.Error(diff)
	}
}
