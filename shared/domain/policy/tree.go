package policy

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"gopkg.in/yaml.v3"
)

// tree turns values into YAML and back. Fields are called by their JSON names,
// else by their own in small letters; what is embedded stands beside the rest.
type tree struct {
	names Names
	skip  []string // fields of the outermost struct that are nobody's to decide
}

// write returns a value's node.
func (t tree) write(v reflect.Value) *yaml.Node {
	if at, ok := v.Interface().(time.Time); ok {
		if at.IsZero() {
			return text("")
		}
		return text(at.UTC().Format(time.RFC3339Nano))
	}
	switch v.Kind() {
	case reflect.Struct:
		out := &yaml.Node{Kind: yaml.MappingNode}
		for _, f := range t.fields(v.Type()) {
			out.Content = append(out.Content, text(f.name), tree{names: t.names}.write(v.FieldByIndex(f.index)))
		}
		return out
	case reflect.Pointer:
		if v.IsNil() {
			return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!null", Value: "null"}
		}
		return t.write(v.Elem())
	case reflect.Slice:
		out := &yaml.Node{Kind: yaml.SequenceNode}
		for i := range v.Len() {
			out.Content = append(out.Content, t.write(v.Index(i)))
		}
		return out
	case reflect.Map:
		out := &yaml.Node{Kind: yaml.MappingNode}
		keys := v.MapKeys()
		slices.SortFunc(keys, func(a, b reflect.Value) int { return strings.Compare(a.String(), b.String()) })
		for _, k := range keys {
			out.Content = append(out.Content, text(k.String()), t.write(v.MapIndex(k)))
		}
		return out
	case reflect.Bool:
		return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!bool", Value: strconv.FormatBool(v.Bool())}
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!int", Value: strconv.FormatInt(v.Int(), 10)}
	default:
		return text(t.names.name(v.Type(), v.String()))
	}
}

func text(s string) *yaml.Node {
	n := &yaml.Node{}
	n.SetString(s)
	return n
}

// read sets a value to what a node says; of a struct or a map it leaves alone
// what the node does not name.
func (t tree) read(n *yaml.Node, v reflect.Value) error {
	if n.Kind == yaml.AliasNode {
		n = n.Alias
	}
	if _, ok := v.Interface().(time.Time); ok {
		return readTime(n, v)
	}
	switch v.Kind() {
	case reflect.Struct:
		return t.readStruct(n, v)
	case reflect.Pointer:
		if n.Tag == "!!null" {
			v.SetZero()
			return nil
		}
		fresh := reflect.New(v.Type().Elem())
		if err := t.read(n, fresh.Elem()); err != nil {
			return err
		}
		v.Set(fresh)
		return nil
	case reflect.Slice:
		return t.readList(n, v)
	case reflect.Map:
		return t.readMap(n, v)
	case reflect.Bool, reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		if n.Kind != yaml.ScalarNode || n.Decode(v.Addr().Interface()) != nil {
			return wrong(n, "must be %s", map[bool]string{true: "true or false", false: "a whole number"}[v.Kind() == reflect.Bool])
		}
		return nil
	default:
		if n.Kind != yaml.ScalarNode || n.Tag == "!!null" {
			return wrong(n, "must be text")
		}
		id, ok := t.names.id(v.Type(), n.Value)
		if !ok {
			return wrong(n, "there is no %s called %q", nounOf(v.Type()), n.Value)
		}
		v.SetString(id)
		return nil
	}
}

func readTime(n *yaml.Node, v reflect.Value) error {
	if n.Value == "" {
		v.SetZero()
		return nil
	}
	at, err := time.Parse(time.RFC3339Nano, n.Value)
	if err != nil {
		return wrong(n, "must be a moment such as 2026-01-31T00:00:00Z")
	}
	v.Set(reflect.ValueOf(at.UTC()))
	return nil
}

func (t tree) readStruct(n *yaml.Node, v reflect.Value) error {
	if n.Kind != yaml.MappingNode {
		return wrong(n, "must be a list of names with values")
	}
	fields := t.fields(v.Type())
	for i := 0; i+1 < len(n.Content); i += 2 {
		k := n.Content[i]
		at := slices.IndexFunc(fields, func(f field) bool { return f.name == k.Value })
		if at < 0 {
			return wrong(k, "nothing is called %q here", k.Value)
		}
		if err := (tree{names: t.names}).read(n.Content[i+1], v.FieldByIndex(fields[at].index)); err != nil {
			return fmt.Errorf("%s: %w", k.Value, err)
		}
	}
	return nil
}

func (t tree) readList(n *yaml.Node, v reflect.Value) error {
	if n.Kind != yaml.SequenceNode {
		return wrong(n, "must be a list")
	}
	out := reflect.Zero(v.Type()) // an empty list is none
	for i, item := range n.Content {
		one := reflect.New(v.Type().Elem()).Elem()
		if err := t.read(item, one); err != nil {
			return fmt.Errorf("%d: %w", i+1, err)
		}
		out = reflect.Append(out, one)
	}
	v.Set(out)
	return nil
}

func (t tree) readMap(n *yaml.Node, v reflect.Value) error {
	if n.Kind != yaml.MappingNode {
		return wrong(n, "must be a list of names with values")
	}
	out := reflect.MakeMap(v.Type()) // the one at hand may be somebody else's too
	for _, k := range v.MapKeys() {
		out.SetMapIndex(k, v.MapIndex(k))
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		one := reflect.New(v.Type().Elem()).Elem()
		if err := t.read(n.Content[i+1], one); err != nil {
			return fmt.Errorf("%s: %w", n.Content[i].Value, err)
		}
		out.SetMapIndex(reflect.ValueOf(n.Content[i].Value).Convert(v.Type().Key()), one)
	}
	if out.Len() > 0 {
		v.Set(out)
	}
	return nil
}

// field is one field of a struct, or of one embedded in it.
type field struct {
	name  string
	index []int
}

func (t tree) fields(of reflect.Type) []field {
	var out []field
	for i := range of.NumField() {
		f := of.Field(i)
		tag, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		switch {
		case !f.IsExported(), slices.Contains(t.skip, f.Name):
		case f.Anonymous && tag == "" && f.Type.Kind() == reflect.Struct:
			for _, inner := range (tree{}).fields(f.Type) {
				out = append(out, field{inner.name, append([]int{i}, inner.index...)})
			}
		case tag != "":
			out = append(out, field{tag, []int{i}})
		default:
			out = append(out, field{snake(f.Name), []int{i}})
		}
	}
	return out
}

// snake writes HoldbackDays as holdback_days, and URL as url.
func snake(name string) string {
	var b strings.Builder
	letters := []rune(name)
	for i, r := range letters {
		starts := i > 0 && unicode.IsUpper(r) && (unicode.IsLower(letters[i-1]) || i+1 < len(letters) && unicode.IsLower(letters[i+1]))
		if starts {
			b.WriteByte('_')
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}
