// Package store keeps the domain in the single table: one file per noun, and
// this file, the only one in which a key prefix may be spelled.
package store

import (
	"strconv"
	"strings"
	"time"

	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/table"
)

// esc makes text from outside safe as a part of a key: the separator and the
// escape sign themselves are percent-encoded, so that no id can forge another
// key.
func esc(s string) string {
	return strings.NewReplacer("%", "%25", "#", "%23").Replace(s)
}

func join(parts ...string) string { return strings.Join(parts, "#") }

func key(pk, sk string) table.Key { return table.Key{PK: pk, SK: sk} }

// Telling: the outbox, notices, activity, hooks.

const outboxShards = 8

func shardOf(id string, n int) string {
	sum := 0
	for i := range len(id) {
		sum = (sum*31 + int(id[i])) % n
	}
	return strconv.Itoa(sum)
}

func outboxPK(minute time.Time, shard string) string {
	return join("OUT", minute.UTC().Format("200601021504"), shard)
}

func outboxKey(at time.Time, e id.Event) table.Key {
	return key(outboxPK(at, shardOf(string(e), outboxShards)), string(e))
}

func parkedPK() string { return "DEAD#outbox" }

func parkedKey(origin string) table.Key { return key(parkedPK(), origin) }

func sweepMarkKey() table.Key { return key("MARK#outbox", "SWEPT") }

func noticePrefix() string { return "NTF#" }

func noticeKey(u id.User, n id.Notice) table.Key {
	return key(join("USER", string(u)), noticePrefix()+string(n))
}

func inboxKey(u id.User) table.Key { return key(join("USER", string(u)), "INBOX") }

func mailMarkKey(e id.Event, template string, u id.User) table.Key {
	return key(join("MAIL", string(e)), join(esc(template), string(u)))
}

func milestoneKey(p id.Program, o id.Partner, name string) table.Key {
	return key(join("MILE", string(p), string(o)), esc(name))
}

func activityPK(p id.Program, o id.Partner) string {
	if o == "" {
		return join("ACT", string(p), "P")
	}
	return join("ACT", string(p), string(o))
}

func activityKey(p id.Program, o id.Partner, at time.Time, e id.Event) table.Key {
	return key(activityPK(p, o), join(at.UTC().Format("2006-01-02T15:04:05.000Z"), string(e)))
}

func hookPrefix() string { return "HOOK#" }

func hookKey(p id.Program, o id.Partner, h id.Hook) table.Key {
	return key(join("SUB", string(p), string(o)), hookPrefix()+string(h))
}

func deliveryPrefix() string { return "DLV#" }

func deliveryKey(h id.Hook, d id.Delivery) table.Key {
	return key(join("HOOK", string(h)), deliveryPrefix()+string(d))
}

const retryShards = 4

// retryKey is where in GSI3 an item waits for the five minutes in which its
// next attempt is due.
func retryKey(due time.Time, shard string) string {
	return join("RETRY", due.UTC().Truncate(5*time.Minute).Format("200601021504"), shard)
}
