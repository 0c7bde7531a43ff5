package sam

import (
	"fmt"
	"regexp"
	"strings"
)

// absent is what AWS::NoValue leaves: nothing, not even the key.
type absent struct{}

// value evaluates every intrinsic function in v.
func (t *Template) value(v any) (any, error) {
	switch v := v.(type) {
	case map[string]any:
		if name, arg, ok := function(v); ok {
			return t.call(name, arg)
		}
		m := make(map[string]any, len(v))
		for k, e := range v {
			r, err := t.value(e)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", k, err)
			}
			if r != (absent{}) {
				m[k] = r
			}
		}
		return m, nil
	case []any:
		l := make([]any, 0, len(v))
		for _, e := range v {
			r, err := t.value(e)
			if err != nil {
				return nil, err
			}
			if r != (absent{}) {
				l = append(l, r)
			}
		}
		return l, nil
	default:
		return v, nil
	}
}

func function(m map[string]any) (name string, arg any, ok bool) {
	if len(m) != 1 {
		return "", nil, false
	}
	for k, v := range m {
		if k == "Ref" || k == "Condition" || strings.HasPrefix(k, "Fn::") {
			_, isName := v.(string)
			return k, v, k != "Condition" || isName
		}
	}
	return "", nil, false
}

func (t *Template) call(name string, arg any) (any, error) {
	switch name {
	case "Ref":
		return t.ref(fmt.Sprint(arg))
	case "Fn::GetAtt":
		return t.attribute(arg)
	case "Fn::Sub":
		return t.sub(arg)
	case "Fn::If":
		return t.choose(arg)
	case "Condition", "Fn::Equals", "Fn::Not", "Fn::And", "Fn::Or":
		return t.truth(map[string]any{name: arg})
	}
	l, err := t.list(arg)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return t.onList(name, l)
}

func (t *Template) onList(name string, l []any) (any, error) {
	switch {
	case name == "Fn::Join" && len(l) == 2:
		parts, ok := l[1].([]any)
		if !ok {
			return nil, fmt.Errorf("%s: no list: %v", name, l[1])
		}
		texts := make([]string, len(parts))
		for i, p := range parts {
			texts[i] = fmt.Sprint(p)
		}
		return strings.Join(texts, fmt.Sprint(l[0])), nil
	case name == "Fn::Split" && len(l) == 2:
		var parts []any
		for _, p := range strings.Split(fmt.Sprint(l[1]), fmt.Sprint(l[0])) {
			parts = append(parts, p)
		}
		return parts, nil
	case name == "Fn::Select" && len(l) == 2:
		from, ok := l[1].([]any)
		var i int
		if _, err := fmt.Sscan(fmt.Sprint(l[0]), &i); err != nil || !ok || i < 0 || i >= len(from) {
			return nil, fmt.Errorf("%s: no element %v in %v", name, l[0], l[1])
		}
		return from[i], nil
	case name == "Fn::FindInMap" && len(l) == 3:
		v, ok := object(object(t.mappings[fmt.Sprint(l[0])])[fmt.Sprint(l[1])])[fmt.Sprint(l[2])]
		if !ok {
			return nil, fmt.Errorf("%s: nothing at %v", name, l)
		}
		return t.value(v)
	}
	return nil, fmt.Errorf("%s is not known here", name)
}

func (t *Template) ref(name string) (any, error) {
	switch name {
	case "AWS::NoValue":
		return absent{}, nil
	case "AWS::StackName":
		return t.stack, nil
	case "AWS::Region":
		return "us-east-1", nil
	case "AWS::AccountId":
		return "000000000000", nil
	case "AWS::Partition":
		return "aws", nil
	case "AWS::URLSuffix":
		return "amazonaws.com", nil
	}
	if v, ok := t.parameters[name]; ok {
		return v, nil
	}
	if v, ok := t.physical(name, ""); ok {
		return v, nil
	}
	return nil, fmt.Errorf("a reference to %s cannot be resolved here", name)
}

func (t *Template) attribute(arg any) (any, error) {
	var id, name string
	switch a := arg.(type) {
	case string:
		id, name, _ = strings.Cut(a, ".")
	case []any:
		if len(a) == 2 {
			id, name = fmt.Sprint(a[0]), fmt.Sprint(a[1])
		}
	}
	if v, ok := t.physical(id, name); ok && name != "" {
		return v, nil
	}
	return nil, fmt.Errorf("the attribute %v cannot be resolved here", arg)
}

var hole = regexp.MustCompile(`\$\{(!?)([^}]*)\}`)

func (t *Template) sub(arg any) (any, error) {
	text, locals := "", map[string]any(nil)
	switch a := arg.(type) {
	case string:
		text = a
	case []any:
		if len(a) == 2 {
			text, locals = fmt.Sprint(a[0]), object(a[1])
		}
	}
	var failed error
	out := hole.ReplaceAllStringFunc(text, func(m string) string {
		g := hole.FindStringSubmatch(m)
		if g[1] == "!" {
			return "${" + g[2] + "}"
		}
		v, err := t.named(g[2], locals)
		if err != nil && failed == nil {
			failed = err
		}
		return fmt.Sprint(v)
	})
	return out, failed
}

func (t *Template) named(name string, locals map[string]any) (any, error) {
	if v, ok := locals[name]; ok {
		return t.value(v)
	}
	if strings.Contains(name, ".") {
		return t.attribute(name)
	}
	return t.ref(name)
}

func (t *Template) list(arg any) ([]any, error) {
	v, err := t.value(arg)
	if err != nil {
		return nil, err
	}
	l, ok := v.([]any)
	if !ok {
		return nil, fmt.Errorf("no list: %v", v)
	}
	return l, nil
}
