// Samlocal runs the template as deployed: the local AWS, sam build, sam deploy,
// the real programs, and one address in front. Ctrl-C ends it; nothing is kept.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/signal"
	"strconv"
	"syscall"
	"time"

	"github.com/tributaryhq/tributary/infra/local/emulator"
	"github.com/tributaryhq/tributary/infra/local/stack"
)

func main() {
	port := flag.Int("port", 8080, "where the system answers")
	awsPort := flag.Int("aws-port", 4566, "where the local AWS answers")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, *port, *awsPort, os.Stdout); err != nil && !errors.Is(err, context.Canceled) {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(ctx context.Context, port, awsPort int, out io.Writer) (err error) {
	root, err := os.Getwd()
	if err != nil {
		return err
	}
	aws, err := emulator.Start(ctx, emulator.Options{Root: root, Port: awsPort})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, aws.Stop()) }()
	origin := "http://127.0.0.1:" + strconv.Itoa(port)
	s, err := stack.Up(ctx, stack.Options{Root: root, AWS: aws.URL, Origin: origin, Log: out})
	if err != nil {
		return err
	}
	edge, err := s.Edge()
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "\nportal and API  %s\nAPI alone       %s\nlocal AWS       %s\ntable           %s\nCtrl-C ends it.\n",
		origin, s.API, s.AWS, s.Outputs["TableName"])
	return serve(ctx, net.JoinHostPort("127.0.0.1", strconv.Itoa(port)), edge, aws.Exited())
}

func serve(ctx context.Context, addr string, h http.Handler, gone <-chan struct{}) error {
	server := &http.Server{Addr: addr, Handler: h, ReadHeaderTimeout: 10 * time.Second}
	failed := make(chan error, 1)
	go func() { failed <- server.ListenAndServe() }()
	select {
	case err := <-failed:
		return err
	case <-gone:
		return errors.New("the local AWS has ended")
	case <-ctx.Done():
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer cancel()
	return server.Shutdown(ctx)
}
