package program_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
)

func TestOnlyTheListedMovesAreAllowed(t *testing.T) {
	t.Parallel()
	all := []program.Status{program.Draft, program.Live, program.Paused, program.Closed}
	allowed := map[[2]program.Status]bool{
		{program.Draft, program.Live}: true, {program.Live, program.Paused}: true,
		{program.Paused, program.Live}: true, {program.Paused, program.Closed}: true,
	}
	for _, from := range all {
		for _, to := range all {
			if got := program.CanMove(from, to); got != allowed[[2]program.Status{from, to}] {
				t.Errorf("%s → %s: %v", from, to, got)
			}
		}
	}
}

func TestANewProgramIsValid(t *testing.T) {
	t.Parallel()
	p := program.New("acme", "Acme", "https://acme.example", "EUR")
	if err := p.Validate(); err != nil {
		t.Fatal(err)
	}
	if p.HoldbackDays != 30 || p.Attribution.WindowDays != 90 || p.Attribution.Model != program.LastClick || p.Brand.Initial != "A" {
		t.Errorf("%+v", p)
	}
}

func TestWrongSettingsAreNamed(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name  string
		edit  func(*program.Program)
		field string
	}{
		{"no name", func(p *program.Program) { p.Name = "" }, "body.name"},
		{"a slug with capitals", func(p *program.Program) { p.Slug = "Acme" }, "body.slug"},
		{"a slug with a key separator", func(p *program.Program) { p.Slug = "a#b" }, "body.slug"},
		{"plain http", func(p *program.Program) { p.Website = "http://acme.example" }, "body.website"},
		{"a website with userinfo", func(p *program.Program) { p.Website = "https://a@acme.example" }, "body.website"},
		{"a host with a port", func(p *program.Program) { p.AllowedHosts = []string{"acme.example:8080"} }, "body.allowed_hosts"},
		{"an unknown currency", func(p *program.Program) { p.Currency = "XXX" }, "body.currency"},
		{"the machine's own zone", func(p *program.Program) { p.Zone = "Local" }, "body.zone"},
		{"an unknown zone", func(p *program.Program) { p.Zone = "Mars/Olympus" }, "body.zone"},
		{"a holdback of 366 days", func(p *program.Program) { p.HoldbackDays = 366 }, "body.holdback_days"},
		{"a window of no days", func(p *program.Program) { p.Attribution.WindowDays = 0 }, "body.attribution.window_days"},
		{"a colour that is CSS", func(p *program.Program) { p.Brand.Color = "#fff;}" }, "body.brand.color"},
		{"a logo elsewhere", func(p *program.Program) { p.Brand.LogoURL = "//evil.example/x.png" }, "body.brand.logo_url"},
		{"a negative minimum", func(p *program.Program) { p.Payouts.MinimumMinor = -1 }, "body.payouts.minimum"},
		{"an unknown style", func(p *program.Program) { p.SummaryStyle = "x" }, "body.summary_style"},
		{"a parameter with a space", func(p *program.Program) { p.ClickParam = "a b" }, "body.click_param"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			p := program.New("acme", "Acme", "https://acme.example", "EUR")
			c.edit(&p)
			var f *fault.Error
			if !errors.As(p.Validate(), &f) || f.Kind != fault.Invalid {
				t.Fatalf("accepted: %v", f)
			}
			locations := []string{}
			for _, x := range f.Fields {
				locations = append(locations, x.Location)
			}
			if diff := cmp.Diff([]string{c.field}, locations); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestSubdomainsMayBeAllowed(t *testing.T) {
	t.Parallel()
	p := program.New("acme", "Acme", "https://acme.example", "EUR")
	p.AllowedHosts = []string{"*.shop.example", "eu.acme.example"}
	if err := p.Validate(); err != nil || !slices.Contains(p.AllowedHosts, "*.shop.example") {
		t.Error(err)
	}
}

func TestANameBecomesASlug(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"Northwind Partners": "northwind-partners", "  Acme & Sons, Inc. ": "acme-sons-inc", "日本": "program", "Ü": "program", "": "program",
		"A very long name of a program that never seems to end at all": "a-very-long-name-of-a-program-that-never",
	} {
		if got := program.SlugOf(name); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}
