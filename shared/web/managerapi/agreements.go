package managerapi

import (
	"context"
	"net/http"

	"github.com/tributaryhq/tributary/shared/domain/agreement"
	"github.com/tributaryhq/tributary/shared/domain/enrollment"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

func (a api) agreements() httpkit.Noun {
	const path, one = base + "/agreements", base + "/agreements/{agreement}"
	return httpkit.Noun{Name: "Manager agreements", Patterns: []string{path}, Register: func(r *httpkit.API) {
		op := func(name, method, path, summary string, access httpkit.Access) httpkit.Op {
			return httpkit.Op{ID: name, Method: method, Path: path, Summary: summary, Access: access}
		}
		create := op("create-agreement", http.MethodPost, path, "Begin an agreement with the draft of its first version", manager)
		create.Status = http.StatusCreated
		httpkit.Register(r, op("manage-agreements", http.MethodGet, path, "What partners have to sign", viewer), in(a, a.listAgreements))
		httpkit.Register(r, create, in(a, a.createAgreement))
		httpkit.Register(r, op("manage-agreement", http.MethodGet, one, "One agreement with its versions and its draft", viewer), in(a, a.getAgreement))
		httpkit.Register(r, op("write-agreement", http.MethodPut, one+"/draft", "Write the draft of the next version", manager), in(a, a.writeAgreement))
		publish := op("publish-agreement", http.MethodPost, one+"/publish", "Put the draft into force, signed for the company", manager)
		publish.Description = "From now on, those partners who have not signed this version are asked for it with their next request, and told by mail. Links, postbacks and earnings go on."
		httpkit.Register(r, publish, in(a, a.publishAgreement))
		httpkit.Register(r, op("assign-agreement", http.MethodPut, one+"/groups", "Say of which groups the partners sign", manager), in(a, a.assignAgreement))
		httpkit.Register(r, op("withdraw-agreement", http.MethodPost, one+"/withdraw", "Ask nobody for it any more; what was signed stays", manager), in(a, a.withdrawAgreement))
		httpkit.Register(r, op("resume-agreement", http.MethodPost, one+"/resume", "Put a withdrawn agreement into force again", manager), in(a, a.resumeAgreement))
		httpkit.Register(r, op("get-agreement-version", http.MethodGet, one+"/versions/{number}", "One version with its text", viewer), in(a, a.getAgreementVersion))
		httpkit.Register(r, op("list-agreement-signatures", http.MethodGet, one+"/signatures", "Who signed, newest first", viewer), in(a, a.listSignatures))
		httpkit.Register(r, op("list-agreement-partners", http.MethodGet, one+"/partners", "Who of each partner has signed the version in force", viewer), in(a, a.listAgreementPartners))
	}}
}

// AgreementPath is one agreement.
type AgreementPath struct {
	ProgramPath
	Agreement string `path:"agreement" example:"agr_01JD0000000000000000000000"`
}

func (a api) listAgreements(ctx context.Context, s staff, _ *ProgramPath) (*httpkit.Body[ManagedAgreements], error) {
	r, err := a.Agreements.Store.Register(ctx, s.Program.ID)
	if err != nil {
		return nil, err
	}
	out := ManagedAgreements{Data: []ManagedAgreement{}}
	for _, x := range r.Agreements {
		out.Data = append(out.Data, agreementOf(x))
	}
	return httpkit.OK(out), nil
}

// AgreementWords are what a version is written from.
type AgreementWords struct {
	Title   string `json:"title" minLength:"1" maxLength:"120"`
	Text    string `json:"text" minLength:"1" maxLength:"60000" doc:"Plain; its lines stay lines, one that begins with # is a heading"`
	Signers string `json:"signers" enum:"everybody,organisation" doc:"organisation: one admin signs for all of it"`
}

func (w AgreementWords) words() agreement.Words {
	return agreement.Words{Title: w.Title, Text: w.Text, Signers: agreement.Signers(w.Signers)}
}

type createAgreementInput struct {
	ProgramPath
	Body struct {
		AgreementWords
		Groups []string `json:"groups,omitempty" maxItems:"50" doc:"Whose partners sign; everybody's when left out"`
	}
}

func (a api) createAgreement(ctx context.Context, s staff, in *createAgreementInput) (*httpkit.Body[AgreementDetail], error) {
	groups, err := a.groupsOf(ctx, s, in.Body.Groups)
	if err != nil {
		return nil, err
	}
	made, err := a.Agreements.Create(ctx, s.Program.ID, in.Body.words(), groups, s.User)
	return a.showAgreement(ctx, s, made, err)
}

// groupsOf reads ids of groups that the program has; NotFound.
func (a api) groupsOf(ctx context.Context, s staff, texts []string) ([]id.Group, error) {
	if len(texts) == 0 {
		return nil, nil
	}
	ladder, err := a.Groups.Store.Ladder(ctx, s.Program.ID)
	if err != nil {
		return nil, err
	}
	known := map[string]id.Group{}
	for _, g := range ladder.Groups {
		known[string(g.ID)] = g.ID
	}
	out := make([]id.Group, 0, len(texts))
	for _, text := range texts {
		g, ok := known[text]
		if !ok {
			return nil, unknown("group")
		}
		out = append(out, g)
	}
	return out, nil
}

// onAgreement does one thing to the agreement of a path.
func (a api) onAgreement(ctx context.Context, s staff, text string, do func(id.Agreement) (agreement.Agreement, error)) (*httpkit.Body[AgreementDetail], error) {
	which, err := parse[id.Agreement](text, "agreement")
	if err != nil {
		return nil, err
	}
	after, err := do(which)
	return a.showAgreement(ctx, s, after, err)
}

func (a api) getAgreement(ctx context.Context, s staff, in *AgreementPath) (*httpkit.Body[AgreementDetail], error) {
	return a.onAgreement(ctx, s, in.Agreement, func(which id.Agreement) (agreement.Agreement, error) {
		r, err := a.Agreements.Store.Register(ctx, s.Program.ID)
		if err != nil {
			return agreement.Agreement{}, err
		}
		return r.Find(which)
	})
}

type writeAgreementInput struct {
	AgreementPath
	Body AgreementWords
}

func (a api) writeAgreement(ctx context.Context, s staff, in *writeAgreementInput) (*httpkit.Body[AgreementDetail], error) {
	return a.onAgreement(ctx, s, in.Agreement, func(which id.Agreement) (agreement.Agreement, error) {
		return a.Agreements.Write(ctx, s.Program.ID, which, in.Body.words(), s.User)
	})
}

type publishAgreementInput struct {
	AgreementPath
	Body struct {
		Hash      string `json:"hash" maxLength:"64" doc:"Of the draft that you have read"`
		Signatory string `json:"signatory" maxLength:"200" doc:"Who signs for the company: it stands on every copy"`
	}
}

func (a api) publishAgreement(ctx context.Context, s staff, in *publishAgreementInput) (*httpkit.Body[AgreementDetail], error) {
	return a.onAgreement(ctx, s, in.Agreement, func(which id.Agreement) (agreement.Agreement, error) {
		return a.Agreements.Publish(ctx, s.Program.ID, which, in.Body.Hash, in.Body.Signatory, s.User)
	})
}

type assignAgreementInput struct {
	AgreementPath
	Body struct {
		Groups []string `json:"groups" maxItems:"50" doc:"None: the partners of all groups"`
	}
}

func (a api) assignAgreement(ctx context.Context, s staff, in *assignAgreementInput) (*httpkit.Body[AgreementDetail], error) {
	return a.onAgreement(ctx, s, in.Agreement, func(which id.Agreement) (agreement.Agreement, error) {
		groups, err := a.groupsOf(ctx, s, in.Body.Groups)
		if err != nil {
			return agreement.Agreement{}, err
		}
		return a.Agreements.Assign(ctx, s.Program.ID, which, groups)
	})
}

func (a api) withdrawAgreement(ctx context.Context, s staff, in *AgreementPath) (*httpkit.Body[AgreementDetail], error) {
	return a.onAgreement(ctx, s, in.Agreement, func(which id.Agreement) (agreement.Agreement, error) {
		return a.Agreements.Withdraw(ctx, s.Program.ID, which)
	})
}

func (a api) resumeAgreement(ctx context.Context, s staff, in *AgreementPath) (*httpkit.Body[AgreementDetail], error) {
	return a.onAgreement(ctx, s, in.Agreement, func(which id.Agreement) (agreement.Agreement, error) {
		return a.Agreements.Resume(ctx, s.Program.ID, which)
	})
}

type agreementVersionInput struct {
	AgreementPath
	Number int64 `path:"number" minimum:"1" example:"1"`
}

func (a api) getAgreementVersion(ctx context.Context, s staff, in *agreementVersionInput) (*httpkit.Body[AgreementVersion], error) {
	which, err := parse[id.Agreement](in.Agreement, "agreement")
	if err != nil {
		return nil, err
	}
	v, err := a.Agreements.Store.Version(ctx, s.Program.ID, which, in.Number)
	if err != nil {
		return nil, err
	}
	return httpkit.OK(agreementVersionOf(v)), nil
}

type listSignaturesInput struct {
	AgreementPath
	httpkit.PageQuery
}

func (a api) listSignatures(ctx context.Context, s staff, in *listSignaturesInput) (*httpkit.Body[httpkit.List[ManagedSignature]], error) {
	found, err := a.agreement(ctx, s, in.Agreement)
	if err != nil {
		return nil, err
	}
	all, err := a.Agreements.Signatures.OfAgreement(ctx, s.Program.ID, found.ID, in.Request())
	if err != nil {
		return nil, err
	}
	ids := make([]id.Partner, len(all.Data))
	for i, x := range all.Data {
		ids[i] = x.Partner
	}
	names, err := a.names(ctx, ids)
	if err != nil {
		return nil, err
	}
	return httpkit.OK(httpkit.ListOf(all, func(x agreement.Signature) ManagedSignature { return signatureOf(x, names[x.Partner]) })), nil
}

func (a api) agreement(ctx context.Context, s staff, text string) (agreement.Agreement, error) {
	which, err := parse[id.Agreement](text, "agreement")
	if err != nil {
		return agreement.Agreement{}, err
	}
	r, err := a.Agreements.Store.Register(ctx, s.Program.ID)
	if err != nil {
		return agreement.Agreement{}, err
	}
	return r.Find(which)
}

func (a api) listAgreementPartners(ctx context.Context, s staff, in *listSignaturesInput) (*httpkit.Body[httpkit.List[AgreementPartner]], error) {
	found, err := a.agreement(ctx, s, in.Agreement)
	if err != nil {
		return nil, err
	}
	places, err := a.Places.OfProgram(ctx, s.Program.ID, enrollment.Filter{Status: enrollment.Active}, in.Request())
	if err != nil {
		return nil, err
	}
	asked := page.Of[enrollment.Row]{Next: places.Next}
	var ids []id.Partner
	for _, e := range places.Data {
		if e.Status == enrollment.Active && (len(found.Groups) == 0 || found.State != agreement.InForce || found.For(e.Group)) {
			asked.Data, ids = append(asked.Data, e), append(ids, e.Partner)
		}
	}
	names, err := a.names(ctx, ids)
	if err != nil {
		return nil, err
	}
	tallies, err := a.Agreements.Signatures.Tallies(ctx, s.Program.ID, found.ID, found.Number, ids)
	if err != nil {
		return nil, err
	}
	at := 0
	return httpkit.OK(httpkit.ListOf(asked, func(e enrollment.Row) AgreementPartner {
		t := tallies[at]
		at++
		return AgreementPartner{Partner: names[e.Partner], Signatures: t.Signatures, LastAt: t.LastAt}
	})), nil
}
