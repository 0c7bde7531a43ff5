// Package picture draws pictures anew that come from outside, so that nothing
// but pixels comes through.
package picture

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
)

const maxPixels = 4096 // of a side, as it comes

// Redraw reads a PNG, JPEG or GIF, told by its first bytes and not by its name,
// and returns it as a PNG whose longer side has so many pixels at most. Faults
// are Invalid.
func Redraw(picture []byte, side int) ([]byte, error) {
	size, decode := jpeg.DecodeConfig, jpeg.Decode
	switch {
	case bytes.HasPrefix(picture, []byte("\x89PNG\r\n\x1a\n")):
		size, decode = png.DecodeConfig, png.Decode
	case bytes.HasPrefix(picture, []byte("GIF8")):
		size, decode = gif.DecodeConfig, gif.Decode
	case bytes.HasPrefix(picture, []byte("\xff\xd8\xff")):
	default:
		return nil, bad("A picture is a PNG, JPEG or GIF.")
	}
	c, err := size(bytes.NewReader(picture))
	if err != nil {
		return nil, bad("The picture cannot be read.")
	}
	if c.Width < 1 || c.Height < 1 || c.Width > maxPixels || c.Height > maxPixels {
		return nil, bad(fmt.Sprintf("A picture has %d pixels a side at most.", maxPixels))
	}
	full, err := decode(bytes.NewReader(picture))
	if err != nil {
		return nil, bad("The picture cannot be read.")
	}
	var out bytes.Buffer
	if err := png.Encode(&out, shrink(full, side)); err != nil {
		return nil, fmt.Errorf("draw a picture: %w", err)
	}
	return out.Bytes(), nil
}

// shrink draws a picture with a longer side of that at most; each pixel is
// the mean of those that it stands for.
func shrink(full image.Image, side int) image.Image {
	b := full.Bounds()
	w, h, long := b.Dx(), b.Dy(), max(b.Dx(), b.Dy())
	if long > side {
		w, h = max(1, w*side/long), max(1, h*side/long)
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

func bad(message string) error {
	return fault.New(fault.Invalid, "picture.bad", "%s", message).With(fault.Field{Location: "body.image", Message: message})
}
