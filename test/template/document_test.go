// Package template_test holds template.yaml and its two fragments against the
// rules of the house. Each rule is also run on a template in which a breach was
// planted, so that none passes by looking at nothing.
package template_test

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"gopkg.in/yaml.v3"
)

// root is the repository, seen from here.
const root = "../.."

// The three templates.
const (
	main   = "template.yaml"
	cdn    = "infra/cdn.yaml"
	alarms = "infra/alarms.yaml"
)

type object = map[string]any

// document is a template in which every intrinsic has its long form.
type document object

func read(t *testing.T, path string) document {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(root, path))
	if err != nil {
		t.Fatal(err)
	}
	return parse(t, string(text))
}

func parse(t *testing.T, text string) document {
	t.Helper()
	var n yaml.Node
	if err := yaml.Unmarshal([]byte(text), &n); err != nil {
		t.Fatal(err)
	}
	return document(plain(n.Content[0]).(object))
}

func plain(n *yaml.Node) any {
	var v any
	switch n.Kind {
	case yaml.MappingNode:
		m := object{}
		for i := 0; i < len(n.Content); i += 2 {
			m[n.Content[i].Value] = plain(n.Content[i+1])
		}
		v = m
	case yaml.SequenceNode:
		l := make([]any, len(n.Content))
		for i, c := range n.Content {
			l[i] = plain(c)
		}
		v = l
	default:
		if strings.HasPrefix(n.Tag, "!!") {
			_ = n.Decode(&v)
		} else {
			v = n.Value
		}
	}
	switch {
	case strings.HasPrefix(n.Tag, "!!"):
		return v
	case n.Tag == "!Ref" || n.Tag == "!Condition":
		return object{n.Tag[1:]: v}
	case n.Tag == "!GetAtt":
		id, attribute, _ := strings.Cut(fmt.Sprint(v), ".")
		return object{"Fn::GetAtt": []any{id, attribute}}
	default:
		return object{"Fn::" + n.Tag[1:]: v}
	}
}

// at walks down the keys; a missing one is nil.
func at(v any, path ...string) any {
	for _, k := range path {
		m, _ := v.(object)
		v = m[k]
	}
	return v
}

func (d document) section(name string) object {
	m, _ := d[name].(object)
	return m
}

// of returns the logical ids of a type, sorted, with their properties.
func (d document) of(kind string) []named {
	var out []named
	for _, id := range slices.Sorted(maps.Keys(d.section("Resources"))) {
		r := d.section("Resources")[id]
		if at(r, "Type") == kind {
			out = append(out, named{id, r.(object)})
		}
	}
	return out
}

type named struct {
	id string
	r  object
}

func (n named) prop(path ...string) any { return at(n.r, append([]string{"Properties"}, path...)...) }

// events returns a function's events of a type.
func (n named) events(kind string) []object {
	var out []object
	all, _ := n.prop("Events").(object)
	for _, name := range slices.Sorted(maps.Keys(all)) {
		if at(all[name], "Type") == kind {
			out = append(out, at(all[name], "Properties").(object))
		}
	}
	return out
}

func (d document) functions() []named { return d.of("AWS::Serverless::Function") }

// number reads a number; a reference to a parameter is its default.
func (d document) number(v any) int {
	switch x := v.(type) {
	case int:
		return x
	case object:
		return d.number(at(d["Parameters"], fmt.Sprint(x["Ref"]), "Default"))
	default:
		return 0
	}
}

var inSub = regexp.MustCompile(`\$\{([^!}]+)\}`)

// refs returns the logical ids that a value refers to.
func refs(v any) []string {
	var out []string
	switch x := v.(type) {
	case []any:
		for _, e := range x {
			out = append(out, refs(e)...)
		}
	case object:
		for k, e := range x {
			switch k {
			case "Ref":
				out = append(out, fmt.Sprint(e))
			case "Fn::GetAtt":
				out = append(out, fmt.Sprint(e.([]any)[0]))
			case "Fn::Sub":
				out = append(out, subRefs(e)...)
			default:
				out = append(out, refs(e)...)
			}
		}
	}
	return out
}

func subRefs(v any) []string {
	var out []string
	text, local := v, object{}
	if l, ok := v.([]any); ok {
		text, local = l[0], l[1].(object)
		out = refs(local)
	}
	for _, m := range inSub.FindAllStringSubmatch(fmt.Sprint(text), -1) {
		id, _, _ := strings.Cut(m[1], ".")
		if _, own := local[id]; !own {
			out = append(out, id)
		}
	}
	return out
}

func strs(v any) []string {
	switch x := v.(type) {
	case nil:
		return nil
	case []any:
		out := make([]string, len(x))
		for i, e := range x {
			out[i] = fmt.Sprint(e)
		}
		return out
	default:
		return []string{fmt.Sprint(x)}
	}
}

func list(v any) []any {
	if l, ok := v.([]any); ok {
		return l
	}
	return []any{v}
}

// kebab turns ClickConsumer into click-consumer.
func kebab(id string) string {
	var b strings.Builder
	for i, r := range id {
		if unicode.IsUpper(r) && i > 0 {
			b.WriteByte('-')
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

func (n named) environment() object {
	m, _ := n.prop("Environment", "Variables").(object)
	return m
}
