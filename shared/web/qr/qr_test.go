package qr_test

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"image/png"
	"strings"
	"testing"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/web/qr"
)

// TestBothPicturesShowTheSameCode holds the SVG against the PNG, module by
// module, and both against what every QR code has in its corners.
func TestBothPicturesShowTheSameCode(t *testing.T) {
	t.Parallel()
	const text = "https://go.example.com/r/anna?qr=1"
	picture, err := qr.Code{}.PNG(text)
	if err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(picture))
	if err != nil {
		t.Fatal(err)
	}
	drawn, size := modules(t, text)
	if img.Bounds().Dx() != size*12 || size < 21+8 || (size-8-21)%4 != 0 {
		t.Fatalf("the PNG has %v, the SVG %d modules", img.Bounds(), size)
	}
	for y := range size {
		for x := range size {
			r, _, _, _ := img.At(x*12+6, y*12+6).RGBA()
			if dark := r < 0x8000; dark != drawn[[2]int{x, y}] {
				t.Fatalf("module %d,%d is dark in one picture only", x, y)
			}
		}
	}
	for _, corner := range [][2]int{{4, 4}, {size - 11, 4}, {4, size - 11}} {
		for i := range 7 {
			if !drawn[[2]int{corner[0] + i, corner[1]}] || !drawn[[2]int{corner[0], corner[1] + i}] {
				t.Errorf("no finder pattern at %v", corner)
			}
		}
	}
	for i := range size {
		for edge := range 4 {
			if drawn[[2]int{i, edge}] || drawn[[2]int{edge, i}] {
				t.Fatalf("no quiet zone at %d", i)
			}
		}
	}
}

// modules returns the dark modules of the SVG.
func modules(t *testing.T, text string) (map[[2]int]bool, int) {
	t.Helper()
	drawing, err := qr.Code{}.SVG(text)
	if err != nil {
		t.Fatal(err)
	}
	var svg struct {
		Box   string `xml:"viewBox,attr"`
		Paths []struct {
			D string `xml:"d,attr"`
		} `xml:"path"`
	}
	if err := xml.Unmarshal(drawing, &svg); err != nil || len(svg.Paths) != 2 {
		t.Fatal(err, svg)
	}
	var size int
	if _, err := fmt.Sscanf(svg.Box, "0 0 %d", &size); err != nil {
		t.Fatal(err)
	}
	dark := map[[2]int]bool{}
	for _, bar := range strings.Split(strings.Trim(svg.Paths[1].D, "Mz"), "zM") {
		var x, y, w int
		if _, err := fmt.Sscanf(bar, "%d %dh%dv1", &x, &y, &w); err != nil {
			t.Fatal(bar, err)
		}
		for i := range w {
			dark[[2]int{x + i, y}] = true
		}
	}
	return dark, size
}

func TestATextThatDoesNotFit(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("x", 8000)
	if _, err := (qr.Code{}).SVG(long); !fault.Is(err, fault.Invalid) {
		t.Errorf("SVG: %v", err)
	}
	if _, err := (qr.Code{}).PNG(long); !fault.Is(err, fault.Invalid) {
		t.Errorf("PNG: %v", err)
	}
}
