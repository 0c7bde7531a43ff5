package apikey

import (
	"context"
	"time"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// MaxOverlap is how long a key that was replaced works beside the new one at
// most.
const MaxOverlap = 7 * 24 * time.Hour

// Rotate makes a key that may do what another one may. The old one works along
// for the overlap, and then no more; without overlap it ends at once. Only its
// maker may: a key acts with its maker's rights.
func (d Desk) Rotate(ctx context.Context, o Owner, kid id.Key, overlap time.Duration, by string) (Key, string, error) {
	now := d.Clock.Now()
	old, err := d.find(ctx, o, kid)
	switch {
	case err != nil:
		return Key{}, "", err
	case overlap < 0 || overlap > MaxOverlap:
		return Key{}, "", fault.New(fault.Invalid, "key.bad_overlap", "A replaced key works along for seven days at most.").
			With(fault.Field{Location: "body.overlap_hours", Message: "must be between 0 and 168"})
	case old.MadeBy != by:
		return Key{}, "", fault.New(fault.Forbidden, "key.not_yours", "Only who made a key can replace it.")
	case !old.Works(now):
		return Key{}, "", fault.New(fault.Conflict, "key.over", "The key is revoked or over. Make a new one.")
	}
	k, text, err := d.Make(ctx, o, Draft{Kind: old.Kind, Name: old.Name, Scopes: old.Scopes, ExpiresAt: old.ExpiresAt}, by)
	if err != nil {
		return Key{}, "", err
	}
	end := now.Add(overlap)
	switch {
	case overlap == 0:
		err = d.Store.Revoke(ctx, old, now)
	case old.ExpiresAt.IsZero() || old.ExpiresAt.After(end):
		err = d.Store.End(ctx, old, end)
	}
	return k, text, err
}

// EndOf revokes all keys that somebody made for a partner.
func (d Desk) EndOf(ctx context.Context, o id.Partner, by id.User) error {
	have, err := d.Store.Of(ctx, Owner{Partner: o})
	if err != nil {
		return err
	}
	for _, k := range have {
		if k.MadeBy != string(by) || !k.RevokedAt.IsZero() {
			continue
		}
		if err := d.Store.Revoke(ctx, k, d.Clock.Now()); err != nil {
			return err
		}
	}
	return nil
}
