package program

import (
	"context"
	"crypto/sha256"
	"encoding/hex"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/picture"
)

// Picture is one of a program's pictures.
type Picture string

// The pictures.
const (
	Logo Picture = "logo"
	Icon Picture = "icon" // of the browser's tab
)

// Pixels of the longer side, as pictures are kept.
const (
	logoSide = 256
	iconSide = 64
)

// Pictures keeps programs' pictures.
type Pictures interface {
	// SavePicture replaces the program and a picture, an empty one by none;
	// Conflict when before is not what is stored.
	SavePicture(ctx context.Context, before, after Program, kind Picture, png []byte) error
	// Picture returns a picture; NotFound when it is not that of the digest.
	Picture(ctx context.Context, p id.Program, kind Picture, digest string) ([]byte, error)
}

// SetPicture gives a program a picture, drawn anew, or takes it away where the
// file is empty.
func (d Desk) SetPicture(ctx context.Context, pictures Pictures, p id.Program, kind Picture, file []byte) (Program, error) {
	before, err := d.Load(ctx, p)
	if err != nil {
		return Program{}, err
	}
	var png []byte
	var path string
	if len(file) > 0 {
		if png, err = picture.Redraw(file, kind.side()); err != nil {
			return Program{}, err
		}
		sum := sha256.Sum256(png)
		path = "/v1/public/pictures/" + string(p) + "/" + string(kind) + "/" + hex.EncodeToString(sum[:8])
	}
	after := before
	after.Version++
	switch kind {
	case Logo:
		after.Brand.LogoURL = path
	case Icon:
		after.Brand.IconURL = path
	default:
		return Program{}, fault.New(fault.NotFound, "picture.unknown", "There is no such picture.")
	}
	return after, pictures.SavePicture(ctx, before, after, kind, png)
}

func (k Picture) side() int {
	if k == Icon {
		return iconSide
	}
	return logoSide
}
