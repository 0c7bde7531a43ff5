package notice

import (
	"cmp"
	_ "embed" // the two layouts
	"fmt"
	html "html/template"
	"regexp"
	"strconv"
	"strings"
	text "text/template"
	"unicode"

	"github.com/tributaryhq/tributary/shared/domain/program"
)

var (
	//go:embed layout.html
	htmlLayout string
	//go:embed layout.txt
	textLayout string

	hexColor = regexp.MustCompile(`^#[0-9a-fA-F]{6}$`)
)

// defaultColor is the ground of button and mark without a brand colour.
const defaultColor = "#1f2937"

// Look is a program's face in a mail.
type Look struct {
	Name    string
	From    string // whom the mail is from; the name when empty
	Initial string
	LogoURL string // absolute, or empty
	Color   string // of button and mark, #rrggbb
	Ink     string // of what is written on it
}

// LookOf returns how a program's mails look. A logo on the portal's own origin
// may be given by its path.
func LookOf(p program.Program, origin string) Look {
	l := Look{Name: plain(p.Name), From: plain(p.From()), Initial: plain(p.Brand.Initial), LogoURL: p.Brand.LogoURL, Color: defaultColor}
	if strings.HasPrefix(l.LogoURL, "/") && !strings.HasPrefix(l.LogoURL, "//") {
		l.LogoURL = origin + l.LogoURL
	}
	if r := []rune(l.Name); l.Initial == "" && len(r) > 0 {
		l.Initial = strings.ToUpper(string(r[:1]))
	}
	if hexColor.MatchString(p.Brand.Color) {
		l.Color = p.Brand.Color
	}
	l.Ink = inkOn(l.Color)
	return l
}

// inkOn returns black or white, whichever reads better on a colour.
func inkOn(color string) string {
	rgb, err := strconv.ParseUint(color[1:], 16, 32)
	if err != nil {
		return "#ffffff"
	}
	if luma := (299*(rgb>>16) + 587*(rgb>>8&0xff) + 114*(rgb&0xff)) / 1000; luma > 140 {
		return "#111827"
	}
	return "#ffffff"
}

// Renderer lays letters out.
type Renderer struct {
	html *html.Template
	text *text.Template
}

// NewRenderer returns a renderer. An error means that a layout is broken.
func NewRenderer() (Renderer, error) {
	h, err := html.New("html").Parse(htmlLayout)
	if err != nil {
		return Renderer{}, fmt.Errorf("parse the html layout: %w", err)
	}
	t, err := text.New("text").Parse(textLayout)
	if err != nil {
		return Renderer{}, fmt.Errorf("parse the text layout: %w", err)
	}
	return Renderer{h, t}, nil
}

// Render makes a mail of a letter, all but the address it goes to. Values from
// outside are escaped in the HTML and kept on one line everywhere.
func (r Renderer) Render(look Look, l Letter) (Mail, error) {
	words, err := WordsOf(l.Language)
	if err != nil {
		return Mail{}, err
	}
	l = l.plain()
	page := struct {
		Look   Look
		Letter Letter
		Words  Words
	}{look, l, words}
	var h, t strings.Builder
	if err := r.html.Execute(&h, page); err != nil {
		return Mail{}, fmt.Errorf("render the html of a mail: %w", err)
	}
	if err := r.text.Execute(&t, page); err != nil {
		return Mail{}, fmt.Errorf("render the text of a mail: %w", err)
	}
	return Mail{
		FromName: plain(cmp.Or(look.From, look.Name)), Subject: l.Subject, HTML: h.String(), Text: t.String(),
		Headers: map[string]string{"Auto-Submitted": "auto-generated"},
	}, nil
}

func (l Letter) plain() Letter {
	l.Subject, l.Foot, l.Leave = plain(l.Subject), plain(l.Foot), plain(l.Leave)
	l.Button = Button{plain(l.Button.Label), plain(l.Button.URL)}
	lines := make([]string, 0, len(l.Lines))
	for _, s := range l.Lines {
		lines = append(lines, plain(s))
	}
	facts := make([]Fact, 0, len(l.Facts))
	for _, f := range l.Facts {
		facts = append(facts, Fact{plain(f.Name), plain(f.Value)})
	}
	l.Lines, l.Facts = lines, facts
	return l
}

// plain puts text on one line and drops what is not to be seen: a header
// cannot be forged, and the direction of the text not be turned.
func plain(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\r' || r == '\t':
			return ' '
		case unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r):
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, ""))
	return strings.TrimSpace(s)
}
