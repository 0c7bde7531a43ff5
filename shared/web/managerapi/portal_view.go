package managerapi

import (
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Portal is what the program adds to the pages of its partners.
type Portal struct {
	Navigation []NavLink  `json:"navigation" maxItems:"5" doc:"At the foot of the program's tabs"`
	Questions  []Question `json:"questions" maxItems:"50" doc:"The program's own entries of the help"`
	Support    string     `json:"support" maxLength:"254" doc:"An address shown beside the help, empty for none"`
}

// NavLink is a page of somebody else's, opened beside the portal.
type NavLink struct {
	Name   string   `json:"name" minLength:"1" maxLength:"25"`
	URL    string   `json:"url" maxLength:"2048" doc:"Begins with https://"`
	Groups []string `json:"groups,omitempty" maxItems:"50" doc:"Whose partners see it; everybody's when left out"`
}

// Question is an entry of the help.
type Question struct {
	Question string `json:"question" minLength:"1" maxLength:"200"`
	Answer   string `json:"answer" minLength:"1" maxLength:"4000" doc:"Plain text; its lines stay lines"`
}

// PortalPatch is what to change; what is left out stays.
type PortalPatch struct {
	Navigation *[]NavLink  `json:"navigation,omitempty" maxItems:"5"`
	Questions  *[]Question `json:"questions,omitempty" maxItems:"50"`
	Support    *string     `json:"support,omitempty" maxLength:"254"`
}

func (in *PortalPatch) groups() []string {
	var out []string
	if in != nil && in.Navigation != nil {
		for _, l := range *in.Navigation {
			out = append(out, l.Groups...)
		}
	}
	return out
}

func (in *PortalPatch) apply(p *program.Program) {
	set(&p.Portal.Support, in.Support)
	if in.Navigation != nil {
		p.Portal.Navigation = nil
		for _, l := range *in.Navigation {
			p.Portal.Navigation = append(p.Portal.Navigation, program.NavLink{Name: l.Name, URL: l.URL, Groups: named[id.Group](l.Groups)})
		}
	}
	if in.Questions != nil {
		p.Portal.Questions = nil
		for _, q := range *in.Questions {
			p.Portal.Questions = append(p.Portal.Questions, program.Question(q))
		}
	}
}

func portalOf(p program.Portal) Portal {
	v := Portal{Navigation: []NavLink{}, Questions: []Question{}, Support: p.Support}
	for _, l := range p.Navigation {
		link := NavLink{Name: l.Name, URL: l.URL, Groups: []string{}}
		for _, g := range l.Groups {
			link.Groups = append(link.Groups, string(g))
		}
		v.Navigation = append(v.Navigation, link)
	}
	for _, q := range p.Questions {
		v.Questions = append(v.Questions, Question(q))
	}
	return v
}
