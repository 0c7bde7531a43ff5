package publicapi

import (
	"context"

	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

// logoInput names a picture by what it shows, so that it never changes.
type logoInput struct {
	Partner string `path:"partner" example:"ptr_01JD0000000000000000000000"`
	Digest  string `path:"digest" maxLength:"64" example:"0123456789abcdef"`
}

// logo is a picture that browsers may keep.
type logo struct {
	httpkit.File
	CacheControl string `header:"Cache-Control"`
}

func (a api) getLogo(ctx context.Context, in *logoInput) (*logo, error) {
	o, err := id.Parse[id.Partner](in.Partner)
	if err != nil {
		return nil, fault.New(fault.NotFound, "logo.unknown", "There is no such picture.")
	}
	png, err := a.Logos.Logo(ctx, o, in.Digest)
	if err != nil {
		return nil, err
	}
	return pictureOf(png), nil
}

func pictureOf(png []byte) *logo {
	return &logo{File: *httpkit.Inline("image/png", png), CacheControl: "public, max-age=31536000, immutable"}
}

type pictureInput struct {
	Program string `path:"program" example:"prg_01JD0000000000000000000000"`
	Picture string `path:"picture" enum:"logo,icon" example:"logo"`
	Digest  string `path:"digest" maxLength:"64" example:"0123456789abcdef"`
}

func (a api) getPicture(ctx context.Context, in *pictureInput) (*logo, error) {
	p, err := id.Parse[id.Program](in.Program)
	if err != nil {
		return nil, fault.New(fault.NotFound, "logo.unknown", "There is no such picture.")
	}
	png, err := a.Pictures.Picture(ctx, p, program.Picture(in.Picture), in.Digest)
	if err != nil {
		return nil, err
	}
	return pictureOf(png), nil
}
