package managerapi

import (
	"context"
	"net/http"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/agreement"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

// ManagedAgreements are a program's agreements, in the order in which they were
// made.
type ManagedAgreements struct {
	Data []ManagedAgreement `json:"data"`
}

// ManagedAgreement is one agreement as it stands.
type ManagedAgreement struct {
	ID          string    `json:"id"`
	Title       string    `json:"title"`
	Signers     string    `json:"signers" enum:"everybody,organisation"`
	Groups      []string  `json:"groups" doc:"Whose partners sign; none: everybody's"`
	State       string    `json:"state" enum:"draft,in_force,withdrawn"`
	Number      int64     `json:"number" doc:"Of the version published last; 0: none"`
	Hash        string    `json:"hash,omitempty"`
	PublishedAt time.Time `json:"published_at,omitzero"`
	Drafted     bool      `json:"drafted" doc:"The next version is being written"`
}

// AgreementDetail is one agreement with its versions.
type AgreementDetail struct {
	ManagedAgreement
	Versions []AgreementVersion `json:"versions" doc:"Newest first, without their texts, the draft among them"`
	Draft    *AgreementVersion  `json:"draft,omitempty"`
}

// AgreementVersion is one version.
type AgreementVersion struct {
	Number      int64     `json:"number"`
	Title       string    `json:"title"`
	Text        string    `json:"text,omitempty"`
	Signers     string    `json:"signers" enum:"everybody,organisation"`
	Hash        string    `json:"hash" doc:"SHA-256 of the title, an empty line, and the text"`
	Signatory   string    `json:"signatory,omitempty" doc:"Who signed for the company; a draft has nobody"`
	PublishedAt time.Time `json:"published_at,omitzero"`
}

// ManagedSignature is one signature.
type ManagedSignature struct {
	ID          string     `json:"id"`
	Partner     PartnerRef `json:"partner"`
	Name        string     `json:"name" doc:"As the signer typed it"`
	Number      int64      `json:"number" doc:"The version's"`
	By          string     `json:"by" enum:"everybody,organisation" doc:"organisation: for all of it"`
	SignedAt    time.Time  `json:"signed_at"`
	DocumentURL string     `json:"document_url" doc:"Both signatures with the text, as PDF"`
}

// AgreementPartner is a partner who is asked, and how many of it have signed.
type AgreementPartner struct {
	Partner    PartnerRef `json:"partner"`
	Signatures int64      `json:"signatures"`
	LastAt     time.Time  `json:"last_at,omitzero"`
}

func agreementOf(x agreement.Agreement) ManagedAgreement {
	groups := make([]string, len(x.Groups))
	for i, g := range x.Groups {
		groups[i] = string(g)
	}
	return ManagedAgreement{
		ID: string(x.ID), Title: x.Title, Signers: string(x.Signers), Groups: groups, State: string(x.State), Number: x.Number, Hash: x.Hash,
		PublishedAt: x.PublishedAt, Drafted: x.Drafted,
	}
}

func agreementVersionOf(v agreement.Version) AgreementVersion {
	return AgreementVersion{
		Number: v.Number, Title: v.Title, Text: v.Text, Signers: string(v.Signers), Hash: v.Hash, Signatory: v.Signatory, PublishedAt: v.PublishedAt,
	}
}

func signatureOf(x agreement.Signature, of PartnerRef) ManagedSignature {
	return ManagedSignature{
		ID: string(x.ID), Partner: of, Name: x.Name, Number: x.Number, By: string(x.For), SignedAt: x.At,
		DocumentURL: "/api/m/" + string(x.Program) + "/documents/partners/" + string(x.Partner) + "/signatures/" + string(x.ID) + "/signature.pdf",
	}
}

func (a api) showAgreement(ctx context.Context, s staff, x agreement.Agreement, err error) (*httpkit.Body[AgreementDetail], error) {
	if err != nil {
		return nil, err
	}
	out := AgreementDetail{ManagedAgreement: agreementOf(x), Versions: []AgreementVersion{}}
	all, err := a.Agreements.Store.Versions(ctx, s.Program.ID, x.ID)
	if err != nil {
		return nil, err
	}
	for _, v := range all {
		out.Versions = append(out.Versions, agreementVersionOf(v))
	}
	if x.Drafted {
		v, err := a.Agreements.Store.Version(ctx, s.Program.ID, x.ID, x.Number+1)
		if err != nil {
			return nil, err
		}
		draft := agreementVersionOf(v)
		out.Draft = &draft
	}
	return httpkit.OK(out), nil
}

type printSignatureInput struct {
	ProgramPath
	Partner   string `path:"partner" example:"ptr_01JD0000000000000000000000"`
	Signature string `path:"signature" example:"sgn_01JD0000000000000000000000"`
}

// printedSignature is where the archive's documents are.
func (a api) printedSignature(r *httpkit.API) {
	const pdf = "application/pdf"
	httpkit.Register(r, httpkit.Op{
		ID: "print-partner-signature", Method: http.MethodGet, Path: base + "/documents/partners/{partner}/signatures/{signature}/signature.pdf", Access: viewer, Produces: pdf,
		Summary: "What a partner signed, with both signatures and the text, as PDF",
	}, in(a, func(ctx context.Context, s staff, in *printSignatureInput) (*httpkit.File, error) {
		o, err := parse[id.Partner](in.Partner, "partner")
		if err != nil {
			return nil, err
		}
		e, err := a.Agreements.Evidence(ctx, s.Program.ID, o, in.Signature)
		if err != nil {
			return nil, err
		}
		of, err := a.name(ctx, o)
		if err != nil {
			return nil, err
		}
		e.Partner, e.Company = of.Name, s.Program.Name
		body, err := a.Copies.Signature(e)
		return httpkit.Attachment(pdf, "signature-"+string(e.Signature.ID)+".pdf", body), err
	}))
}
