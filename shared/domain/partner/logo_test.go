package partner_test

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"strings"
	"testing"

	"github.com/tributaryhq/tributary/shared/domain/partner"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// shelf keeps one partner and its picture.
type shelf struct {
	partner.Partner
	png []byte
}

func (s *shelf) Load(context.Context, ...id.Partner) ([]partner.Partner, error) {
	return []partner.Partner{s.Partner}, nil
}

func (s *shelf) Save(_ context.Context, _, after partner.Partner) error {
	s.Partner = after
	return nil
}

func (s *shelf) SaveLogo(_ context.Context, _, after partner.Partner, png []byte) error {
	s.Partner, s.png = after, png
	return nil
}

func (s *shelf) Logo(context.Context, id.Partner, string) ([]byte, error) { return s.png, nil }

func picture(w, h int) image.Image {
	m := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			m.Set(x, y, color.NRGBA{R: 200, G: 20, B: 20, A: 255})
		}
	}
	return m
}

func encoded(t *testing.T, kind string, w, h int) []byte {
	t.Helper()
	var b bytes.Buffer
	var err error
	switch kind {
	case "png":
		err = png.Encode(&b, picture(w, h))
	case "jpeg":
		err = jpeg.Encode(&b, picture(w, h), nil)
	case "gif":
		err = gif.Encode(&b, picture(w, h), nil)
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestALogoIsDrawnAnew(t *testing.T) {
	t.Parallel()
	for _, kind := range []string{"png", "jpeg", "gif"} {
		s := &shelf{Partner: partner.Partner{Name: "N", Version: 3}}
		script := append(encoded(t, kind, 600, 300), []byte("<script>alert(1)</script>")...)
		got, err := partner.SetLogo(t.Context(), s, s, "ptr_1", script)
		if err != nil {
			t.Fatal(kind, err)
		}
		m, err := png.Decode(bytes.NewReader(s.png))
		if err != nil || m.Bounds().Dx() != partner.LogoSize || m.Bounds().Dy() != partner.LogoSize/2 {
			t.Errorf("%s: %v %v", kind, m.Bounds(), err)
		}
		if r, g, _, _ := m.At(10, 10).RGBA(); r>>8 < 190 || g>>8 > 40 {
			t.Errorf("%s: the colour is %d, %d", kind, r>>8, g>>8)
		}
		if bytes.Contains(s.png, []byte("script")) || len(got.Logo) != 16 || got.Version != 4 {
			t.Errorf("%s: kept %+v", kind, got)
		}
	}
}

func TestWhatIsNoLogo(t *testing.T) {
	t.Parallel()
	cut := encoded(t, "png", 50, 50)
	for name, text := range map[string][]byte{
		"nothing": nil, "a vector picture": []byte(`<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`),
		"a page that says it is a picture": []byte("<html>"), "half a picture": cut[:len(cut)/2], "first bytes only": []byte("\x89PNG\r\n\x1a\n"),
		"too wide": encoded(t, "png", 5000, 1), "a file of another kind": []byte("RIFF\x00\x00\x00\x00WEBPVP8 "),
	} {
		s := &shelf{}
		if _, err := partner.SetLogo(t.Context(), s, s, "ptr_1", text); fault.CodeOf(err) != "picture.bad" {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestALogoIsTakenAway(t *testing.T) {
	t.Parallel()
	s := &shelf{Partner: partner.Partner{Logo: "abc"}, png: []byte("x")}
	got, err := partner.RemoveLogo(t.Context(), s, s, "ptr_1")
	if err != nil || got.Logo != "" || s.png != nil {
		t.Errorf("%+v %v", got, err)
	}
}

func TestWhatAnOrganisationMaySayOfItself(t *testing.T) {
	t.Parallel()
	s := &shelf{Partner: partner.Partner{Name: "N", Logo: "abc"}}
	change := func(edit func(*partner.Partner)) error {
		_, err := partner.Change(t.Context(), s, "ptr_1", edit)
		return err
	}
	if err := change(func(p *partner.Partner) {
		p.Address, p.Description, p.Logo = "Street 1\n12345 Town", "Reviews", "other"
	}); err != nil || s.Partner.Logo != "abc" {
		t.Errorf("%v, the logo is %s", err, s.Partner.Logo)
	}
	for name, edit := range map[string]func(*partner.Partner){
		"a long address": func(p *partner.Partner) { p.Address = strings.Repeat("a", 301) }, "a long description": func(p *partner.Partner) { p.Description = strings.Repeat("é", 1001) },
		"a bell": func(p *partner.Partner) { p.Description = "\a" }, "no name": func(p *partner.Partner) { p.Name = "" }, "a website that is none": func(p *partner.Partner) { p.Website = "javascript:alert(1)" },
	} {
		if err := change(edit); !fault.Is(err, fault.Invalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
