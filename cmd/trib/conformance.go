package main

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"flag"
	"fmt"
	"io"
	"net/http"
	"os"
	"text/tabwriter"
	"time"

	"github.com/tributaryhq/tributary/conformance"
)

// runConformance checks a server that takes reports, or an endpoint that
// receives webhooks, against the public vectors, and prints a table.
func runConformance(ctx context.Context, args []string) error {
	f := flag.NewFlagSet("conformance", flag.ContinueOnError)
	target := f.String("target", "", "origin of a server that takes postbacks, such as http://127.0.0.1:8080")
	secret := f.String("secret", "", "its program's postback secret, or the receiver's whsec_…")
	click := f.String("click", "", "a click id that the server made for the program")
	link := f.String("link", "", "a partner's link to get that click id from")
	parameter := f.String("click-parameter", "click_id", "its name in the address that the link leads to")
	currency := f.String("currency", "EUR", "the program's currency")
	receiver := f.String("receiver", "", "an endpoint that receives signed webhooks")
	if err := f.Parse(args); err != nil {
		return err
	}
	if (*target == "") == (*receiver == "") || *secret == "" {
		return errors.New("give --target and --secret, or --receiver and --secret")
	}
	var name [4]byte
	if _, err := rand.Read(name[:]); err != nil {
		return err
	}
	run, client := "c"+hex.EncodeToString(name[:]), &http.Client{Timeout: 20 * time.Second}
	if *receiver != "" {
		vectors, err := conformance.Receptions()
		if err != nil {
			return err
		}
		r := conformance.Receiver{URL: *receiver, Secret: *secret, Run: run, Now: time.Now(), Client: client}
		return report(os.Stdout, r.Check(ctx, vectors))
	}
	if *click == "" && *link != "" {
		var err error
		if *click, err = conformance.Visit(ctx, client, *link, *parameter); err != nil {
			return fmt.Errorf("get a click id: %w", err)
		}
	}
	vectors, err := conformance.Postbacks()
	if err != nil {
		return err
	}
	s := conformance.Server{URL: *target, Secret: *secret, Click: *click, Currency: *currency, Run: run, Client: client}
	return report(os.Stdout, s.Check(ctx, vectors))
}

// report prints the table and fails when a vector did.
func report(to io.Writer, outcomes []conformance.Outcome) error {
	count := map[conformance.Result]int{}
	w := tabwriter.NewWriter(to, 0, 0, 2, ' ', 0)
	for _, o := range outcomes {
		count[o.Result]++
		fmt.Fprintf(w, "%s\t%s\t%s\n", o.Result, o.Name, o.Detail)
	}
	if err := w.Flush(); err != nil {
		return fmt.Errorf("print the table: %w", err)
	}
	fmt.Fprintf(to, "%d pass, %d fail, %d skipped\n", count[conformance.Pass], count[conformance.Fail], count[conformance.Skip])
	if count[conformance.Fail] > 0 {
		return fmt.Errorf("%d vectors fail", count[conformance.Fail])
	}
	return nil
}
