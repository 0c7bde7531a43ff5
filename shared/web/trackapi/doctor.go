package trackapi

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"

	"github.com/tributaryhq/tributary/shared/domain/apikey"
	"github.com/tributaryhq/tributary/shared/domain/click"
	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/domain/doctor"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

// Trier decides a report as it would be decided now, under a supposition, and
// writes nothing.
type Trier interface {
	TryIf(ctx context.Context, r conversion.Report, what conversion.Supposed) (conversion.Record, error)
}

// Names says what partners are called; unknown ones are left out.
type Names interface {
	NamesOf(ctx context.Context, ps []id.Partner) (map[id.Partner]string, error)
}

// Doctor examines reports before they are sent.
type Doctor struct {
	Programs Programs
	Secrets  Secrets
	Clicks   conversion.Verifier
	Trier    Trier
	Names    Names
}

// Noun is the examination for a merchant's server.
func (d Doctor) Noun() httpkit.Noun {
	const path = "/v1/conversions/check"
	return httpkit.Noun{Name: "Doctor", Patterns: []string{path}, Register: func(api *httpkit.API) {
		httpkit.Register(api, httpkit.Op{
			ID: "check-conversion", Method: http.MethodPost, Path: path, Summary: "Ask what a report would come to",
			Description: "Takes an address as it would be called, parameters, or a report, and says line by line what is wrong with it and what would be earned. Nothing is kept.",
			Access:      Merchant, Scope: string(apikey.ConversionsWrite),
		}, d.check)
	}}
}

type checkInput struct {
	ProgramQuery
	Body Check
}

func (d Doctor) check(ctx context.Context, in *checkInput) (*httpkit.Body[Diagnosis], error) {
	v, err := d.Examine(ctx, programOf(ctx), in.Body)
	return httpkit.OK(v), err
}

// Check is what is to be examined: one of the first three.
type Check struct {
	URL    string            `json:"url,omitempty" maxLength:"8000" doc:"A postback's address as it would be called, secret and all; a curl line will do"`
	Fields map[string]string `json:"fields,omitempty" doc:"The parameters of a postback"`
	Report *Report           `json:"report,omitempty" doc:"The body of a report to /v1/conversions"`
	// Suppose is a circumstance that is hard to bring about.
	Suppose string `json:"suppose,omitempty" enum:"table_busy,from_page,from_provider,program_paused,no_offer,old_click,link_elsewhere,test_click,holdout_link,partner_paused,coupon_disabled" doc:"What if: the circumstance to be taken for granted"`
}

// Diagnosis is what a report would come to.
type Diagnosis struct {
	Worst       string              `json:"worst" enum:"good,info,warning,error"`
	Verdict     string              `json:"verdict" enum:"accepted,duplicate,conflict,unattributed,parked,rejected,queued,claimed,refused" doc:"refused: it would not be read, and answered with an error"`
	Reason      string              `json:"reason,omitempty"`
	Status      int                 `json:"status" doc:"The HTTP status of the answer"`
	Lines       []DiagnosisLine     `json:"lines" doc:"The parameters in their order"`
	Findings    []DiagnosisFinding  `json:"findings"`
	Commissions []VerdictCommission `json:"commissions" doc:"What would be earned"`
	Steps       []DiagnosisStep     `json:"steps" doc:"How it would be decided"`
}

// DiagnosisLine is one parameter as it came.
type DiagnosisLine struct {
	Name   string `json:"name"`
	Value  string `json:"value" doc:"Secrets are left out"`
	ReadAs string `json:"read_as,omitempty" doc:"Empty: nobody reads it"`
}

// DiagnosisFinding is one thing that was found out.
type DiagnosisFinding struct {
	Code     string `json:"code" doc:"Stable word for programs"`
	Severity string `json:"severity" enum:"error,warning,info,good"`
	Field    string `json:"field,omitempty"`
	Message  string `json:"message"`
	Fix      string `json:"fix,omitempty"`
}

// DiagnosisStep is one step of the decision.
type DiagnosisStep struct {
	Step    string            `json:"step"`
	Finding string            `json:"finding"`
	Values  map[string]string `json:"values,omitempty"`
}

