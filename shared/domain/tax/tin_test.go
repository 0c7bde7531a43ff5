package tax_test

import (
	"testing"

	"github.com/tributaryhq/tributary/shared/domain/tax"
)

func TestNumbers(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		kind tax.NumberKind
		text string
		ok   bool
	}{
		"a social security number":               {tax.SSN, "219-09-9999", true},
		"with blanks":                            {tax.SSN, " 219 09 9999", true},
		"area 000 was never given":               {tax.SSN, "000-12-3456", false},
		"nor 666":                                {tax.SSN, "666-12-3456", false},
		"nor one from 900 on":                    {tax.SSN, "900-12-3456", false},
		"group 00 neither":                       {tax.SSN, "219-00-3456", false},
		"serial 0000 neither":                    {tax.SSN, "219-09-0000", false},
		"eight digits":                           {tax.SSN, "21909999", false},
		"ten digits":                             {tax.SSN, "2190999990", false},
		"a letter":                               {tax.SSN, "219-09-999O", false},
		"an ITIN":                                {tax.ITIN, "912-70-1234", true},
		"an ITIN of the first range":             {tax.ITIN, "900-50-1234", true},
		"of its end":                             {tax.ITIN, "900-65-1234", true},
		"behind it":                              {tax.ITIN, "900-66-1234", false},
		"89 is none":                             {tax.ITIN, "900-89-1234", false},
		"93 is none: it is for adoptions":        {tax.ITIN, "900-93-1234", false},
		"99 is one":                              {tax.ITIN, "900-99-1234", true},
		"an ITIN begins with 9":                  {tax.ITIN, "812-70-1234", false},
		"an employer's number":                   {tax.EIN, "12-3456789", true},
		"a prefix that is not given out":         {tax.EIN, "07-3456789", false},
		"another":                                {tax.EIN, "96-3456789", false},
		"a German number":                        {tax.Foreign, "12/345/67890", true},
		"a foreign number of three characters":   {tax.Foreign, "123", false},
		"a foreign number with a line's end":     {tax.Foreign, "1234\n5", false},
		"digits of other scripts are no numbers": {tax.SSN, "２19-09-9999", false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got, ok := tax.Number(c.kind, c.text); ok != c.ok {
				t.Fatalf("%q is %q, %t", c.text, got, ok)
			}
		})
	}
}
