package link

import (
	"context"
	"strings"
	"unicode"

	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// FoldToken writes a token of another product as it is kept and compared:
// without blanks around it, in lower case.
func FoldToken(token string) string { return strings.ToLower(strings.TrimSpace(token)) }

// OldToken is one line of an import: a token stands for a partner's link, the
// default one where no key is named.
type OldToken struct {
	Token   string
	Partner id.Partner
	Key     string
}

// Taken says what became of an old token.
type Taken string

// The outcomes.
const (
	Added   Taken = "added"   // it leads to the link from now on
	Same    Taken = "same"    // it did so before
	Other   Taken = "other"   // it stands for another link; nothing was changed
	NoLink  Taken = "no_link" // the partner has no such link
	NoToken Taken = "invalid" // no link could ever have had this token
)

// Importer lets links that another product made go on leading to the merchant
// (M11): as /r/{token} on the tracking domain, and as ?via=, ?ref=, ?fpr= or
// ?pid= on the merchant's pages.
type Importer struct {
	Links Store
	Old   Old
	Clock clock.Clock
}

// Import takes tokens over, or tells what would become of them on a dry run.
// Host is the program's tracking domain, empty for the instance's own. Doing it
// again does no harm.
func (i Importer) Import(ctx context.Context, program id.Program, host string, tokens []OldToken, dry bool) ([]Taken, error) {
	out := make([]Taken, len(tokens))
	own := map[id.Partner][]Row{}
	for n, t := range tokens {
		rows, ok := own[t.Partner]
		if !ok {
			var err error
			if rows, err = all(ctx, i.Links, program, t.Partner); err != nil {
				return nil, err
			}
			own[t.Partner] = rows
		}
		var err error
		if out[n], err = i.one(ctx, program, host, t, rows, dry); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func (i Importer) one(ctx context.Context, program id.Program, host string, t OldToken, rows []Row, dry bool) (Taken, error) {
	token := FoldToken(t.Token)
	if token == "" || len(token) > maxToken || strings.ContainsFunc(token, func(r rune) bool { return unicode.IsSpace(r) || !unicode.IsPrint(r) }) {
		return NoToken, nil
	}
	row, ok := pick(rows, cleanKey(t.Key))
	if !ok {
		return NoLink, nil
	}
	verdict, scopes := Added, []Scope{Scope(program), Scope(host)}
	for _, scope := range scopes {
		switch before, err := i.Old.Peek(ctx, scope, token); {
		case err != nil:
			return "", err
		case before != "" && before != row.ID:
			return Other, nil
		case before == row.ID:
			verdict = Same
		}
	}
	if dry {
		return verdict, nil
	}
	l, err := i.Links.ByKey(ctx, row.Host, row.Key)
	if err != nil {
		return "", err
	}
	for _, scope := range scopes {
		if before, err := i.Old.Add(ctx, scope, token, l, i.Clock.Now()); err != nil || before != "" && before != row.ID {
			return Other, err
		}
	}
	return verdict, nil
}

// pick finds the link of a key among a partner's, the default one for none.
func pick(rows []Row, key string) (Row, bool) {
	for _, r := range rows {
		if r.Status != Archived && (key == "" && r.Kind == Default || key != "" && r.Key == key) {
			return r, true
		}
	}
	return Row{}, false
}

// MaxImport is how many tokens one import takes.
const MaxImport = 500

// TooMany is the answer to a longer one.
func TooMany() error {
	return fault.New(fault.Invalid, "link.too_many_tokens", "one import takes %d tokens at most", MaxImport)
}
