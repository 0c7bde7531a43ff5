package main

import (
	"context"
	"flag"
	"os"

	"github.com/tributaryhq/tributary/cmd/trib/localhost"
)

func runLocal(ctx context.Context, args []string) error {
	flags := flag.NewFlagSet("local", flag.ContinueOnError)
	o := localhost.Options{Out: os.Stdout}
	flags.StringVar(&o.Root, "root", ".", "folder of the repository")
	flags.IntVar(&o.Port, "port", 8080, "port on 127.0.0.1; 0 takes a free one")
	flags.StringVar(&o.State, "state", ".local", "folder for state, logs and demo.json, from the root")
	flags.BoolVar(&o.Empty, "empty", false, "make no demo")
	flags.BoolVar(&o.Provider, "provider", false, "offer sign-in by a stand-in for Google")
	if err := flags.Parse(args); err != nil {
		return err
	}
	return localhost.Run(ctx, o)
}