// Examine examines what a program's integrator has pasted.
func (d Doctor) Examine(ctx context.Context, p id.Program, in Check) (Diagnosis, error) {
	rules, err := d.Programs.Rules(ctx, p)
	if err != nil {
		return Diagnosis{}, err
	}
	c := doctor.Case{Program: rules.Program}
	var fields Fields
	source := conversion.Postback
	switch {
	case in.Report != nil:
		fields, source = in.Report.fields(), conversion.API
		c.Lines = reportLines(*in.Report)
	case in.URL != "":
		q, err := d.address(ctx, p, in.URL, &c)
		if err != nil {
			return Diagnosis{}, err
		}
		fields, _ = ReadParameters(q)
	default:
		q := url.Values{}
		for name, value := range in.Fields {
			q.Set(name, value)
		}
		c.Lines = linesOf(q.Encode())
		fields, _ = ReadParameters(q)
	}
	if err := d.decide(ctx, fields, source, conversion.Supposed(in.Suppose), &c); err != nil {
		return Diagnosis{}, err
	}
	if err := d.name(ctx, &c); err != nil {
		return Diagnosis{}, err
	}
	return diagnosisOf(c), nil
}

// address reads a pasted address and proves its secret.
func (d Doctor) address(ctx context.Context, p id.Program, text string, c *doctor.Case) (url.Values, error) {
	u, err := url.Parse(pasted(text))
	if err != nil {
		c.Unreadable = append(c.Unreadable, fault.Field{Location: "url", Message: "cannot be read as an address"})
		return url.Values{}, nil
	}
	c.Address = &doctor.Address{Scheme: u.Scheme, Path: u.Path}
	if h := u.Hostname(); h == "localhost" || h == "127.0.0.1" {
		c.Address.Scheme = "" // an installation for development has no TLS
	}
	if u.Path == "" && u.Host == "" {
		c.Address.Path = "/postback" // parameters alone
	}
	c.Lines = linesOf(u.RawQuery)
	q, err := url.ParseQuery(u.RawQuery)
	if err != nil {
		c.Unreadable = append(c.Unreadable, fault.Field{Location: "url", Message: "has parameters that are not percent-encoded"})
	}
	_, secret := first(q, "key", "secret")
	switch owner, err := d.owner(ctx, secret); {
	case secret == "" && q.Get("sig") != "":
		c.Address.Secret = doctor.Signature
	case secret == "":
		c.Address.Secret = doctor.Missing
	case fault.Is(err, fault.Unauthenticated):
		c.Address.Secret = doctor.Refused
	case err != nil:
		return nil, err
	case owner != p:
		c.Address.Secret = doctor.Elsewhere
	default:
		c.Address.Secret = doctor.Fits
	}
	return q, nil
}

func (d Doctor) owner(ctx context.Context, secret string) (id.Program, error) {
	if secret == "" {
		return "", nil
	}
	return d.Secrets.Program(ctx, secret)
}

// decide reads the report and tries it.
func (d Doctor) decide(ctx context.Context, in Fields, source conversion.Source, what conversion.Supposed, c *doctor.Case) error {
	if in.Clicks != "" {
		d.clicks(ctx, c, in.Clicks)
	}
	r, err := in.Report(c.Program, source)
	if err == nil {
		var rec conversion.Record
		if rec, err = d.Trier.TryIf(ctx, r, what); err == nil {
			c.Record = &rec
		}
	}
	var f *fault.Error
	if errors.As(err, &f) && f.Kind == fault.Invalid {
		for _, u := range f.Fields {
			if u.Message != "is missing" { // said by the lines
				c.Unreadable = append(c.Unreadable, u)
			}
		}
		return nil
	}
	return err
}

func (d Doctor) clicks(ctx context.Context, c *doctor.Case, text string) {
	ids, err := click.ParseMany(text)
	if err != nil {
		c.Clicks = append(c.Clicks, doctor.Click{Text: text, Fault: fault.CodeOf(err)})
		return
	}
	for _, one := range ids {
		t, err := d.Clicks.Verify(ctx, c.Program.ID, one)
		k := doctor.Click{Text: one, Test: err == nil && t.Flags&click.Test != 0}
		if err != nil {
			k.Fault = fault.CodeOf(err)
		}
		c.Clicks = append(c.Clicks, k)
	}
}

func (d Doctor) name(ctx context.Context, c *doctor.Case) error {
	if c.Record == nil || d.Names == nil {
		return nil
	}
	var ps []id.Partner
	for _, k := range c.Record.Candidates {
		if k.Partner != "" && !slices.Contains(ps, k.Partner) {
			ps = append(ps, k.Partner)
		}
	}
	if len(ps) == 0 {
		return nil
	}
	var err error
	c.Partners, err = d.Names.NamesOf(ctx, ps)
	return err
}
