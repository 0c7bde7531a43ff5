package managerapi

import (
	"bytes"
	"context"
	"encoding/pem"
	"errors"
	"io"
	"net/http"
	"slices"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/proof"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

// Book is a program's ledger as it was signed, day by day.
type Book interface {
	// Latest reads the newest signed day; NotFound before the first.
	Latest(ctx context.Context, p id.Program) (proof.Kept, error)
	// All lists the signed days, oldest first.
	All(ctx context.Context, p id.Program) ([]proof.Kept, error)
	// Export writes everything below the newest signed day.
	Export(ctx context.Context, p id.Program, w io.Writer) (proof.Kept, error)
}

func (a api) ledger() httpkit.Noun {
	const path = base + "/ledger"
	return httpkit.Noun{Name: "Manager ledger", Patterns: []string{path}, Register: func(r *httpkit.API) {
		httpkit.Register(r, httpkit.Op{
			ID: "list-signed-days", Method: http.MethodGet, Path: path + "/days", Access: viewer,
			Summary: "The days for which the program's book was signed, newest first", Description: "At most 400. Each root names the one before it.",
		}, in(a, a.signedDays))
		httpkit.Register(r, httpkit.Op{
			ID: "export-ledger", Method: http.MethodGet, Path: path + "/export.ndjson", Access: finance, Produces: "application/x-ndjson",
			Summary: "The whole book as it was signed last", Description: "Up to 5 MB; the operator writes a longer one with `trib export ledger`. docs/ledger-proof.md says how to verify it.",
		}, in(a, a.exportLedger))
		httpkit.Register(r, httpkit.Op{
			ID: "get-ledger-key", Method: http.MethodGet, Path: path + "/key.pem", Access: viewer, Produces: "application/x-pem-file",
			Summary: "The public key that the book is signed with", Description: "Publish it, or its fingerprint, where your partners find it.",
		}, in(a, a.ledgerKey))
	}}
}

// SignedDay is one day for which the book was signed.
type SignedDay struct {
	Day          string    `json:"day" format:"date" doc:"In UTC"`
	Root         string    `json:"root" doc:"SHA-256 of what was signed"`
	Previous     string    `json:"previous" doc:"The root before it"`
	Accounts     int64     `json:"accounts"`
	AuditEntries int64     `json:"audit_entries" doc:"Acts in the audit log until then"`
	Key          string    `json:"key" doc:"Fingerprint of the key: SHA-256 of its DER form"`
	SignedAt     time.Time `json:"signed_at"`
}

const daysShown = 400

func (a api) signedDays(ctx context.Context, s staff, _ *ProgramPath) (*httpkit.Body[httpkit.List[SignedDay]], error) {
	all, err := a.Book.All(ctx, s.Program.ID)
	if err != nil {
		return nil, err
	}
	out := httpkit.List[SignedDay]{Data: []SignedDay{}}
	for _, k := range slices.Backward(all) {
		if len(out.Data) == daysShown {
			break
		}
		out.Data = append(out.Data, SignedDay{
			Day: k.Day, Root: k.Root().String(), Previous: k.Previous.String(), Accounts: k.Accounts, AuditEntries: k.Log.Entries,
			Key: proof.Fingerprint(k.Key), SignedAt: k.At,
		})
	}
	return httpkit.OK(out), nil
}

// exportMost is as much as an answer may hold.
const exportMost = 5 << 20

// bounded refuses to grow beyond what an answer may hold.
type bounded struct{ bytes.Buffer }

var errTooLong = errors.New("the export is too long for an answer")

// Write adds to the buffer.
func (b *bounded) Write(p []byte) (int, error) {
	if b.Len()+len(p) > exportMost {
		return 0, errTooLong
	}
	return b.Buffer.Write(p)
}

func (a api) exportLedger(ctx context.Context, s staff, _ *ProgramPath) (*httpkit.File, error) {
	var out bounded
	root, err := a.Book.Export(ctx, s.Program.ID, &out)
	if errors.Is(err, errTooLong) {
		return nil, fault.Wrap(err, fault.Conflict, "ledger.too_long", "This book is too long for a download. Whoever runs the installation writes it with: trib export ledger --program "+string(s.Program.ID))
	}
	if err != nil {
		return nil, err
	}
	return httpkit.Attachment("application/x-ndjson", "ledger-"+s.Program.Slug+"-"+root.Day+".ndjson", out.Bytes()), nil
}

func (a api) ledgerKey(ctx context.Context, s staff, _ *ProgramPath) (*httpkit.File, error) {
	root, err := a.Book.Latest(ctx, s.Program.ID)
	if err != nil {
		return nil, err
	}
	text := pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: root.Signed.Key})
	return httpkit.Attachment("application/x-pem-file", "ledger-key-"+s.Program.Slug+".pem", text), nil
}
