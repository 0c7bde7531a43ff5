package deal

import (
	"slices"
	"strconv"
	"strings"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Stage is one step of the program's pipeline.
type Stage struct {
	ID    string `json:"id"`
	Name  string `json:"name"`
	Staff bool   `json:"staff,omitempty"` // only those who run the program move deals there
}

// Plan is how a program's deals go: their stages, first to last, and for how many
// days a deal keeps its customer.
type Plan struct {
	Program id.Program
	Stages  []Stage
	Days    int
	Version int64
}

// Limits of a plan.
const (
	maxStages = 12
	maxDays   = 730
	maxName   = 40
)

// First is the plan of a program that has chosen none.
func First(p id.Program) Plan {
	return Plan{Program: p, Days: 90, Stages: []Stage{
		{ID: "new", Name: "New"}, {ID: "qualified", Name: "Qualified", Staff: true}, {ID: "proposal", Name: "Proposal"}, {ID: "negotiation", Name: "Negotiation"},
	}}
}

// Stage finds a stage; false when the plan has none such.
func (p Plan) Stage(id string) (Stage, bool) {
	i := slices.IndexFunc(p.Stages, func(s Stage) bool { return s.ID == id })
	if i < 0 {
		return Stage{}, false
	}
	return p.Stages[i], true
}

// Checked returns the plan as it is kept, each stage with an id. Faults: Invalid.
func (p Plan) Checked() (Plan, error) {
	var bad []fault.Field
	wrong := func(is bool, field, message string) {
		if is {
			bad = append(bad, fault.Field{Location: "body." + field, Message: message})
		}
	}
	wrong(p.Days < 1 || p.Days > maxDays, "days", "must be 1 to 730")
	wrong(len(p.Stages) == 0 || len(p.Stages) > maxStages, "stages", "must be 1 to 12")
	p.Stages = slices.Clone(p.Stages)
	ids, names := map[string]bool{}, map[string]bool{}
	for i := range p.Stages {
		s := &p.Stages[i]
		s.Name = strings.TrimSpace(s.Name)
		at := "stages[" + strconv.Itoa(i) + "]"
		wrong(s.Name == "" || !line(s.Name, maxName), at+".name", "must have 1 to 40 characters, in one line")
		wrong(names[strings.ToLower(s.Name)], at+".name", "is there twice")
		wrong(s.ID != "" && ids[s.ID], at+".id", "is there twice")
		ids[s.ID], names[strings.ToLower(s.Name)] = true, true
	}
	if len(bad) > 0 {
		return p, fault.New(fault.Invalid, "deal.plan_invalid", "The stages cannot be kept like this.").With(bad...)
	}
	for i, n := 0, 0; i < len(p.Stages); i++ {
		for p.Stages[i].ID == "" {
			n++
			if key := "stage" + strconv.Itoa(n); !ids[key] {
				p.Stages[i].ID, ids[key] = key, true
			}
		}
	}
	return p, nil
}
