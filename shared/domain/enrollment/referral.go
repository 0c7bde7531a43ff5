package enrollment

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Codes are references in digits and small letters after a letter, so that
// nothing takes one for a number.
const (
	codeMark = "p"
	codeBase = 36
)

// Code is what invites other partners in this one's name.
func (e Enrollment) Code() string { return codeMark + strconv.FormatUint(e.Ref, codeBase) }

// referrer returns by whose invitation an applicant comes: an active partner of
// the program who is somebody else. Any other code is nobody's, and nobody is
// told: the answer must not say which codes there are.
func (d Desk) referrer(ctx context.Context, e Enrollment, by Applicant) (id.Partner, error) {
	digits, marked := strings.CutPrefix(by.Code, codeMark)
	ref, err := strconv.ParseUint(digits, codeBase, 64)
	if !marked || err != nil {
		return "", nil //nolint:nilerr // no code at all
	}
	r, err := d.Store.OfRef(ctx, e.Program, ref)
	if fault.Is(err, fault.NotFound) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	self := r.Partner == e.Partner || r.Applicant == e.Applicant || slices.Contains(by.Of, r.Partner)
	if self || r.Status != Active {
		return "", nil
	}
	return r.Partner, nil
}
