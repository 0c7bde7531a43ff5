package managerapi

import "github.com/tributaryhq/tributary/shared/domain/program"

// Brand is how the program looks, and what it says in its own words.
type Brand struct {
	Color   string `json:"color" example:"#0f766e"`
	LogoURL string `json:"logo_url,omitempty"`
	Initial string `json:"initial"`
	IconURL string `json:"icon_url,omitempty" doc:"Of the browser's tab"`

	PortalHost   string `json:"portal_host,omitempty" doc:"Where the program's portal is; absent: at the installation's address"`
	PortalTarget string `json:"portal_target" doc:"To what a CNAME record of such a host points"`

	Sender       string `json:"sender,omitempty" doc:"Whom mails are from; the program's name when absent"`
	PartnerTerm  string `json:"partner_term,omitempty" doc:"What a partner is called" example:"Ambassador"`
	PartnersTerm string `json:"partners_term,omitempty" doc:"What several are called" example:"Ambassadors"`
	WelcomeTitle string `json:"welcome_title,omitempty" doc:"Before sign-in, like the text"`
	WelcomeText  string `json:"welcome_text,omitempty" doc:"Plain text; its lines stay lines"`
	ApplyTitle   string `json:"apply_title,omitempty" doc:"Where people apply, like the text"`
	ApplyText    string `json:"apply_text,omitempty" doc:"Plain text; its lines stay lines"`
}

// BrandPatch is what to change of the look; an empty text is the portal's own.
type BrandPatch struct {
	Color   *string `json:"color,omitempty" maxLength:"7"`
	LogoURL *string `json:"logo_url,omitempty" maxLength:"200"`
	Initial *string `json:"initial,omitempty" maxLength:"2"`

	PortalHost *string `json:"portal_host,omitempty" maxLength:"253" doc:"A host that the operator has bound to the program; empty: none"`

	Sender       *string `json:"sender,omitempty" maxLength:"60"`
	PartnerTerm  *string `json:"partner_term,omitempty" maxLength:"30"`
	PartnersTerm *string `json:"partners_term,omitempty" maxLength:"30"`
	WelcomeTitle *string `json:"welcome_title,omitempty" maxLength:"80"`
	WelcomeText  *string `json:"welcome_text,omitempty" maxLength:"1000"`
	ApplyTitle   *string `json:"apply_title,omitempty" maxLength:"80"`
	ApplyText    *string `json:"apply_text,omitempty" maxLength:"1000"`
}

func (in *BrandPatch) apply(p *program.Program) {
	set(&p.Brand.Color, in.Color)
	set(&p.Brand.LogoURL, in.LogoURL)
	set(&p.Brand.Initial, in.Initial)
	set(&p.PortalHost, in.PortalHost)
	set(&p.Texts.Sender, in.Sender)
	set(&p.Texts.Partner, in.PartnerTerm)
	set(&p.Texts.Partners, in.PartnersTerm)
	set(&p.Texts.Welcome.Title, in.WelcomeTitle)
	set(&p.Texts.Welcome.Text, in.WelcomeText)
	set(&p.Texts.Apply.Title, in.ApplyTitle)
	set(&p.Texts.Apply.Text, in.ApplyText)
}

func (a api) brandOf(p program.Program) Brand {
	b, t := p.Brand, p.Texts
	return Brand{
		Color: b.Color, LogoURL: b.LogoURL, Initial: b.Initial, IconURL: b.IconURL, PortalHost: p.PortalHost, PortalTarget: a.target(),
		Sender: t.Sender, PartnerTerm: t.Partner, PartnersTerm: t.Partners,
		WelcomeTitle: t.Welcome.Title, WelcomeText: t.Welcome.Text, ApplyTitle: t.Apply.Title, ApplyText: t.Apply.Text,
	}
}
