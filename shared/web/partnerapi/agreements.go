package partnerapi

import (
	"context"
	"net/http"
	"slices"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/agreement"
	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/web/auth"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

const agreementsBase = programBase + "/agreements"

// agreements is what is open to those who have something to sign.
func (a api) agreements() httpkit.Noun {
	return httpkit.Noun{Name: "Partner agreements", Patterns: []string{agreementsBase}, Register: func(r *httpkit.API) {
		httpkit.Register(r, httpkit.Op{
			ID: "list-agreements", Method: http.MethodGet, Path: agreementsBase, Access: user,
			Summary: "What you have to sign before anything else, and what was signed", Description: "While something is due, all else of the program answers 403 agreement.required. Links, postbacks and earnings go on.",
		}, beforeGate(a, a.listAgreements))
		httpkit.Register(r, httpkit.Op{
			ID: "sign-agreement", Method: http.MethodPost, Path: agreementsBase + "/{agreement}/sign", Access: user, Status: http.StatusCreated,
			Summary: "Sign an agreement with your typed name", Description: "Kept with it: the time, your browser, a keyed hash of your address, and the hash of the text.",
		}, beforeGate(a, a.signAgreement))
		httpkit.Register(r, httpkit.Op{
			ID: "get-agreement-text", Method: http.MethodGet, Path: agreementsBase + "/{agreement}/versions/{number}", Access: user,
			Summary: "The text of a version that is due or was signed",
		}, beforeGate(a, a.getAgreementText))
	}}
}

// signer is the member as one who signs.
func (m member) signer() agreement.Signer {
	return agreement.Signer{Program: m.Program.ID, Partner: m.Partner, User: m.User, Admin: m.Role == identity.Admin, Group: m.Enrollment.Group}
}

// beforeGate hands a request to h as [inProgram] does, whether or not there is
// something to sign.
func beforeGate[I interface{ program() string }, O any](a api, h func(context.Context, member, *I) (*O, error)) func(context.Context, *I) (*O, error) {
	return ofPartner(func(ctx context.Context, actor auth.Actor, in *I) (*O, error) {
		m, err := a.enter(ctx, actor, (*in).program())
		if err != nil {
			return nil, err
		}
		return h(ctx, m, in)
	})
}

// gate refuses a member who has something to sign; whoever sees with the
// partner's eyes signs nothing.
func (a api) gate(ctx context.Context, m member) error {
	if m.Viewing {
		return nil
	}
	return a.Agreements.Gate(ctx, m.signer())
}

// open tells whether a member has nothing to sign.
func (a api) open(ctx context.Context, m member) (bool, error) {
	err := a.gate(ctx, m)
	if fault.Is(err, fault.Forbidden) {
		return false, nil
	}
	return err == nil, err
}

func (a api) listAgreements(ctx context.Context, m member, _ *ProgramPath) (*httpkit.Body[AgreementList], error) {
	var due []agreement.Agreement
	var err error
	if !m.Viewing {
		due, err = a.Agreements.Due(ctx, m.signer())
	}
	if err != nil {
		return nil, err
	}
	signed, err := a.Agreements.Signatures.OfPartner(ctx, m.Program.ID, m.Partner)
	if err != nil {
		return nil, err
	}
	out := AgreementList{Due: []AgreementDue{}, Signed: []AgreementSignature{}}
	for _, d := range due {
		v, err := a.Agreements.Store.Version(ctx, m.Program.ID, d.ID, d.Number)
		if err != nil {
			return nil, err
		}
		again := slices.ContainsFunc(signed, func(s agreement.Signature) bool { return s.Agreement == d.ID && s.Number < d.Number })
		out.Due = append(out.Due, AgreementDue{
			AgreementText: textOf(v), By: string(d.Signers), Again: again, MaySign: d.Signers == agreement.Everybody || m.Role == identity.Admin,
		})
	}
	for _, s := range slices.Backward(signed) {
		if s.Seen(m.User, m.Role == identity.Admin) {
			out.Signed = append(out.Signed, m.signature(s))
		}
	}
	return httpkit.OK(out), nil
}

// AgreementPath is one agreement.
type AgreementPath struct {
	ProgramPath
	Agreement string `path:"agreement" example:"agr_01JD0000000000000000000000"`
}

type signAgreementInput struct {
	AgreementPath
	Body struct {
		Number  int64  `json:"number" minimum:"1" doc:"Of the version that was shown"`
		Hash    string `json:"hash" maxLength:"64" doc:"Of the text that was shown"`
		Name    string `json:"name" maxLength:"200" doc:"Your full name, as your signature"`
		Consent bool   `json:"consent" doc:"That typing your name is your signature, and binds you"`
	}
}

func (a api) signAgreement(ctx context.Context, m member, in *signAgreementInput) (*httpkit.Body[AgreementSignature], error) {
	which, err := parse[id.Agreement](in.Agreement, "agreement")
	if err != nil {
		return nil, err
	}
	users, err := a.People.Load(ctx, m.User)
	if err != nil {
		return nil, err
	}
	by, caller := m.signer(), auth.CallerOf(ctx)
	if len(users) > 0 {
		by.Email = users[0].Email
	}
	s, err := a.Agreements.Sign(ctx, by, agreement.Act{
		Agreement: which, Number: in.Body.Number, Hash: in.Body.Hash, Name: in.Body.Name, Consent: in.Body.Consent, Address: caller.Address, Agent: caller.Agent,
	})
	if err != nil {
		return nil, err
	}
	return httpkit.OK(m.signature(s)), nil
}

type agreementVersionInput struct {
	AgreementPath
	Number int64 `path:"number" minimum:"1" example:"1"`
}

func (a api) getAgreementText(ctx context.Context, m member, in *agreementVersionInput) (*httpkit.Body[AgreementText], error) {
	which, err := parse[id.Agreement](in.Agreement, "agreement")
	if err != nil {
		return nil, err
	}
	unknown := fault.New(fault.NotFound, "agreement.unknown", "There is no such agreement.")
	r, err := a.Agreements.Store.Register(ctx, m.Program.ID)
	if err != nil {
		return nil, err
	}
	found, err := r.Find(which)
	if err != nil {
		return nil, err
	}
	if !found.For(m.Enrollment.Group) || found.Number != in.Number {
		signed, err := a.Agreements.Signatures.OfPartner(ctx, m.Program.ID, m.Partner)
		if err != nil {
			return nil, err
		}
		if !slices.ContainsFunc(signed, func(s agreement.Signature) bool { return s.Agreement == which && s.Number == in.Number }) {
			return nil, unknown
		}
	}
	v, err := a.Agreements.Store.Version(ctx, m.Program.ID, which, in.Number)
	if err != nil {
		return nil, err
	}
	return httpkit.OK(textOf(v)), nil
}

// AgreementList is what is due and what was signed.
type AgreementList struct {
	Due    []AgreementDue       `json:"due"`
	Signed []AgreementSignature `json:"signed" doc:"Newest first: yours and those for all of the organisation; admins see everybody's"`
}

// AgreementText is one version of an agreement.
type AgreementText struct {
	ID          string    `json:"id"`
	Number      int64     `json:"number"`
	Title       string    `json:"title"`
	Text        string    `json:"text" doc:"Plain; its lines stay lines, one that begins with # is a heading"`
	Hash        string    `json:"hash" doc:"SHA-256 of the title, an empty line, and the text"`
	Signatory   string    `json:"signatory" doc:"Who signed for the company"`
	PublishedAt time.Time `json:"published_at"`
}

// AgreementDue is an agreement that waits to be signed.
type AgreementDue struct {
	AgreementText
	By      string `json:"by" enum:"everybody,organisation" doc:"organisation: one of its admins signs for all"`
	MaySign bool   `json:"may_sign"`
	Again   bool   `json:"again" doc:"An earlier version was signed"`
}

// AgreementSignature is what was signed.
type AgreementSignature struct {
	ID          string    `json:"id"`
	AgreementID string    `json:"agreement_id"`
	Number      int64     `json:"number"`
	Title       string    `json:"title"`
	Hash        string    `json:"hash"`
	Name        string    `json:"name"`
	By          string    `json:"by" enum:"everybody,organisation"`
	You         bool      `json:"you"`
	Signatory   string    `json:"signatory" doc:"Who signed for the company"`
	SignedAt    time.Time `json:"signed_at"`
	DocumentURL string    `json:"document_url" doc:"Both signatures with the text, as PDF"`
}

func textOf(v agreement.Version) AgreementText {
	return AgreementText{ID: string(v.Agreement), Number: v.Number, Title: v.Title, Text: v.Text, Hash: v.Hash, Signatory: v.Signatory, PublishedAt: v.PublishedAt}
}

func (m member) signature(s agreement.Signature) AgreementSignature {
	return AgreementSignature{
		ID: string(s.ID), AgreementID: string(s.Agreement), Number: s.Number, Title: s.Title, Hash: s.Hash, Name: s.Name, By: string(s.For), You: s.User == m.User,
		Signatory: s.Signatory, SignedAt: s.At, DocumentURL: "/api/p/" + string(m.Partner) + "/documents/" + string(m.Program.ID) + "/signatures/" + string(s.ID) + "/signature.pdf",
	}
}
