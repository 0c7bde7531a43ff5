package store

import (
	"github.com/tributaryhq/tributary/shared/domain/click"
	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/table"
)

// refKeys returns where the owners of links are kept, which never change.
func refKeys(p id.Program, refs []uint64) []table.Key {
	keys := make([]table.Key, len(refs))
	for i, r := range refs {
		keys[i] = linkRefKey(p, r)
	}
	return keys
}

// owners reads what refKeys found.
func owners(refs []uint64, items []table.Item) map[uint64]conversion.Owner {
	out := map[uint64]conversion.Owner{}
	for i, item := range items {
		if item != nil {
			out[refs[i]] = conversion.Owner{Partner: id.Partner(item.String("partner")), Link: id.Link(item.String("link")), Offer: id.Offer(item.String("offer"))}
		}
	}
	return out
}

// touchKeys returns where the clicks of touches are recorded.
func touchKeys(p id.Program, touches []click.Touch) []table.Key {
	keys := make([]table.Key, len(touches))
	for i, t := range touches {
		keys[i] = touchRowKey(p, t)
	}
	return keys
}

// subsOf reads the sub-ids of the touches out of their recorded clicks.
func subsOf(touches []click.Touch, items []table.Item) map[click.ID]string {
	out := map[click.ID]string{}
	for _, item := range items {
		for _, t := range touches {
			if facts, ok := touchFacts(item, t); ok {
				out[t.ID] = facts.Subs[0]
			}
		}
	}
	return out
}
