package sam

import "fmt"

// choose evaluates only the branch that is taken: the other may speak of what
// does not exist here.
func (t *Template) choose(arg any) (any, error) {
	l, _ := arg.([]any)
	if len(l) != 3 {
		return nil, fmt.Errorf("an Fn::If takes three arguments, not %v", arg)
	}
	yes, err := t.holds(fmt.Sprint(l[0]))
	if err != nil {
		return nil, err
	}
	if yes {
		return t.value(l[1])
	}
	return t.value(l[2])
}

func (t *Template) holds(condition string) (bool, error) {
	c, ok := t.conditions[condition]
	if !ok {
		return false, fmt.Errorf("there is no condition %s", condition)
	}
	return t.truth(c)
}

func (t *Template) truth(v any) (bool, error) {
	name, arg, ok := function(object(v))
	if !ok {
		return false, fmt.Errorf("no condition: %v", v)
	}
	if name == "Condition" {
		return t.holds(fmt.Sprint(arg))
	}
	if name == "Fn::Equals" {
		l, err := t.list(arg)
		if err != nil || len(l) != 2 {
			return false, fmt.Errorf("an Fn::Equals of %v: %w", arg, err)
		}
		return fmt.Sprint(l[0]) == fmt.Sprint(l[1]), nil
	}
	l, _ := arg.([]any)
	all, some := true, false
	for _, c := range l {
		b, err := t.truth(c)
		if err != nil {
			return false, err
		}
		all, some = all && b, some || b
	}
	switch {
	case name == "Fn::Not" && len(l) == 1:
		return !some, nil
	case name == "Fn::And" && len(l) > 0:
		return all, nil
	case name == "Fn::Or" && len(l) > 0:
		return some, nil
	}
	return false, fmt.Errorf("%s %v is no condition", name, arg)
}
