package migration

import (
	"context"
	"fmt"

	"github.com/tributaryhq/tributary/shared/domain/coupon"
	"github.com/tributaryhq/tributary/shared/domain/link"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// links lets the source's tokens go on working, each for its partner's default
// link.
func (r *run) links(ctx context.Context, from, to int) error {
	for _, l := range r.bundle.Links[from:to] {
		o, why, err := r.partnerOf(ctx, l.Partner)
		if err != nil {
			return err
		}
		if why != "" {
			r.tell(l.Row, Links, l.Token, Refused, why, l.Partner)
			continue
		}
		if _, here := r.present(l.Partner); r.Dry && !here { // nobody can have taken a token for who is not there
			r.tell(l.Row, Links, l.Token, Added, "", "")
			continue
		}
		taken, err := r.Tokens.Import(ctx, r.program.ID, r.program.TrackingHost, []link.OldToken{{Token: l.Token, Partner: o}}, r.Dry)
		if err != nil {
			return fmt.Errorf("take the token of line %d over: %w", l.Line, err)
		}
		outcome, why := tokenOutcome(taken[0])
		r.tell(l.Row, Links, l.Token, outcome, why, l.Partner)
	}
	return nil
}

func tokenOutcome(t link.Taken) (Outcome, Why) {
	switch t {
	case link.Added:
		return Added, ""
	case link.Same:
		return Same, ""
	case link.Other:
		return Differs, Taken
	case link.NoLink:
		return Refused, NotLetIn
	case link.NoToken:
	}
	return Refused, BadToken
}

// present tells whether a partner of the source is here by now.
func (r *run) present(text string) (id.Partner, bool) {
	if o, ok := r.known[refOf(text)]; ok {
		return o, true
	}
	o, err := id.Parse[id.Partner](text)
	return o, err == nil
}

// codes lets the source's codes earn for their partners.
func (r *run) codes(ctx context.Context, from, to int) error {
	for _, c := range r.bundle.Codes[from:to] {
		outcome, why, err := r.code(ctx, c)
		if err != nil {
			return fmt.Errorf("bring in the code of line %d: %w", c.Line, err)
		}
		r.tell(c.Row, Codes, coupon.Fold(c.Code), outcome, why, c.Partner)
	}
	return nil
}

func (r *run) code(ctx context.Context, c Code) (Outcome, Why, error) {
	o, why, err := r.partnerOf(ctx, c.Partner)
	if err != nil || why != "" {
		return Refused, why, err
	}
	code := coupon.Fold(c.Code)
	if coupon.CheckCode(code) != nil {
		return Refused, BadCode, nil
	}
	found, err := r.Coupons.Store.Load(ctx, r.program.ID, code)
	switch {
	case err != nil:
		return "", "", err
	case len(found) > 0 && found[0].Partner == o:
		return Same, "", nil
	case len(found) > 0:
		return Differs, Taken, nil
	case r.Dry:
		return Added, "", nil
	}
	_, err = r.Coupons.Create(ctx, coupon.Coupon{Program: r.program.ID, Code: code, Partner: o, Source: "import"})
	switch {
	case fault.CodeOf(err) == "coupon.taken":
		return Differs, Taken, nil
	case fault.Is(err, fault.Conflict), fault.Is(err, fault.NotFound):
		return Refused, NotLetIn, nil
	case fault.Is(err, fault.Invalid):
		return Refused, BadCode, nil
	}
	return Added, "", err
}
