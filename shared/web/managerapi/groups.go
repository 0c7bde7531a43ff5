package managerapi

import (
	"context"
	"net/http"

	"github.com/tributaryhq/tributary/shared/domain/group"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

func (a api) groups() httpkit.Noun {
	const groups, tiers, places = base + "/groups", base + "/tiers", base + "/placements"
	return httpkit.Noun{Name: "Manager groups and tiers", Patterns: []string{groups, tiers, places}, Register: func(r *httpkit.API) {
		httpkit.Register(r, httpkit.Op{
			ID: "list-groups", Method: http.MethodGet, Path: groups, Access: viewer,
			Summary: "The program's groups and tiers, in their order", Description: "New partners come into the first group and the first tier that are not archived.",
		}, in(a, a.listGroups))
		httpkit.Register(r, httpkit.Op{
			ID: "create-group", Method: http.MethodPost, Path: groups, Access: manager, Status: http.StatusCreated, Idempotent: true,
			Summary: "Add a group",
		}, in(a, a.createGroup))
		httpkit.Register(r, httpkit.Op{
			ID: "update-group", Method: http.MethodPatch, Path: groups + "/{group}", Access: manager,
			Summary: "Change or archive a group", Description: "Who is in an archived group stays; nobody comes in any more.",
		}, in(a, a.updateGroup))
		httpkit.Register(r, httpkit.Op{
			ID: "create-tier", Method: http.MethodPost, Path: tiers, Access: manager, Status: http.StatusCreated, Idempotent: true,
			Summary: "Add a tier",
		}, in(a, a.createTier))
		httpkit.Register(r, httpkit.Op{
			ID: "update-tier", Method: http.MethodPatch, Path: tiers + "/{tier}", Access: manager,
			Summary: "Change or archive a tier", Description: "What is changed is what partners read and what moves them from now on; nobody moves by the change itself.",
		}, in(a, a.updateTier))
		httpkit.Register(r, httpkit.Op{
			ID: "place-partners", Method: http.MethodPost, Path: places, Access: manager,
			Summary:     "Put up to 500 partners into a group or tier",
			Description: "Each is placed by itself: a refusal of one stops no other, and the call can be made again. What is left out stays; an empty id takes the partner out.",
		}, in(a, a.placePartners))
	}}
}

func (a api) listGroups(ctx context.Context, s staff, _ *ProgramPath) (*httpkit.Body[Ladder], error) {
	l, err := a.Groups.Ladder(ctx, s.Program.ID)
	if err != nil {
		return nil, err
	}
	out := Ladder{Groups: []Group{}, Tiers: []Tier{}}
	for _, g := range l.Groups {
		out.Groups = append(out.Groups, groupOf(g))
	}
	for _, t := range l.Tiers {
		out.Tiers = append(out.Tiers, tierOf(t))
	}
	return httpkit.OK(out), nil
}

type createGroupInput struct {
	ProgramPath
	Body GroupInput
}

func (a api) createGroup(ctx context.Context, s staff, in *createGroupInput) (*httpkit.Body[Group], error) {
	b := in.Body
	g, err := a.Groups.CreateGroup(ctx, group.Group{Program: s.Program.ID, Name: b.Name, Text: b.Text, Ordinal: b.Ordinal})
	if err != nil {
		return nil, err
	}
	return httpkit.OK(groupOf(g)), nil
}

type updateGroupInput struct {
	ProgramPath
	Group string `path:"group" example:"grp_01JD0000000000000000000000"`
	Body  GroupPatch
}

func (a api) updateGroup(ctx context.Context, s staff, in *updateGroupInput) (*httpkit.Body[Group], error) {
	of, err := parse[id.Group](in.Group, "group")
	if err != nil {
		return nil, err
	}
	g, err := a.Groups.ChangeGroup(ctx, s.Program.ID, of, in.Body.Version, in.Body.apply)
	if err != nil {
		return nil, err
	}
	return httpkit.OK(groupOf(g)), nil
}

type createTierInput struct {
	ProgramPath
	Body TierInput
}

func (a api) createTier(ctx context.Context, s staff, in *createTierInput) (*httpkit.Body[Tier], error) {
	t, err := a.Groups.CreateTier(ctx, in.Body.tier(s.Program.ID))
	if err != nil {
		return nil, err
	}
	return httpkit.OK(tierOf(t)), nil
}

type updateTierInput struct {
	ProgramPath
	Tier string `path:"tier" example:"tie_01JD0000000000000000000000"`
	Body TierPatch
}

func (a api) updateTier(ctx context.Context, s staff, in *updateTierInput) (*httpkit.Body[Tier], error) {
	of, err := parse[id.Tier](in.Tier, "tier")
	if err != nil {
		return nil, err
	}
	t, err := a.Groups.ChangeTier(ctx, s.Program.ID, of, in.Body.Version, in.Body.apply)
	if err != nil {
		return nil, err
	}
	return httpkit.OK(tierOf(t)), nil
}

type placePartnersInput struct {
	ProgramPath
	Body Placement
}

func (a api) placePartners(ctx context.Context, s staff, in *placePartnersInput) (*httpkit.Body[PlacementReport], error) {
	b := in.Body
	out := PlacementReport{Done: []string{}, Refused: []PlacementRefusal{}}
	var partners []id.Partner
	for _, text := range b.Partners {
		o, err := id.Parse[id.Partner](text)
		if err != nil {
			out.Refused = append(out.Refused, PlacementRefusal{text, "enrollment.unknown"})
			continue
		}
		partners = append(partners, o)
	}
	if len(partners) == 0 {
		return httpkit.OK(out), nil
	}
	x := group.Assignment{Locked: b.Locked, Reason: b.Reason}
	if b.Group != nil {
		g := id.Group(*b.Group)
		x.Group = &g
	}
	if b.Tier != nil {
		t := id.Tier(*b.Tier)
		x.Tier = &t
	}
	r, err := a.Groups.AssignAll(ctx, s.Program.ID, partners, x, string(s.User))
	if err != nil {
		return nil, err
	}
	for _, o := range r.Done {
		out.Done = append(out.Done, string(o))
	}
	for _, o := range partners {
		if code, ok := r.Refused[o]; ok {
			out.Refused = append(out.Refused, PlacementRefusal{string(o), code})
		}
	}
	return httpkit.OK(out), nil
}
