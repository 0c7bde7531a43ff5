package store

import (
	"context"
	"fmt"
	"path"

	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/table"
)

// SavePicture replaces a program and one of its pictures when the program still
// is what it was.
func (s Programs) SavePicture(ctx context.Context, before, after program.Program, kind program.Picture, png []byte) error {
	was, is := programItem(before), programItem(after)
	k := pictureKey(after.ID, string(kind))
	picture := table.Op(table.Delete{Key: k})
	if len(png) > 0 {
		picture = table.Put{Item: newItem(k, "picture", logoRecord{path.Base(pictureURL(after, kind)), png})}
	}
	err := s.T.Commit(ctx, []table.Op{
		table.Put{Item: is, If: []table.Condition{table.Is("version", before.Version)}},
		picture,
		auditOp(ctx, s.Clock.Now(), after.ID, "program.change", string(after.ID), was, is),
	})
	if table.ReasonOf(err) == table.Refused {
		return fault.Wrap(err, fault.Conflict, "program.changed", "Somebody else changed the program meanwhile. Load it again.")
	}
	if err != nil {
		return fmt.Errorf("save a picture of %s: %w", after.ID, err)
	}
	return nil
}

func pictureURL(p program.Program, kind program.Picture) string {
	if kind == program.Icon {
		return p.Brand.IconURL
	}
	return p.Brand.LogoURL
}

// Picture reads a program's picture. Access pattern A26.
func (s Programs) Picture(ctx context.Context, p id.Program, kind program.Picture, digest string) ([]byte, error) {
	items, err := s.T.Get(ctx, []table.Key{pictureKey(p, string(kind))}, false)
	if err != nil {
		return nil, fmt.Errorf("read a picture: %w", err)
	}
	var r logoRecord
	if items[0] != nil {
		if err := table.Decode(items[0], &r); err != nil {
			return nil, fmt.Errorf("read a picture: %w", err)
		}
	}
	if r.Digest != digest || digest == "" {
		return nil, fault.New(fault.NotFound, "logo.unknown", "There is no such picture.")
	}
	return r.PNG, nil
}

var _ program.Pictures = Programs{}
