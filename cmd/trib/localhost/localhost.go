// Package localhost is `trib local`: the template's functions on this machine,
// on top of an emulator of AWS's storage services, behind one origin.
package localhost

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"github.com/tributaryhq/tributary/cmd/trib/demo"
	"github.com/tributaryhq/tributary/infra/local/emulator"
	"github.com/tributaryhq/tributary/shared/aws/awsconfig"
	"github.com/tributaryhq/tributary/shared/aws/local"
	"github.com/tributaryhq/tributary/shared/aws/sam"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
)

// Stack is the name of the installation on this machine.
const Stack = "tributary-local"

// Options are what the command takes.
type Options struct {
	Root  string // of the repository
	Port  int    // 0 takes a free one
	State string // folder below the root
	Empty bool   // no demo
	Out   io.Writer
	// Provider offers sign-in by a stand-in for Google.
	Provider bool
	Ready    func(origin string) // called when requests are served; may be nil
}

// machine is everything that runs.
type machine struct {
	Options
	origin   string
	log      *slog.Logger
	logFile  *os.File
	emulator *emulator.Emulator
	listener net.Listener
	template *sam.Template
	headers  map[string]string
	estate   *local.Estate
	config   *awsconfig.Maker
	shared   map[string]string // environment that Lambda would add
	host     *local.Host
	sheet    *Sheet
}

// Run starts everything, serves until the context ends, and stops everything
// in the order that loses nothing.
func Run(ctx context.Context, o Options) (err error) {
	m := &machine{Options: o}
	defer func() { err = errors.Join(err, m.close()) }()
	for _, step := range []func(context.Context) error{m.open, m.provision, m.seed, m.build} {
		if err := step(ctx); err != nil {
			if ctx.Err() != nil {
				return nil // interrupted: no failure of ours
			}
			return err
		}
	}
	return m.serve(ctx)
}

func (m *machine) path(parts ...string) string {
	folder := m.State
	if !filepath.IsAbs(folder) {
		folder = filepath.Join(m.Root, folder)
	}
	return filepath.Join(append([]string{folder}, parts...)...)
}

// open takes the port, the log and the template, and starts the emulator.
func (m *machine) open(ctx context.Context) error {
	var err error
	if m.listener, err = net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", m.Port)); err != nil { //nolint:noctx // at once
		return fmt.Errorf("port %d is taken; choose another with PORT=…: %w", m.Port, err)
	}
	m.origin = "http://" + m.listener.Addr().String()
	if _, err := os.Stat(m.path("seeding")); err == nil { // half a history is none
		if err := errors.Join(os.RemoveAll(m.path("state")), os.Remove(m.path("seeding"))); err != nil {
			return err
		}
	}
	if err := os.MkdirAll(m.path("state"), 0o750); err != nil {
		return err
	}
	if m.logFile, err = os.Create(m.path("trib.log")); err != nil {
		return err
	}
	m.log = slog.New(slog.NewJSONHandler(m.logFile, nil))
	if err := m.readTemplates(); err != nil {
		return err
	}
	emulatorLog, err := os.OpenFile(m.path("emulator.log"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer emulatorLog.Close() //nolint:errcheck // the emulator has its own handle
	state, err := filepath.Abs(m.path("state"))
	if err != nil {
		return err
	}
	m.emulator, err = emulator.Start(ctx, emulator.Options{Root: m.Root, State: state, Log: emulatorLog})
	return err
}

func (m *machine) readTemplates() error {
	text, err := os.ReadFile(filepath.Join(m.Root, "template.yaml"))
	if err != nil {
		return err
	}
	local := map[string]string{"Stage": "local", "NetworkOperators": demo.Operator}
	if m.Provider {
		local["OpenIdIssuer"], local["OpenIdClientId"], local["OpenIdName"] = m.origin+standIn, "trib-local", "the stand-in"
	}
	if m.template, err = sam.Parse(text, Stack, local); err != nil {
		return err
	}
	if text, err = os.ReadFile(filepath.Join(m.Root, "infra", "cdn.yaml")); err != nil {
		return err
	}
	cdn, err := sam.Parse(text, Stack, map[string]string{"Stage": "local"})
	if err != nil {
		return err
	}
	m.headers, err = cdn.SecurityHeaders()
	return err
}

// provision makes the template's resources.
func (m *machine) provision(ctx context.Context) error {
	m.shared = map[string]string{
		"AWS_REGION": "us-east-1", "AWS_ACCESS_KEY_ID": "local", "AWS_SECRET_ACCESS_KEY": "local", "AWS_ENDPOINT_URL": m.emulator.URL,
		"REDIRECT_LOG_FILE": m.path("trib.log"),
	}
	var err error
	if m.config, err = awsconfig.New(lookup(m.shared)); err != nil {
		return err
	}
	m.estate, err = local.Provision(ctx, m.config, m.template, Stack, m.origin)
	return err
}

func lookup(env map[string]string) func(string) (string, bool) {
	return func(name string) (string, bool) { v, ok := env[name]; return v, ok }
}

const (
	stopServing = 10 * time.Second
	drain       = 20 * time.Second
)

// serve answers requests and delivers events until the context ends, or the
// emulator does.
func (m *machine) serve(ctx context.Context) error {
	delivering, stopDelivering := context.WithCancel(context.WithoutCancel(ctx))
	defer stopDelivering()
	if err := m.host.Start(delivering); err != nil {
		return err
	}
	server := &http.Server{Handler: m.handler(), ReadHeaderTimeout: 10 * time.Second, ErrorLog: slog.NewLogLogger(m.log.Handler(), slog.LevelWarn)}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(m.listener) }()
	m.announce()
	if m.Ready != nil {
		m.Ready(m.origin)
	}
	var err error
	select {
	case <-ctx.Done():
	case <-m.emulator.Exited():
		err = errors.New("the local AWS ended by itself; see " + m.path("emulator.log"))
	case err = <-failed:
	}
	end, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopServing)
	defer cancel()
	err = errors.Join(err, server.Shutdown(end))
	stopDelivering()
	rest, cancelRest := context.WithTimeout(context.WithoutCancel(ctx), drain)
	defer cancelRest()
	m.host.Wait(rest)
	return errors.Join(err, m.keepMails(rest))
}

// close stops the emulator last, which saves its state, and says so.
func (m *machine) close() error {
	var errs []error
	if m.emulator != nil {
		errs = append(errs, m.stopEmulator())
	}
	if m.listener != nil {
		_ = m.listener.Close() // closed already after serving
	}
	if m.logFile != nil {
		errs = append(errs, m.logFile.Close())
	}
	return errors.Join(errs...)
}

// stopEmulator stops the emulator and looks whether it has saved the table: it
// only writes a line into its log when it has not.
func (m *machine) stopEmulator() error {
	saved := func() time.Time {
		info, err := os.Stat(m.path("state", "dynamodb.json"))
		if err != nil {
			return time.Time{}
		}
		return info.ModTime()
	}
	before := saved()
	if err := m.emulator.Stop(); err != nil {
		return err
	}
	if m.estate != nil && !saved().After(before) {
		return fmt.Errorf("the local AWS did not save the table; see %s", m.path("emulator.log"))
	}
	return nil
}

// build makes the functions.
func (m *machine) build(ctx context.Context) error {
	var err error
	m.host, err = local.NewHost(ctx, local.Options{
		Template: m.template, Estate: m.estate, Config: m.config, Make: m.function, Known: known(), Shared: m.shared,
		Clock: clock.System(), Log: m.log,
	})
	return err
}
