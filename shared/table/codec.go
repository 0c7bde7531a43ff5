package table

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"time"
)

// TimeLayout is how a time is kept: UTC, milliseconds, fixed width, so that
// text order is time order.
const TimeLayout = "2006-01-02T15:04:05.000Z"

// Encode turns a struct into an item. A field takes part by its tag,
//
//	Name string `table:"name"` or `table:"name,omitempty"`
//
// Embedded structs without a tag are flattened. Values become what [Value]
// says; zero times are left out, other zero and empty values with omitempty.
func Encode(v any) Item {
	item := Item{}
	s := reflect.Indirect(reflect.ValueOf(v))
	if s.Kind() == reflect.Struct {
		encode(item, s)
	}
	return item
}

func encode(item Item, s reflect.Value) {
	for i := range s.NumField() {
		name, omit, flat := field(s.Type().Field(i))
		f := s.Field(i)
		switch {
		case flat:
			encode(item, f)
		case name == "", omit && empty(f):
		default:
			if a := Value(f.Interface()); a != nil {
				item[name] = a
			}
		}
	}
}

// Value returns what is stored for v: strings, integers, booleans and bytes of
// any named type as string, int64, bool and []byte, a time by [TimeLayout] (nil
// for the zero time), anything else as JSON in a string. The drivers put all
// values of updates and conditions through it. What JSON cannot hold comes back
// as an error, which a driver refuses as Misuse.
func Value(v any) any {
	if t, ok := v.(time.Time); ok {
		if t.IsZero() {
			return nil
		}
		return t.UTC().Format(TimeLayout)
	}
	r := reflect.ValueOf(v)
	switch {
	case !r.IsValid():
		return nil
	case r.Kind() == reflect.String:
		return r.String()
	case r.CanInt():
		return r.Int()
	case r.Kind() == reflect.Bool:
		return r.Bool()
	case isBytes(r.Type()):
		return append([]byte{}, r.Bytes()...)
	}
	text, err := json.Marshal(v)
	if err != nil {
		return fmt.Errorf("encode %s: %w", r.Type(), err)
	}
	return string(text)
}

// Decode fills the struct that out points to from an item, by the same tags;
// an attribute that is absent leaves its field alone.
func Decode(item Item, out any) error {
	p := reflect.ValueOf(out)
	if p.Kind() != reflect.Pointer || p.Elem().Kind() != reflect.Struct {
		return fmt.Errorf("decode item: %T is no pointer to a struct", out)
	}
	return decode(item, p.Elem())
}

func decode(item Item, s reflect.Value) error {
	var errs []error
	for i := range s.NumField() {
		name, _, flat := field(s.Type().Field(i))
		if flat {
			errs = append(errs, decode(item, s.Field(i)))
			continue
		}
		a, ok := item[name]
		if name == "" || !ok {
			continue
		}
		if err := assign(s.Field(i), a); err != nil {
			errs = append(errs, fmt.Errorf("decode attribute %s: %w", name, err))
		}
	}
	return errors.Join(errs...)
}

func assign(f reflect.Value, a any) error {
	switch x := a.(type) {
	case int64:
		if f.CanInt() && !f.OverflowInt(x) {
			f.SetInt(x)
			return nil
		}
	case bool:
		if f.Kind() == reflect.Bool {
			f.SetBool(x)
			return nil
		}
	case []byte:
		if isBytes(f.Type()) {
			f.SetBytes(append([]byte{}, x...))
			return nil
		}
	case string:
		return assignText(f, x)
	}
	return fmt.Errorf("a %T does not fit %s", a, f.Type())
}

func assignText(f reflect.Value, text string) error {
	if t, ok := f.Addr().Interface().(*time.Time); ok {
		at, err := time.Parse(TimeLayout, text)
		*t = at
		return err
	}
	switch {
	case f.Kind() == reflect.String:
		f.SetString(text)
		return nil
	case f.CanInt(), f.Kind() == reflect.Bool, isBytes(f.Type()):
		return fmt.Errorf("a string does not fit %s", f.Type())
	}
	return json.Unmarshal([]byte(text), f.Addr().Interface())
}

// field reads a field's tag; flat says that its own fields count instead.
func field(f reflect.StructField) (name string, omit, flat bool) {
	name, options, _ := strings.Cut(f.Tag.Get("table"), ",")
	if name == "" && f.Anonymous && f.Type.Kind() == reflect.Struct {
		return "", false, true
	}
	if !f.IsExported() {
		return "", false, false
	}
	return name, options == "omitempty", false
}

func empty(f reflect.Value) bool {
	switch f.Kind() {
	case reflect.Slice, reflect.Map:
		return f.Len() == 0
	default:
		return f.IsZero()
	}
}

func isBytes(t reflect.Type) bool {
	return t.Kind() == reflect.Slice && t.Elem().Kind() == reflect.Uint8
}
