package sam

import (
	"fmt"
	"slices"

	"gopkg.in/yaml.v3"
)

// Template is a parsed template with its parameters' values.
type Template struct {
	parameters map[string]any
	mappings   map[string]any
	conditions map[string]any
	globals    map[string]any
	resources  map[string]resource
	stack      string
	physical   Physical
}

type resource struct {
	kind       string
	condition  string
	properties map[string]any
}

// Physical tells what a resource was made as: the value of its Ref for an empty
// attribute, of its GetAtt otherwise. It returns false for what it did not make.
type Physical func(logicalID, attribute string) (string, bool)

// Parse reads a template of a stack. Values override the parameters' defaults.
func Parse(text []byte, stack string, values map[string]string) (*Template, error) {
	var doc yaml.Node
	if err := yaml.Unmarshal(text, &doc); err != nil {
		return nil, fmt.Errorf("reading the template: %w", err)
	}
	root, err := tree(&doc)
	if err != nil {
		return nil, fmt.Errorf("reading the template: %w", err)
	}
	top := object(root)
	t := &Template{
		parameters: map[string]any{}, mappings: object(top["Mappings"]), conditions: object(top["Conditions"]),
		globals: object(object(top["Globals"])["Function"]), resources: map[string]resource{}, stack: stack,
		physical: func(string, string) (string, bool) { return "", false },
	}
	for name, p := range object(top["Parameters"]) {
		if v, ok := object(p)["Default"]; ok {
			t.parameters[name] = v
		}
	}
	for name, v := range values {
		if _, ok := object(top["Parameters"])[name]; !ok {
			return nil, fmt.Errorf("the template has no parameter %s", name)
		}
		t.parameters[name] = v
	}
	for name, r := range object(top["Resources"]) {
		o := object(r)
		kind, _ := o["Type"].(string)
		condition, _ := o["Condition"].(string)
		t.resources[name] = resource{kind, condition, object(o["Properties"])}
	}
	return t, nil
}

// WithPhysical returns the template with resources resolved by p.
func (t *Template) WithPhysical(p Physical) *Template {
	c := *t
	c.physical = p
	return &c
}

// ids returns the logical ids of the existing resources of a type, sorted.
func (t *Template) ids(kind string) ([]string, error) {
	var ids []string
	for id, r := range t.resources {
		if r.kind != kind {
			continue
		}
		ok := true
		if r.condition != "" {
			var err error
			if ok, err = t.holds(r.condition); err != nil {
				return nil, fmt.Errorf("condition of %s: %w", id, err)
			}
		}
		if ok {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return ids, nil
}

func object(v any) map[string]any {
	m, _ := v.(map[string]any)
	return m
}
