package partnerapi

import (
	"context"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/link"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

type createLinkInput struct {
	ProgramPath
	Body LinkInput
}

func (a api) createLink(ctx context.Context, m member, in *createLinkInput) (*linkOutput, error) {
	b := in.Body
	offer, err := a.offerOf(ctx, m, b.Offer)
	if err != nil {
		return nil, err
	}
	l, err := a.Links.Create(ctx, m.Program.ID, m.Partner, link.Draft{
		Kind: link.Kind(b.Kind), Key: b.Key, Name: b.Name, Destination: b.Destination, Offer: offer, UTM: link.UTM(b.UTM),
		Subs: link.Subs{b.Sub1, b.Sub2, b.Sub3, b.Sub4, b.Sub5}, Rules: rulesOf(b.Rules), ExpiresAt: b.ExpiresAt, Words: m.words(),
	})
	if err != nil {
		return nil, err
	}
	return a.linkOutput(m, l), nil
}

// words are what UTM macros stand for.
func (m member) words() link.Words {
	return link.Words{Partner: m.Enrollment.Name, Program: m.Program.Slug}
}

// offerOf reads the offer that a link is made for; it must be in force.
func (a api) offerOf(ctx context.Context, m member, text string) (id.Offer, error) {
	if text == "" {
		return "", nil
	}
	offers, err := a.inForce(ctx, m)
	if err != nil {
		return "", err
	}
	for _, o := range offers {
		if o.ID == text {
			return id.Offer(text), nil
		}
	}
	return "", fault.New(fault.Invalid, "link.no_offer", "The link cannot be made like this.").
		With(fault.Field{Location: "body.offer_id", Message: "is not one of the program's offers in force"})
}

func rulesOf(in []LinkRule) []link.Rule {
	rules := make([]link.Rule, len(in))
	for i, r := range in {
		rules[i] = link.Rule{Countries: r.Countries, Devices: r.Devices, From: r.From, Until: r.Until, Weight: r.Share, Destination: r.Destination}
	}
	return rules
}

type updateLinkInput struct {
	LinkPath
	IfMatch string `header:"If-Match" doc:"ETag of what you saw; refused when it has changed since"`
	Body    LinkPatch
}

func (a api) updateLink(ctx context.Context, m member, in *updateLinkInput) (*linkOutput, error) {
	l, err := a.link(ctx, m, in.Link)
	if err != nil {
		return nil, err
	}
	if in.IfMatch != "" && in.IfMatch != etag(l.Version) {
		return nil, fault.New(fault.Conflict, "link.changed", "The link was changed meanwhile. Load it again.")
	}
	change, err := in.Body.change(l.Status)
	if err != nil {
		return nil, err
	}
	change.Words = m.words()
	if l, err = a.Links.Update(ctx, m.Program.ID, m.Partner, l.ID, change); err != nil {
		return nil, err
	}
	return a.linkOutput(m, l), nil
}

func (b LinkPatch) change(now link.Status) (link.Change, error) {
	c := link.Change{Name: b.Name, Key: b.Key, Destination: b.Destination, UTM: (*link.UTM)(b.UTM)}
	if b.Active != nil && now != link.Archived {
		now = link.Inactive
		if *b.Active {
			now = link.Active
		}
		c.Status = &now
	}
	if b.Archived != nil && *b.Archived {
		archived := link.Archived
		c.Status = &archived
	}
	if b.Subs != nil {
		var subs link.Subs
		copy(subs[:], *b.Subs)
		c.Subs = &subs
	}
	if b.Rules != nil {
		rules := rulesOf(*b.Rules)
		c.Rules = &rules
	}
	if b.ExpiresAt != nil {
		end := time.Time{}
		if *b.ExpiresAt != "" {
			var err error
			if end, err = time.Parse(time.RFC3339, *b.ExpiresAt); err != nil {
				return c, fault.New(fault.Invalid, "link.invalid", "The link cannot be changed like this.").
					With(fault.Field{Location: "body.expires_at", Message: "must be a time such as 2026-12-24T18:00:00Z, or empty"})
			}
		}
		c.ExpiresAt = &end
	}
	return c, nil
}

type tryLinkInput struct {
	ProgramPath
	Body LinkTrial
}

func (a api) tryLink(ctx context.Context, m member, in *tryLinkInput) (*httpkit.Body[LinkShares], error) {
	terms, err := a.Links.Grants.LinkTerms(ctx, m.Program.ID, m.Partner)
	if err != nil {
		return nil, err
	}
	b := in.Body
	l, err := link.Link{Kind: link.Custom, Terms: terms}.Try(b.Destination, rulesOf(b.Rules))
	if err != nil {
		return nil, err
	}
	if b.At.IsZero() {
		b.At = a.Clock.Now()
	}
	out := LinkShares{Data: []LinkShare{}}
	for _, s := range l.Shares(link.Viewer{Country: b.Country, Device: b.Device, At: b.At}) {
		v := LinkShare{Share: s.Weight, Destination: s.Destination}
		if s.Rule != link.Fallback {
			rule := s.Rule
			v.Rule = &rule
		}
		out.Data = append(out.Data, v)
	}
	return httpkit.OK(out), nil
}
