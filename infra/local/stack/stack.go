// Package stack deploys template.yaml to the local AWS with the real tools, sam
// build and sam deploy, and makes up for what the emulator drops: the routes of
// the HTTP API and the expiry of items. What it drops besides is told by the
// smoke test.
package stack

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
)

// name is the stack's.
const name = "tributary-local"

// Options say what to deploy and where.
type Options struct {
	Root   string // of the repository
	AWS    string // address of the local AWS
	Origin string // where people will reach the system; the public origin
	Log    io.Writer
}

// Stack is a deployed template.
type Stack struct {
	AWS     string
	API     string            // address of the HTTP API
	Bucket  string            // of the portal's files
	Names   map[string]string // logical id → physical id
	Outputs map[string]string
}

// Up builds, deploys, repairs and uploads the portal.
func Up(ctx context.Context, o Options) (*Stack, error) {
	if err := o.tool(ctx, "sam", "build", "--config-env", "local"); err != nil {
		return nil, err
	}
	if err := o.tool(ctx, "sam", "deploy", "--config-env", "local", "--stack-name", name, "--parameter-overrides",
		"Stage=local Arch="+Arch()+" PublicOrigin="+o.Origin); err != nil {
		return nil, err
	}
	c := client{o.AWS}
	s := &Stack{AWS: o.AWS}
	var err error
	if s.Names, err = c.resources(ctx, name); err != nil {
		return nil, err
	}
	if s.Outputs, err = c.outputs(ctx, name); err != nil {
		return nil, err
	}
	s.API = fmt.Sprintf("%s/_aws/execute-api/%s/$default", o.AWS, s.Names["Http"])
	s.Bucket = s.Outputs["PortalBucket"]
	if err := repair(ctx, c, o.Root, s.Names); err != nil {
		return nil, err
	}
	return s, o.upload(ctx)
}

// upload puts the portal's built files into its bucket.
func (o Options) upload(ctx context.Context) error {
	return o.tool(ctx, "python", "infra/upload.py", filepath.Join("portal", "dist"), name)
}

// tool runs a program of the environment that holds SAM, with nothing of the
// user's own AWS: no profile, no credentials that mean anything.
func (o Options) tool(ctx context.Context, program string, args ...string) error {
	at := filepath.Join(o.Root, ".local", "sam", "bin", program)
	if _, err := os.Stat(at); err != nil {
		return fmt.Errorf("%s is missing: run `make setup`", at)
	}
	cmd := exec.CommandContext(ctx, at, args...) //nolint:gosec // a fixed path
	cmd.Dir, cmd.Stdout, cmd.Stderr = o.Root, o.Log, o.Log
	own := slices.DeleteFunc(os.Environ(), func(v string) bool { return strings.HasPrefix(v, "AWS_") })
	cmd.Env = append(own, "AWS_ENDPOINT_URL="+o.AWS, "AWS_ACCESS_KEY_ID=local", "AWS_SECRET_ACCESS_KEY=local",
		"AWS_REGION=us-east-1", "AWS_DEFAULT_REGION=us-east-1", "LAMBDA_ARCH="+Arch(), "SAM_CLI_TELEMETRY=0")
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("%s %s: %w", program, args[0], err)
	}
	return nil
}

// Arch is this machine's processor, by Lambda's name: the emulator runs the
// functions on the host.
func Arch() string {
	if runtime.GOARCH == "amd64" {
		return "x86_64"
	}
	return runtime.GOARCH
}
