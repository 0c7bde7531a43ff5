package partner

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Limits of pictures.
const (
	LogoSize  = 256  // pixels of the longer side, as it is kept
	maxPixels = 4096 // of a side, as it comes
)

// LogoPath is where the picture is shown, empty where there is none.
func (p Partner) LogoPath() string {
	if p.Logo == "" {
		return ""
	}
	return "/v1/public/logos/" + string(p.ID) + "/" + p.Logo
}

// Logos keeps pictures of organisations.
type Logos interface {
	// SaveLogo replaces the partner and its picture, an empty one by none; stale
	// when before is not what is stored.
	SaveLogo(ctx context.Context, before, after Partner, png []byte) error
	// Logo returns the picture; NotFound when it is not that of the digest.
	Logo(ctx context.Context, o id.Partner, digest string) ([]byte, error)
}

// SetLogo gives an organisation a picture. What came is not kept: it is drawn
// anew, so that nothing but pixels comes through.
func SetLogo(ctx context.Context, s Store, l Logos, o id.Partner, picture []byte) (Partner, error) {
	drawn, err := redraw(picture)
	if err != nil {
		return Partner{}, err
	}
	sum := sha256.Sum256(drawn)
	return saveLogo(ctx, s, l, o, hex.EncodeToString(sum[:8]), drawn)
}

// RemoveLogo takes the picture away.
func RemoveLogo(ctx context.Context, s Store, l Logos, o id.Partner) (Partner, error) {
	return saveLogo(ctx, s, l, o, "", nil)
}

func saveLogo(ctx context.Context, s Store, l Logos, o id.Partner, digest string, drawn []byte) (Partner, error) {
	before, err := Load(ctx, s, o)
	if err != nil {
		return Partner{}, err
	}
	after := before
	after.Logo, after.Version = digest, before.Version+1
	return after, l.SaveLogo(ctx, before, after, drawn)
}

// redraw reads a PNG, JPEG or GIF, told by its first bytes and not by its name,
// and returns it as a PNG of modest size.
func redraw(picture []byte) ([]byte, error) {
	size, decode := jpeg.DecodeConfig, jpeg.Decode
	switch {
	case bytes.HasPrefix(picture, []byte("\x89PNG\r\n\x1a\n")):
		size, decode = png.DecodeConfig, png.Decode
	case bytes.HasPrefix(picture, []byte("GIF8")):
		size, decode = gif.DecodeConfig, gif.Decode
	case bytes.HasPrefix(picture, []byte("\xff\xd8\xff")):
	default:
		return nil, errPicture("A logo is a PNG, JPEG or GIF.")
	}
	c, err := size(bytes.NewReader(picture))
	if err != nil {
		return nil, errPicture("The picture cannot be read.")
	}
	if c.Width < 1 || c.Height < 1 || c.Width > maxPixels || c.Height > maxPixels {
		return nil, errPicture(fmt.Sprintf("A logo has %d pixels a side at most.", maxPixels))
	}
	full, err := decode(bytes.NewReader(picture))
	if err != nil {
		return nil, errPicture("The picture cannot be read.")
	}
	var out bytes.Buffer
	if err := png.Encode(&out, shrink(full)); err != nil {
		return nil, fmt.Errorf("draw a logo: %w", err)
	}
	return out.Bytes(), nil
}

// shrink draws a picture with a longer side of LogoSize at most; each pixel is
// the mean of those that it stands for.
func shrink(full image.Image) image.Image {
	b := full.Bounds()
	w, h, long := b.Dx(), b.Dy(), max(b.Dx(), b.Dy())
	if long > LogoSize {
		w, h = max(1, w*LogoSize/long), max(1, h*LogoSize/long)
	}
	out := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			out.Set(x, y, mean(full, image.Rect(
				b.Min.X+x*b.Dx()/w, b.Min.Y+y*b.Dy()/h, b.Min.X+max((x+1)*b.Dx()/w, x*b.Dx()/w+1), b.Min.Y+max((y+1)*b.Dy()/h, y*b.Dy()/h+1),
			)))
		}
	}
	return out
}

func mean(full image.Image, r image.Rectangle) color.Color {
	var sum [4]uint64
	var n uint64
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			red, green, blue, alpha := full.At(x, y).RGBA()
			sum[0], sum[1], sum[2], sum[3] = sum[0]+uint64(red), sum[1]+uint64(green), sum[2]+uint64(blue), sum[3]+uint64(alpha)
			n++
		}
	}
	part := func(i int) uint16 { return uint16(sum[i] / n & 0xffff) }
	return color.RGBA64{R: part(0), G: part(1), B: part(2), A: part(3)}
}

func errPicture(message string) error {
	return fault.New(fault.Invalid, "partner.bad_logo", "%s", message).With(fault.Field{Location: "body.image", Message: message})
}
