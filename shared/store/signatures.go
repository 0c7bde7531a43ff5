package store

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/agreement"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/table"
)

type signatureRecord struct {
	ID        id.Signature      `table:"id"`
	Agreement id.Agreement      `table:"agreement"`
	Program   id.Program        `table:"program"`
	Number    int64             `table:"number"`
	Title     string            `table:"title"`
	Hash      string            `table:"hash"`
	Partner   id.Partner        `table:"partner"`
	User      id.User           `table:"user"`
	For       agreement.Signers `table:"for"`
	Name      string            `table:"name"`
	Email     string            `table:"email"`
	Signatory string            `table:"signatory"`
	SignedAt  time.Time         `table:"signed_at"`
	At        time.Time         `table:"at"`
	Address   string            `table:"address"`
	Agent     string            `table:"agent,omitempty"`
}

// signatureRow is what a list shows.
type signatureRow struct {
	ID      id.Signature      `json:"i"`
	Number  int64             `json:"n"`
	Partner id.Partner        `json:"p"`
	User    id.User           `json:"u"`
	For     agreement.Signers `json:"f"`
	Name    string            `json:"w"`
	At      time.Time         `json:"t"`
}

// signerOf is under whose name a signature is kept: nobody's where one stands
// for all.
func signerOf(signers agreement.Signers, u id.User) id.User {
	if signers == agreement.Organisation {
		return ""
	}
	return u
}

// Sign writes a signature, while the register is what it was, and counts it (A88).
func (s Agreements) Sign(ctx context.Context, g agreement.Signature, register int64) error {
	item := newItem(signatureKey(g.Program, g.Partner, g.Agreement, g.Number, signerOf(g.For, g.User)), "signature", signatureRecord(g))
	item["GSI2PK"], item["GSI2SK"] = agreementPK(g.Program, g.Agreement), signatureSK(g.At, g.ID)
	view, err := json.Marshal(signatureRow{g.ID, g.Number, g.Partner, g.User, g.For, g.Name, g.At})
	if err != nil {
		return fmt.Errorf("write a signature's row: %w", err)
	}
	item["view"] = string(view)
	tally := tallyKey(g.Program, g.Partner, g.Agreement, g.Number)
	err = s.T.Commit(ctx, []table.Op{
		table.Put{Item: item, If: []table.Condition{table.Absent("")}},
		table.Check{Key: agreementsKey(g.Program), If: []table.Condition{table.Is("version", register)}},
		table.Update{Key: tally, Set: map[string]any{"type": "signature_tally", "v": int64(1), "last_at": g.At.UTC().Format(table.TimeLayout)}, Add: map[string]int64{"signatures": 1}},
		auditOp(ctx, g.At, g.Program, "agreement.sign", string(g.Agreement), nil, table.Item{"partner": string(g.Partner), "user": string(g.User), "number": g.Number, "hash": g.Hash, "name": g.Name}),
	})
	switch {
	case refused(err, 0):
		return fault.Wrap(err, fault.Conflict, "agreement.signed", "This is signed already.")
	case table.ReasonOf(err) == table.Refused || table.ReasonOf(err) == table.Conflict:
		return fault.Stale(err)
	case err != nil:
		return fmt.Errorf("sign %s: %w", g.Agreement, err)
	}
	return nil
}

// Signed tells which of the agreements somebody has signed (A88).
func (s Agreements) Signed(ctx context.Context, by agreement.Signer, as []agreement.Agreement) ([]bool, error) {
	keys := make([]table.Key, len(as))
	for i, a := range as {
		keys[i] = signatureKey(by.Program, by.Partner, a.ID, a.Number, signerOf(a.Signers, by.User))
	}
	items, err := s.T.Get(ctx, keys, true)
	if err != nil {
		return nil, fmt.Errorf("look for signatures: %w", err)
	}
	out := make([]bool, len(as))
	for i, item := range items {
		out[i] = item != nil
	}
	return out, nil
}

// OfPartner lists a partner's signatures in a program, the oldest first (A88).
func (s Agreements) OfPartner(ctx context.Context, p id.Program, o id.Partner) ([]agreement.Signature, error) {
	items, err := queryAll(ctx, s.T, table.Query{PK: signaturesPK(p, o), Prefix: signaturePrefix(), Consistent: true})
	if err != nil {
		return nil, fmt.Errorf("list signatures of %s: %w", o, err)
	}
	out := make([]agreement.Signature, 0, len(items))
	for _, item := range items {
		var r signatureRecord
		if err := table.Decode(item, &r); err != nil {
			return nil, fmt.Errorf("read a signature: %w", err)
		}
		out = append(out, agreement.Signature(r))
	}
	slices.SortFunc(out, func(a, b agreement.Signature) int { return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.ID, b.ID)) })
	return out, nil
}

// OfAgreement lists signatures of all versions, the newest first, each as far
// as a list shows it (A88).
func (s Agreements) OfAgreement(ctx context.Context, p id.Program, a id.Agreement, r page.Request) (page.Of[agreement.Signature], error) {
	got, err := s.T.Query(ctx, table.Query{Index: table.Gsi2, PK: agreementPK(p, a), Prefix: signaturePrefix(), Reverse: true, Limit: r.Size(), Cursor: r.Cursor})
	if err != nil {
		return page.Of[agreement.Signature]{}, fmt.Errorf("list signatures of %s: %w", a, err)
	}
	out := page.Of[agreement.Signature]{Next: got.Next}
	for _, item := range got.Items {
		var row signatureRow
		if err := json.Unmarshal([]byte(item.String("view")), &row); err != nil {
			return out, fmt.Errorf("read a signature's row: %w", err)
		}
		out.Data = append(out.Data, agreement.Signature{
			ID: row.ID, Agreement: a, Program: p, Number: row.Number, Partner: row.Partner, User: row.User, For: row.For, Name: row.Name, At: row.At,
		})
	}
	return out, nil
}

// Tallies counts who of each partner signed a version (A88).
func (s Agreements) Tallies(ctx context.Context, p id.Program, a id.Agreement, n int64, of []id.Partner) ([]agreement.Tally, error) {
	keys := make([]table.Key, len(of))
	for i, o := range of {
		keys[i] = tallyKey(p, o, a, n)
	}
	items, err := s.T.Get(ctx, keys, false)
	if err != nil {
		return nil, fmt.Errorf("count signatures of %s: %w", a, err)
	}
	out := make([]agreement.Tally, len(of))
	for i, item := range items {
		if item == nil {
			continue
		}
		if out[i].LastAt, err = time.Parse(table.TimeLayout, item.String("last_at")); err != nil {
			return nil, fmt.Errorf("read when %s signed: %w", of[i], err)
		}
		out[i].Signatures = item.Int("signatures")
	}
	return out, nil
}

var _ agreement.Signatures = Agreements{}
