package policy

import (
	"reflect"

	"gopkg.in/yaml.v3"

	"github.com/tributaryhq/tributary/shared/domain/group"
	"github.com/tributaryhq/tributary/shared/domain/offer"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Names are what groups, tiers and offers are called: a document names them
// instead of their ids.
type Names struct {
	byID   map[string]string
	byName map[reflect.Type]map[string]string
}

func newNames(l group.Ladder, offers []offer.Offer) Names {
	n := Names{map[string]string{}, map[reflect.Type]map[string]string{}}
	for _, g := range l.Groups {
		n.add(reflect.TypeFor[id.Group](), string(g.ID), g.Name)
	}
	for _, t := range l.Tiers {
		n.add(reflect.TypeFor[id.Tier](), string(t.ID), t.Name)
	}
	for _, o := range offers {
		n.add(reflect.TypeFor[id.Offer](), string(o.ID), o.Name)
	}
	return n
}

// add gives an id a name; the first of a name has it.
func (n Names) add(of reflect.Type, id, name string) {
	if n.byName[of] == nil {
		n.byName[of] = map[string]string{}
	}
	if _, taken := n.byName[of][name]; !taken {
		n.byName[of][name], n.byID[id] = id, name
	}
}

// name returns what a document writes for a value of a type.
func (n Names) name(of reflect.Type, value string) string {
	if name, ok := n.byID[value]; ok && n.byName[of] != nil {
		return name
	}
	return value
}

// id returns what a document's text stands for.
func (n Names) id(of reflect.Type, text string) (string, bool) {
	if nounOf(of) == "" || text == "" {
		return text, true
	}
	if v, ok := n.byName[of][text]; ok {
		return v, true
	}
	_, known := n.byID[text]
	return text, known
}

func nounOf(of reflect.Type) string {
	switch of {
	case reflect.TypeFor[id.Group]():
		return "group"
	case reflect.TypeFor[id.Tier]():
		return "tier"
	case reflect.TypeFor[id.Offer]():
		return "offer"
	}
	return ""
}

// wrong is a fault at a place of the document.
func wrong(n *yaml.Node, format string, args ...any) error {
	return fault.New(fault.Invalid, "policy.invalid", "line %d: "+format, append([]any{n.Line}, args...)...)
}
