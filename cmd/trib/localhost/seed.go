package localhost

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/tributaryhq/tributary/cmd/trib/demo"
	"github.com/tributaryhq/tributary/shared/app"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
)

// Sheet is .local/demo.json: everything that a script needs to drive the demo.
type Sheet struct {
	Portal         string   `json:"portal"`
	TrackingLink   string   `json:"tracking_link"`
	PostbackURL    string   `json:"postback_url"`
	PostbackSecret string   `json:"postback_secret"`
	Manager        SignedIn `json:"manager"`
	Partner        SignedIn `json:"partner"`
	OtherPartner   SignedIn `json:"other_partner"`
}

// SignedIn is somebody who can sign in.
type SignedIn struct {
	Email    string `json:"email"`
	Password string `json:"password"`
}

// environment is that of all functions together: what an operator has.
func (m *machine) environment() (map[string]string, error) {
	functions, err := m.template.WithPhysical(m.estate.Physical).Functions()
	if err != nil {
		return nil, err
	}
	all := maps.Clone(m.shared)
	for _, f := range functions {
		maps.Copy(all, f.Environment)
	}
	delete(all, "DEAD_QUEUE_URL") // each queue has its own
	return all, nil
}

// seed makes the demo in an installation that has no program yet, and writes
// what is needed to drive it.
func (m *machine) seed(ctx context.Context) error {
	env, err := m.environment()
	if err != nil {
		return err
	}
	if err := m.writeEnvironment(env); err != nil {
		return err
	}
	now := clock.System().Now()
	moved := clock.NewManual(now)
	b, err := app.Open(ctx, app.Surroundings{Lookup: lookup(env), Clock: moved, Entropy: demo.Chance(demo.Seed), Log: m.logFile})
	if err != nil {
		return err
	}
	programs, err := b.Programs().Store.All(ctx)
	if err != nil {
		return err
	}
	if m.Empty || len(programs) > 0 {
		return m.refreshSheet()
	}
	fmt.Fprintf(m.Out, "making a demo with %d days of history …\n", demo.Days)
	if err := os.WriteFile(m.path("seeding"), nil, 0o600); err != nil {
		return err
	}
	r, err := demo.Make(ctx, demo.Options{On: b, Clock: moved, Now: now, Seed: demo.Seed, Secret: rand.Reader})
	if err != nil {
		return err
	}
	fmt.Fprintf(m.Out, "made in %s\n", clock.System().Now().Sub(now).Round(time.Second/10))
	sheet := Sheet{PostbackSecret: r.PostbackSecret, TrackingLink: "/r/" + r.LinkKey, Manager: SignedIn(r.Manager), Partner: SignedIn(r.Partners[0]), OtherPartner: SignedIn(r.Partners[1])}
	if err := m.writeSheet(sheet); err != nil {
		return err
	}
	return os.Remove(m.path("seeding"))
}

// refreshSheet puts the present port into the sheet of an earlier run.
func (m *machine) refreshSheet() error {
	text, err := os.ReadFile(m.path("demo.json"))
	if os.IsNotExist(err) {
		return nil
	}
	var s Sheet
	if err == nil {
		err = json.Unmarshal(text, &s)
	}
	if err != nil {
		return fmt.Errorf("%s: %w", m.path("demo.json"), err)
	}
	return m.writeSheet(s)
}

func (m *machine) writeSheet(s Sheet) error {
	s.Portal, s.PostbackURL = m.origin+"/", m.origin+"/postback"
	s.TrackingLink = m.origin + s.TrackingLink[strings.LastIndex(s.TrackingLink, "/r/"):]
	text, err := json.MarshalIndent(s, "", "  ")
	if err != nil {
		return err
	}
	m.sheet = &s
	return os.WriteFile(m.path("demo.json"), append(text, '\n'), 0o600)
}

// writeEnvironment leaves what `trib audit` and the others need to be told.
func (m *machine) writeEnvironment(env map[string]string) error {
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(env)) {
		fmt.Fprintf(&b, "export %s='%s'\n", name, env[name])
	}
	return os.WriteFile(m.path("trib.env"), []byte(b.String()), 0o600)
}
