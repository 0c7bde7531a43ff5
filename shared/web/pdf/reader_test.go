package pdf_test

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"fmt"
	"io"
	"regexp"
	"strings"
	"unicode/utf16"
)

var (
	streamShape = regexp.MustCompile(`(?s)/Length (\d+).*?>>\s*stream\n`)
	shownShape  = regexp.MustCompile(`(?s)\(((?:\\.|[^\\)])*)\) ?Tj|\[((?:\((?:\\.|[^\\)])*\)|[^\]])*)\] ?TJ`)
	pieceShape  = regexp.MustCompile(`(?s)\(((?:\\.|[^\\)])*)\)`)
)

// textOf reads what a document shows, knowing only that its text is in UTF-16
// strings of its page streams.
func textOf(body []byte) (string, error) {
	var out strings.Builder
	for _, at := range streamShape.FindAllSubmatchIndex(body, -1) {
		var n int
		if _, err := fmt.Sscan(string(body[at[2]:at[3]]), &n); err != nil {
			return "", err
		}
		page, err := inflate(body[at[1]:min(len(body), at[1]+n)])
		if err != nil || !bytes.Contains(page, []byte("BT")) {
			continue // a font, or a map of one
		}
		for _, m := range shownShape.FindAllSubmatch(page, -1) {
			for _, piece := range pieceShape.FindAllSubmatch(m[0], -1) {
				out.WriteString(decoded(piece[1]))
			}
			out.WriteByte('\n')
		}
	}
	return out.String(), nil
}

func inflate(b []byte) ([]byte, error) {
	r, err := zlib.NewReader(bytes.NewReader(b))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(r)
}

// decoded undoes the escapes of a string, and reads it as UTF-16.
func decoded(s []byte) string {
	var raw []byte
	for i := 0; i < len(s); i++ {
		if s[i] != '\\' || i+1 == len(s) {
			raw = append(raw, s[i])
			continue
		}
		i++
		switch s[i] {
		case 'n':
			raw = append(raw, '\n')
		case 'r':
			raw = append(raw, '\r')
		default:
			raw = append(raw, s[i])
		}
	}
	var units []uint16
	for i := 0; i+1 < len(raw); i += 2 {
		units = append(units, binary.BigEndian.Uint16(raw[i:]))
	}
	return string(utf16.Decode(units))
}
