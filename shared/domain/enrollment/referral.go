package enrollment

import (
	"context"
	"slices"
	"strconv"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// codeBase writes references with digits and small letters.
const codeBase = 36

// Code is what invites other partners in this one's name.
func (e Enrollment) Code() string { return strconv.FormatUint(e.Ref, codeBase) }

// referrer returns by whose invitation an applicant comes: an active partner of
// the program who is somebody else. Any other code is nobody's, and nobody is
// told: the answer must not say which codes there are.
func (d Desk) referrer(ctx context.Context, e Enrollment, by Applicant) (id.Partner, error) {
	ref, err := strconv.ParseUint(by.Code, codeBase, 64)
	if err != nil {
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
