package doctor

import (
	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Severity says what a finding means for the report.
type Severity string

// The severities, worst first.
const (
	Wrong Severity = "error"   // nobody would earn by it, or not what was meant
	Odd   Severity = "warning" // it works, and is perhaps not what was meant
	Noted Severity = "info"
	Good  Severity = "good"
)

// Finding is one thing that was found out. Field names the parameter that it is
// about, empty when it is about the whole.
type Finding struct {
	Code     string
	Severity Severity
	Field    string
	Message  string
	Fix      string // what to do, empty when there is nothing
}

// Secret is what a pasted address proves the program with.
type Secret string

// The states of a secret.
const (
	NotAsked  Secret = ""        // fields were checked, no address
	Missing   Secret = "missing" // neither key, secret nor sig
	Refused   Secret = "refused" // nobody's
	Elsewhere Secret = "elsewhere"
	Fits      Secret = "fits"
	Signature Secret = "signature" // a sig, which is not checked here
)

// Line is one parameter as it came. Known is the name that it is read as, empty
// when nobody reads it.
type Line struct {
	Name, Value, Known string
	Unfilled           bool
}

// Address is what stands around the parameters of a pasted address.
type Address struct {
	Scheme, Path string
	Secret       Secret
}

// Click is one click id of the report; Fault is why it is not the program's.
type Click struct {
	Text  string
	Fault string // a code of the click package, empty when it is in order
	Test  bool
}

// Case is a report and what was found out about it.
type Case struct {
	Program    program.Program
	Address    *Address // nil: fields were given
	Lines      []Line
	Unreadable []fault.Field
	Clicks     []Click
	Partners   map[id.Partner]string // their names
	Record     *conversion.Record    // as it would be decided; nil when it cannot be read
}

// Diagnosis is all that was found, in the order in which a reader meets it, and
// the worst of it.
type Diagnosis struct {
	Findings []Finding
	Worst    Severity
}

// Examine says what a case comes to.
func Examine(c Case) Diagnosis {
	var f findings
	f.address(c)
	f.lines(c)
	for _, u := range c.Unreadable {
		f.unreadable(u)
	}
	f.clicks(c)
	if c.Record != nil {
		f.verdict(c)
	}
	d := Diagnosis{Findings: f, Worst: Good}
	for _, x := range f {
		if rank(x.Severity) > rank(d.Worst) {
			d.Worst = x.Severity
		}
	}
	return d
}

func rank(s Severity) int {
	switch s {
	case Wrong:
		return 3
	case Odd:
		return 2
	case Noted:
		return 1
	case Good:
	}
	return 0
}

type findings []Finding

func (f *findings) add(code string, s Severity, field, message, fix string) {
	*f = append(*f, Finding{code, s, field, message, fix})
}
