package surface_test

import (
	"archive/zip"
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"unicode/utf16"
)

// tape is what partners were told, and what was found in it.
type tape struct {
	t        *testing.T
	kept     int            // that told something
	of       map[string]int // the same by kind of text
	findings map[string]bool
}

// add scans one text for what its reader must not read.
func (r *tape) add(kind, what string, secrets map[string]string, body []byte, media string) {
	r.t.Helper()
	text, err := textOf(body, media)
	if err != nil {
		r.t.Fatalf("%s: %v", what, err)
	}
	r.kept++
	r.of[kind]++
	text = strings.ToLower(text)
	words := random.ReplaceAllStringFunc(text, withoutRandom)
	for name, secret := range secrets {
		secret = strings.ToLower(secret)
		if random.MatchString(secret) && strings.Contains(text, secret) || holds(words, secret) {
			r.find(what, name, secret, text)
		}
	}
	for _, word := range hushed() {
		if strings.Contains(words, word) {
			r.find(what, "a word", word, text)
		}
	}
}

// random is the shape of ids, tokens and cursors, in which any word may stand by
// chance.
var random = regexp.MustCompile(`[a-z0-9_-]{20,}`)

func withoutRandom(run string) string {
	if strings.ContainsAny(run, "0123456789") {
		return "·"
	}
	return run
}

// find reports a secret once for each operation.
func (r *tape) find(what, name, secret, text string) {
	r.t.Helper()
	key := what + name
	if r.findings[key] {
		return
	}
	r.findings[key] = true
	at := strings.Index(text, strings.ToLower(secret))
	r.t.Errorf("%s tells %s (%q): …%s…", what, name, secret, text[max(0, at-160):min(len(text), at+len(secret)+80)])
}

// holds tells whether a text has a word or a number that stands alone.
func holds(text, secret string) bool {
	for at := 0; ; {
		i := strings.Index(text[at:], secret)
		if i < 0 {
			return false
		}
		i += at
		at = i + len(secret)
		if !wordy(text, i-1) && !wordy(text, at) {
			return true
		}
	}
}

func wordy(text string, i int) bool {
	return i >= 0 && i < len(text) && (text[i] >= '0' && text[i] <= '9' || text[i] >= 'a' && text[i] <= 'z')
}

// textOf is what a body says to who reads it.
func textOf(body []byte, media string) (string, error) {
	switch {
	case strings.Contains(media, "spreadsheetml"):
		return unzipped(body)
	case strings.Contains(media, "application/pdf"):
		return printed(body)
	case strings.Contains(media, "text/html"):
		return styled.ReplaceAllString(string(body), ""), nil
	}
	return string(body), nil
}

func unzipped(body []byte) (string, error) {
	z, err := zip.NewReader(bytes.NewReader(body), int64(len(body)))
	if err != nil {
		return "", err
	}
	var out strings.Builder
	for _, file := range z.File {
		f, err := file.Open()
		if err != nil {
			return "", err
		}
		text, err := io.ReadAll(f)
		if err != nil {
			return "", err
		}
		out.Write(text)
	}
	return out.String(), nil
}

// styled is how a mail looks.
var styled = regexp.MustCompile(`(?s)<style.*?</style>| style="[^"]*"`)

// The shapes of what a document of ours shows: UTF-16 strings of page streams.
var (
	streamShape = regexp.MustCompile(`(?s)/Length (\d+).*?>>\s*stream\n`)
	stringShape = regexp.MustCompile(`(?s)\(((?:\\.|[^\\)])*)\)`)
)

func printed(body []byte) (string, error) {
	var out strings.Builder
	for _, at := range streamShape.FindAllSubmatchIndex(body, -1) {
		var n int
		if _, err := fmt.Sscan(string(body[at[2]:at[3]]), &n); err != nil {
			return "", err
		}
		z, err := zlib.NewReader(bytes.NewReader(body[at[1]:min(len(body), at[1]+n)]))
		if err != nil {
			continue
		}
		page, err := io.ReadAll(z)
		if err != nil || !bytes.Contains(page, []byte("BT")) {
			continue // a font, or a map of one
		}
		for _, m := range stringShape.FindAllSubmatch(page, -1) {
			out.WriteString(utf16Text(m[1]))
		}
		out.WriteByte('\n')
	}
	return out.String(), nil
}

var escaped = regexp.MustCompile(`(?s)\\(.)`)

func utf16Text(s []byte) string {
	raw := escaped.ReplaceAllFunc(s, func(m []byte) []byte {
		if c, ok := map[byte]byte{'n': '\n', 'r': '\r', 't': '\t'}[m[1]]; ok {
			return []byte{c}
		}
		return m[1:]
	})
	var units []uint16
	for i := 0; i+1 < len(raw); i += 2 {
		units = append(units, binary.BigEndian.Uint16(raw[i:]))
	}
	return string(utf16.Decode(units))
}

func TestTheScanReadsWhatPeopleRead(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for path, want := range map[string]string{
		documents + "/invoices/{invoice}/invoice.pdf": w.maya.name,
		myFiles + "/account.xlsx":                     string(w.maya.commission),
		mine + "/commissions.csv":                     string(w.maya.commission),
	} {
		got := w.call(w.maya.user, http.MethodGet, fill(path, w.acme, w.maya.partner, w.maya), "")
		text, err := textOf(got.Body.Bytes(), got.Header().Get("Content-Type"))
		if err != nil || !strings.Contains(text, want) {
			t.Errorf("%s: %v, no %q in %q", path, err, want, text)
		}
	}
	for _, tc := range []struct {
		text, secret string
		holds        bool
	}{
		{`{"amount":7919}`, "7919", true}, {"com_01j7919x", "7919", false}, {"9.79195", "7919", false}, {"a 79190, then 7919.", "7919", true}, {"Noah's", "Noah", true}, {"bottom", "otto", false},
	} {
		if holds(tc.text, tc.secret) != tc.holds {
			t.Errorf("%q in %q", tc.secret, tc.text)
		}
	}
}
