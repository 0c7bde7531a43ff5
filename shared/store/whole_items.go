package store

import (
	"bytes"
	"cmp"
	"encoding/base64"
	"encoding/json"
	"maps"
	"slices"

	"github.com/tributaryhq/tributary/shared/table"
)

// carried returns an item as another installation may have it; nil where it may
// not. What is sealed is sealed by a key of this installation and is of no use
// elsewhere; what lets people in must not travel; what is told is not told
// twice.
func carried(item table.Item) (portable table.Item, less bool) {
	switch item.String("type") {
	case
		// told, or about to be: the other installation would tell it again
		"event", "parked", "delivery",
		// lets somebody in
		"session", "token", "slip", "move", "device", "trust", "authenticator", "passkey", "proven", "replay", "invitation",
		// counts for minutes or hours
		"limit", "crowd", "salt", "return",
		// sealed, or a secret
		"hook", "integration", "rail", "signing_secret", "payout_method", "bank_source", "tax_form", "tax_form_version", "instance_secret":
		return nil, false
	case "user":
		return emptied(item, "password")
	case "payout":
		return emptied(item, "sealed")
	case "attempt":
		return emptied(item, "account")
	}
	return item, false
}

func emptied(item table.Item, attribute string) (table.Item, bool) {
	if _, there := item[attribute]; !there {
		return item, false
	}
	out := maps.Clone(item)
	delete(out, attribute)
	return out, true
}

// packItem writes an item as JSON can hold it: bytes as {"b": base64}.
func packItem(item table.Item) map[string]any {
	out := make(map[string]any, len(item))
	for name, v := range item {
		if b, ok := v.([]byte); ok {
			out[name] = map[string]string{"b": base64.StdEncoding.EncodeToString(b)}
			continue
		}
		out[name] = v
	}
	return out
}

// unpackItem reads the item of a line.
func unpackItem(text []byte) (table.Item, error) {
	var l struct {
		Item map[string]any `json:"item"`
	}
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	if err := d.Decode(&l); err != nil {
		return nil, refusal("a line is no JSON")
	}
	out := make(table.Item, len(l.Item))
	for name, v := range l.Item {
		switch x := v.(type) {
		case string, bool:
			out[name] = x
		case json.Number:
			n, err := x.Int64()
			if err != nil {
				return nil, refusal("a number is not whole")
			}
			out[name] = n
		case map[string]any:
			text, _ := x["b"].(string)
			b, err := base64.StdEncoding.Strict().DecodeString(text)
			if err != nil {
				return nil, refusal("a value cannot be read")
			}
			out[name] = b
		default:
			return nil, refusal("a value cannot be read")
		}
	}
	if k := out.Key(); k.PK == "" || k.SK == "" {
		return nil, refusal("an item has no key")
	}
	return out, nil
}

// standings adds accounts up by program and currency.
type standings struct{ of map[[2]string]*Standing }

func newStandings() *standings { return &standings{map[[2]string]*Standing{}} }

func (s *standings) add(item table.Item) error {
	if item.String("type") != "balance" {
		return nil
	}
	b, err := decodeBalance(item)
	if err != nil {
		return err
	}
	at := [2]string{string(b.Account.Program), string(b.Account.Currency)}
	if s.of[at] == nil {
		s.of[at] = &Standing{Program: at[0], Currency: at[1]}
	}
	x := s.of[at]
	x.Accounts++
	x.Pending += b.Pending
	x.Approved += b.Approved
	x.Available += b.Available
	x.InTransit += b.InTransit
	x.Paid += b.Paid
	x.ClawbackDue += b.ClawbackDue
	x.Earned += b.Earned
	x.Reversed += b.Reversed
	return nil
}

func (s *standings) list() []Standing {
	out := []Standing{}
	for _, x := range s.of {
		out = append(out, *x)
	}
	slices.SortFunc(out, func(a, b Standing) int {
		return cmp.Or(cmp.Compare(a.Program, b.Program), cmp.Compare(a.Currency, b.Currency))
	})
	return out
}
