// Package qr draws texts as QR codes. It is the only one that knows the QR
// library.
package qr

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/skip2/go-qrcode"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
)

// pngModule is how many pixels of a PNG a module is wide.
const pngModule = 12

// Code draws QR codes that survive the loss of a quarter of their area: they
// are printed, bent and scratched.
type Code struct{}

// SVG draws the text as a square of one unit per module, four units of white
// around it. A text that does not fit is Invalid.
func (Code) SVG(text string) ([]byte, error) {
	q, err := encode(text)
	if err != nil {
		return nil, err
	}
	bits := q.Bitmap()
	var b bytes.Buffer
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" shape-rendering="crispEdges">`, len(bits), len(bits))
	fmt.Fprintf(&b, `<path fill="#fff" d="M0 0h%dv%dH0z"/><path d="%s"/></svg>`, len(bits), len(bits), path(bits))
	return b.Bytes(), nil
}

// Path draws the text as an SVG path in a square of so many units, four units
// of white around it. A text that does not fit is Invalid.
func (Code) Path(text string) (int, string, error) {
	q, err := encode(text)
	if err != nil {
		return 0, "", err
	}
	bits := q.Bitmap()
	return len(bits), path(bits), nil
}

// path draws the dark modules of each row, those side by side at once.
func path(bits [][]bool) string {
	var b strings.Builder
	for y, row := range bits {
		for x := 0; x < len(row); x++ {
			from := x
			for x < len(row) && row[x] {
				x++
			}
			if x > from {
				fmt.Fprintf(&b, "M%d %dh%dv1h-%dz", from, y, x-from, x-from)
			}
		}
	}
	return b.String()
}

// PNG draws the text as a picture of whole pixels per module. A text that does
// not fit is Invalid.
func (Code) PNG(text string) ([]byte, error) {
	q, err := encode(text)
	if err != nil {
		return nil, err
	}
	picture, err := q.PNG(-pngModule)
	if err != nil {
		return nil, fmt.Errorf("draw a QR code: %w", err)
	}
	return picture, nil
}

func encode(text string) (*qrcode.QRCode, error) {
	q, err := qrcode.New(text, qrcode.High)
	if err != nil {
		return nil, fault.Wrap(err, fault.Invalid, "qr.too_long", "the text does not fit a QR code")
	}
	return q, nil
}
