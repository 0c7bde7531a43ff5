package sam

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"strconv"
	"strings"
)

// Number is a number that a template may also spell as text.
type Number int

// UnmarshalJSON reads 5 and "5".
func (n *Number) UnmarshalJSON(b []byte) error {
	i, err := strconv.Atoi(strings.Trim(string(b), `"`))
	*n = Number(i)
	return err
}

// Flag is a truth that a template may also spell as text.
type Flag bool

// UnmarshalJSON reads true and "true".
func (f *Flag) UnmarshalJSON(b []byte) error {
	v, err := strconv.ParseBool(strings.Trim(string(b), `"`))
	*f = Flag(v)
	return err
}

// decode fills the struct, evaluating those properties that it has a field
// for, at any depth, and no others.
func (t *Template) decode(properties map[string]any, into any) error {
	used, err := t.used(properties, reflect.TypeOf(into).Elem())
	if err != nil {
		return err
	}
	text, err := json.Marshal(used)
	if err != nil {
		return err
	}
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber() // a large number in an environment must not become 1e+06
	return d.Decode(into)
}

func (t *Template) used(v any, kind reflect.Type) (any, error) {
	if kind.Kind() == reflect.Pointer {
		kind = kind.Elem()
	}
	properties, isObject := v.(map[string]any)
	if _, _, call := function(properties); call || !isObject || kind.Kind() != reflect.Struct {
		return t.value(v)
	}
	used := map[string]any{}
	for i := range kind.NumField() {
		name, _, _ := strings.Cut(kind.Field(i).Tag.Get("json"), ",")
		if name == "" {
			name = kind.Field(i).Name
		}
		p, ok := properties[name]
		if !ok {
			continue
		}
		v, err := t.used(p, kind.Field(i).Type)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		if v != any(absent{}) {
			used[name] = v
		}
	}
	return used, nil
}

// collect decodes every resource of a type.
func collect[T any](t *Template, kind string, finish func(id string, v *T)) ([]T, error) {
	ids, err := t.ids(kind)
	if err != nil {
		return nil, err
	}
	all := make([]T, len(ids))
	for i, id := range ids {
		if err := t.decode(t.resources[id].properties, &all[i]); err != nil {
			return nil, fmt.Errorf("%s: %w", id, err)
		}
		finish(id, &all[i])
	}
	return all, nil
}
