package pdf

import (
	"strconv"
	"strings"

	"github.com/tributaryhq/tributary/shared/domain/agreement"
)

// instant is how a signed copy writes a time.
const instant = "2006-01-02 15:04:05 UTC"

// Signature draws a signed copy of an agreement: who signed for both sides, what
// proves it, and the text.
func (Documents) Signature(e agreement.Evidence) ([]byte, error) {
	s, v := e.Signature, e.Version
	sheet := Sheet{
		Title: s.Title, Number: "Version " + strconv.FormatInt(s.Number, 10), From: e.Company, At: s.At,
		Sides: []Side{
			{"Signed for the company", []string{v.Signatory, e.Company, v.PublishedAt.UTC().Format(instant)}},
			{"Signed for the partner", []string{s.Name, e.Partner, s.At.UTC().Format(instant)}},
		},
		Facts: []Fact{
			{"Signed in as", s.Email},
			{"Stands for", map[agreement.Signers]string{agreement.Everybody: "the person who signed", agreement.Organisation: "everybody of the organisation"}[s.For]},
			{"Consent", "typing the name is the signature, and binds"},
			{"Browser", s.Agent},
			{"Address (keyed hash)", s.Address},
			{"Text (SHA-256)", s.Hash},
			{"Signature", string(s.ID)},
		},
		Notes: []string{"The text's SHA-256 is that of its title, an empty line, and the text as it stands in the portal."},
	}
	for paragraph := range strings.SplitSeq(v.Text, "\n") {
		if strings.TrimSpace(paragraph) != "" {
			sheet.Prose = append(sheet.Prose, paragraph)
		}
	}
	return Draw(sheet)
}

var _ agreement.Printer = Documents{}
